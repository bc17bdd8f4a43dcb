"""List, show and check the criteria."""

from pathlib import Path
from typing import Annotated

import typer

from llmchoice.cli import completion
from llmchoice.cli.options import Criteria
from llmchoice.cli.report import Report


def list_(report: Report, *, criteria: Criteria = None) -> None:
    """List the criteria, with their name, their priority and their share of it."""
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.entries import criteria_list
    from llmchoice.model.entries import CriteriaList

    delivery = report.begin(CriteriaList, criteria)
    delivery.deliver(criteria_list(load_criteria(criteria)), about="criteria")


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A priority, criterion, question, option, rule or step.",
            autocompletion=completion.criteria_names,
        ),
    ],
    report: Report,
    *,
    criteria: Criteria = None,
) -> None:
    """Show what has this id: a criterion with its table, reasons and claims, or anything else.

    A priority is shown with its criteria and the questions that feed them; a question with its
    answers and what reads them; a rule with when it applies and which sources support it.
    """
    from llmchoice.api import priced
    from llmchoice.engine.values import unknown_rows
    from llmchoice.engine.worth import tabled
    from llmchoice.errors import usage_error
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.entries import entries, entries_of
    from llmchoice.model.entries import KnowledgeEntries
    from llmchoice.model.profile import Profile
    from llmchoice.suggest import did_you_mean

    delivery = report.begin(KnowledgeEntries, criteria)
    kb = tabled(priced(load_criteria(criteria), Profile(organisation="nobody")))
    ids = [entry_id for entry_id, *_ in entries(kb)]
    if name not in ids:
        fix = did_you_mean(name, ids, "see 'llmchoice criteria list'")
        raise usage_error(f"nothing goes by the id '{name}'", fix=fix)
    shown = entries_of(kb, name, unknown_rows(kb))
    delivery.deliver(shown, about="criteria")


def check(
    report: Report,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]", help="Folder of your own criteria; without it, the packaged ones."
        ),
    ] = None,
    *,
    balance: Annotated[
        bool, typer.Option("--balance", help="Show how far answers can favour each side.")
    ] = False,
) -> None:
    """Check criteria, and show every error with its place.

    A priority whose answers can favour one side far more than the other needs the reason, under
    `balance:`; where it has none, a warning says so.
    """
    from llmchoice.api import priced
    from llmchoice.cli.bars import waiting
    from llmchoice.cli.messages import tell
    from llmchoice.engine import balance as ranges
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.entries import checked
    from llmchoice.model.entries import CriteriaCheck
    from llmchoice.model.profile import Profile

    delivery = report.begin(CriteriaCheck, folder)
    basis = priced(load_criteria(folder), Profile(organisation="nobody"))
    with waiting("Checking"):
        balances = tuple(ranges.balance(basis, priority) for priority in basis.kb.priorities)
        whole = ranges.whole(basis) if balance else None
    delivery.deliver(checked(basis.kb, balances, whole), about="criteria")
    for each in balances:
        if each.one_sided is not None and each.reason is None:
            tell(
                f"warning: priority {each.priority}: its answers favour {each.one_sided} options"
                " far more than the others; say why under 'balance:' (see --balance)"
            )


COMMANDS = (list_, show, check)
