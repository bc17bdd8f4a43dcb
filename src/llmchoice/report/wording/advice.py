"""What to begin with, which test to make, when to look again, and what decides.

A sentence each.
"""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.assessment import (
    Bound,
    Decider,
    Experiment,
    Recommendation,
    TurningCounts,
)
from llmchoice.model.estimate import Passed
from llmchoice.model.option import Side
from llmchoice.model.rule import NextStep
from llmchoice.model.verdict import FEWEST_DRAWS, Kind, Verdict
from llmchoice.report.subject import Names, Subject
from llmchoice.report.wording.answers import quoted
from llmchoice.report.wording.trial import exactly, from_on, up_to

_SIDES = {Verdict.OPEN, Verdict.CLOSED}
_BOTH = 2


def trial(subject: Subject, names: Names) -> list[str]:
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


def besides_trial(subject: Subject) -> list[NextStep]:
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


_WHY = {
    "best": message(
        "Start with {option}: of the options that do as well, it is the easiest to leave."
    ),
    "level": message(
        "Start with {option}: no option that does about as well is easier to leave or to set up."
    ),
    "tendency": message(
        "Start with {option}: no option close to it is easier to leave, and its side is ahead."
    ),
    "least-needs": message(
        "Start with {option}: of the options that do as well and are as easy to leave, it is the"
        " easiest to set up."
    ),
    "fewer-needs": message(
        "Start with {option}: it is easier to set up than {leader}, no harder to leave, and not"
        " clearly worse."
    ),
    "commits-less": message(
        "Start with {option}: it is easier to leave than {leader}, and not clearly worse."
    ),
    "takes-along": message(
        "Start with {option}: what you put into it can be taken elsewhere, unlike with {leader},"
        " and it is not clearly worse."
    ),
    "better-score": message(
        "Start with {option}: it is no harder to leave than {leader}, and clearly scores more."
    ),
    "allowed": message(
        "Start with {option}: {leader} may prove not to be allowed or to cost too much, and this is"
        " not clearly worse."
    ),
}


def starting(recommendation: Recommendation, names: Names) -> list[str]:
    """What to begin with, and why; nothing where there is none, or it is recommended anyway."""
    start = recommendation.start_with
    is_other = start is not None and start.option != recommendation.option
    return beginning(recommendation, names) if is_other else []


def not_started(recommendation: Recommendation, names: Names) -> list[str]:
    """Why there is nothing to begin with; nothing where there is something."""
    return [] if recommendation.start_with is not None else beginning(recommendation, names)


def beginning(recommendation: Recommendation, names: Names) -> list[str]:
    """What to begin with, and why, or why nothing is; nothing where there is nothing to compare."""
    start = recommendation.start_with
    if start is None and recommendation.start_contested:
        return [
            t(
                "Nothing to start with is named: the answers of some members rule out each option"
                " that does as well."
            )
        ]
    rules_out = recommendation.p_nothing_left or recommendation.p_leader_excluded
    if start is None and recommendation.leaders and rules_out:
        return [
            t("Nothing to start with is named: most simulations allow nothing that does as well.")
        ]
    if start is None:
        return []
    option, leader = names.option(start.option), names.option(start.leader)
    return [tell(_WHY[start.why], option=option, leader=leader)]


_AT_VOLUME: dict[Bound, str] = {
    "start": message(
        "Look again from {volume} tokens a month on: there {option} costs no more than {start}."
    ),
    "ceiling": message(
        "Look again from {volume} tokens a month on: there {option} typically costs more than your"
        " ceiling."
    ),
}
_AT_PRICE: dict[Bound, str] = {
    "start": message(
        "Look again if {option} gets {share} cheaper: then it costs no more than {start}."
    ),
    "ceiling": message(
        "Look again if {option} gets {share} cheaper: then it typically keeps to your ceiling."
    ),
}


def looking_again(recommendation: Recommendation, names: Names) -> list[str]:
    """At which volume and at which price to look again; nothing where costs do not say."""
    again, start = recommendation.look_again, recommendation.start_with
    if again is None or start is None:
        return []
    begun, sentences = names.option(start.option), []
    if again.volume is not None:
        volume = tell(
            _AT_VOLUME[again.volume.meets],
            volume=figures.tokens(again.volume.tokens),
            option=names.option(again.volume.option),
            start=begun,
        )
        sentences.append(volume)
    if again.price is not None:
        price = tell(
            _AT_PRICE[again.price.meets],
            option=names.option(again.price.option),
            share=figures.percent(again.price.share),
            start=begun,
        )
        sentences.append(price)
    return [*sentences, t("That is by cost alone: other things may turn the choice before.")]


def why_undecided(recommendation: Recommendation, names: Names) -> Iterator[str]:
    """Why no side is recommended, in a sentence, where there is more to say than that."""
    match recommendation.kind:
        case Kind.TOO_FEW:
            yield t(
                "Fewer than {least} simulations count, which is too few to name a side.",
                least=figures.count(FEWEST_DRAWS),
            )
        case Kind.OPEN_QUESTION if recommendation.decides:
            yield decider(recommendation.decides[0], several=len(recommendation.decides) > 1)
        case Kind.LEVEL if recommendation.regret is not None and recommendation.leaders:
            yield t(
                "Choose on other grounds: whoever takes {option} gives up {points} of 100 on"
                " average.",
                option=names.either(recommendation.leaders),
                points=figures.points(recommendation.regret),
            )


def decider(factor: Decider, *, several: bool) -> str:
    """What decides an open question, in a sentence. `several`: it is the first of some."""
    match factor.kind:
        case "ceiling":
            return t("Your ceiling decides: most simulations leave nothing that keeps to it.")
        case "dispute":
            return t(
                "Members disagree on a fact that decides: {question}. Settle that first.",
                question=quoted(factor.name),
            )
        case "question" if several:
            return t(
                "What is not answered may decide, above all {question}.",
                question=quoted(factor.name),
            )
        case "question":
            return t("One answer may decide: {question}.", question=quoted(factor.name))
        case "priority" if factor.weight is not None and factor.turns_at is not None:
            return t(
                "The weight of {priority} decides: it is {now}, and at {then} the other side comes"
                " first.",
                priority=factor.name,
                now=figures.percent(factor.weight),
                then=figures.percent(factor.turns_at),
            )
    return t(
        "What decides is how the options really compare on this: {criterion}", criterion=factor.name
    )
