"""What is proposed, and what follows from it."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed
from llmchoice.model.verdict import Verdict
from llmchoice.report import evidence, verdict, words
from llmchoice.report.changes import readmissions
from llmchoice.report.escape import escape
from llmchoice.report.madr.paper import items
from llmchoice.report.memo.diagram import routing
from llmchoice.report.memo.paper import heading, sentences
from llmchoice.report.subject import leading, needed
from llmchoice.report.wording.grounds import ground, grounds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.model.assessment import Assessment, Recommendation, Rules
    from llmchoice.report.madr.cases import Case
    from llmchoice.report.names import Names
    from llmchoice.report.subject import Subject


def outcome(assessment: "Assessment", cases: "Sequence[Case]", names: "Names") -> "Iterator[str]":
    """One outcome; with workloads, what they come to together and then one for each."""
    yield heading(2, "Decision Outcome")
    if not assessment.workloads:
        yield from _outcome(assessment, names, assessment.rules)
        yield from _consequences(assessment, names, level=3)
        return
    recommendation = assessment.recommendation
    yield escape(_chosen_together(recommendation, names))
    yield escape(" ".join(verdict.sentences(assessment, names)))
    yield from routing(assessment)
    for case in cases:
        yield heading(3, escape(f"Workload: {case.workload}"))
        yield from _outcome(case.subject, names, assessment.rules)
        yield from _consequences(case.subject, names, level=4)


def _outcome(subject: "Subject", names: "Names", rules: "Rules") -> "Iterator[str]":
    yield escape(_chosen(subject))
    yield escape(" ".join(verdict.sentences(subject, names)))
    yield from items(map(escape, verdict.key_figures(subject, names, rules)))
    yield from items(map(escape, readmissions(subject.recommendation, names)))


def _chosen(subject: "Subject") -> str:
    found = subject.recommendation.verdict
    if found is Verdict.NONE:
        return "Chosen option: none, because constraints exclude every one of them."
    if found not in {Verdict.OPEN, Verdict.CLOSED}:
        return "Chosen option: none yet, because no side can be recommended."
    titles = [f'"{option.name}"' for option in leading(subject)]
    if subject.recommendation.option is None:
        among = f", one of {listed(titles)}" if titles else ""
        return (
            f"Chosen option: {words.VERDICTS[found]}{among}, because no single option of that"
            " side comes first."
        )
    left = sum(option.admissible for option in subject.options)
    why = "it is the only one" if left == 1 else "it scores highest among those"
    return f"Chosen option: {listed(titles)}, because {why} that no constraint excludes."


def _chosen_together(recommendation: "Recommendation", names: "Names") -> str:
    found = recommendation.verdict
    if found is Verdict.NONE:
        return "Chosen option: none for all, because a workload has no admissible option."
    if found is Verdict.UNDECIDED:
        return "Chosen option: none yet for all, because not every workload can be decided."
    if found is Verdict.MIXED:
        return "Chosen option: one for each workload, because no single side fits them all."
    if recommendation.option is None:
        side = words.VERDICTS[found]
        return f"Chosen option: {side}, because every workload comes to that side."
    name = names.option(recommendation.option)
    return f'Chosen option: "{name}", because it comes out best for every workload.'


def _consequences(subject: "Subject", names: "Names", *, level: int) -> "Iterator[str]":
    """From the fewest reasons that carry the result, and the strongest objections."""
    found = items(_arguments(subject, names))
    if found:
        yield heading(level, "Consequences")
        yield from _about(subject, names)
        yield from found


def _about(subject: "Subject", names: "Names") -> "Iterator[str]":
    """Which options it is about, where none is chosen alone."""
    if subject.recommendation.option is None and subject.reasons.leaders:
        yield escape(f"If it were {figures.either(map(names.option, subject.reasons.leaders))}:")


def _arguments(subject: "Subject", names: "Names") -> "Iterator[str]":
    reasons = subject.reasons
    others = listed(map(names.option, reasons.followers))
    over = f", compared with {others}" if others else ""
    for reason in reasons.for_:
        gain = f"{reason.name} speaks for it by {figures.points(reason.difference)}{over}:"
        yield sentences(
            "Good, because", gain, grounds(reason.grounds), evidence.sources(reason.claims)
        )
    for reason in reasons.against:
        loss = f"{reason.name} speaks against it by {figures.points(-reason.difference)}{over}:"
        yield sentences(
            "Bad, because", loss, grounds(reason.grounds), evidence.sources(reason.claims)
        )
    for spot in reasons.weak:
        place = f"{names.option(spot.option)} has only {figures.score(spot.value)} of 100"
        fault = f"{place} on {spot.name}, whatever it is compared with:"
        yield sentences("Bad, because", fault, ground(spot.ground), evidence.sources(spot.claims))
    leaders = [option for option in subject.options if option.id in reasons.leaders]
    for condition, _ in needed(leaders):
        first = f"something has to be obtained first ({condition.effort} effort):"
        yield sentences("Neutral, because", first, condition.obtain, evidence.rests_on(condition))
