"""For reading at once: the panel's verdict, who disagrees about what, then the assessment."""

from typing import TYPE_CHECKING

from llmchoice.report.drawn import drawn
from llmchoice.report.names import names_of
from llmchoice.report.outline import outline
from llmchoice.report.outline_blocks import Banner, Heading, Item, Paragraph
from llmchoice.report.panel import accord, phrases
from llmchoice.report.verdict import key_figures, sentences, verdict
from llmchoice.report.wording.notices import notice_text
from llmchoice.report.wording.panelnotices import method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.panel import Clash, Panel
    from llmchoice.report.names import Names
    from llmchoice.report.outline_blocks import Block
    from llmchoice.report.style import Style

MOST_MOVES = 3
_TITLE_AND_VERDICT = 2


def render(panel: "Panel", style: "Style") -> str:
    """The panel, drawn as the style allows."""
    blocks = list(_outline(panel, names_of(panel.aggregate)))
    return drawn(blocks, style)


def _outline(panel: "Panel", names: "Names") -> "Iterator[Block]":
    date = f", {panel.aggregate.date}" if panel.aggregate.date else ""
    yield Paragraph(f"{phrases.title(panel)}{date}")
    yield _banner(panel, names)
    yield Heading(phrases.MEMBERS)
    for member in panel.members:
        said = phrases.member(member, panel, names)
        yield Item("-", f"{member.name}{phrases.say(member, panel)}: {said}")
    yield from _facts(panel, names)
    yield from _preferences(panel)
    yield from _left_out(panel, names)
    yield from _agreement(panel)
    yield Heading(phrases.METHOD)
    yield from (Paragraph(sentence) for sentence in method(panel))
    if panel.warnings:
        yield Heading(phrases.WARNINGS)
        yield from (
            Item("!", notice_text(warning, names), tone="bad") for warning in panel.warnings
        )
    yield Banner(("The assessment of the panel",))
    yield from outline(panel.aggregate)[_TITLE_AND_VERDICT:]


def _banner(panel: "Panel", names: "Names") -> Banner:
    together = panel.aggregate
    return Banner(
        (
            verdict(together.recommendation),
            *key_figures(together, names, together.rules),
            *sentences(together, names),
        )
    )


def _facts(panel: "Panel", names: "Names") -> "Iterator[Block]":
    yield Heading(phrases.CONTESTED)
    if not (panel.facts.contested or panel.facts.clashes):
        yield Paragraph(phrases.NO_FACTS)
    for fact in panel.facts.contested:
        said = [phrases.position(one, names) for one in fact.answers]
        text = f"{fact.text}{phrases.where(fact.workloads)}"
        yield Item("!", text, details=(*said, *phrases.not_known(fact)), tone="bad")
    yield from (_clash(clash, names) for clash in panel.facts.clashes)
    if panel.facts.known_by_some:
        yield Heading(phrases.KNOWN_BY_SOME)
    for known in panel.facts.known_by_some:
        text = f"{known.text}{phrases.where(known.workloads)}"
        yield Item("-", text, details=(phrases.known(known),))


def _clash(clash: "Clash", names: "Names") -> Item:
    said = [f"{one.question}: {phrases.position(one, names)}" for one in clash.answers]
    text = f"{clash.reason}{phrases.where(clash.workloads)}"
    return Item("!", text, details=(*said, clash.fix), tone="bad")


def _preferences(panel: "Panel") -> "Iterator[Block]":
    yield Heading(phrases.PREFERENCES)
    if not phrases.differ(panel):
        yield Paragraph(phrases.NO_PREFERENCES)
        return
    for one in panel.preferences:
        yield Item("-", phrases.preference(one), details=(phrases.weights(one),))


def _left_out(panel: "Panel", names: "Names") -> "Iterator[Block]":
    yield Heading(phrases.LEFT_OUT)
    yield Paragraph(phrases.robust(panel))
    for one in panel.leave_one_out:
        yield Item("-", phrases.left_out(one, names), tone="plain" if one.same else "bad")


def _agreement(panel: "Panel") -> "Iterator[Block]":
    yield Heading(phrases.AGREEMENT)
    yield from (Paragraph(line) for line in accord.unanimity(panel))
    yield from (Item("-", line) for line in accord.settled(panel))
    yield from (Paragraph(line) for line in accord.nothing(panel))
    for one in panel.agreement.dissents:
        moves = tuple(accord.move(move, panel) for move in one.moves[:MOST_MOVES])
        yield Item("-", accord.dissent(one, panel), details=moves)
