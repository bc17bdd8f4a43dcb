"""Which test to make, and the result that changes the choice, in one sentence."""

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import Experiment, Recommendation, TurningCounts
from llmchoice.model.step import NextStep
from llmchoice.model.verdict import Verdict
from llmchoice.report.subject import Names, Subject

_SIDES = {Verdict.OPEN, Verdict.CLOSED}
_BOTH = 2


def trial(recommendation: Recommendation, names: Names) -> list[str]:
    """The test, what to choose after it, and until when; nothing where no result changes it."""
    experiment = recommendation.experiment
    if experiment is None or not experiment.decides:
        return []
    told = _results(experiment, names)
    if experiment.until is None:
        return [told]
    # Two whole sentences: the day says nothing of the result.
    return [f"{told} {t('Decide by {day}.', day=experiment.until)}"]


def _results(experiment: Experiment, names: Names) -> str:
    places = {"cases": figures.count(experiment.cases), "hold": figures.count(experiment.hold)}
    results = experiment.results
    if len(results) == _BOTH:
        up, down = sorted(results, key=lambda result: result.bound != "at-least")
        return t(
            "Test {cases} of your own cases: if closed passes {hold}, choose {open} if open"
            " passes {more} or more, and {closed} if it passes {fewer} or fewer.",
            open=_chosen(up, names),
            more=figures.count(up.passes),
            closed=_chosen(down, names),
            fewer=figures.count(down.passes),
            **places,
        )
    return _with_one(results[0], names, places)


def besides_trial(subject: Subject) -> list[NextStep]:
    """The next steps, less the one to make a test once it is said which one."""
    experiment = subject.recommendation.experiment
    said = {experiment.question} if experiment and experiment.decides else set()
    return [step for step in subject.next_steps if said.isdisjoint(step.settles)]


def no_test(recommendation: Recommendation) -> list[str]:
    """That no result changes the choice, where that is so."""
    experiment = recommendation.experiment
    if experiment is None or experiment.decides:
        return []
    return [
        t(
            "No test of your own can change this: not one of {cases} cases of which closed passes"
            " {hold}, whatever open passes.",
            cases=figures.count(experiment.cases),
            hold=figures.count(experiment.hold),
        )
    ]


def _with_one(result: TurningCounts, names: Names, places: dict[str, str]) -> str:
    passes = figures.count(result.passes)
    if result.verdict in _SIDES:
        option = _chosen(result, names)
        if result.bound == "at-least":
            return t(
                "Test {cases} of your own cases: choose {option} if open passes {passes} or more"
                " and closed {hold}.",
                option=option,
                passes=passes,
                **places,
            )
        return t(
            "Test {cases} of your own cases: choose {option} if open passes {passes} or fewer and"
            " closed {hold}.",
            option=option,
            passes=passes,
            **places,
        )
    if result.bound == "at-least":
        return t(
            "Test {cases} of your own cases: the recommendation no longer holds if open passes"
            " {passes} or more and closed {hold}.",
            passes=passes,
            **places,
        )
    return t(
        "Test {cases} of your own cases: the recommendation no longer holds if open passes"
        " {passes} or fewer and closed {hold}.",
        passes=passes,
        **places,
    )


def _chosen(result: TurningCounts, names: Names) -> str:
    """The option, or the side where none of it stands alone."""
    if result.option is not None:
        return names.option(result.option)
    return t("Open") if result.verdict is Verdict.OPEN else t("Closed")
