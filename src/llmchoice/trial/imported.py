"""Answers that another tool produced: each for the case and the candidate that it belongs to."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.model.answered import Answer, Case
from llmchoice.model.trial import Candidate, Setup
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean
from llmchoice.trial.found import Found
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
    found: Sequence[Found],
    setup: Setup,
    cases: Sequence[Case],
    names: Mapping[str, str],
    only: str | None = None,
) -> Matched:
    """Each answer with its case, by id or by the whole input, and its candidate.

    Args:
        found: what is in the file.
        setup: the candidates: named by id or by model, with or without a vendor before it.
        cases: the cases of the trial.
        names: what the file calls a candidate, to its id.
        only: the id of the candidate whose answers those are that the file gives to nobody.

    Raises:
        LlmchoiceError: exit code 3 with the place of every answer that names a case that there is
            not, or no candidate at all.
    """
    by_id = {case.id: case for case in cases}
    by_input = {case.input.strip(): case for case in cases}
    matched = Matched()
    answers: dict[tuple[str, str], Answer] = {}
    problems: list[Problem] = []
    for each in found:
        who = _candidate(each, setup, names, only)
        if who is None and not each.by:
            fix = "say whose these answers are: --candidate ID"
            problems.append(Problem("it is not said whose answer this is", each.place, fix=fix))
            continue
        if who is None:
            matched.strangers[each.by[0]] += 1
            continue
        case = by_id.get((each.case or "").strip())
        if case is None and each.case is not None and not each.inputs:
            what = f"there is no case {quoted(each.case)}"
            problems.append(Problem(what, each.place, fix=did_you_mean(each.case, by_id)))
            continue
        inputs = (by_input.get(text.strip()) for text in each.inputs)
        case = case or next((one for one in inputs if one is not None), None)
        if case is None:
            matched.elsewhere += 1
            continue
        answers[case.id, who.id] = _answer(each, case, who)
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    matched.answers = list(answers.values())
    return matched


def _candidate(
    found: Found, setup: Setup, names: Mapping[str, str], only: str | None
) -> Candidate | None:
    if not found.by:
        return None if only is None else setup.candidate(only)
    for name in found.by:
        who = setup.candidate(names.get(name, name)) or next(
            (one for one in setup.candidates if one.model in {name, name.rpartition(":")[2]}), None
        )
        if who is not None:
            return who
    return None


def _answer(found: Found, case: Case, who: Candidate) -> Answer:
    cost = found.cost
    if cost is None and who.price and found.tokens_in is not None and found.tokens_out is not None:
        cost = who.price.of(found.tokens_in, found.tokens_out)
    return Answer(
        case=case.id,
        candidate=who.id,
        text=found.text,
        tokens_in=found.tokens_in,
        tokens_out=found.tokens_out,
        seconds=found.seconds,
        cost=cost,
        origin="import",
        at=now(),
    )
