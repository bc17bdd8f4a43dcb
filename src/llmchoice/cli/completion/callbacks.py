"""What is offered for the values of options and arguments; read only when a shell asks.

A callback takes what stands on the line and the beginning of a value, and gives whole values with
a help text each. It raises nothing and says nothing: whoever presses Tab has asked for no error.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Literal

import typer

Offers = list[tuple[str, str]]
Offering = Callable[[typer.Context, str], Offers]


def _safe(find: Callable[[typer.Context, str], Iterable[tuple[str, str]]]) -> Offering:
    @wraps(find)
    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        try:
            # A control character would be obeyed by the terminal, or split the value in two.
            return [offer for offer in find(ctx, incomplete) if offer[0].isprintable()]
        except Exception:  # noqa: BLE001 - see above: silence, whatever is wrong with the data
            return []

    return offer


def words(*offered: str) -> Offering:
    """A callback for words that never change."""

    def find(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001 - typer's signature
        return ((word, "") for word in offered if word.startswith(incomplete))

    return _safe(find)


@_safe
def profiles(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001 - typer's signature
    """Packaged examples, *.yaml files and folders."""
    from llmchoice.cli.completion.files import profile_offers

    return profile_offers(incomplete)


@_safe
def settings(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    """Question or priority, `=`, and the answers or ratings that it takes."""
    from llmchoice.cli.completion.knowledge import criteria_of
    from llmchoice.cli.completion.setting import setting_offers

    return setting_offers(criteria_of(ctx.params), incomplete)


@_safe
def criteria_names(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    """Every id of the criteria."""
    from llmchoice.cli.completion.knowledge import criteria_of, entry_offers

    return entry_offers(criteria_of(ctx.params), incomplete)


@_safe
def options(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    """The ways to run models."""
    from llmchoice.cli.completion.knowledge import criteria_of, option_offers

    return option_offers(criteria_of(ctx.params), incomplete)


@_safe
def models(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001 - typer's signature
    """Models, and what the articles name."""
    from llmchoice.cli.completion.models import model_offers

    return model_offers(incomplete)


def _names(kind: Literal["vendors", "regions", "languages"]) -> Offering:
    def find(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001 - typer's signature
        from llmchoice.cli.completion.models import name_offers

        return name_offers(kind, incomplete)

    return _safe(find)


vendors, regions, languages = _names("vendors"), _names("regions"), _names("languages")


@_safe
def workloads(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:
    """The workloads of the profile that stands earlier on the line."""
    from llmchoice.cli.completion.knowledge import criteria_of, workload_offers

    # An option that still lacks its value keeps arguments before it from being read.
    given = {"file": next(iter(ctx.args), None)} | {k: v for k, v in ctx.params.items() if v}
    return workload_offers(criteria_of(ctx.params), given, incomplete)


@_safe
def members(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001 - typer's signature
    """The members of the panel that stands earlier on the line, each with how much it counts."""
    from llmchoice.cli.completion.members import member_offers

    return member_offers(incomplete)


@_safe
def drafts(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001 - typer's signature
    """Unfinished questionnaires."""
    from llmchoice.cli.completion.files import draft_offers

    return draft_offers(incomplete)


@_safe
def schemas(ctx: typer.Context, incomplete: str) -> Iterable[tuple[str, str]]:  # noqa: ARG001 - typer's signature
    """The JSON Schemas."""
    from llmchoice.cli.completion.files import schema_offers

    return schema_offers(incomplete)
