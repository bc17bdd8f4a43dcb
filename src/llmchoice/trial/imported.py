"""Answers that another tool produced: each for the case and the candidate that it belongs to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.model.score import Answer, Case
from llmchoice.model.trial import Candidate, Setup
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean
from llmchoice.trial.foreign import ForeignAnswer
from llmchoice.trial.store import now


@dataclass(slots=True)
class Matched:
    """What the answers of a file are to."""

    answers: list[Answer] = field(default_factory=list)
    """One of each candidate to each case at most: where there are several, the last."""
    strangers: Counter[str] = field(default_factory=Counter)
    """Who is no candidate, with the number of answers."""
    elsewhere: int = 0
    """Answers of candidates to what is no case here."""


def match(
    foreign: Sequence[ForeignAnswer],
    setup: Setup,
    cases: Sequence[Case],
    names: Mapping[str, str],
    only: str | None = None,
) -> Matched:
    """Each answer with its case, by id or by the whole input, and its candidate.

    Candidates are named by id or by model, with or without a vendor before it, or as `names` says:
    what the file calls one, to its id. Answers that the file gives to nobody are those of `only`.

    Raises:
        LlmchoiceError: exit code 3 with the place of every answer that names a case that there is
            not, or no candidate at all, and of the first by each name that fits several.
    """
    by_id = {case.id: case for case in cases}
    by_input = {case.input.strip(): case for case in cases}
    matched = Matched()
    answers: dict[tuple[str, str], Answer] = {}
    problems: list[Problem] = []
    unclear: dict[str, Problem] = {}
    for each in foreign:
        several = _candidates(each, setup, names, only)
        if len(several) > 1:
            ids = ", ".join(candidate.id for candidate in several)
            message = f"{quoted(each.by[0])} may be any of {ids}"
            fix = f"say which: --candidate ID={each.by[0]}"
            unclear.setdefault(each.by[0], Problem(message, each.place, fix=fix))
            continue
        who = several[0] if several else None
        if who is None and not each.by:
            fix = "say whose these answers are: --candidate ID"
            problems.append(Problem("it is not said whose answer this is", each.place, fix=fix))
            continue
        if who is None:
            matched.strangers[each.by[0]] += 1
            continue
        case = by_id.get((each.case or "").strip())
        if case is None and each.case is not None and not each.inputs:
            message = f"there is no case {quoted(each.case)}"
            problems.append(Problem(message, each.place, fix=did_you_mean(each.case, by_id)))
            continue
        inputs = (by_input.get(text.strip()) for text in each.inputs)
        case = case or next((known for known in inputs if known is not None), None)
        if case is None:
            matched.elsewhere += 1
            continue
        answers[case.id, who.id] = _answer(each, case, who)
    if problems or unclear:
        raise LlmchoiceError([*unclear.values(), *problems], ExitCode.INVALID)
    matched.answers = list(answers.values())
    return matched


def _candidates(
    answer: ForeignAnswer, setup: Setup, names: Mapping[str, str], only: str | None
) -> list[Candidate]:
    """Whose answer it may be; a name that says it exactly goes before one with a vendor."""
    if not answer.by:
        return [candidate for candidate in setup.candidates if candidate.id == only]
    for name in answer.by:
        who = names.get(name, name)
        for fits in (
            [candidate for candidate in setup.candidates if candidate.id == who],
            [candidate for candidate in setup.candidates if candidate.model == name],
            [candidate for candidate in setup.candidates if name.endswith(f":{candidate.model}")],
        ):
            if fits:
                return fits
    return []


def _answer(answer: ForeignAnswer, case: Case, who: Candidate) -> Answer:
    cost = answer.cost
    if (
        cost is None
        and who.price
        and answer.tokens_in is not None
        and answer.tokens_out is not None
    ):
        cost = who.price.of(answer.tokens_in, answer.tokens_out)
    return Answer(
        case=case.id,
        candidate=who.id,
        text=answer.text,
        tokens_in=answer.tokens_in,
        tokens_out=answer.tokens_out,
        seconds=answer.seconds,
        cost=cost,
        origin="import",
        at=now(),
    )
