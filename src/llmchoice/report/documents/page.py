"""The page for whoever decides: what to do, how sure that is, why, what first, what changes it."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.assessment import Assessment, UnknownAnswer
from llmchoice.model.rule import NextStep, StepKind
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Group, Paragraph, plain_text
from llmchoice.report.composition import bullets, fitting, group, numbered
from llmchoice.report.documents.changes import short_changes
from llmchoice.report.documents.cost import beside_cost, cost_line
from llmchoice.report.documents.evidence import aged
from llmchoice.report.documents.verdict import bars, callout, gauge, ruled_out
from llmchoice.report.subject import Names, Subject
from llmchoice.report.wording.advice import starting
from llmchoice.report.wording.experiment import besides_own_test, own_test
from llmchoice.report.wording.grounds import reason_text, step_text, unsure_text
from llmchoice.report.wording.notices import upfront

MOST_REASONS, MOST_OBJECTIONS = 3, 2
MOST_OF_UNDECIDED = 1
"""Of each where no option is recommended: who is compared with whom takes a line."""
MOST_REASONS_OF_CROWDED, MOST_OBJECTIONS_OF_CROWDED, MOST_CHANGES_OF_CROWDED = 2, 1, 1
"""Of each where doubts, cautions or many options take their room."""
WORDS = 150
"""Of what is said of the result, why options are ruled out, reasons and objections, together."""
MOST_BARS_OF_ROOMY = 5
MOST_STEPS = 3
_EXPLAINED = 2
"""What is said of every result that is undecided: what to start with, and why it is."""


def whole(subject: Subject, assessment: Assessment, names: Names) -> Iterator[Block]:
    """The page on a subject that has no parts."""
    verdict = callout(subject, names, cautions=upfront(assessment.warnings, names))
    yield verdict
    yield from gauge(subject, assessment.rules)
    yield from bars(subject)
    barred = list(ruled_out(subject))
    yield from barred
    for_, against_, changes = MOST_OF_UNDECIDED, MOST_OF_UNDECIDED, None
    is_decided = subject.recommendation.option is not None
    left = [option for option in subject.options if option.admissible]
    is_crowded = len(left) > MOST_BARS_OF_ROOMY or len(verdict.text) > (
        1 if is_decided else _EXPLAINED
    )
    if is_decided:
        for_, against_ = MOST_REASONS, MOST_OBJECTIONS
        if is_crowded:
            for_, against_ = MOST_REASONS_OF_CROWDED, MOST_OBJECTIONS_OF_CROWDED
    elif is_crowded and subject.recommendation.verdict is not Verdict.NONE:
        changes = MOST_CHANGES_OF_CROWDED
    above = map(plain_text, (*verdict.text, *(paragraph.text for paragraph in barred)))
    yield from why(subject, names, for_, (*above, *objections(subject)[:against_]))
    yield from against(subject, against_)
    yield from changes_it(subject, names, changes)
    yield from first(subject, names)
    yield from cost(subject, assessment, None)
    yield from aged(assessment.old_prices, assessment.old_facts)
    # What is begun with beside the recommended option takes a line of its own costs.
    begins_elsewhere = bool(starting(subject.recommendation, names))
    yield from _assumed(
        subject, assessment.unasked, brief=is_crowded or (is_decided and begins_elsewhere)
    )


def why(subject: Subject, names: Names, most: int, beside: Iterable[str] = ()) -> Iterator[Group]:
    """What speaks for the leading option, as far as it is known.

    One reason at least, and as many more as have room beside what else is said.
    """
    texts = (reasons(subject) or unsure(subject))[:most]
    texts = [*texts[:1], *fitting(texts[1:], WORDS, beside=(*texts[:1], *beside))]
    if subject.recommendation.option is not None:
        yield from group(t("Why"), texts, "for")
    elif texts:
        compared = t(
            "{leaders}, compared with {followers}:",
            leaders=names.listed(subject.reasons.leaders),
            followers=names.listed(subject.reasons.followers),
        )
        yield from group(t("For"), (Paragraph(compared), bullets(texts, "for")))


def against(subject: Subject, most: int) -> Iterator[Group]:
    """The strongest objections that are known; where there are few, what it does badly anyway."""
    yield from group(t("Against"), objections(subject)[:most], "against")


def reasons(subject: Subject) -> list[str]:
    """What is known to speak for the leading option."""
    return [reason_text(reason) for reason in subject.reasons.known]


def unsure(subject: Subject) -> list[str]:
    """What speaks for a recommended option that is only known to have faults, and how surely."""
    # Where nothing else is left, the rules are the reason, and stand above.
    is_compared = subject.recommendation.option is not None and subject.reasons.followers
    if not is_compared or not objections(subject):
        return []
    texts = [unsure_text(reason) for reason in subject.reasons.strong[:1]]
    return texts or [t("No answer that is known speaks for it above the others.")]


def objections(subject: Subject) -> list[str]:
    """What is known to speak against it, the strongest first."""
    faults = subject.reasons.faults(chosen=subject.recommendation.option is not None)
    return [reason_text(fault) for fault in faults if fault.known]


def changes_it(subject: Subject, names: Names, most: int | None = None) -> Iterator[Group]:
    """The answers and weights that would give another result, the most telling first."""
    yield from group(t("What if"), short_changes(subject, names)[:most])


def first(subject: Subject, names: Names, most: int = MOST_STEPS) -> Iterator[Group]:
    """The first steps; where nothing is allowed, what is left to decide."""
    start = starting(subject.recommendation, names)
    steps = besides_own_test(subject)
    before = [step(each, names) for each in steps if each.before_all]
    test = own_test(subject, names)
    texts = [step(each, names) for each in steps if not each.before_all]
    if subject.recommendation.verdict is Verdict.NONE:
        texts = [choose_what_to_change(), *beside_options(steps)]
    elif subject.recommendation.option is not None:
        texts = [*[*before, *start, *texts][: most - len(test)], *test]
    else:
        # What to start with stands at the top already.
        texts = [*before, *test, *texts][: most - len(start)]
    yield from group(t("First"), [numbered(texts[:most])], prominent=True)


def beside_options(steps: Sequence[NextStep]) -> list[str]:
    """What is told where nothing is allowed: no test and no answer makes an option admissible."""
    return [step_text(each) for each in steps if each.kind is StepKind.ADVICE]


def choose_what_to_change() -> str:
    """The first step where nothing is allowed."""
    return t("Decide which of these answers you can change, and assess again.")


def step(advised: NextStep, names: Names) -> str:
    """A step in words, with the options that it is for where it is not for all."""
    text = step_text(advised)
    if not advised.options:
        return text
    return t("For {options}: {step}", options=names.listed(advised.options), step=text)


def cost(subject: Subject, assessment: Assessment, workload: str | None) -> Iterator[Group]:
    """What a month costs, where it was computed."""
    sentences = costs(subject, assessment, workload)
    yield from group(t("Cost"), [Paragraph(" ".join(sentences))] if sentences else [])


def costs(subject: Subject, assessment: Assessment, workload: str | None) -> list[str]:
    """The same as a line, and what is not in it; none where no cost was computed."""
    priced = subject.recommendation.to_price
    line = cost_line(assessment, workload, priced)
    return [] if line is None else [line, *beside_cost(assessment, workload, priced)]


def _assumed(subject: Subject, unasked: Collection[str], *, brief: bool) -> Iterator[Group]:
    """How much is not known. `brief`: and not which of it tells most."""
    recommendation, unknowns = subject.recommendation, subject.unknowns
    weight = recommendation.unknown_weight
    if not weight or not unknowns or recommendation.verdict is Verdict.NONE:
        return
    sentences = [_resting(figures.percent(weight), unknowns, unasked)]
    # Where something decides, the top of the page says what.
    if not brief and not recommendation.decides:
        most = unknowns[0]
        sentences.append(
            tn(
                'The question: "{question}".',
                '"{question}" tells most.',
                len(unknowns),
                question=most.short,
            )
        )
        if most.influence and not most.slight:
            decides = figures.percent(most.influence)
            sentences.append(t("It decides in {share} of simulations.", share=decides))
    yield from group(t("Assumed"), [Paragraph(" ".join(sentences))])


def _resting(share: str, unknowns: Sequence[UnknownAnswer], unasked: Collection[str]) -> str:
    """How much of the score rests on what nobody answered, and why nobody did."""
    was_asked = {unknown.question not in unasked for unknown in unknowns}
    if was_asked == {True}:
        return tn(
            "{share} of the score rests on an answer that is not sure.",
            "{share} of the score rests on {number} answers that are not sure.",
            len(unknowns),
            share=share,
        )
    if was_asked == {False}:
        return tn(
            "{share} of the score rests on a question that was not asked.",
            "{share} of the score rests on {number} questions that were not asked.",
            len(unknowns),
            share=share,
        )
    return t(
        "{share} of the score rests on {number} questions: some were not asked, and some have no"
        " sure answer.",
        share=share,
        number=figures.count(len(unknowns)),
    )
