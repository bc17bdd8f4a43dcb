"""The report of a panel: what it comes to, who disagrees about what, and what to settle first."""

from collections.abc import Iterator
from dataclasses import replace

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.panel import Clash, Contested, Panel, Position, RecommendedDespite
from llmchoice.report.blocks import Block, Details, Group, Heading, Hint, Item, Level, Paragraph
from llmchoice.report.composition import chapter, group, numbered, numeric, table
from llmchoice.report.documents import accord, assessment, members
from llmchoice.report.documents.evidence import aged
from llmchoice.report.documents.page import against, first, why
from llmchoice.report.documents.verdict import bars, callout, gauge
from llmchoice.report.documents.workloads import blocked
from llmchoice.report.subject import Names, dated, names_of
from llmchoice.report.wording.answers import answer
from llmchoice.report.wording.notices import notice_text, upfront

_MOST_WISHES = 2
_MOST_WISHES_OF_CROWDED, _MOST_BARS_OF_CROWDED = 1, 3
_MOST_STEPS = 1
_MOST_REASONS = 1
_MOST_FACTS = 1
_MOST_SETTLEMENTS = 1


def document(panel: Panel, level: Level) -> Iterator[Block]:
    """The page on the panel; in full, every member, and the assessment of all together."""
    together = panel.aggregate
    names = names_of(together)
    yield Heading(_title(panel), 1)
    warnings = (*panel.warnings, *together.warnings)
    contested = tuple(members.contested_option(panel, names))
    cautions = (*contested, *blocked(together), *upfront(warnings, names))
    verdict = callout(together, names, cautions=cautions)
    if contested:
        # How firm the side is says nothing of an option that not all of them may use.
        firm = t("{side}, option contested", side=verdict.aside)
        verdict = replace(verdict, aside=firm if verdict.aside else t("option contested"))
    yield verdict
    yield from gauge(together, together.rules)
    # What puts the result in doubt takes the room of an option and of a wish.
    is_crowded = len(verdict.text) > 1
    yield from bars(together, _MOST_BARS_OF_CROWDED if is_crowded else None)
    yield from members.ruled_out(panel)
    yield from why(together, names, _MOST_REASONS)
    yield from against(together, _MOST_REASONS)
    yield from members.who_chooses_what(panel, names)
    yield from group(
        t("Wishes differ"), _wishes(panel, _MOST_WISHES_OF_CROWDED if is_crowded else _MOST_WISHES)
    )
    yield from _facts(panel, names)
    yield from _settle_first(panel, names)
    yield from group(t("One left out"), [Paragraph(" ".join(members.robustness(panel)))])
    yield from first(together, names, _MOST_STEPS)
    yield from aged(together.old_prices, together.old_facts)
    hints = ((t("Memo"), "-o memo.md"), (t("One member"), "llmchoice assess FILE"))
    yield Hint(((t("Full report"), "--full"), *hints))
    if level is Level.FULL:
        yield from _annex(panel, names)


def _title(panel: Panel) -> str:
    together, number = panel.aggregate, len(panel.members)
    members = tn("{number} member", "{number} members", number)
    about = dated(together.profile.organisation, members, together.date)
    return t("Open or closed language models: {organisation}", organisation=about)


def _facts(panel: Panel, names: Names) -> Iterator[Group]:
    items = _disputed(panel, names, _MOST_FACTS)
    label, number = t("Facts differ"), len(panel.pressing)
    if number > len(items):
        label = t("Facts differ ({shown} of {all})", shown=len(items), all=number)
    yield from group(label, items)


def _settle_first(panel: Panel, names: Names) -> Iterator[Group]:
    """What stands in the way of the recommendation, then what would make all agree."""
    despite = [notice for notice in panel.warnings if isinstance(notice, RecommendedDespite)]
    items = [
        *(Item(notice_text(warning, names)) for warning in despite),
        *(
            accord.settlement(each, names)
            for each in panel.agreement.settlements[:_MOST_SETTLEMENTS]
        ),
    ]
    sentences = (*accord.unanimity(panel), *accord.search(panel))
    if items:
        yield from group(t("Settle first"), [numbered(items)])
    else:
        yield from group(t("Agreement"), map(Paragraph, sentences))


