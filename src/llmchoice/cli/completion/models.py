"""Names of the catalogue."""

from collections.abc import Iterator
from typing import Literal

from llmchoice.catalogue import selection
from llmchoice.catalogue.load import current_catalogue


def model_offers(incomplete: str) -> Iterator[tuple[str, str]]:
    """Models and what the articles name, each with its name and maker."""
    catalogue = current_catalogue()
    found = [(model.id, model.name, model.vendor) for model in catalogue.models]
    found += [(thing.id, thing.name, thing.vendor or "") for thing in catalogue.named]
    for model_id, name, vendor in found:
        if model_id.startswith(incomplete):
            yield model_id, f"{name}, {vendor}" if vendor else name


def name_offers(
    kind: Literal["vendors", "regions", "languages"], incomplete: str
) -> Iterator[tuple[str, str]]:
    """Vendors, regions or languages that begin so."""
    known = {
        "vendors": selection.vendors,
        "regions": selection.regions,
        "languages": selection.languages,
    }
    return ((n, "") for n in known[kind](current_catalogue()) if n.startswith(incomplete))
