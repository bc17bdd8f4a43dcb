"""Changed answers, and the verdict that each of them comes to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from llmchoice.engine.alternatives import changed, changes
from llmchoice.engine.draws.glance import LOOKS, Glance, glances
from llmchoice.engine.draws.outcome import Outcome
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
    return turns_of(case, ((change,) for change in possible))


def tried(case: Situation, turns: Sequence[Turn], results: Sequence[Outcome]) -> tuple[Tried, ...]:
    """The turns with the decision that each comes to."""
    return tuple(
        Tried(turn, decision, outcome)
        for turn, outcome in zip(turns, results, strict=True)
        if (decision := decision_of(case, turn, outcome)) is not None
    )


def turning(
    sample: Sample,
    case: Situation,
    verdict: Verdict,
    turns: Sequence[Turn],
    *,
    shift: float = 0.0,
) -> tuple[Turned, ...]:
    """The turns that come to another verdict; `shift` is what more draws say of a side's share.

    Only those of which a look at few draws does not tell the verdict are put to all of them.
    """
    left, decisions = dict(enumerate(turns)), dict[int, Decision | None]()
    base = Case(case.answers)
    threshold, margin = case.kb.settings.confidence, abs(shift)
    for size in () if case.voices else LOOKS:
        changed = [Case(turn.answers) for turn in left.values()]
        looks = glances(sample, base, changed, size)
        for (at, turn), look in zip(tuple(left.items()), looks, strict=True):
            if look is None:
                continue
            if stays(sample, case, verdict, look, shift) and holds(case, verdict, turn.answers):
                del left[at]
            elif sure := look.sure(threshold, margin, sample.draws):
                (side,) = sure
                decisions[at] = _decided(case, left.pop(at), side)
    drawn = singly(sample, base, [Case(turn.answers) for turn in left.values()])
    for (at, turn), outcome in zip(left.items(), drawn, strict=True):
        decisions[at] = decision_of(case, turn, outcome.shifted(shift))
    return _with_options(
        sample,
        case,
        [
            Turned(turn, decision)
            for at, turn in enumerate(turns)
            if (decision := decisions.get(at)) is not None and decision.verdict is not verdict
        ],
    )


def _with_options(sample: Sample, case: Situation, turned: Sequence[Turned]) -> tuple[Turned, ...]:
    """The same with the options that are named by all draws: some may be ruled out by most."""
    unsure = [t for t in turned if t.decision.side and leaves_open(case, t.turn.answers)]
    if not unsure:
        return tuple(turned)
    drawn = outcomes(sample, [Case(each.turn.answers) for each in unsure])
    sure = {
        each.turn.changes: _decided(case, each.turn, each.decision.side, outcome)
        for each, outcome in zip(unsure, drawn, strict=True)
    }
    return tuple(Turned(each.turn, sure.get(each.turn.changes) or each.decision) for each in turned)


def turns_of(case: Situation, sets: Iterable[tuple[Change, ...]]) -> tuple[Turn, ...]:
    """The sets of changes that contradict no other answer, with the answers after them."""
    return tuple(
        Turn(made, answers)
        for made in sets
        if (answers := changed(case.counting, case.given, made)) is not None
    )


def stays(sample: Sample, case: Situation, verdict: Verdict, look: Glance, shift: float) -> bool:
    """Whether the draws cannot but come to the same verdict."""
    threshold = case.kb.settings.confidence
    if verdict is Verdict.UNDECIDED and sample.draws < FEWEST_DRAWS:
        return look.counted > 0
    if verdict is Verdict.UNDECIDED:
        return look.names_none(threshold - abs(shift))
    return look.names(Side(verdict), threshold + abs(shift), sample.draws)


def holds(case: Situation, verdict: Verdict, answers: Mapping[str, Answer]) -> bool:
    """Whether answers of which the draws name the same side cannot but name it."""
    if verdict is Verdict.UNDECIDED:
        return True
    if not leaves_open(case, answers):
        return True
    try:
        other = answered_otherwise(case, answers)
    except LlmchoiceError:
        return True
    return may_be_named(other, Side(verdict))


def leaves_open(case: Situation, answers: Mapping[str, Answer]) -> bool:
    """Whether draws may rule out what answers allow: some are open, or prices under a ceiling."""
    costing = case.basis.costing
    is_limited = costing is not None and costing.ceiling is not None
    return is_limited or any(q.leaves_rules_open(answers.get(q.id)) for q in case.kb.questions)


def decision_of(case: Situation, turn: Turn, outcome: Outcome) -> Decision | None:
    """What a turn comes to by its draws.

    None where there is nothing to assess, or too few draws count to say anything of it.
    """
    decision = _decided(case, turn, named(case.kb, outcome), outcome)
    silent = outcome.counted < FEWEST_DRAWS and decision and decision.verdict is Verdict.UNDECIDED
    return None if silent else decision


def _decided(
    case: Situation, turn: Turn, side: Side | None, outcome: Outcome | None = None
) -> Decision | None:
    """The same where the draws name that side, or none; None where nothing has any weight."""
    try:
        return decide_by(answered_otherwise(case, turn.answers), side, outcome)
    except LlmchoiceError:
        return None
