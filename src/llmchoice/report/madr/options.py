"""The options in their order, those that a constraint excludes marked as such."""

from typing import TYPE_CHECKING

from llmchoice.report.escape import escape
from llmchoice.report.madr.cases import named
from llmchoice.report.madr.paper import items
from llmchoice.report.memo.paper import heading
from llmchoice.report.subject import ranked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.model.assessment import OptionResult
    from llmchoice.report.madr.cases import Case

Results = list[tuple["Case", "OptionResult"]]
"""How one option does in each case."""


def considered(cases: "Sequence[Case]") -> "Iterator[str]":
    """Every option by its title."""
    yield heading(2, "Considered Options")
    yield from items(escape(title(results)) for results in by_option(cases)) or [
        "There was no option to consider."
    ]


def by_option(cases: "Sequence[Case]") -> list[Results]:
    """The options by their rank; with workloads, which rank them differently, as they stand."""
    found: dict[str, Results] = {}
    for case in cases:
        options = case.subject.options
        for option in ranked(options) if len(cases) == 1 else options:
            found.setdefault(option.id, []).append((case, option))
    return list(found.values())


def title(results: Results) -> str:
    """The name of an option, and where it is excluded."""
    name = results[0][1].name
    out = [case for case, option in results if not option.admissible]
    if not out:
        return name
    workloads = named(out, results)
    return f"{name} (excluded for {workloads})" if workloads else f"{name} (excluded)"
