"""Show what each option costs a month."""

from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.inputs import Given, Inputs
from llmchoice.cli.options import PriceDate, amount
from llmchoice.cli.report import Report

if TYPE_CHECKING:
    from llmchoice.model.cost import Volume


def _tokens(about: str) -> object:
    return typer.Option(parser=amount(), metavar="N", help=about)


TokensIn = Annotated[
    float | None, _tokens("Tokens that you send each month, in place of the profile's.")
]
TokensOut = Annotated[
    float | None, _tokens("Tokens that you receive each month; use it with --tokens-in.")
]


def cost(
    given: Given,
    report: Report,
    *,
    tokens_in: TokensIn = None,
    tokens_out: TokensOut = None,
    date: PriceDate = None,
) -> None:
    """Show what each option costs a month, from low to high, and at which volumes two are equal.

    Whole GPUs, staff and idle time are included. GPUs of your own are always compared with the
    same open model at a hosting provider.
    """
    from llmchoice.api import load_criteria
    from llmchoice.catalogue.parts import costs_of_profile
    from llmchoice.cli.inputs import the_store
    from llmchoice.model.cost import CostReport

    name = given.demanded_name()
    volume = _volume(tokens_in, tokens_out)
    delivery = report.begin(CostReport, name, given.criteria)
    kb, book = load_criteria(given.criteria), the_store(date).book
    inputs = Inputs.read(name, kb, given.set_, complete=False, date=date)
    costs = costs_of_profile(inputs.basis, inputs.profile, book, volume, date)
    delivery.deliver(costs, about="costs")


def _volume(tokens_in: float | None, tokens_out: float | None) -> "Volume | None":
    """What the command line says of the volume; None where it says nothing."""
    from llmchoice.errors import usage_error
    from llmchoice.model.cost import Volume

    if tokens_in is None and tokens_out is None:
        return None
    if tokens_in is None or tokens_out is None:
        missing = "--tokens-in" if tokens_in is None else "--tokens-out"
        raise usage_error(f"{missing} is missing", fix="give both, 0 included")
    return Volume(tokens_in=tokens_in, tokens_out=tokens_out)
