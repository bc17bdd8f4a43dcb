"""What would change the result on one subject: every answer, and the weights of everything.

Also the ranking that a reader can try with other weights: its figures are the assessment's.
"""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import Assessment, WorkloadResult
from llmchoice.model.ground import Way
from llmchoice.model.sensitivity import Sensitivity, WeightInterval
from llmchoice.report import blocks
from llmchoice.report.blocks import Block, Details, Heading, Paragraph
from llmchoice.report.composition import bullets, chapter, numeric, section, table
from llmchoice.report.documents.changes import combinations, flips, takers, tested
from llmchoice.report.documents.verdict import tone_of_side
from llmchoice.report.subject import Names, Subject, first_ranked
from llmchoice.report.wording.advice import decider
from llmchoice.report.wording.experiment import no_test, own_test

_FEWEST = 2
_PAIRS = 2


def what_would_change_it(subject: Subject, names: Names) -> Iterator[Details]:
    """Weights at which another option comes first; answers that give another verdict."""
    if subject.robustness is None:
        return
    parts: list[Block] = []
    experiment, sensitivity = subject.recommendation.experiment, subject.sensitivity
    tests = [*tested(subject, names), *own_test(subject, names), *no_test(subject)]
    if experiment is not None and experiment.instead is not None:
        tests.append(decider(experiment.instead, several=False))
    parts += section(t("A test of your own"), tests)
    if outcome := _searched(sensitivity):
        lines = [*flips(sensitivity.answers, names), *combinations(sensitivity.combinations, names)]
        parts += section(t("Answers"), (Paragraph(outcome), bullets(lines)))
    yield from chapter(t("What would change it"), (*parts, *_weights(subject, names)))


def _weights(subject: Subject, names: Names) -> Iterator[Block]:
    best, weights = first_ranked(subject), subject.sensitivity.weights
    if best is None or not weights:
        return
    yield Heading(t("Weights"))
    keeps = t(
        "{option} stays first as long as only one priority changes, and keeps within these"
        " weights:",
        option=best.short,
    )
    yield Paragraph(keeps)
    yield blocks.Ranges(tuple(_range(interval, names) for interval in weights))
    if criteria := subject.sensitivity.turning_criteria:
        alone = t("The same for single criteria, those alone that can change who is first:")
        yield Paragraph(alone)
        yield table(
            t("Weights within which the best option stays first"),
            criteria,
            (t("Criterion"), lambda each: each.name),
            (numeric(t("Weight")), lambda each: figures.percent(each.weight)),
            (t("It stays first"), lambda each: span(each.low, each.high)),
            (t("Below that"), lambda each: takers(each.below, names)),
            (t("Above that"), lambda each: takers(each.above, names)),
            (t("Its side stays first"), lambda each: span(each.side_low, each.side_high)),
        )


def _range(interval: WeightInterval, names: Names) -> blocks.Range:
    name = names.priority(interval.priority)
    sentences = [
        t(
            "{priority}, now {now}. It stays first: {weights}. Its side stays first: {of_side}.",
            priority=name,
            now=figures.percent(interval.weight),
            weights=span(interval.low, interval.high),
            of_side=span(interval.side_low, interval.side_high),
        )
    ]
    if interval.below:
        sentences.append(t("Below that: {options}.", options=takers(interval.below, names)))
    if interval.above:
        sentences.append(t("Above that: {options}.", options=takers(interval.above, names)))
    return blocks.Range(interval.low, interval.high, interval.weight, " ".join(sentences))


def span(low: float, high: float) -> str:
    """The weights from the one to the other, both from 0 to 1."""
    if low <= 0:
        return t("at any weight") if high >= 1 else t("up to {high}", high=figures.most(high))
    if high >= 1:
        return t("from {low} up", low=figures.percent(low))
    return t("from {low} to {high}", low=figures.percent(low), high=figures.most(high))


def sliders(subject: Subject, assessment: Assessment) -> Iterator[blocks.Sliders]:
    """The options of a subject to be weighed anew; nothing where nothing can change places."""
    weighed = subject.priorities or assessment.priorities
    if not weighed or len(subject.options) < _FEWEST:
        return
    title = t("What if other things mattered more?")
    if isinstance(subject, WorkloadResult):
        title = t("{work}: what if other things mattered more?", work=subject.name)
    yield blocks.Sliders(
        weights=tuple(
            blocks.Weighted(
                each.priority,
                each.name,
                each.stated.figure if each.stated.way is Way.RATINGS else None,
                each.weight,
            )
            for each in weighed
        ),
        contestants=tuple(
            blocks.Contestant(
                id=option.id,
                name=option.short,
                tone=tone_of_side(option.side),
                admissible=option.admissible,
                judgements=tuple((c.priority, c.share, c.value) for c in option.contributions),
            )
            for option in subject.options
        ),
        tie=assessment.rules.tie,
        title=title,
        limits=t(
            "These are scores at the weights that you set, and nothing else: not how often an"
            " option comes first. The verdict also rests on the rules, which no weight lifts, and"
            " on simulations. It stays as it is while you move the sliders."
        ),
    )


def _searched(sensitivity: Sensitivity) -> str:
    """What trying other answers came to; empty where none was tried."""
    if sensitivity.answers:
        return t("Each of these answers would change the verdict by itself:")
    if sensitivity.searched < 1:
        return ""
    if sensitivity.combinations:
        return t("No single answer changes the verdict. These together do:")
    if sensitivity.searched == 1:
        return t("No single answer changes the verdict.")
    if sensitivity.searched == _PAIRS:
        return t("No single answer and no two answers together change the verdict.")
    return t("No single answer, no two and no three that were tried together change the verdict.")
