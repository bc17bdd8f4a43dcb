"""Where the members of a panel disagree: on facts, and on what matters to them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t
from llmchoice.report.blocks import Block, Bullets, Column, Details, Item, Paragraph, Table
from llmchoice.report.documents.members import ALIKE
from llmchoice.report.wording.answers import answer

if TYPE_CHECKING:
    from llmchoice.model.panel import Clash, Contested, KnownBySome, Panel, Position, Preference
    from llmchoice.report.subject import Names


def on_facts(panel: "Panel", names: "Names", most: int | None = None) -> list[Item]:
    """What members contradict each other on, that which rules options out first.

    Args:
        panel: the panel.
        names: what its ids are called.
        most: how many at most; None for all.
    """
    items = [
        *sorted(
            ((_excludes(fact), _contested(fact, names)) for fact in panel.facts.contested),
            key=lambda pair: not pair[0],
        ),
        *((True, _clash(clash, names)) for clash in panel.facts.clashes),
    ]
    items.sort(key=lambda pair: not pair[0])
    return [item for _, item in items][:most]


def _excludes(fact: "Contested") -> bool:
    return any(position.excludes for position in fact.answers)


def _contested(fact: "Contested", names: "Names") -> Item:
    said = [position_text(position, names) for position in fact.answers]
    if fact.unknown_to:
        said.append(t("Not known to {members}", members=figures.listed(fact.unknown_to)))
    return Item(of_work(fact.text, fact.workloads), "ask", tuple(said))


def _clash(clash: "Clash", names: "Names") -> Item:
    said = (
        t(
            '"{question}" {position}',
            question=names.question(position.question),
            position=position_text(position, names),
        )
        for position in clash.answers
    )
    return Item(of_work(clash.reason, clash.workloads), "ask", (*said, clash.fix))


def of_work(text: str, workloads: tuple[str, ...]) -> str:
    """A question, and the kinds of work that it is about."""
    if not workloads:
        return text
    return t("{question} ({workloads})", question=text, workloads=figures.listed(workloads))


def position_text(position: "Position", names: "Names") -> str:
    """Who said what, and what it would exclude."""
    places = {"members": figures.listed(position.members), "answer": answer(position.label)}
    if not position.excludes:
        return t("{members}: {answer}", **places)
    return t(
        "{members}: {answer} (would rule out {options})",
        **places,
        options=figures.listed(map(names.option, position.excludes)),
    )


def facts(panel: "Panel", names: "Names") -> Iterator[Details]:
    """All facts that need talking about."""
    items = on_facts(panel, names)
    nothing = Paragraph(t("No member contradicts another on a fact."))
    yield Details(t("Where they disagree on facts"), (Bullets(tuple(items)) if items else nothing,))
    if panel.facts.known_by_some:
        columns = (
            Column(t("Question")),
            Column(t("Answer")),
            Column(t("Known to")),
            Column(t("Not known to")),
        )
        rows = tuple(map(_known, panel.facts.known_by_some))
        title = t("What only some of them know")
        yield Details(title, (Table(columns, rows, title),))


def _known(fact: "KnownBySome") -> tuple[str, ...]:
    return (
        of_work(fact.text, fact.workloads),
        answer(fact.label),
        figures.listed(fact.known_by),
        figures.listed(fact.unknown_to),
    )


def on_wishes(panel: "Panel", most: int) -> list[Item]:
    """The priorities on which the members are furthest apart."""
    apart = [preference for preference in panel.preferences if preference.spread >= ALIKE]
    return [Item(_extremes(preference)) for preference in apart[:most]]


def _extremes(preference: "Preference") -> str:
    weights = [given.weight for given in preference.weights]
    least, greatest = min(weights), max(weights)
    return t(
        "{priority}: {low} for {least}, {high} for {greatest}",
        priority=preference.name,
        low=figures.percent(least),
        least=_who_gives(preference, least),
        high=figures.percent(greatest),
        greatest=_who_gives(preference, greatest),
    )


def _who_gives(preference: "Preference", weight: float) -> str:
    return figures.listed(
        given.member for given in preference.weights if abs(given.weight - weight) < ALIKE
    )


def wishes(panel: "Panel") -> Details:
    """What every member gives to each priority."""
    blocks: list[Block] = []
    if not on_wishes(panel, 1):
        blocks.append(Paragraph(t("Every member weighs the priorities alike.")))
    columns = (
        Column(t("Priority")),
        *(Column(member.name, figures=True) for member in panel.members),
        Column(t("Together"), figures=True),
        Column(t("Apart, in points"), figures=True),
    )
    rows = tuple(map(_weights, panel.preferences))
    title = t("Where they disagree on what matters")
    return Details(title, (*blocks, Table(columns, rows, title)))


def _weights(preference: "Preference") -> tuple[str, ...]:
    given = (figures.percent(weight.weight) for weight in preference.weights)
    apart = figures.score(100 * preference.spread)
    return (preference.name, *given, figures.percent(preference.mean), apart)
