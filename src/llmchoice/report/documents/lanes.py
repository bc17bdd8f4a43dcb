"""What may go where, and an option for each lane against one for everything."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.assessment import Assessment
from llmchoice.model.lane import Placement, Together
from llmchoice.report.blocks import Block, Table, chapter, group
from llmchoice.report.subject import Names
from llmchoice.report.wording.answers import answer


def what_may_go_where(assessment: Assessment, names: Names) -> Iterator[Table]:
    """Which options may hold each kind of data; kinds that are in the same place share a row."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for placed in assessment.placements:
        place = answer(placed.place.label) if placed.place else t("not known")
        kinds = rows.setdefault((place, _allowed(placed, names), _excluded(placed, names)), [])
        if placed.name not in kinds:
            kinds.append(placed.name)
    if rows:
        columns = (t("Data"), t("Its place"), t("May go to"), t("Ruled out"))
        shown = tuple((figures.listed(kinds), *row) for row, kinds in rows.items())
        yield Table(columns, shown, t("What may go where"))


def _allowed(placed: Placement, names: Names) -> str:
    if not placed.may_not:
        return t("every option")
    return figures.separated(map(names.option, placed.may)) or t("nowhere")


def _excluded(placed: Placement, names: Names) -> str:
    if not placed.may_not:
        return t("nothing")
    if placed.mostly_excluded:
        return t("all others") if placed.may else t("every option")
    return figures.separated(map(names.option, placed.may_not))


def placed(assessment: Assessment, names: Names) -> Iterator[Block]:
    """The same in the annex, where the page leaves it out."""
    if not assessment.lanes:
        yield from chapter(t("What may go where"), what_may_go_where(assessment, names))


def one_for_all(assessment: Assessment, names: Names) -> Iterator[Block]:
    """What an option for each lane gains over one for everything, and what it costs."""
    together = assessment.together
    if together is not None:
        gained = [_gained(together)] if together.options else []
        whole, parts = _one_option(together, assessment, names), _divided(together, assessment)
        yield from group(t("Or one for all"), (whole, *gained, parts))


def _one_option(together: Together, assessment: Assessment, names: Names) -> str:
    rule = figures.enumerated(answer(place.label) for place in together.places)
    if not together.options:
        return t('By the strictest rule, "{rule}", no option may hold all of this data.', rule=rule)
    options = names.either(together.options)
    if together.cost is None or assessment.costs is None:
        places = {"rule": rule, "options": options}
        return t('By the strictest rule, "{rule}", all of it would go to {options}.', **places)
    return t(
        'By the strictest rule, "{rule}", all of it would go to {options}, for {amount}'
        " {currency} a month.",
        rule=rule,
        options=options,
        amount=figures.about(together.cost.typical),
        currency=assessment.costs.currency,
    )


def _gained(together: Together) -> str:
    worth = [
        t("{points} of 100 for {lane}", points=figures.points(gain.points or 0), lane=gain.lane)
        for gain in together.gains
        if gain.gains
    ]
    if not worth:
        return t("An option for each gains nothing: everywhere this one is as good.")
    return tn(
        "An option for each gains {points}, and takes {count} system to run, test and pay for.",
        "An option for each gains {points}, and takes {count} systems to run, test and pay for.",
        together.systems,
        points=figures.listed(worth),
        count=figures.count(together.systems),
    )


def _divided(together: Together, assessment: Assessment) -> str:
    if not together.costs or assessment.costs is None:
        return t("What an option for each costs was not computed.")
    return t(
        "If all tokens went one way, a month would cost {amounts} ({currency}). How they divide"
        " is not known.",
        amounts=figures.listed(
            t("{amount} for {lane}", amount=figures.about(cost.typical), lane=lane)
            for lane, cost in together.costs
        ),
        currency=assessment.costs.currency,
    )
