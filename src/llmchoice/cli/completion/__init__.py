"""What a shell offers for options and arguments when Tab is pressed; read only when it asks.

A callback takes what stands on the line and the beginning of a value, and gives whole values with
a help text each. It raises nothing and says nothing: whoever presses Tab has asked for no error.
"""

from collections.abc import Callable, Iterable

import typer

Offers = list[tuple[str, str]]
Offering = Callable[[typer.Context, str], Offers]


def words(*offered: str) -> Offering:
    """A callback for words that never change."""

    def offer(ctx: typer.Context, incomplete: str) -> Offers:  # noqa: ARG001 - typer's signature
        return [(word, "") for word in offered if word.startswith(incomplete)]

    return offer


def _by(name: str) -> Offering:
    """The function of that name in `offers`, which is imported when it is asked."""

    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        from llmchoice.cli.completion import offers

        find: Callable[[typer.Context, str], Iterable[tuple[str, str]]] = getattr(offers, name)
        try:
            # A control character would be obeyed by the terminal, or split the value in two.
            return [offer for offer in find(ctx, incomplete) if offer[0].isprintable()]
        except Exception:  # noqa: BLE001 - see above: silence, whatever is wrong with the data
            return []

    return offer


criteria_names = _by("criteria_names")
drafts = _by("drafts")
languages = _by("languages")
members = _by("members")
models = _by("models")
options = _by("options")
profiles = _by("profiles")
origins = _by("origins")
regions = _by("regions")
schemas = _by("schemas")
settings = _by("settings")
vendors = _by("vendors")
workloads = _by("workloads")
