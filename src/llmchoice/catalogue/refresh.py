"""The prices of a catalogue, read again: what changes, and what stays."""

from collections.abc import Sequence
from itertools import zip_longest

from llmchoice.catalogue.files import RefreshedFile, RefreshedPrice
from llmchoice.catalogue.live import PACKAGE, Live, unexpected
from llmchoice.model.collection import Catalogue
from llmchoice.model.entries import KeptPrice, PriceChange, Refresh
from llmchoice.model.price import Tariff, asked


def refresh(catalogue: Catalogue, live: Live, day: str) -> tuple[RefreshedFile, Refresh]:
    """The file to keep, and what it changes, from the prices of an installed package.

    Raises:
        LlmchoiceError: exit code 2 when the package is older than the prices at hand, or has
            none of them.
    """
    if _older(live.version, catalogue.prices.version):
        raise unexpected(
            live.version, f"it is older than the prices in use ({catalogue.prices.version})"
        )
    read: list[RefreshedPrice] = []
    changed: list[PriceChange] = []
    kept: list[KeptPrice] = []
    for model in catalogue.models:
        for price in model.prices:
            tariffs = live.find(price.genai_prices) if price.genai_prices else ()
            if not tariffs:
                kept.append(KeptPrice(model=model.id, provider=price.provider, as_of=price.as_of))
                continue
            read.append(
                RefreshedPrice(
                    model=model.id,
                    provider=price.provider,
                    other_days=tuple(tariffs[1:]),
                    **asked(tariffs[0]),
                )
            )
            ours = price
            if price.batch_source is not None and tariffs[0].batch is None:
                # It was read elsewhere, and stays.
                ours = price.model_copy(update={"batch": None})
            if not _alike((ours, *price.other_days), tariffs):
                changed.append(
                    PriceChange(
                        model=model.id,
                        provider=price.provider,
                        input=(price.input, tariffs[0].input),
                        output=(price.output, tariffs[0].output),
                    )
                )
    if not read:
        raise unexpected(live.version, "it has none of the models of this catalogue")
    # The same package says nothing of a later day: its prices are no fresher than they were.
    same = live.version == catalogue.prices.version and not changed
    about = {
        "as_of": catalogue.prices.as_of if same else day,
        "package": PACKAGE,
        "version": live.version,
    }
    report = Refresh(
        **about,
        read=len(read),
        changed=tuple(changed),
        kept=tuple(kept),
        without=tuple(model.id for model in catalogue.models if model.price is None),
    )
    return RefreshedFile(**about, prices=tuple(read)), report


def _alike(ours: Sequence[Tariff], theirs: Sequence[Tariff]) -> bool:
    """Whether the same is asked on the same days."""

    def known(tariffs: Sequence[Tariff]) -> list[str]:
        return sorted(repr(asked(tariff)) for tariff in tariffs)

    return known(ours) == known(theirs)


def _older(version: str, other: str) -> bool:
    """Whether a version comes before another; one that is no row of numbers does not."""
    mine, theirs = (_numbers(text) for text in (version, other))
    if mine is None or theirs is None:
        return False
    pairs = zip_longest(mine, theirs, fillvalue=0)
    return next((a < b for a, b in pairs if a != b), False)


def _numbers(version: str) -> tuple[int, ...] | None:
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(p.isdecimal() for p in parts) else None