def _annex(panel: Panel, names: Names) -> Iterator[Block]:
    """All about the members, then the chapters of their common assessment."""
    warnings = (notice_text(warning, names) for warning in panel.warnings)
    yield from chapter(t("Warnings about the panel"), warnings, mark="against")
    yield from members.of_every_member(panel, names)
    yield from _known(panel, names)
    yield from _weights(panel)
    yield from members.left_out(panel, names)
    yield from accord.agreement(panel, names)
    yield from chapter(t("How they were taken together"), method(panel))
    yield Heading(t("The assessment of the panel"))
    yield from assessment.annex(panel.aggregate, names)


def method(panel: Panel) -> Iterator[str]:
    """What was done with the members' preferences and facts, one sentence each."""
    members = panel.members
    if panel.equal_say:
        yield t(
            "Each simulation is by the weights of one member, all of them as often. Scores are by"
            " the mean of the members' weights."
        )
    else:
        says = figures.listed(
            t("{member} ({figure})", member=member.name, figure=figures.number(member.say))
            for member in members
        )
        yield t(
            "Each simulation is by the weights of one member, drawn as often as it counts: {says}."
            " Scores are by the mean of the members' weights.",
            says=says,
        )
    yield t("A fact that only some members know is taken from those who know it.")
    yield t(
        "Facts are never averaged. Where members contradict each other, each simulation takes the"
        " answer of its member, and one that others gave where that member does not know."
    )


def _disputed(panel: Panel, names: Names, most: int | None = None) -> list[Item]:
    """What members differ on: what decides first, then that which rules options out."""
    return [
        _contested(fact, names, is_brief=most is not None)
        if isinstance(fact, Contested)
        else _clash(fact, names)
        for fact in panel.pressing[:most]
    ]


def _contested(fact: Contested, names: Names, *, is_brief: bool) -> Item:
    positions = [_position(position, names) for position in fact.answers]
    if fact.unknown_to:
        positions.append(t("Not known to {members}", members=figures.listed(fact.unknown_to)))
    question = names.question(fact.question) if is_brief else fact.text
    return Item(accord.of_work(question, fact.workloads), "ask", tuple(positions))


def _clash(clash: Clash, names: Names) -> Item:
    positions = (
        t(
            '"{question}" {position}',
            question=names.question(position.question),
            position=_position(position, names),
        )
        for position in clash.answers
    )
    return Item(accord.of_work(clash.reason, clash.workloads), "ask", (*positions, clash.fix))


def _position(position: Position, names: Names) -> str:
    """Who said what, and what it would exclude."""
    places = {"members": figures.listed(position.members), "answer": answer(position.label)}
    if not position.excludes:
        return t("{members}: {answer}", **places)
    return t(
        "{members}: {answer} (would rule out {options})",
        **places,
        options=names.listed(position.excludes),
    )


def _known(panel: Panel, names: Names) -> Iterator[Details]:
    """All facts that need talking about."""
    nothing = [Paragraph(t("No member contradicts another on a fact."))]
    yield from chapter(t("Where they disagree on facts"), _disputed(panel, names) or nothing)
    known = table(
        t("What only some of them know"),
        panel.facts.known_by_some,
        (t("Question"), lambda fact: accord.of_work(fact.text, fact.workloads)),
        (t("Answer"), lambda fact: answer(fact.label)),
        (t("Known to"), lambda fact: figures.listed(fact.known_by)),
        (t("Not known to"), lambda fact: figures.listed(fact.unknown_to)),
    )
    yield from chapter(known.title, [known])


def _wishes(panel: Panel, most: int) -> list[str]:
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


def _weights(panel: Panel) -> Iterator[Details]:
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
    yield from chapter(weights.title, (*map(Paragraph, alike), weights))
