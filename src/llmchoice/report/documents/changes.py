"""What would change a result: answers, combinations of them, and weights, in sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from llmchoice import figures
from llmchoice.language import message, t, tell, tn
from llmchoice.model.assessment import Readmission, WithoutTest
from llmchoice.model.sensitivity import AnswerFlip, Change, Combination, WeightInterval
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Details
from llmchoice.report.composition import bullets, chapter
from llmchoice.report.documents.verdict import outcome, side_name
from llmchoice.report.subject import Names, Subject, first_ranked, grouped
from llmchoice.report.wording.answers import answer, quoted

MOST_CHANGES = 2
MOST_WEIGHTS = 1
MOST_WAYS = 3
"""Ways back where nothing is allowed."""


def short_changes(subject: Subject, names: Names) -> list[str]:
    """What would change the result, a line each: the answer and the weight that tell most.

    Where no weight does, the two answers that do; one where it is open what to recommend, for what
    decides stands at the top. What it would be without the counts of a test takes the room of one,
    where these turned it. Where nothing is allowed: the smallest sets of changes that make options
    admissible again, as many as there is room for.
    """
    if subject.recommendation.verdict is Verdict.NONE:
        return _foremost_ways(subject.recommendation.readmission, names)
    sensitivity = subject.sensitivity
    weights = sensitivity.nearest_weights[:MOST_WEIGHTS]
    decided = subject.recommendation.option is not None
    most = MOST_CHANGES - len(weights) if decided else 1
    telling = sensitivity.most_telling(subject.recommendation.verdict)[:most]
    lines = [
        _sentence(
            _SENTENCES,
            names.question(flip.question),
            _difference(flip, names, whole="brief"),
            outcome(flip, names),
        )
        for flip in telling
    ]
    if subject.recommendation.strength == "likely" and sensitivity.unsettling:
        unsettled = tn(
            "Another answer to {number} question may leave it undecided.",
            "Another answer to any one of {number} questions may leave it undecided.",
            sensitivity.unsettling,
        )
        lines.append(unsettled)
        weights = weights[: MOST_CHANGES - len(lines)]  # it takes the room of a weight
    lines += [_weight(interval, names) for interval in weights]
    if not lines and subject.robustness is not None and first_ranked(subject) is not None:
        lines.append(t("No single answer and no single priority changes the recommendation."))
    before = subject.recommendation.without_test
    if before is not None and subject.recommendation.turned_by_test:
        return [_untested(before, names), *lines][:MOST_CHANGES]
    return lines


def tested(subject: Subject, names: Names) -> list[str]:
    """How far the counts of a test moved the result, and where they are from, a line each."""
    before, recommendation = subject.recommendation.without_test, subject.recommendation
    if before is None:
        return []
    lines = [_untested(before, names)]
    if recommendation.leading is not None and recommendation.p_side is not None:
        lines.append(
            t(
                "{outcome}, with its counts ({side} is ahead in {share}).",
                outcome=outcome(recommendation, names),
                side=side_name(recommendation.leading),
                share=figures.percent(recommendation.p_side),
            )
        )
    notes = (given.note for given in subject.answers if given.question == before.question)
    return [*lines, *(t("Noted on the counts: {note}", note=note) for note in notes if note)]


def _untested(before: WithoutTest, names: Names) -> str:
    result = outcome(before, names)
    if before.leading is None or before.p_side is None:
        return t("{outcome}, without your own test.", outcome=result)
    return t(
        "{outcome}, without your own test ({side} is ahead in {share}).",
        outcome=result,
        side=side_name(before.leading),
        share=figures.percent(before.p_side),
    )


def ways_back(subject: Subject, names: Names) -> Iterator[Details]:
    """Where nothing is allowed and the page has no room for it: every way to change that."""
    ways = _readmitted(subject.recommendation.readmission, names)
    if len(ways) > MOST_WAYS:
        yield from chapter(t("What would be allowed again"), [bullets(ways)])


def _foremost_ways(readmission: Sequence[Readmission], names: Names) -> list[str]:
    """Those that there is room for, first one of each question, and how many there are besides."""
    by_question = grouped((tuple(c.question for c in each.changes), each) for each in readmission)
    firsts = [ways[0] for ways in by_question.values()]
    ordered = [*firsts, *(each for each in readmission if each not in firsts)]
    ways = _readmitted(sorted(ordered, key=lambda each: each.hardly), names)
    if not (beyond := ways[MOST_WAYS:]):
        return ways
    more = tn(
        "The full report has {number} other way.",
        "The full report has {number} other ways.",
        len(beyond),
    )
    return [*ways[:MOST_WAYS], more]


def _readmitted(readmission: Iterable[Readmission], names: Names) -> list[str]:
    """Each smallest set of changes, a line each; answers to one question share a line."""
    lines: dict[tuple[str, str, str, str], list[str]] = {}
    for each in readmission:
        options = names.listed(each.options)
        nothing = figures.rate(each.p_nothing_left) if each.hardly else ""
        change = each.changes[0]
        other = _difference(change, names)
        if len(each.changes) == 1 and other.kind == "other":
            key = (options, quoted(names.question(change.question)), other.instead, nothing)
            lines.setdefault(key, []).append(other.choices)
        else:
            lines[options, _answers(each.changes, names), "", nothing] = ["" for _ in each.changes]
    return [
        t(
            "{way} Even then, {share} of the simulations allow nothing.",
            way=_again(options, asked, instead, choices),
            share=nothing,
        )
        if nothing
        else _again(options, asked, instead, choices)
        for (options, asked, instead, nothing), choices in lines.items()
    ]


def _again(options: str, asked: str, instead: str, choices: Sequence[str]) -> str:
    """What would be allowed again, with other answers or with one of some choices."""
    if not instead:
        return tn(
            "{options} would be allowed again with this answer: {answers}.",
            "{options} would be allowed again with these answers: {answers}.",
            len(choices),
            options=options,
            answers=asked,
        )
    return t(
        "{options} would be allowed again if {question} is {choices} and not {instead}.",
        options=options,
        question=asked,
        choices=figures.either(choices),
        instead=instead,
    )


def flips(answers: Iterable[AnswerFlip], names: Names) -> list[str]:
    """Every answer that would give another verdict; those with the same outcome together."""
    others = ((flip, _difference(flip, names)) for flip in answers)
    alike = grouped(
        ((flip.question, other.kind, other.instead, outcome(flip, names)), other.choices)
        for flip, other in others
    )
    return [
        _sentence(
            _SENTENCES,
            names.question(question),
            _Difference(kind, figures.either(choices), instead),
            result,
        )
        for (question, kind, instead, result), choices in alike.items()
    ]


def combinations(together: Iterable[Combination], names: Names) -> list[str]:
    """One sentence per combination of answers that would give another verdict together."""
    return [
        t(
            "{outcome}, with these answers together: {answers}.",
            outcome=outcome(combination, names),
            answers=_answers(combination.changes, names),
        )
        for combination in together
    ]


def outcomes(answers: Iterable[AnswerFlip], names: Names) -> list[str]:
    """What each answer to a question that is not answered would give."""
    labels = grouped((outcome(flip, names), quoted(answer(flip.label))) for flip in answers)
    return [
        t("{outcome}, if it is {answers}.", outcome=result, answers=figures.either(texts))
        for result, texts in labels.items()
    ]


def takers(options: Iterable[str], names: Names) -> str:
    """The options that come first beyond a weight."""
    return names.listed(options) or t("none")


def _weight(interval: WeightInterval, names: Names) -> str:
    """The nearest weight at which other options have the highest score."""
    above = interval.turns == "above"
    places = {
        "options": takers(interval.above if above else interval.below, names),
        "priority": names.priority(interval.priority),
        "share": figures.percent(interval.high if above else interval.low),
        "now": figures.percent(interval.weight),
    }
    if places["share"] == places["now"]:  # the weight is at the edge: both read the same
        if above:
            return t(
                "Best score: {options}, if {priority} weighs any more than now ({now}).", **places
            )
        return t("Best score: {options}, if {priority} weighs any less than now ({now}).", **places)
    if above:
        return t("Best score: {options}, if {priority} weighs over {share} (now {now}).", **places)
    if figures.is_nothing(interval.low):
        return t("Best score: {options}, if {priority} weighs nothing (now {now}).", **places)
    return t("Best score: {options}, if {priority} weighs under {share} (now {now}).", **places)


_Kind = Literal["other", "brief", "added", "removed", "swapped"]


@dataclass(frozen=True, slots=True)
class _Difference:
    """How another answer differs from the one that was given."""

    kind: _Kind
    choices: str
    """The choices that differ, quoted and listed."""
    instead: str
    """What they replace, quoted and listed; empty where that is nothing, or is not told."""


def _difference(change: Change, names: Names, whole: _Kind = "other") -> _Difference:
    """What would have to be different; of several choices, only those that come or go.

    `whole`: the kind of an answer that is another one altogether.
    """
    given = names.answer(change.question, change.from_)
    other = _Difference(whole, quoted(answer(change.label)), quoted(given))
    if not (isinstance(change.from_, tuple) and isinstance(change.to, tuple)):
        return other
    before, after = names.choices.get((change.question, change.from_), ()), change.label.texts
    come = [quoted(choice) for choice in after if choice not in before]
    gone = [quoted(choice) for choice in before if choice not in after]
    if come and gone:
        return _Difference("swapped", figures.listed(come), figures.listed(gone))
    if come:
        return _Difference("added", figures.listed(come), "")
    return _Difference("removed", figures.listed(gone), "") if gone else other


_SENTENCES: dict[_Kind, str] = {
    "added": message("{outcome}, if {question} includes {choices} as well."),
    "removed": message("{outcome}, if {question} leaves out {choices}."),
    "swapped": message("{outcome}, if {question} has {choices} in place of {instead}."),
    "other": message("{outcome}, if {question} is {choices} and not {instead}."),
    "brief": message("{outcome}, if {question} is {choices}."),
}
_SHORT: dict[_Kind, str] = {
    "added": message("{question}: {choices} as well"),
    "removed": message("{question}: without {choices}"),
    "swapped": message("{question}: {choices} in place of {instead}"),
    "other": message("{question}: {choices}, not {instead}"),
}


def _sentence(
    sentences: Mapping[_Kind, str], question: str, other: _Difference, outcome: str = ""
) -> str:
    places = {"choices": other.choices, "instead": other.instead, "outcome": outcome}
    return tell(sentences[other.kind], question=quoted(question), **places)


def _answers(changes: Iterable[Change], names: Names) -> str:
    """Questions with what would have to be different in the answer to each."""
    return figures.listed(
        _sentence(_SHORT, names.question(change.question), _difference(change, names))
        for change in changes
    )
