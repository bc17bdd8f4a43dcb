"""Shortlists as part of an assessment: how much is shown of them there, and its words."""

from typing import TYPE_CHECKING

from llmchoice.report.models import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from llmchoice.model.shortlist import Listed, Shortlist
    from llmchoice.report.names import Names

TITLE = "Models to try"
CHOOSING = "How to choose among these models"
ORDER = "They are ordered by"
COMMAND = "llmchoice models shortlist --profile FILE --option ID"


def title(found: "Shortlist", names: "Names") -> str:
    """Which option the models are for."""
    return f"{TITLE}: {names.option(found.option)}"


def more(count: int, shown: int) -> str:
    """How many are left out; nothing where none is."""
    return f"{count - shown} more." if count > shown else ""


def near_misses(found: "Shortlist", shown: int) -> str:
    """What the near misses are, and how many of them are shown."""
    count = len(found.near_misses)
    some = f" ({shown} of {count})" if count > shown else ""
    return f"Near misses{some}: one requirement excludes each of these."


def shared_reasons(found: "Shortlist", models: "Sequence[Listed]") -> tuple[str, ...]:
    """Why they are in, as far as it goes for all of them."""
    each = [phrases.own_reasons(model, found.requirements) for model in models]
    return tuple(text for text in each[0] if all(text in own for own in each)) if each else ()


def further_reasons(
    found: "Shortlist", model: "Listed", shared: "Sequence[str]"
) -> tuple[str, ...]:
    """Why one of them is in besides."""
    own = phrases.own_reasons(model, found.requirements)
    return tuple(text for text in own if text not in shared)


def order(shortlists: "Iterable[Shortlist]") -> "Iterator[tuple[str, str]]":
    """What the models are ordered by, each with its number."""
    says = dict.fromkeys(says for found in shortlists for says in found.ranked_by)
    return ((f"{number}.", text) for number, text in enumerate(says, start=1))


def evaluate(shortlists: "Iterable[Shortlist]") -> tuple[str, ...]:
    """How to find out which of them does the work."""
    return tuple(dict.fromkeys(text for found in shortlists for text in found.evaluate))
