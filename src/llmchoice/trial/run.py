"""A run: every case is put to every candidate that has not answered it yet.

A request is noted before it is sent, and its answer is kept before the next one is sent in its
place. So a run that is killed at any moment is gone on with by the next one: nothing that was
kept is asked again, and only what was on its way, at most `at_once` for each endpoint, may have
been paid for without an answer.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from llmchoice.model.answered import Answer
from llmchoice.model.trial import Candidate, Setup
from llmchoice.trial.endpoint import Endpoint, Refused, Scope, Timed
from llmchoice.trial.purse import Purse
from llmchoice.trial.questions import Question
from llmchoice.trial.store import Store, now


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that a candidate did not answer in this run, or the first of many for one reason."""

    candidate: str
    case: str
    why: str


@dataclass(slots=True)
class Outcome:
    """How far a run came."""

    asked: int
    """Questions that had no answer when it began."""
    answered: int = 0
    """By this run."""
    failures: list[Failure] = field(default_factory=list)
    stopped: dict[str, str] = field(default_factory=dict)
    """Candidates that were given up, and why."""
    out_of_budget: bool = False

    @property
    def left(self) -> int:
        """Questions that still have no answer."""
        return self.asked - self.answered


async def ask_all(  # noqa: PLR0913, PLR0917 - what a run is made of
    setup: Setup,
    store: Store,
    questions: Sequence[Question],
    keys: Mapping[str, str],
    purse: Purse,
    tell: Callable[[Outcome], None],
) -> Outcome:
    """Put the questions to their candidates, and keep the answers.

    Args:
        setup: what the trial is.
        store: where answers go; no other task may use it meanwhile.
        questions: by candidates that have an endpoint.
        keys: environment variable to key.
        purse: what may be spent.
        tell: called whenever something has been answered or given up.
    """
    outcome = Outcome(asked=len(questions))
    tell(outcome)
    by_address: dict[str, list[Question]] = {}
    for each in questions:
        by_address.setdefault(each.candidate.endpoint or "", []).append(each)
    try:
        async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:
            for address, those in by_address.items():
                endpoint = await stack.enter_async_context(Endpoint.opened(address, setup.limits))
                run = _Run(setup, store, endpoint, keys, purse, outcome, tell)
                group.create_task(run.all(those))
    except BaseExceptionGroup as errors:
        raise _first(errors) from errors
    return outcome


def _first(error: BaseException) -> BaseException:
    """What went wrong first, where several tasks were ended by it."""
    return _first(error.exceptions[0]) if isinstance(error, BaseExceptionGroup) else error


@dataclass(frozen=True, slots=True)
class _Run:
    """The part of a run that is at one endpoint."""

    setup: Setup
    store: Store
    endpoint: Endpoint
    keys: Mapping[str, str]
    purse: Purse
    outcome: Outcome
    tell: Callable[[Outcome], None]

    async def all(self, questions: Sequence[Question]) -> None:
        async with asyncio.TaskGroup() as group:
            for each in questions:
                await self.endpoint.free.acquire()
                group.create_task(self._one(each))

    async def _one(self, asked: Question) -> None:
        who = asked.candidate
        try:
            if self._given_up(who) or not await self.purse.reserve(who.id):
                self.outcome.out_of_budget |= not self._given_up(who)
                return
            try:
                await self._answered(asked)
            finally:
                await self.purse.release(who.id)
        finally:
            self.endpoint.free.release()
            self.tell(self.outcome)

    async def _answered(self, asked: Question) -> None:
        who = asked.candidate
        for failed in range(self.setup.limits.tries):
            await self.endpoint.turn()
            if self._given_up(who):
                return
            attempt = self.store.begin_attempt(asked.case, who.id)
            try:
                timed = await self.endpoint.ask(asked, self.keys.get(who.key or ""))
            except Refused as refused:
                self.store.fail_attempt(attempt, str(refused))
                last = failed + 1 == self.setup.limits.tries
                if refused.scope in {Scope.ONCE, Scope.AWAY} and not last:
                    self.endpoint.pause(failed, refused.wait)
                    continue
                if refused.scope in {Scope.CANDIDATE, Scope.AWAY}:
                    self.outcome.stopped.setdefault(who.id, str(refused))
                self.outcome.failures.append(Failure(who.id, asked.case, str(refused)))
                return
            self._keep(asked, timed, attempt)
            return

    def _keep(self, asked: Question, timed: Timed, attempt: int) -> None:
        who, reply = asked.candidate, timed.reply
        cost = reply.cost(who.price)
        answer = Answer(
            case=asked.case,
            candidate=who.id,
            text=reply.text,
            asked=asked.digest,
            tokens_in=reply.tokens_in,
            tokens_out=reply.tokens_out,
            seconds=timed.seconds,
            cost=cost,
            served_by=reply.served_by,
            ended=reply.ended,
            at=now(),
        )
        self.store.replace_answer(answer, attempt)
        self.outcome.answered += 1
        self.purse.pay(who.id, cost)
        if self.purse.is_blind(cost):
            why = "it does not say how many tokens an answer took, so the budget cannot be kept"
            self.outcome.stopped.setdefault(who.id, why)

    def _given_up(self, who: Candidate) -> bool:
        return who.id in self.outcome.stopped
