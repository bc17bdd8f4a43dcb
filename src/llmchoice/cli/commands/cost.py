"""`llmchoice cost`: what each option costs a month, and where the lines cross."""

from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.completion import callbacks
from llmchoice.cli.options import (
    BlockFormat,
    Criteria,
    File,
    Force,
    Full,
    Json,
    Output,
    Profiles,
    Quiet,
)

if TYPE_CHECKING:
    from llmchoice.catalogue.cost.book import Book
    from llmchoice.model.cost import Volume
    from llmchoice.model.knowledge import KnowledgeBase

Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help="An answer in place of the profile's, such as monthly-tokens=1e9. Repeatable.",
        autocompletion=callbacks.settings,
    ),
]
TokensIn = Annotated[
    float | None,
    typer.Option(metavar="N", help="Tokens that you send each month, in place of the profile's."),
]
TokensOut = Annotated[
    float | None,
    typer.Option(metavar="N", help="Tokens that you receive each month; use it with --tokens-in."),
]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("cost")(cost)


def cost(  # noqa: PLR0913 - one parameter per option of the command
    file: File = None,
    *,
    profiles: Profiles = None,
    settings: Settings = None,
    tokens_in: TokensIn = None,
    tokens_out: TokensOut = None,
    criteria: Criteria = None,
    format_: BlockFormat = None,
    full: Full = False,
    json: Json = False,
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Show what each option costs a month, from low to high, and at which volumes two are equal.

    Whole GPUs, staff and idle time are included. The comparison always contains the same open
    model at a hosting provider.
    """
    from llmchoice.catalogue.parts import costs_of_profile
    from llmchoice.cli.messages import be_quiet
    from llmchoice.cli.priced import check_costs, priced, the_book
    from llmchoice.cli.profiles import demanded_profile, profile_text
    from llmchoice.cli.report import deliver_result, format_of, refuse_existing
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.profile import read_profile
    from llmchoice.knowledge.settings import read_settings
    from llmchoice.model.cost import CostReport

    be_quiet(wanted=quiet)
    profile = demanded_profile(file, profiles)
    volume = _volume(tokens_in, tokens_out)
    form = format_of(CostReport, format_, output, json=json)
    refuse_existing(output, profile, force=force)
    kb, book = load_criteria(criteria), the_book()
    chosen = read_settings(kb, settings or [])
    text, shown = profile_text(profile)
    found = read_profile(kb, text, shown, chosen)
    check_costs(found, text, shown)
    _note_unpaid(kb, book)
    report = costs_of_profile(priced(kb, found), found, book, volume)
    deliver_result(report, form, output, force=force, full=full, about="costs")


def _volume(tokens_in: float | None, tokens_out: float | None) -> "Volume | None":
    """What the command line says of the volume; None where it says nothing."""
    from llmchoice.errors import usage_error
    from llmchoice.model.cost import MOST_TOKENS, Volume

    if tokens_in is None and tokens_out is None:
        return None
    if tokens_in is None or tokens_out is None:
        missing = "--tokens-in" if tokens_in is None else "--tokens-out"
        raise usage_error(f"{missing} is missing", fix="give both, 0 included")
    for flag, tokens in (("--tokens-in", tokens_in), ("--tokens-out", tokens_out)):
        if not 0 <= tokens <= MOST_TOKENS:
            raise usage_error(
                f"{flag} {tokens:g} is not a volume",
                why=f"tokens a month must be between 0 and {MOST_TOKENS:g}",
                fix="write digits, such as 40000000",
            )
    return Volume(tokens_in=tokens_in, tokens_out=tokens_out)


def _note_unpaid(kb: "KnowledgeBase", book: "Book") -> None:
    from llmchoice.cli.messages import note

    unpaid = [option.id for option in kb.options if option.id not in book.terms.options]
    if unpaid:
        note(f"left out, because it is not known how they are paid for: {', '.join(unpaid)}")
