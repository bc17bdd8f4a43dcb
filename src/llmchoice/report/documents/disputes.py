"""Where the members of a panel disagree: on facts, and on what matters to them."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.panel import Clash, Contested, Panel, Position
from llmchoice.report.blocks import Details, Item, Paragraph, chapter, numeric, table
from llmchoice.report.subject import Names
from llmchoice.report.wording.answers import answer


def on_facts(panel: Panel, names: Names, most: int | None = None) -> list[Item]:
    """What members differ on: what decides first, then that which rules options out.

    Args:
        panel: the panel.
        names: what its ids are called.
        most: how many at most; None for all.
    """
    return [
        _contested(fact, names) if isinstance(fact, Contested) else _clash(fact, names)
        for fact in panel.pressing[:most]
    ]


def _contested(fact: Contested, names: Names) -> Item:
    positions = [position_text(position, names) for position in fact.answers]
    if fact.unknown_to:
        positions.append(t("Not known to {members}", members=figures.listed(fact.unknown_to)))
    return Item(of_work(fact.text, fact.workloads), "ask", tuple(positions))


def _clash(clash: Clash, names: Names) -> Item:
    positions = (
        t(
            '"{question}" {position}',
            question=names.question(position.question),
            position=position_text(position, names),
        )
        for position in clash.answers
    )
    return Item(of_work(clash.reason, clash.workloads), "ask", (*positions, clash.fix))


def of_work(text: str, workloads: tuple[str, ...]) -> str:
    """A question, and the kinds of work that it is about."""
    if not workloads:
        return text
    return t("{question} ({workloads})", question=text, workloads=figures.listed(workloads))


def position_text(position: Position, names: Names) -> str:
    """Who said what, and what it would exclude."""
    places = {"members": figures.listed(position.members), "answer": answer(position.label)}
    if not position.excludes:
        return t("{members}: {answer}", **places)
    return t(
        "{members}: {answer} (would rule out {options})",
        **places,
        options=names.listed(position.excludes),
    )


def facts(panel: Panel, names: Names) -> Iterator[Details]:
    """All facts that need talking about."""
    nothing = [Paragraph(t("No member contradicts another on a fact."))]
    yield from chapter(t("Where they disagree on facts"), on_facts(panel, names) or nothing)
    known = table(
        t("What only some of them know"),
        panel.facts.known_by_some,
        (t("Question"), lambda fact: of_work(fact.text, fact.workloads)),
        (t("Answer"), lambda fact: answer(fact.label)),
        (t("Known to"), lambda fact: figures.listed(fact.known_by)),
        (t("Not known to"), lambda fact: figures.listed(fact.unknown_to)),
    )
    yield from chapter(known.title, [known])


def on_wishes(panel: Panel, most: int) -> list[str]:
    """The priorities on which the members are furthest apart."""
    return [
        t(
            "{priority}: {low} for {least}, {high} for {greatest}",
            priority=preference.name,
            low=figures.percent(preference.least.weight),
            least=figures.listed(preference.least.members),
            high=figures.percent(preference.greatest.weight),
            greatest=figures.listed(preference.greatest.members),
        )
        for preference in panel.wishes_apart[:most]
    ]


def wishes(panel: Panel) -> Details:
    """What every member gives to each priority."""
    alike = [] if panel.wishes_apart else [t("Every member weighs the priorities alike.")]
    weights = table(
        t("Where they disagree on what matters"),
        panel.preferences,
        (t("Priority"), lambda preference: preference.name),
        *(
            (
                numeric(member.name),
                lambda preference, place=place: figures.percent(preference.weights[place].weight),
            )
            for place, member in enumerate(panel.members)
        ),
        (numeric(t("Together")), lambda preference: figures.percent(preference.mean)),
        (numeric(t("Apart, in points")), lambda each: figures.hundredths(each.spread)),
    )
    return Details(weights.title, (*map(Paragraph, alike), weights))
