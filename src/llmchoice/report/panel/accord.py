"""What would make the members agree, in sentences."""

from typing import TYPE_CHECKING

from llmchoice.figures import listed, percent
from llmchoice.model.verdict import Verdict
from llmchoice.report import words
from llmchoice.report.panel.phrases import where
from llmchoice.report.wording.answers import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.panel import Dissent, Panel, SettledAnswer, Settlement, WeightMove


_AGREED = frozenset({Verdict.OPEN, Verdict.CLOSED, Verdict.MIXED, Verdict.NONE})


def unanimity(panel: "Panel") -> "Iterator[str]":
    """Whether they agree already, and whether the panel then agrees with them."""
    shared = panel.members[0].recommendation.verdict
    if not panel.agreement.unanimous:
        if panel.agreement.dissents and _verdict(panel) is Verdict.UNDECIDED:
            yield "Together they are undecided: that is no verdict to bring anybody round to."
        return
    if shared is Verdict.UNDECIDED:
        yield "None of them can tell: each of them is undecided alone."
    else:
        yield f"All members come to the same verdict already: {words.VERDICTS[shared]}."
    if panel.agreement.dissents:
        yield (
            f"Taken together they come to another one ({words.VERDICTS[_verdict(panel)]}): what is"
            " contested or not known, or the mean of their weights, makes the difference."
        )


def settled(panel: "Panel") -> "Iterator[str]":
    """Each settling of facts that makes all agree, or that there is none."""
    agreement = panel.agreement
    yield from map(_settlement, agreement.settlements)
    if agreement.searched and not agreement.settlements:
        pairs = " alone, nor any two together," if agreement.searched > 1 else ""
        yield f"No settled fact{pairs} brings all members to one decided verdict."
    if not agreement.exhaustive:
        yield "The search was cut short: not everything was tried."


def nothing(panel: "Panel") -> "Iterator[str]":
    """That nothing was found, where they do not agree and nothing was."""
    agreement = panel.agreement
    agreed = agreement.unanimous and panel.members[0].recommendation.verdict in _AGREED
    helps = any(one.facts_suffice or one.weights_suffice or one.moves for one in agreement.dissents)
    if not (agreed or agreement.settlements or helps):
        yield "Nothing that was tried would make them agree."


def dissent(one: "Dissent", panel: "Panel") -> str:
    """What the panel's facts and weights, each alone, would do for a member."""
    ours = _verdict(panel)
    return (
        f"{one.member}, alone {words.VERDICTS[one.verdict]}."
        f" With the panel's facts and their own weights: {words.VERDICTS[one.with_facts]}"
        f"{_as_panel(one.with_facts, ours, suffices=one.facts_suffice)}."
        f" With the panel's weights and their own facts: {words.VERDICTS[one.with_weights]}"
        f"{_as_panel(one.with_weights, ours, suffices=one.weights_suffice)}."
    )


def move(one: "WeightMove", panel: "Panel") -> str:
    """A change of one weight that turns the side for a member."""
    side = _side(one.workload, panel)
    compare = "more" if one.change > 0 else "less"
    workload = where((one.workload,) if one.workload else ())
    return (
        f"With the panel's facts, the best {side} option comes first{workload} as soon as"
        f" {one.name} counts for {compare} than {percent(one.to)} (now {percent(one.weight)})."
    )


def _settlement(one: "Settlement") -> str:
    verdict = words.VERDICTS[one.verdict]
    alone = len(one.answers) == 1
    says = (f"{_who(a)}." if alone else f'On "{answer(a.label)}": {_who(a)}.' for a in one.answers)
    said = f"If {listed(map(_answer, one.answers))}, every member comes to: {verdict}."
    return " ".join((said, *says))


def _answer(one: "SettledAnswer") -> str:
    return f'the answer to "{one.text}"{where(one.workloads)} is "{answer(one.label)}"'


def _who(one: "SettledAnswer") -> str:
    """Whose word it is, and who would have to give way to it or to rely on it."""
    say = "says" if len(one.said_by) == 1 else "say"
    said = [f"{listed(one.said_by)} {say} so"]
    if one.against:
        said.append(f"{listed(one.against)} would have to give way")
    if one.unknown_to:
        said.append(f"{listed(one.unknown_to)} would have to rely on it")
    return "; ".join(said)


def _as_panel(verdict: "Verdict", ours: "Verdict", *, suffices: bool) -> str:
    if suffices:
        return ", as the panel"
    return ", but not for the same workloads" if verdict is ours is Verdict.MIXED else ""


def _verdict(panel: "Panel") -> "Verdict":
    return panel.aggregate.recommendation.verdict


def _side(workload: str | None, panel: "Panel") -> str:
    if workload is None:
        return str(panel.aggregate.recommendation.side)
    named = {part.name: part.recommendation.side for part in panel.aggregate.workloads}
    return str(named[workload])
