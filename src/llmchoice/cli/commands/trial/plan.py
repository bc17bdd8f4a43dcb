"""Before a test: `llmchoice trial plan` says whether it is worth it, `new` makes its folder."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.inputs import Given, Inputs
from llmchoice.cli.options import Draws, Missing
from llmchoice.cli.report import Report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from llmchoice.model.assessment import Assessment, OptionResult, Recommendation, WorkloadResult
    from llmchoice.model.testplan import Entrant

A_SIDE = 2
"""Models that are named for each side."""


def plan(given: Given, report: Report, *, missing: Missing = None, draws: Draws = None) -> None:
    """Say whether a test on your own cases can decide, how many are enough, and what to test.

    For each size: the results at which the choice changes, how often a side is recommended after
    it, and how likely the test alone is to show a difference.
    """
    from llmchoice.api import load_criteria
    from llmchoice.cli.bars import waiting
    from llmchoice.engine.testplan import plans_of
    from llmchoice.model.testplan import TrialPlan

    name = given.demanded_name()
    delivery = report.begin(TrialPlan, name, given.criteria)
    inputs = Inputs.read(name, load_criteria(given.criteria), given.set_, missing)
    with waiting("Planning"):
        plans = tuple(plans_of(inputs.basis, inputs.profile, draws))
        worth_it = {plan.name for plan in plans if plan.enough is not None}
        result = TrialPlan(
            organisation=inputs.profile.organisation,
            plans=plans,
            entrants=tuple(_entrants(inputs, worth_it)) if worth_it else (),
        )
    delivery.deliver(result, about="a plan")


def _entrants(inputs: Inputs, worth_it: "Collection[str]") -> "Iterator[Entrant]":
    """The first models of the best option of each side, in each part that a test is worth it for.

    `worth_it`: names of workloads; empty is that of an organisation without any.
    """
    from llmchoice.cli.inputs import the_store
    from llmchoice.cli.messages import note
    from llmchoice.cli.stock import chosen
    from llmchoice.engine.assess import assess
    from llmchoice.model.testplan import Entrant

    assessment, store = assess(inputs.basis, inputs.profile, search=False), the_store()
    names = {option.id: option.short for option in inputs.basis.kb.options}
    seen: set[str] = set()
    parts: list[tuple[str | None, Assessment | WorkloadResult]]
    parts = [(part.name, part) for part in assessment.workloads if part.name in worth_it]
    for workload, part in parts if assessment.workloads else [(None, assessment)]:
        for option in _best(part.recommendation, part.options):
            lists = chosen(inputs, store, option=option, workload=workload, wishes=())
            (shortlist,) = lists.shortlist
            for rule in shortlist.pending:
                if rule.filter not in seen:
                    seen.add(rule.filter)
                    note(f"warning: {rule.because} Not checked, because an answer is unknown.")
            for model in shortlist.models[:A_SIDE]:
                if model.model not in seen:
                    seen.add(model.model)
                    yield Entrant(
                        side=shortlist.side,
                        option=option,
                        option_name=names[option],
                        model=model.model,
                        name=model.name,
                    )


def _best(recommendation: "Recommendation", options: "Sequence[OptionResult]") -> "list[str]":
    """The best admissible option of each side, the leading side first."""
    sides = {option.id: option.side for option in options if option.admissible}
    best: dict[str, str] = {}
    for option in (*recommendation.leaders, *recommendation.rivals):
        if option in sides:
            best.setdefault(sides[option], option)
    return list(best.values())


def new(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder; made where there is none.")
    ],
) -> None:
    """Begin a trial: a folder with cases.csv, trial.yaml and a short guide to fill in."""
    from llmchoice.cli.messages import note
    from llmchoice.trial.folder import make_folder

    for path in make_folder(folder):
        note(f"wrote {path}")
    note(f"next: put your cases into {folder / 'cases.csv'}, and models into trial.yaml")
