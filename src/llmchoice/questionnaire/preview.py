"""Where it stands while questions are still open, and which unknown answers matter: in words."""

from collections.abc import Iterator, Sequence

from llmchoice.engine.answers import contradictions
from llmchoice.engine.inquiry import counted
from llmchoice.engine.parts import parts
from llmchoice.engine.prospect import (
    Prospect,
    Standing,
    WeightyUnknown,
    prospect,
    unknown_in,
    weightiest_unknowns,
)
from llmchoice.figures import enumerated, whole_down
from llmchoice.language import t, tn
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answers, Profile

MOST = 3
"""Unknown answers that are named, of each workload."""
LEAST_TOLD = 0.01
"""Share of the simulations under which it is not worth a sentence that they leave nothing."""


def preview_lines(basis: Basis, profile: Profile) -> tuple[str, ...]:
    """Where a profile in the making stands: one line for each workload, or one alone.

    A side is said to lead for now only in as many draws as a recommendation takes, and once
    something was answered: before that the draws tell of the questions, and not of who asks.
    Percents are rounded down, so that none is said to reach that and does not. No option is named.

    Raises:
        LlmchoiceError: when every priority is rated 0, or comparisons are missing.
    """
    outlook = prospect(basis, profile)
    return tuple(
        _line(standing.workload, " ".join(_sentences(basis.kb, outlook, standing, part.answers)))
        for standing, part in zip(outlook.standings, parts(basis.kb, profile), strict=True)
    )


def unknown_lines(basis: Basis, profile: Profile) -> tuple[str, ...]:
    """The answers `unknown` that matter most, for each workload or the organisation without any.

    Nothing where no answer is unknown.

    Raises:
        LlmchoiceError: when every priority is rated 0, or comparisons are missing.
    """
    unknowns = weightiest_unknowns(basis, profile)
    return tuple(
        line
        for part in parts(basis.kb, profile)
        if unknown_in(basis, part.answers)
        for line in _weighty(part.name, [u for u in unknowns if u.workload == part.name][:MOST])
    )


def _line(workload: str, text: str) -> str:
    if not workload:
        return t("So far: {text}", text=text)
    return t("So far, {work}: {text}", work=workload, text=text)


def _sentences(
    kb: KnowledgeBase, outlook: Prospect, standing: Standing, answers: Answers
) -> Iterator[str]:
    if not standing.draws:
        if contradictions(kb, counted(kb, answers)):
            yield t("nothing can be said while answers contradict each other.")
        else:
            yield t("nothing can be said yet, because no answer affects what matters to you.")
        return
    left = _open(kb, outlook, standing)
    if standing.none_share == 1:
        yield (
            t(
                "no option is left in any of the simulations of what is not answered yet ({left}).",
                left=left,
            )
            if left
            else t("no option is left in any of the simulations.")
        )
    else:
        share = standing.shares[standing.leader] if standing.leader else 0.0
        sure = share >= kb.settings.confidence and bool(answers)
        if not sure:
            yield t("too early to say.") if left else t("too close to call.")
        yield _leading(standing.leader, share, left, first=sure)
        # Early on that is the share of demands that few make: no news, and alarming.
        is_late = len(standing.lacking.possible) <= len(kb.questions) / 2
        if is_late and standing.none_share >= LEAST_TOLD:
            yield t("In {share} no option is left.", share=whole_down(standing.none_share))
    if not left:
        yield t("There is nothing left to ask.")


def _leading(leader: Side | None, share: float, left: str, *, first: bool) -> str:
    """Which side leads; `first` where nothing stands before it but a colon."""
    if leader is None:
        if not left:
            return t("Neither side leads in the simulations.")
        return t(
            "Neither side leads in the simulations of what is not answered yet ({left}).", left=left
        )
    is_open = leader is Side.OPEN
    if first:
        side = t("open") if is_open else t("closed")
    else:
        side = t("Open") if is_open else t("Closed")
    places = {"side": side, "share": whole_down(share), "left": left}
    if not left:
        return t("{side} leads in {share} of the simulations.", **places)
    return t(
        "{side} leads in {share} of the simulations of what is not answered yet ({left}).", **places
    )


def _open(kb: KnowledgeBase, outlook: Prospect, standing: Standing) -> str:
    """What is not answered yet; empty where all is."""
    least, most = len(standing.lacking.certain), len(standing.lacking.possible)
    unstated, priorities = len(outlook.priorities), len(kb.priorities)
    open_: list[str] = []
    if most and least == most:
        open_.append(tn("1 question", "{number} questions", most))
    elif most:
        open_.append(t("{least} to {most} questions", least=least, most=most))
    if unstated == priorities:
        open_.append(t("your priorities"))
    elif unstated:
        open_.append(t("{number} of {all} priorities", number=unstated, all=priorities))
    return enumerated(open_)


def _weighty(name: str, unknowns: Sequence[WeightyUnknown]) -> Iterator[str]:
    if unknowns:
        text = tn(
            "Of what you do not know, this matters most:",
            "Of what you do not know, these matter most:",
            len(unknowns),
        )
    else:
        text = t("Of what you do not know, nothing changes which side leads.")
    yield t("{work}: {text}", work=name, text=text) if name else text
    for unknown in unknowns:
        effect = t(
            "Knowing it would change the side in {share} of the simulations.",
            share=whole_down(unknown.influence),
        )
        yield f"- {unknown.text} {effect}"
