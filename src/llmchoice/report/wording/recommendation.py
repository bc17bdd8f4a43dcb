"""What is recommended, and where the other options stand, in sentences."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from llmchoice.figures import either, listed, percent, points, score, share
from llmchoice.language import t
from llmchoice.model.assessment import Assessment
from llmchoice.model.option import Side
from llmchoice.model.verdict import Undecided, Verdict
from llmchoice.report.wording.answers import answer, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from llmchoice.model.assessment import Recommendation, Route
    from llmchoice.model.comparison import Outcome
    from llmchoice.report.subject import Names, Subject

    Name = Callable[[str], str]
    """The name of an option."""


def in_simulations(value: float) -> str:
    """How often something happens, as the end of a sentence."""
    if value <= 0:
        return t("in no simulation")
    if value >= 1:
        return t("in every simulation")
    return t("in {share} of the simulations", share=share(value))


def sentences(subject: "Subject", names: "Names") -> Iterator[str]:
    """What it comes to, in a few sentences; for mixed with where each workload goes."""
    found = subject.recommendation
    workloads = subject.workloads if isinstance(subject, Assessment) else ()
    if not workloads:
        yield recommended(found, names.option)
        return
    yield together(found.verdict, [(part.name, part.recommendation) for part in workloads])
    yield from routing(found.routing, names.option)
    yield from filter(None, map(told_apart, found.routing))


def recommended(found: "Recommendation | Outcome", name: "Name") -> str:
    """What one set of answers comes to, in one to three sentences."""
    if found.verdict is Verdict.NONE:
        return t("No option is admissible. At least one rule excludes each of them.")
    why = [_undecided(found)] if found.undecided else []
    return " ".join([*why, *_standing(found, name)])


def together(verdict: Verdict, parts: "Sequence[tuple[str, Recommendation | Outcome]]") -> str:
    """What the workloads come to together, in one sentence; `parts` by the workload's name."""
    if verdict is Verdict.NONE:
        none = [workload for workload, found in parts if found.verdict is Verdict.NONE]
        return t("No option is admissible for {workloads}.", workloads=listed(none))
    if verdict is Verdict.UNDECIDED:
        open_ = [name for name, found in parts if found.verdict is Verdict.UNDECIDED]
        return t("No side can be recommended for {workloads}.", workloads=listed(open_))
    if verdict is Verdict.MIXED:
        return t("No single side fits every workload.")
    if verdict is Verdict.OPEN:
        return t("Open weights come out best for every workload.")
    return t("Closed weights come out best for every workload.")


def routing(routes: "Sequence[Route]", name: "Name") -> Iterator[str]:
    """Where each workload goes, one sentence each; nothing where it is the same for all."""
    for route in routes:
        if not route.options:
            yield t("No option is admissible for {workload}.", workload=route.workload)
        else:
            options = either(map(name, route.options))
            yield t("{workload} goes to {options}.", workload=route.workload, options=options)


def told_apart(route: "Route") -> str:
    """The answers that tell a workload from the others; empty where none does."""
    answers = "; ".join(f"{quoted(one.text)} {answer(one.label)}" for one in route.answers)
    if not answers:
        return ""
    return t(
        "What sets {workload} apart: {answers}.",
        workload=route.workload,
        answers=answers.rstrip("."),
    )


def _undecided(found: "Recommendation | Outcome") -> str:
    """Why no side is recommended."""
    confidence = found.confidence
    if found.undecided is Undecided.LEVEL:
        return t("No side is recommended: the best options of both sides have the same score.")
    if found.undecided is Undecided.UNKNOWN:
        return t(
            "No side is recommended: too much of the weight, {weight}, rests on unknown answers.",
            weight=percent(found.unknown_weight or 0),
        )
    if confidence is None:
        return t("No side is recommended: the answers leave no simulation possible.")
    often = in_simulations(confidence)
    if found.undecided is Undecided.MAY_BE_EXCLUDED:
        return t(
            "No side is recommended: an option is admissible only {often}, since unknown answers"
            " may exclude it.",
            often=often,
        )
    if found.leading is Side.OPEN:
        return t("No side is recommended: open weights come first only {often}.", often=often)
    return t("No side is recommended: closed weights come first only {often}.", often=often)


def _standing(found: "Recommendation | Outcome", name: "Name") -> Iterator[str]:
    """Where the leaders stand, and those that they are compared with."""
    if not found.leaders or found.score is None:
        return
    yield _first(found, name, found.score)
    if found.margin is None:
        yield t("Every other option is excluded.")
        return
    if len(found.sides_left) == 1:
        yield _excluded(found)
    yield _behind(found, name, found.score, found.margin)


def _first(found: "Recommendation | Outcome", name: "Name", best: float) -> str:
    leaders = listed(map(name, found.leaders))
    if len(found.leaders) > 1:
        return t("{options} are level, with {score} of 100.", options=leaders, score=score(best))
    if found.undecided is Undecided.LEVEL:
        return t("{option} has {score} of 100.", option=leaders, score=score(best))
    return t("{option} comes first, with {score} of 100.", option=leaders, score=score(best))


def _excluded(found: "Recommendation | Outcome") -> str:
    if found.leading is Side.OPEN:
        return t("Every closed option is excluded.")
    return t("Every open option is excluded.")


def _behind(found: "Recommendation | Outcome", name: "Name", best: float, margin: float) -> str:
    """The options of the other side, or the next ones of the same side."""
    rivals = listed(map(name, found.rivals))
    figure = score(best - margin)
    if found.undecided is Undecided.LEVEL:
        return t("So has {option}.", option=rivals)
    behind = points(margin)
    if len(found.sides_left) == 1:
        return t(
            "Next is {option}, with {score}, {behind} behind.",
            option=rivals,
            score=figure,
            behind=behind,
        )
    if found.leading is Side.OPEN:
        return t(
            "The best closed option is {option}, with {score}, {behind} behind.",
            option=rivals,
            score=figure,
            behind=behind,
        )
    return t(
        "The best open option is {option}, with {score}, {behind} behind.",
        option=rivals,
        score=figure,
        behind=behind,
    )
