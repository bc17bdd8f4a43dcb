"""Changed answers, and the verdict that each of them comes to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from llmchoice.engine.alternatives import changed, changes
from llmchoice.engine.draws.glance import LOOKS, Glance, glances
from llmchoice.engine.draws.outcome import Outcome, further
from llmchoice.engine.draws.sample import Sample
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import outcomes
from llmchoice.engine.draws.together import singly
from llmchoice.engine.situation import Situation, answered_otherwise
from llmchoice.engine.verdict import Decision, decide_by, may_be_named, named
from llmchoice.errors import LlmchoiceError
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer
from llmchoice.model.sensitivity import Change
from llmchoice.model.verdict import FEWEST_DRAWS, Verdict

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Turn:
    """Some changed answers, and the answers that count after them."""

    changes: tuple[Change, ...]
    answers: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn, and what it comes to."""

    turn: Turn
    decision: Decision


@dataclass(frozen=True, slots=True)
class Tried(Turned):
    """The same, and how it comes out over all draws."""

    outcome: Outcome


def single_turns(case: Situation) -> tuple[Turn, ...]:
    """Every change of one answer that contradicts no other answer."""
    possible = changes(case.basis, case.answers, case.claims)
    return tuple(turns_of(case, ((change,) for change in possible)))


def turns_of(case: Situation, sets: Iterable[tuple[Change, ...]]) -> Iterator[Turn]:
    """The sets of changes that contradict no other answer, with the answers after them."""
    for made in sets:
        answers = changed(case.counting, case.given, made)
        if answers is not None:
            yield Turn(made, answers)


@dataclass(frozen=True, slots=True)
class WhatIfs:
    """The draws of a set of answers, to put changed answers to."""

    sample: Sample
    case: Situation
    verdict: Verdict
    """What the answers come to as they are."""
    more: bool = False
    """Whether more are made where these cannot tell, as they are for the verdict itself."""

    def turning(self, turns: Sequence[Turn]) -> tuple[Turned, ...]:
        """The turns that come to another verdict.

        Only those of which a look at few draws does not tell the verdict are put to all of them.
        """
        left, decisions = dict(enumerate(turns)), dict[int, Decision | None]()
        base = Case(self.case.answers)
        threshold, draws = self.case.kb.settings.confidence, self.sample.draws
        for size in () if self.case.voices else LOOKS:
            changed = [Case(turn.answers) for turn in left.values()]
            looks = glances(self.sample, base, changed, size)
            for (at, turn), look in zip(tuple(left.items()), looks, strict=True):
                if look is None:
                    continue
                if self.stays(turn, look):
                    del left[at]
                elif sure := look.sure(threshold, draws):
                    (side,) = sure
                    decisions[at] = self._decided(left.pop(at), side)
        cases = [Case(turn.answers) for turn in left.values()]
        drawn = self.counted(cases, lambda sample, some: singly(sample, base, some))
        for (at, turn), outcome in zip(left.items(), drawn, strict=True):
            decisions[at] = self.decision(turn, outcome)
        return self._with_options(
            [
                Turned(turn, decision)
                for at, turn in enumerate(turns)
                if (decision := decisions.get(at)) is not None
                and decision.verdict is not self.verdict
            ]
        )

    def counted(
        self, sets: Sequence[Item], count: Callable[[Sample, Sequence[Item]], Sequence[Outcome]]
    ) -> list[Outcome]:
        """How sets of answers come out over all draws, and over more where these cannot tell."""
        drawn = list(count(self.sample, sets))
        threshold = self.case.kb.settings.confidence
        for batch in further(self.sample) if self.more else ():
            near = [at for at, outcome in enumerate(drawn) if outcome.is_near(threshold)]
            if not near:
                break
            for at, more in zip(near, count(batch, [sets[at] for at in near]), strict=True):
                drawn[at] = drawn[at].joined(more)
        return drawn

    def _with_options(self, turned: Sequence[Turned]) -> tuple[Turned, ...]:
        """The same with the options that are named by all draws: most may rule some out."""
        unsure = [t for t in turned if t.decision.side and self._leaves_open(t.turn.answers)]
        drawn = outcomes(self.sample, [Case(t.turn.answers) for t in unsure]) if unsure else ()
        sure = {
            each.turn.changes: self._decided(each.turn, each.decision.side, outcome)
            for each, outcome in zip(unsure, drawn, strict=True)
        }
        return tuple(Turned(t.turn, sure.get(t.turn.changes) or t.decision) for t in turned)

    def tried(self, turns: Sequence[Turn]) -> tuple[Tried, ...]:
        """What turns come to over all draws, less those of which these say nothing."""
        drawn = self.counted([Case(turn.answers) for turn in turns], outcomes)
        return tuple(
            Tried(turn, decision, outcome)
            for turn, outcome in zip(turns, drawn, strict=True)
            if (decision := self.decision(turn, outcome)) is not None
        )

    def stays(self, turn: Turn, look: Glance) -> bool:
        """Whether a turn cannot but come to the same verdict, by a look at few draws."""
        threshold, draws = self.case.kb.settings.confidence, self.sample.draws
        if self.verdict is Verdict.UNDECIDED:
            if draws < FEWEST_DRAWS:
                return look.counted > 0
            return look.names_none(threshold)
        side = Side(self.verdict)
        if not look.names(side, threshold, draws):
            return False
        if not self._leaves_open(turn.answers):
            return True
        try:
            return may_be_named(answered_otherwise(self.case, turn.answers), side)
        except LlmchoiceError:
            return True

    def _leaves_open(self, answers: Mapping[str, Answer]) -> bool:
        """Whether draws may rule out what answers allow: some open, or prices under a ceiling."""
        return self.case.basis.limited or any(
            q.leaves_rules_open(answers.get(q.id)) for q in self.case.kb.questions
        )

    def decision(self, turn: Turn, outcome: Outcome) -> Decision | None:
        """What a turn comes to by its draws.

        None where there is nothing to assess, or too few draws count to say anything of it.
        """
        decision = self._decided(turn, named(self.case.kb, outcome), outcome)
        is_few = outcome.counted < FEWEST_DRAWS
        silent = is_few and decision and decision.verdict is Verdict.UNDECIDED
        return None if silent else decision

    def _decided(
        self, turn: Turn, side: Side | None, outcome: Outcome | None = None
    ) -> Decision | None:
        """The same where the draws name that side, or none; None where nothing has any weight."""
        try:
            return decide_by(answered_otherwise(self.case, turn.answers), side, outcome)
        except LlmchoiceError:
            return None
