"""List models, show one, or list those that fit a profile."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from llmchoice.cli import completion
from llmchoice.cli.inputs import Given, Inputs, note_hidden_prices, the_store
from llmchoice.cli.messages import note
from llmchoice.cli.options import Missing, amount, whole
from llmchoice.cli.report import Report
from llmchoice.errors import usage_error
from llmchoice.suggest import did_you_mean
from llmchoice.tier import Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.model.collection import Catalogue

MOST = 1_000_000
"""US dollars per million tokens, and GB of memory: beyond any that there are."""

Context = Annotated[
    int | None,
    typer.Option(parser=whole(1, 1e9), metavar="TOKENS", help="At least this much context."),
]
Price = Annotated[
    float | None,
    typer.Option(
        parser=amount(0, MOST),
        metavar="USD",
        help="At most this price per million tokens, with three tokens in for each token out."
        " Models without a known price are left out.",
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="A region where it is known to be offered: eu, us, br and others.",
        autocompletion=completion.regions,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="A language that the maker names: pt, de.",
        autocompletion=completion.languages,
    ),
]

LicenceClasses = Annotated[
    Literal["permissive", "conditional", "non-commercial", "proprietary", "unknown"] | None,
    typer.Option(help="Class of the licence."),
]


def list_(  # noqa: PLR0913 - one parameter per option, or group of options
    report: Report,
    *,
    weights: Annotated[
        Literal["open", "closed", "fully-open", "announced"] | None,
        typer.Option(help="Whether the weights are open or closed; open includes fully open."),
    ] = None,
    vendor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The maker.", autocompletion=completion.vendors),
    ] = None,
    licence_class: LicenceClasses = None,
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
) -> None:
    """List models, the cheapest first; models with an unknown price come last."""
    from llmchoice.catalogue.demands import demands, known_values, selected
    from llmchoice.model.catalogue import LicenceClass, Weights
    from llmchoice.model.entries import ModelList
    from llmchoice.model.shortlist import Fact

    delivery = report.begin(ModelList)
    catalogue = _catalogue()
    wanted = demands(
        weights=Weights(weights) if weights else None,
        vendor=_one_of("--vendor", vendor, known_values(catalogue, Fact.VENDOR)),
        licence_class=LicenceClass(licence_class) if licence_class else None,
        commercial=commercial,
        min_context=min_context,
        max_price=max_price,
        region=_one_of("--region", region, known_values(catalogue, Fact.REGIONS)),
        language=_one_of("--language", language, known_values(catalogue, Fact.LANGUAGES)),
    )
    listing = ModelList(
        as_of=catalogue.as_of,
        prices=catalogue.prices,
        total=len(catalogue.models),
        models=tuple(selected(catalogue, wanted)),
    )
    delivery.deliver(listing, about="models")


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A model, or something that the articles name.",
            autocompletion=completion.models,
        ),
    ],
    report: Report,
) -> None:
    """Show a model, or something that an article names: what it is, its licence, its state now."""
    from llmchoice.cli.stock import entry
    from llmchoice.model.entries import ModelEntry

    delivery = report.begin(ModelEntry)
    delivery.deliver(entry(_catalogue(), name), about="models")


def shortlist(  # noqa: PLR0913 - one parameter per option, or group of options
    given: Given,
    report: Report,
    *,
    option: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="The option to list models for, in place of the verdict's.",
            autocompletion=completion.options,
        ),
    ] = None,
    workload: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A workload of the profile.",
            autocompletion=completion.workloads,
        ),
    ] = None,
    missing: Missing = None,
    min_context: Context = None,
    max_price: Price = None,
    region: Region = None,
    language: Language = None,
    gpu_memory: Annotated[
        float | None,
        typer.Option(
            parser=amount(1, MOST), metavar="GB", help="Memory of all your GPUs together."
        ),
    ] = None,
    tier: Annotated[
        Tier | None,
        typer.Option(
            help="How hard the work is that it can do, at least; without it the profile says so."
        ),
    ] = None,
    reads: Annotated[
        Literal["text", "pictures", "sound"] | None, typer.Option(help="What it reads.")
    ] = None,
    origin: Annotated[
        str | None,
        typer.Option(
            metavar="COUNTRY",
            help="The country where the maker has its seat: US, FR, CN and others.",
            autocompletion=completion.origins,
        ),
    ] = None,
    licence_class: LicenceClasses = None,
) -> None:
    """List the models that fit a profile, with the reasons, and those that almost fit.

    The list is for the recommended option; if there is none, for the best option of each side;
    with workloads, for each of them. It uses facts only, and cannot say which model does your
    work best.
    """
    from llmchoice.api import load_criteria
    from llmchoice.catalogue.demands import known_values
    from llmchoice.catalogue.wishes import MEMORY, wishes
    from llmchoice.cli.bars import waiting
    from llmchoice.cli.stock import chosen, recommended, warn_if_excluded
    from llmchoice.model.entries import Shortlists
    from llmchoice.model.shortlist import Fact

    name = given.demanded_name()
    delivery = report.begin(Shortlists, name, given.criteria)
    kb = load_criteria(given.criteria)
    # For an option that is named no verdict is needed, and so nothing that is missing.
    whole = option is None
    inputs = Inputs.read(name, kb, given.set_, missing if whole else "unknown", complete=whole)
    store = the_store()
    extra = wishes(
        store.catalogue.rules,
        min_context=min_context,
        max_price=max_price,
        language=_one_of("--language", language, known_values(store.catalogue, Fact.LANGUAGES)),
        region=_one_of("--region", region, known_values(store.catalogue, Fact.REGIONS)),
        gpu_memory=gpu_memory,
        tier=tier,
        reads=reads,
        origin=_one_of("--origin", origin, known_values(store.catalogue, Fact.COUNTRY)),
        licence_class=licence_class,
    )
    with waiting():
        if option is None:
            result = recommended(inputs, store, workload=workload, wishes=extra)
        else:
            result = chosen(inputs, store, option=option, workload=workload, wishes=extra)
    for each in result.shortlist:
        warn_if_excluded(inputs, each)
        if gpu_memory is not None and all(wish.filter != MEMORY for wish in each.requirements):
            note(f"--gpu-memory asks nothing for {each.option}: you do not run the GPUs")
    delivery.deliver(result, about="models")


def prices(
    report: Report,
    *,
    refresh: Annotated[
        bool,
        typer.Option("--refresh", help="Read them again from the installed genai-prices package."),
    ] = False,
) -> None:
    """Show every price with its date and source, or read the prices again and say what changed."""
    from llmchoice.cli.stock import read_again
    from llmchoice.model.entries import ModelPrices, PriceList

    delivery = report.begin(PriceList)
    if refresh:
        delivery.deliver(read_again(), about="models")
        return
    catalogue = _catalogue()
    models = (ModelPrices(model=model.id, prices=model.prices) for model in catalogue.models)
    prices = PriceList(prices=catalogue.prices, models=tuple(models))
    delivery.deliver(prices, about="models")


def _catalogue() -> "Catalogue":
    from llmchoice.catalogue.load import current_catalogue

    note_hidden_prices()
    return current_catalogue()


def _one_of(option: str, word: str | None, names: "Sequence[str]") -> str | None:
    """The name that a word stands for, whatever its capitals; None where it is not given."""
    if word is None:
        return None
    known = {name.lower(): name for name in names}
    if word.lower() in known:
        return known[word.lower()]
    raise usage_error(
        f"{option} {word}: nothing of that kind is listed", fix=did_you_mean(word, names)
    )


COMMANDS = (list_, show, shortlist, prices)
