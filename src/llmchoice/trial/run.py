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

from llmchoice.model.score import Answer
from llmchoice.model.trial import Model, Setup
from llmchoice.trial.endpoint import Endpoint, Refused, Scope
from llmchoice.trial.questions import Question
from llmchoice.trial.reply import Timed
from llmchoice.trial.store import Store, now


@dataclass(slots=True)
class Purse:
    """What has been spent, and what is set aside for answers that are on their way.

    For each of them as much is set aside as the dearest answer of its candidate cost so far. So the
    budget is exceeded only by an answer that costs more than every one before it.
    """

    budget: float | None
    spent: float
    dearest: dict[str, float]
    """Candidate to the most that an answer of it cost."""
    _on_their_way: dict[str, int] = field(default_factory=dict)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def reserve(self, candidate: str) -> bool:
        """Set something aside for an answer; False where the budget is used up.

        Where it depends on what others on their way will cost, this waits for them.
        """
        async with self._changed:
            while not self._has_room(candidate):
                if not any(self._on_their_way.values()):
                    return False
                await self._changed.wait()
            self._on_their_way[candidate] = self._on_their_way.get(candidate, 0) + 1
            return True

    async def release(self, candidate: str) -> None:
        """Put back what was set aside for an answer that has come, or will not come."""
        async with self._changed:
            self._on_their_way[candidate] -= 1
            self._changed.notify_all()

    def pay(self, candidate: str, cost: float | None) -> None:
        """Take out what an answer cost, as far as that is known."""
        self.spent += cost or 0.0
        self.dearest[candidate] = max(self.dearest.get(candidate, 0.0), cost or 0.0)

    def _has_room(self, candidate: str) -> bool:
        if self.budget is None:
            return True
        aside = sum(self.dearest.get(who, 0.0) * n for who, n in self._on_their_way.items())
        # Until something was paid nobody knows what an answer costs: one is sent ahead.
        unknown = candidate not in self.dearest and self._on_their_way.get(candidate, 0)
        total = self.spent + aside + self.dearest.get(candidate, 0.0)
        return not unknown and self.spent < self.budget and total <= self.budget


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


Keep = Callable[[Store, Question, Timed, int], str | None]
"""Keeps what came, with the number of the attempt; says why where it is of no use."""


def keep_answer(store: Store, asked: Question, timed: Timed, attempt: int) -> None:
    """Keep an answer of a candidate."""
    reply = timed.reply
    answer = Answer(
        case=asked.case,
        candidate=asked.model.id,
        text=reply.text,
        asked=asked.digest,
        tokens_in=reply.tokens_in,
        tokens_out=reply.tokens_out,
        seconds=timed.seconds,
        cost=reply.cost(asked.model.price),
        served_by=reply.served_by,
        ended=reply.ended,
        at=now(),
    )
    store.replace_answer(answer, attempt)


async def ask_all(  # noqa: PLR0913, PLR0917 - what a run is made of
    setup: Setup,
    store: Store,
    questions: Sequence[Question],
    keys: Mapping[str, str],
    purse: Purse,
    tell: Callable[[Outcome], None],
    keep: "Keep | None" = None,
) -> Outcome:
    """Put the questions to their models, and keep the answers.

    No other task may use the store meanwhile. Keys go by their environment variable. `tell` is
    called whenever something has been answered or given up; `keep` does something else with an
    answer than to keep it as that of a candidate.
    """
    outcome = Outcome(asked=len(questions))
    tell(outcome)
    by_address: dict[str, list[Question]] = {}
    for each in questions:
        by_address.setdefault(each.model.endpoint or "", []).append(each)
    try:
        async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:
            for address, those in by_address.items():
                endpoint = await stack.enter_async_context(Endpoint.opened(address, setup.limits))
                run = _Run(setup, store, endpoint, keys, purse, outcome, tell, keep or keep_answer)
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
    keep: "Keep"

    async def all(self, questions: Sequence[Question]) -> None:
        async with asyncio.TaskGroup() as group:
            for each in questions:
                await self.endpoint.free.acquire()
                group.create_task(self._put(each))

    async def _put(self, asked: Question) -> None:
        who = asked.model
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
        who = asked.model
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
        who, cost = asked.model, timed.reply.cost(asked.model.price)
        why = self.keep(self.store, asked, timed, attempt)
        if why is None:
            self.outcome.answered += 1
        else:
            self.outcome.failures.append(Failure(who.id, asked.case, why))
        self.purse.pay(who.id, cost)
        if self.purse.budget is not None and cost is None:
            why = "it does not say how many tokens an answer took, so the budget cannot be kept"
            self.outcome.stopped.setdefault(who.id, why)

    def _given_up(self, who: Model) -> bool:
        return who.id in self.outcome.stopped
