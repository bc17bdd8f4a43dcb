"""A test of one's own: which to make, what its results lead to, and where none is worth it."""

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.assessment import Experiment, TurningCounts
from llmchoice.model.estimate import Passed
from llmchoice.model.option import Side
from llmchoice.model.rule import NextStep
from llmchoice.model.verdict import Kind, Verdict
from llmchoice.report.subject import Names, Subject

_SIDES = {Verdict.OPEN, Verdict.CLOSED}
_BOTH = 2


def own_test(subject: Subject, names: Names) -> list[str]:
    """The test, what to choose after it, and until when; nothing where it is not worth it."""
    experiment = _experiment(subject)
    if experiment is None or not experiment.advised:
        return []
    # Whole sentences, one after the other: none needs another to be read.
    more, cases = figures.count(experiment.more), figures.count(experiment.cases)
    if experiment.begun:
        size = t("Test {more} more of your own cases, {cases} in all.", more=more, cases=cases)
    else:
        size = t("Test {cases} of your own cases.", cases=cases)
    sentences = [size, _results(experiment, names)]
    if experiment.until is not None:
        sentences.append(t("Decide by {day}.", day=experiment.until))
    return [" ".join(sentences)]


def _experiment(subject: Subject) -> Experiment | None:
    """None also where a step comes before it: after that what was counted is no part of a test."""
    first = any(step.before_all and not step.unasked for step in subject.next_steps)
    return None if first else subject.recommendation.experiment


def _results(experiment: Experiment, names: Names) -> str:
    """What to do after each result, in one sentence."""
    cases, results = experiment.cases, experiment.results
    chance = figures.share(experiment.chance)
    if len(results) == _BOTH:
        up, down = sorted(results, key=lambda result: result.bound != "at-least")
        return tell(
            _ALWAYS if experiment.always else _EITHER,
            open=_chosen(up, names),
            more=from_on(up.passes, cases),
            closed=_chosen(down, names),
            fewer=up_to(down.passes),
            hold=exactly(experiment.hold, cases),
            chance=chance,
        )
    (only,) = results
    # What fewer passes of the one side change, more of the other change as well.
    if only.bound == "at-least":
        is_all = experiment.hold == cases
        hold = exactly(experiment.hold, cases) if is_all else up_to(experiment.hold)
        passes = from_on(only.passes, cases)
    else:
        passes, hold = up_to(only.passes), from_on(experiment.hold, cases)
    sentence = _CHOOSE if only.verdict in _SIDES else _NO_LONGER
    return tell(sentence, option=_chosen(only, names), passes=passes, hold=hold, chance=chance)


def besides_own_test(subject: Subject) -> list[NextStep]:
    """The next steps, less the one to make a test once it is said which one."""
    experiment = _experiment(subject)
    settled = {experiment.question} if experiment and experiment.advised else set()
    return [step for step in subject.next_steps if settled.isdisjoint(step.settles)]


_NO_TEST = {
    (False, False): message(
        "No test of your own can change this: not one of {cases} cases of which closed passes"
        " {hold}, whatever open passes."
    ),
    (False, True): message(
        "No further test of your own can change this: with {cases} cases in all, of which closed"
        " passes {hold}, it stays the same whatever open passes."
    ),
    (True, False): message(
        "A test of your own would hardly change this: even with {cases} cases the chance is"
        " {share}."
    ),
    (True, True): message(
        "More cases of your own would hardly change this: even with {more} more, {cases} in all,"
        " the chance is {share}."
    ),
}
"""Whether any result changes the choice, and whether some cases are counted already."""


def no_test(subject: Subject) -> list[str]:
    """That no test is worth it, and why: of no result, of hardly any, or of little to lose."""
    experiment = _experiment(subject)
    if experiment is None or experiment.advised:
        return []
    if experiment.decides and subject.recommendation.kind is Kind.LEVEL:
        counts, before = _counted(subject, experiment.question), subject.recommendation.without_test
        if counts is not None and before is not None:
            places = {"cases": counts.cases, "open": counts.open, "closed": counts.closed}
            return [tell(_LEVEL[before.better], **places)]
        return [
            t("A test of your own may name a side, but so little is at stake that you need none.")
        ]
    return [
        tell(
            _NO_TEST[experiment.decides, experiment.begun],
            cases=figures.count(experiment.cases),
            more=figures.count(experiment.more),
            hold=figures.count(experiment.hold),
            share=figures.share(experiment.chance),
        )
    ]


_LEVEL = {
    Side.OPEN: message(
        "In your own test open did better, hardly by chance alone ({open} against {closed} of"
        " {cases} cases). It weighs too little here to name a side. If what closed failed is too"
        " much for you, take open."
    ),
    Side.CLOSED: message(
        "In your own test closed did better, hardly by chance alone ({closed} against {open} of"
        " {cases} cases). It weighs too little here to name a side. If what open failed is too much"
        " for you, take closed."
    ),
    None: message(
        "Your own test tells no difference beyond chance: of {cases} cases open passed {open},"
        " closed {closed}."
    ),
}


def _counted(subject: Subject, question: str) -> Passed | None:
    given = (answer.answer for answer in subject.answers if answer.question == question)
    return next((counts for counts in given if isinstance(counts, Passed)), None)


_EITHER = message(
    "If closed passes {hold}, choose {open} if open passes {more}, and {closed} if {fewer} (chance:"
    " {chance}); else undecided."
)
_ALWAYS = message(
    "If closed passes {hold}, choose {open} if open passes {more}, and {closed} if {fewer}."
)
_CHOOSE = message(
    "Choose {option} if open passes {passes} and closed {hold} (chance: {chance}); else assess"
    " again."
)
_NO_LONGER = message(
    "The recommendation no longer holds if open passes {passes} and closed {hold} (chance:"
    " {chance})."
)


def _chosen(result: TurningCounts, names: Names) -> str:
    """The option, or the side where none of it stands alone."""
    if result.option is not None:
        return names.option(result.option)
    return t("Open") if result.verdict is Verdict.OPEN else t("Closed")


_MORE, _FEWER = message("{passes} or more"), message("{passes} or fewer")


def from_on(passes: int, cases: int) -> str:
    """So many passes or more, of that many cases."""
    if passes == cases:
        return t("all {cases}", cases=figures.count(cases))
    return tell(_MORE, passes=figures.count(passes))


def up_to(passes: int) -> str:
    """So many passes or fewer."""
    return tell(_FEWER, passes=figures.count(passes)) if passes > 0 else t("none")


def exactly(passes: int, cases: int) -> str:
    """So many passes of that many cases, no more and no fewer."""
    if 0 < passes < cases:
        return figures.count(passes)
    return from_on(passes, cases) if passes else up_to(passes)
