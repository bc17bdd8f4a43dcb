"""`llmchoice models`: which models there are, on which terms, and which of them fit a profile."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from llmchoice.cli.options import Criteria, Json, Missing

if TYPE_CHECKING:
    from llmchoice.model.collection import Catalogue

MOST = 1_000_000
"""US dollars per million tokens, and GB of memory: beyond any that there are."""

Context = Annotated[
    int | None, typer.Option(metavar="TOKENS", min=1, help="At least this much context.")
]
Price = Annotated[
    float | None,
    typer.Option(
        metavar="USD",
        min=0,
        max=MOST,
        help="At most this much per million tokens, three in for each one out. A model without a"
        " known price is left out.",
    ),
]
Region = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Known to be offered there: eu, us, br and others."),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help="An answer in place of the profile's, such as residency=region. Repeatable.",
    ),
]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="A language that the maker names: pt, de.")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    group = typer.Typer(
        no_args_is_help=True,
        help="List models, show one, or list those that fit a profile.",
        rich_markup_mode=None,
    )
    group.command("list")(list_)
    group.command("show")(show)
    group.command("shortlist")(shortlist)
    group.command("prices")(prices)
    app.add_typer(group, name="models")


def list_(  # noqa: PLR0913 - one parameter per option of the command
    *,
    weights: Annotated[
        Literal["open", "closed", "fully-open", "announced"] | None,
        typer.Option(help="Who may hold the weights; open includes fully open."),
    ] = None,
    vendor: Annotated[str | None, typer.Option(metavar="NAME", help="The maker.")] = None,
    licence_class: Annotated[
        Literal["permissive", "conditional", "non-commercial", "proprietary", "unknown"] | None,
        typer.Option(help="What sort of terms."),
    ] = None,
    commercial: Annotated[
        bool, typer.Option("--commercial", help="Commercial use is allowed, if with conditions.")
    ] = False,
    min_context: Context = None,
    max_price: Price = None,
    region: Region = None,
    language: Language = None,
    json: Json = False,
) -> None:
    """List models, the cheaper first; those whose price is unknown come last."""
    from llmchoice.catalogue.selection import demands, languages, regions, selected, vendors
    from llmchoice.cli.choices import one_of
    from llmchoice.model.catalogue import LicenceClass, Weights
    from llmchoice.report.models.document import document
    from llmchoice.report.models.listing import models_table

    catalogue = _catalogue()
    wanted = demands(
        weights=Weights(weights) if weights else None,
        vendor=one_of("--vendor", vendor, vendors(catalogue)),
        licence_class=LicenceClass(licence_class) if licence_class else None,
        commercial=commercial,
        min_context=min_context,
        max_price=max_price,
        region=one_of("--region", region, regions(catalogue)),
        language=one_of("--language", language, languages(catalogue)),
    )
    found = selected(catalogue, wanted)
    if json:
        parts = {"as_of": catalogue.as_of, "prices": catalogue.prices, "models": found}
        typer.echo(document(parts), nl=False)
        return
    typer.echo(models_table(found, len(catalogue.models), catalogue.prices, _width()), nl=False)


def show(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="A model, or anything that the articles name.")
    ],
    *,
    json: Json = False,
) -> None:
    """Show a model, or what an article names: what it is, its terms, how things stand today."""
    from llmchoice.cli.entries import entry_text

    typer.echo(entry_text(_catalogue(), name, _width(), json=json), nl=False)


def shortlist(  # noqa: PLR0913 - one parameter per option of the command
    *,
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            "-p",
            metavar="FILE",
            help="Profile: a file, a packaged example, or - for stdin.",
        ),
    ],
    option: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="The option to list models for, in place of the verdict's."
        ),
    ] = None,
    workload: Annotated[
        str | None, typer.Option(metavar="NAME", help="A workload of the profile.")
    ] = None,
    settings: Settings = None,
    missing: Missing = None,
    criteria: Criteria = None,
    min_context: Context = None,
    max_price: Price = None,
    region: Region = None,
    language: Language = None,
    gpu_memory: Annotated[
        float | None,
        typer.Option(metavar="GB", min=1, max=MOST, help="Memory of all your cards together."),
    ] = None,
    json: Json = False,
) -> None:
    """List the models that fit a profile, with the reasons, and the near misses.

    By facts only: no list can say which model does your work best.
    """
    from llmchoice.catalogue.selection import languages, regions
    from llmchoice.catalogue.shortlist import shortlist as draw_up
    from llmchoice.catalogue.wishes import wishes
    from llmchoice.cli.choices import one_of
    from llmchoice.cli.profiles import profile_text
    from llmchoice.cli.shopping import (
        answers_of,
        recommended_option,
        wanted_option,
        warn_if_excluded,
    )
    from llmchoice.knowledge.completeness import demand_complete, with_unknown
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.profile import read_profile
    from llmchoice.knowledge.settings import read_settings
    from llmchoice.report.models.document import document
    from llmchoice.report.models.selection import shortlist_page

    catalogue = _catalogue()
    extra = wishes(
        catalogue.rules,
        min_context=min_context,
        max_price=max_price,
        language=one_of("--language", language, languages(catalogue)),
        region=one_of("--region", region, regions(catalogue)),
        gpu_memory=gpu_memory,
    )
    kb = load_criteria(criteria)
    text, file = profile_text(profile)
    whole = read_profile(kb, text, file, read_settings(kb, settings or []))
    if option is None:
        demand_complete(kb, with_unknown(kb, whole) if missing else whole, profile)
    whole = with_unknown(kb, whole)
    answers = answers_of(kb, whole, workload)
    chosen = (
        recommended_option(kb, whole, workload) if option is None else wanted_option(kb, option)
    )
    warn_if_excluded(kb, answers, chosen)
    found = draw_up(catalogue, chosen, answers, extra)
    typer.echo(
        document({"shortlist": found}) if json else shortlist_page(found, _width()), nl=False
    )


def prices(
    *,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Read them again from the installed genai-prices package."),
    ] = False,
    json: Json = False,
) -> None:
    """Show every price with its day and source, or read the prices again and say what changed."""
    from llmchoice.cli.pricing import read_again
    from llmchoice.report.models.document import document
    from llmchoice.report.models.prices import prices_table, refresh_page

    if refresh:
        done = read_again()
        typer.echo(document({"refresh": done}) if json else refresh_page(done, _width()), nl=False)
        return
    catalogue = _catalogue()
    if json:
        kept = [{"model": model.id, "prices": model.prices} for model in catalogue.models]
        typer.echo(document({"prices": catalogue.prices, "models": kept}), nl=False)
        return
    typer.echo(prices_table(catalogue.models, catalogue.prices, _width()), nl=False)


def _catalogue() -> "Catalogue":
    from llmchoice.catalogue.load import load_catalogue
    from llmchoice.catalogue.refreshed import refreshed_prices

    return load_catalogue(refreshed=refreshed_prices())


def _width() -> int | None:
    from llmchoice.cli.report import terminal_style

    return terminal_style().width
