"""`llmchoice models`: which models there are, on which terms, and which of them fit a profile."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from llmchoice.cli.completion import callbacks
from llmchoice.cli.options import (
    BlockFormat,
    Criteria,
    File,
    Force,
    Full,
    Json,
    Missing,
    Output,
    Profiles,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

    from llmchoice.model.collection import Catalogue
    from llmchoice.model.entries import PriceList
    from llmchoice.report.registry import Format

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
        help="At most this price per million tokens, with three tokens in for each token out."
        " Models without a known price are left out.",
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="A region where it is known to be offered: eu, us, br and others.",
        autocompletion=callbacks.regions,
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="ID=VALUE",
        help="An answer in place of the profile's, such as residency=region. Repeatable.",
        autocompletion=callbacks.settings,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="A language that the maker names: pt, de.",
        autocompletion=callbacks.languages,
    ),
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
        typer.Option(help="Whether the weights are open or closed; open includes fully open."),
    ] = None,
    vendor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The maker.", autocompletion=callbacks.vendors),
    ] = None,
    licence_class: Annotated[
        Literal["permissive", "conditional", "non-commercial", "proprietary", "unknown"] | None,
        typer.Option(help="Class of the licence."),
    ] = None,
    commercial: Annotated[
        bool,
        typer.Option(
            "--commercial", help="Only licences that allow commercial use, also with conditions."
        ),
    ] = False,
    min_context: Context = None,
    max_price: Price = None,
    region: Region = None,
    language: Language = None,
    format_: BlockFormat = None,
    full: Full = False,
    json: Json = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """List models, the cheapest first; models with an unknown price come last."""
    from llmchoice.catalogue.selection import demands, languages, regions, selected, vendors
    from llmchoice.cli.choices import one_of
    from llmchoice.cli.priced import the_catalogue
    from llmchoice.model.catalogue import LicenceClass, Weights
    from llmchoice.model.entries import ModelList

    form = _form(ModelList, format_, output, json=json, force=force)
    catalogue = the_catalogue()
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
    listing = ModelList(
        as_of=catalogue.as_of,
        prices=catalogue.prices,
        total=len(catalogue.models),
        models=tuple(found),
    )
    _deliver(listing, form, output, force=force, full=full)


def show(  # noqa: PLR0913 - one parameter per option of the command
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A model, or something that the articles name.",
            autocompletion=callbacks.models,
        ),
    ],
    *,
    format_: BlockFormat = None,
    full: Full = False,
    json: Json = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Show a model, or something that an article names: what it is, its licence, its state now."""
    from llmchoice.cli.entries import entry
    from llmchoice.cli.priced import the_catalogue
    from llmchoice.model.entries import ModelEntry

    form = _form(ModelEntry, format_, output, json=json, force=force)
    _deliver(entry(the_catalogue(), name), form, output, force=force, full=full)


def shortlist(  # noqa: PLR0913 - one parameter per option of the command
    file: File = None,
    *,
    profiles: Profiles = None,
    option: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="The option to list models for, in place of the verdict's.",
            autocompletion=callbacks.options,
        ),
    ] = None,
    workload: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A workload of the profile.",
            autocompletion=callbacks.workloads,
        ),
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
        typer.Option(metavar="GB", min=1, max=MOST, help="Memory of all your GPUs together."),
    ] = None,
    format_: BlockFormat = None,
    full: Full = False,
    json: Json = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """List the models that fit a profile, with the reasons, and those that almost fit.

    The list is for the recommended option; if there is none, for the best option of each side;
    with workloads, for each of them. It uses facts only, and cannot say which model does your
    work best.
    """
    from llmchoice.catalogue.selection import languages, regions
    from llmchoice.catalogue.wishes import MEMORY, wishes
    from llmchoice.cli.choices import one_of
    from llmchoice.cli.messages import note
    from llmchoice.cli.priced import check_costs, priced, the_store
    from llmchoice.cli.profiles import demanded_profile, profile_text
    from llmchoice.cli.report import refuse_existing
    from llmchoice.cli.shopping import answers_of, chosen, recommended, warn_if_excluded
    from llmchoice.knowledge.completeness import demand_complete, with_unknown
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.knowledge.profile import read_profile
    from llmchoice.knowledge.settings import read_settings
    from llmchoice.model.entries import Shortlists

    form = _form(Shortlists, format_, output, json=json, force=force)
    profile = demanded_profile(file, profiles)
    refuse_existing(output, profile, force=force)
    kb = load_criteria(criteria)
    text, shown = profile_text(profile)
    whole = read_profile(kb, text, shown, read_settings(kb, settings or []))
    check_costs(whole, text, shown)
    store = the_store()
    extra = wishes(
        store.catalogue.rules,
        min_context=min_context,
        max_price=max_price,
        language=one_of("--language", language, languages(store.catalogue)),
        region=one_of("--region", region, regions(store.catalogue)),
        gpu_memory=gpu_memory,
    )
    if option is None:
        demand_complete(kb, with_unknown(kb, whole) if missing else whole, profile)
    whole = with_unknown(kb, whole)
    basis = priced(kb, whole)
    if option is None:
        found = recommended(basis, whole, store, workload=workload, wishes=extra)
    else:
        found = chosen(basis, whole, store, option=option, workload=workload, wishes=extra)
    for each in found.lists:
        warn_if_excluded(basis, answers_of(kb, whole, each.workload), each.option)
        if gpu_memory is not None and all(one.filter != MEMORY for one in each.requirements):
            note(f"--gpu-memory asks nothing for {each.option}: you do not run the GPUs")
    result = Shortlists(
        verdict=found.verdict,
        grounds=found.grounds,
        options={one.id: one.short for one in kb.options},
        shortlist=found.lists,
    )
    _deliver(result, form, output, force=force, full=full)


def prices(  # noqa: PLR0913 - one parameter per option of the command
    *,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Read them again from the installed genai-prices package."),
    ] = False,
    format_: BlockFormat = None,
    full: Full = False,
    json: Json = False,
    output: Output = None,
    force: Force = False,
) -> None:
    """Show every price with its date and source, or read the prices again and say what changed."""
    from llmchoice.cli.priced import the_catalogue
    from llmchoice.cli.pricing import read_again
    from llmchoice.model.entries import PriceList

    form = _form(PriceList, format_, output, json=json, force=force)
    result = read_again() if refresh else _prices(the_catalogue())
    _deliver(result, form, output, force=force, full=full)


def _prices(catalogue: "Catalogue") -> "PriceList":
    from llmchoice.model.entries import ModelPrices, PriceList

    models = (ModelPrices(model=one.id, prices=one.prices) for one in catalogue.models)
    return PriceList(prices=catalogue.prices, models=tuple(models))


def _form(
    kind: "type[BaseModel]", format_: str | None, output: str | None, *, json: bool, force: bool
) -> "Format":
    """The format, before anything is read; refuses an output file that is in the way."""
    from llmchoice.cli.report import format_of, refuse_existing

    refuse_existing(output, None, force=force)
    return format_of(kind, format_, output, json=json)


def _deliver(
    result: "BaseModel", form: "Format", output: str | None, *, force: bool, full: bool
) -> None:
    from llmchoice.cli.report import deliver_result

    deliver_result(result, form, output, force=force, full=full, about="models")
