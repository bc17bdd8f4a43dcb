"""What to know of a panel before relying on it, and how it was made."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from llmchoice.figures import listed, number, percentage_points
from llmchoice.language import t, tn
from llmchoice.model import panelnotice as notice
from llmchoice.report.wording.answers import quoted
from llmchoice.report.wording.notices import worded

if TYPE_CHECKING:
    from llmchoice.model.panel import Panel
    from llmchoice.report.subject import Names


def method(panel: "Panel") -> Iterator[str]:
    """What was done with the members' preferences and facts, one sentence each."""
    members = panel.members
    if panel.weighing == "same-ranking":
        yield t("Every member ranks the priorities in the same way, and so does the panel.")
    elif len({member.say for member in members}) == 1:
        yield t("The panel's weights are the mean of the members' weights. All count alike.")
    else:
        says = listed(
            t("{member} ({figure})", member=member.name, figure=number(member.say))
            for member in members
        )
        yield t(
            "The panel's weights are the mean of the members' weights. They count as follows:"
            " {says}.",
            says=says,
        )
    yield t("A fact that only some members know is taken from those who know it.")
    yield t(
        "Facts are never averaged. Where members contradict each other, each simulation takes one"
        " of the answers that they gave, as often as those who gave it count."
    )


@worded.register(notice.ExcludedEitherWay)
def _excluded_either_way(found: notice.ExcludedEitherWay, names: "Names") -> str:
    return t(
        "{option} is excluded whichever member is right about {questions}. Every answer given"
        " excludes it, by {rules}.",
        option=names.option(found.option),
        questions=listed(quoted(names.question(question)) for question in found.questions),
        rules=listed(found.rules),
    )


@worded.register(notice.RecommendedDespite)
def _recommended_despite(found: notice.RecommendedDespite, names: "Names") -> str:
    return t(
        '{option} is recommended although the answer of {members} to "{question}" would exclude'
        " it. Settle that first.",
        option=names.option(found.option),
        members=listed(found.members),
        question=names.question(found.question),
    )


@worded.register(notice.DrawnOverAll)
def _drawn_over_all(found: notice.DrawnOverAll, names: "Names") -> str:
    return t(
        'For "{question}" all possible answers count: another workload leaves it open, or the'
        " answers given contradict what else is known.",
        question=names.question(found.question),
    )


@worded.register(notice.DrawnAmongOthers)
def _drawn_among_others(found: notice.DrawnAmongOthers, names: "Names") -> str:
    return t(
        'For "{question}" only the other answers given count: that it does not apply, as some say,'
        " cannot be simulated.",
        question=names.question(found.question),
    )


@worded.register(notice.SeveralOrganisations)
def _several_organisations(found: notice.SeveralOrganisations, _names: "Names") -> str:
    return t(
        "The members name different organisations: {organisations}. The first name is used. If one"
        " of the files is the wrong one, leave it out.",
        organisations=listed(found.organisations),
    )


@worded.register(notice.DifferentShares)
def _different_shares(found: notice.DifferentShares, names: "Names") -> str:
    return t(
        "The members split {priorities} among the criteria in different ways. Each criterion has"
        " the mean of its weights.",
        priorities=listed(map(names.priority, found.priorities)),
    )


@worded.register(notice.DifferentCosts)
def _different_costs(found: notice.DifferentCosts, _names: "Names") -> str:
    return t(
        "{members} differ under 'costs:' in more than the ceiling. The panel uses none of it, and"
        " no ceiling excludes anything.",
        members=listed(found.members),
    )


@worded.register(notice.SeveralCeilings)
def _several_ceilings(found: notice.SeveralCeilings, _names: "Names") -> str:
    return t(
        "The members state several ceilings, in {currency}: {ceilings}. The panel's is the highest,"
        " and what costs more than that is excluded by each of them.",
        currency=found.currency,
        ceilings=listed(
            t("{figure} ({member})", figure=number(stated.ceiling), member=stated.member)
            for stated in found.ceilings
        ),
    )


@worded.register(notice.CostsOfSome)
def _costs_of_some(found: notice.CostsOfSome, _names: "Names") -> str:
    return tn(
        "What {members} says under 'costs:' is taken to hold for all members.",
        "What {members} say under 'costs:' is taken to hold for all members.",
        len(found.members),
        members=listed(found.members),
    )


@worded.register(notice.CeilingOfSome)
def _ceiling_of_some(found: notice.CeilingOfSome, _names: "Names") -> str:
    return tn(
        "The ceiling that {members} states is taken to hold for all members.",
        "The ceiling that {members} state is taken to hold for all members.",
        len(found.members),
        members=listed(found.members),
    )


@worded.register(notice.UnequallySure)
def _unequally_sure(found: notice.UnequallySure, _names: "Names") -> str:
    if isinstance(found.spread, str):
        return t(
            "The members are not equally sure of their weights. The panel is taken to be as unsure"
            " as the least sure of them: {spread}.",
            spread=found.spread,
        )
    return t(
        "The members are not equally sure of their weights. The panel is taken to be as unsure as"
        " the least sure of them, whose spread is {spread}.",
        spread=percentage_points(found.spread / 100),
    )
