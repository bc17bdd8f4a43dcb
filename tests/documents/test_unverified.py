"""docs/decisions/0020 lists what of the catalogue nobody has checked, as the data have it today."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from llmchoice.catalogue.load import DATA, load_catalogue
from llmchoice.model.catalogue import Material, Model, Weights

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "docs" / "decisions" / "0020-what-the-catalogue-does-not-know.md"
START, END = "<!-- unverified -->\n", "<!-- end of unverified -->"
CATALOGUE = load_catalogue()


def data(name: str) -> Any:  # noqa: ANN401 - as YAML gives it
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def sellers(model: Model) -> Iterator[str]:
    """Who is known to sell a model: by its prices, or by its offers."""
    yield from (price.provider for price in model.prices)
    for group in (model.offers.maker, model.offers.cloud, model.offers.host):
        yield from group


def kept(ids: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(set(ids))) or "none"


def unverified() -> Iterator[tuple[str, str]]:
    """What is not known or not checked, and of what."""
    models = CATALOGUE.models
    fields = sorted({field for model in models for field in model.unverified})
    for field in fields:
        names = kept(model.id for model in models if field in model.unverified)
        yield f"`{field}` rests on one weak source or on memory", names
    open_ = [model for model in models if model.weights is not Weights.CLOSED]
    yield "no price", kept(m.id for m in models if not m.prices)
    day = CATALOGUE.prices.as_of
    prices = [(model, price) for model in models for price in model.prices]
    yield (
        "a price that was not read from genai-prices",
        kept(model.id for model, price in prices if price.genai_prices is None),
    )
    yield f"a price older than {day}", kept(m.id for m, price in prices if price.as_of < day)
    yield (
        "no price of a batch at any provider",
        kept(m.id for m in models if m.prices and not any(p.batch for p in m.prices)),
    )
    heard = [m for m in models if Material.SOUND in m.reads]
    yield (
        "no price of sound, of those known to hear it",
        kept(m.id for m in heard if not any(p.sound or p.sound_as_input for p in m.prices)),
    )
    yield (
        "no territory known that anybody sells it in",
        kept(m.id for m in models if not regions(m)),
    )
    yield (
        "how much a conversation takes, so what it costs on cards",
        kept(m.id for m in open_ if m.architecture is None),
    )
    yield "how fast it is on cards that are busy", kept(data("terms.yaml")["unmeasured"])
    yield (
        "a licence whose text was not read",
        kept(licence.id for licence in CATALOGUE.licences if not licence.verified),
    )
    told = {provider.id: provider for provider in CATALOGUE.providers}
    selling = {seller for model in models for seller in sellers(model)}
    yield (
        "how long before the end of a model a provider tells you",
        kept(s for s in selling if s not in told or told[s].notice_days is None),
    )
    yield (
        "how long a provider keeps what you send",
        kept(s for s in selling if s not in told or told[s].retention is None),
    )
    terms = data("terms.yaml")["terms"]
    yield (
        "a term of costs that is assumed",
        kept(t["id"] for t in terms if "figure" in t and "checked_on" not in t["figure"]),
    )
    gpus = data("hardware.yaml")["gpus"]
    yield "a card without a price to buy", kept(g["id"] for g in gpus if g["price"] is None)
    yield (
        "a card without a price on an endpoint",
        kept(g["id"] for g in gpus if g.get("endpoint") is None),
    )
    yield "a card without a price by the hour", kept(g["id"] for g in gpus if g["hour"] is None)


def regions(model: Model) -> set[str]:
    """The territories that anybody is known to offer a model in."""
    groups = (model.offers.maker, model.offers.cloud, model.offers.host)
    return {place for group in groups for places in group.values() for place in places}


def lines() -> Iterator[str]:
    yield f"| of {len(CATALOGUE.models)} models, prices of {CATALOGUE.prices.as_of} | of |"
    yield "| --- | --- |"
    for what, names in unverified():
        count = 0 if names == "none" else names.count("`") // 2
        yield f"| {what} | {count}: {names} |" if count else f"| {what} | none |"


def test_the_record_lists_what_the_data_do_not_know(request: pytest.FixtureRequest) -> None:
    text = RECORD.read_text(encoding="utf-8")
    before, rest = text.split(START)
    now, after = rest.split(END)
    table = "\n".join(lines()) + "\n"
    if request.config.getoption("--update"):
        RECORD.write_text(f"{before}{START}{table}{END}{after}", encoding="utf-8")
        return
    assert now == table, "pytest tests/documents/test_unverified.py --update writes it anew"


def test_the_record_names_the_packages_that_the_data_name() -> None:
    text = RECORD.read_text(encoding="utf-8")
    package = CATALOGUE.prices
    assert f"{package.package} {package.version}" in text
    sources = {source for model in CATALOGUE.models for source in model.sources.values()}
    for name in ("litellm", "llmfit"):
        named = (re.match(rf"{name} (\d+(?:\.\d+)+)", source) for source in sources)
        versions = {tuple(map(int, found[1].split("."))) for found in named if found}
        assert f"{name} {'.'.join(map(str, max(versions)))}" in text
