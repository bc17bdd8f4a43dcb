"""Prices read again: from a package as expected, in another shape, older, or not there at all."""

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from tests.cli.conftest import Run

from llmchoice import places
from llmchoice.catalogue import files
from llmchoice.catalogue.load import load_catalogue
from llmchoice.model.catalogue import Model
from llmchoice.model.collection import Catalogue

Price = SimpleNamespace


def price(asked: object, answered: object, cached: object = None) -> Price:
    return Price(input_mtok=asked, output_mtok=answered, cache_read_mtok=cached)


class Entry:
    """A model as the package has it."""

    def __init__(self, name: str, prices: Callable[[datetime], Price]) -> None:
        self.id = name
        self.get_prices = prices
        self.prices: object = None
        self.price_variants: object = None


def install(
    monkeypatch: pytest.MonkeyPatch,
    providers: object,
    version: object = "0.3.0",
) -> None:
    package, snapshot = ModuleType("genai_prices"), ModuleType("genai_prices.data_snapshot")
    package.__dict__["__version__"] = version
    snapshot.__dict__["get_snapshot"] = lambda: SimpleNamespace(providers=providers)
    monkeypatch.setitem(sys.modules, "genai_prices", package)
    monkeypatch.setitem(sys.modules, "genai_prices.data_snapshot", snapshot)


def provider(name: str, *models: Entry) -> SimpleNamespace:
    return SimpleNamespace(id=name, models=list(models))


def always(*amounts: object) -> Callable[[datetime], Price]:
    return lambda _when: price(*amounts)


@pytest.fixture
def not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("genai_prices", "genai_prices.data_snapshot"):
        monkeypatch.setitem(sys.modules, name, None)


def shown(catalogue: Catalogue, name: str) -> Model:
    found = catalogue.find(name)
    assert isinstance(found, Model)
    return found


def test_new_prices_are_shown_kept_and_used(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    groq = provider("groq", Entry("openai/gpt-oss-120b", always(Decimal("1.234"), Decimal(3))))
    install(monkeypatch, [groq])
    done = run("models", "prices", "--refresh")
    assert done.returncode == 0, done.stderr
    assert "genai-prices 0.3.0" in done.stdout
    assert "gpt-oss-120b at groq: in 0.15 -> 1.234, out 0.6 -> 3" in done.stdout
    others = sum(len(model.prices) for model in load_catalogue().models) - 1
    assert f"Kept, because the package has no price for them: {others}" in done.stdout
    catalogue = load_catalogue(refreshed=home / files.PRICES_NAME)
    first, second, *_ = shown(catalogue, "gpt-oss-120b").prices
    assert (first.input, first.output, first.source) == (1.234, 3, "genai-prices 0.3.0, groq")
    assert (second.input, second.as_of) == (0.15, "2026-11-21")  # kept, with its own day
    listing = run("models", "list").stdout
    assert "refreshed, in" in listing
    assert "genai-prices 0.3.0" in listing


def test_the_package_at_hand_makes_no_price_fresher(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rates = always(Decimal("0.15"), Decimal("0.6"), Decimal("0.075"))
    entry = Entry("openai/gpt-oss-120b", rates)
    half = price(Decimal("0.075"), Decimal("0.3"))
    entry.price_variants = [SimpleNamespace(when={"processing": "batch"}, prices=half)]
    groq = provider("groq", entry)
    packaged = load_catalogue().prices
    install(monkeypatch, [groq], packaged.version)
    done = run("models", "prices", "--refresh")
    assert "Nothing changed." in done.stdout
    catalogue = load_catalogue(refreshed=home / files.PRICES_NAME)
    assert catalogue.prices.as_of == packaged.as_of
    assert {price.as_of for price in shown(catalogue, "gpt-oss-120b").prices} == {packaged.as_of}


def test_a_batch_price_that_was_read_elsewhere_stays_until_the_package_has_one(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Entry("openai.gpt-oss-120b-1:0", always(Decimal("0.15"), Decimal("0.6")))
    install(monkeypatch, [provider("aws", entry)])
    before = shown(load_catalogue(), "gpt-oss-120b").prices[1]
    assert (before.provider, before.batch) == ("aws", 0.5)
    assert "Nothing changed." in run("models", "prices", "--refresh").stdout
    after = shown(load_catalogue(refreshed=home / files.PRICES_NAME), "gpt-oss-120b").prices[1]
    assert (after.batch, after.batch_source) == (0.5, before.batch_source)
    dearer = price(Decimal("0.12"), Decimal("0.48"))
    entry.price_variants = [SimpleNamespace(when={"processing": "batch"}, prices=dearer)]
    assert run("models", "prices", "--refresh").returncode == 0
    later = shown(load_catalogue(refreshed=home / files.PRICES_NAME), "gpt-oss-120b").prices[1]
    assert (later.batch, later.batch_source) == (0.8, None)


def test_the_price_of_sound_comes_along(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = price(Decimal("0.25"), Decimal("1.5"))
    asked.input_audio_mtok, asked.cache_audio_read_mtok = Decimal("0.7"), Decimal("0.07")
    entries = [
        Entry("gemini-3.1-flash-lite", lambda _when: asked),
        Entry("gemini-3.5-flash-lite", always(Decimal("0.4"), Decimal(3))),
    ]
    install(monkeypatch, [provider("google", *entries)])
    assert run("models", "prices", "--refresh").returncode == 0
    catalogue = load_catalogue(refreshed=home / files.PRICES_NAME)
    own = shown(catalogue, "gemini-3.1-flash-lite").price
    assert own is not None
    assert (own.sound, own.cached_sound) == (0.7, 0.07)
    # Who says that sound costs what text does says so of the new price of text as well.
    alike = shown(catalogue, "gemini-3.5-flash-lite").price
    assert alike is not None
    assert (alike.input, alike.sound) == (0.4, None)
    assert alike.sound_as_input


@pytest.mark.parametrize("sound", [None, Decimal(0)])
def test_sound_heard_before_without_a_price_of_sound_is_left_out(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, sound: Decimal | None
) -> None:
    long = SimpleNamespace(start=128_000, price=Decimal("0.6"))
    into = SimpleNamespace(base=Decimal("0.3"), tiers=[long])
    asked = price(into, Decimal("1.5"))
    asked.input_audio_mtok, asked.cache_audio_read_mtok = sound, Decimal("0.07")
    entry = Entry("gemini-3.1-flash-lite", lambda _when: asked)
    install(monkeypatch, [provider("google", entry)])
    done = run("models", "prices", "--refresh")
    assert done.returncode == 0, done.stderr
    own = shown(load_catalogue(refreshed=home / files.PRICES_NAME), "gemini-3.1-flash-lite").price
    assert own is not None
    assert (own.input, own.sound, own.cached_sound) == (0.3, None, None)
    assert [(step.input, step.cached_sound) for step in own.long] == [(0.6, None)]


def test_of_two_rates_the_one_of_most_hours_counts_and_the_other_has_its_hours(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def by_hour(when: datetime) -> Price:
        return price(Decimal(9), Decimal(9)) if when.hour < 7 else price(Decimal(1), Decimal(2))

    install(monkeypatch, [provider("groq", Entry("openai/gpt-oss-120b", by_hour))])
    assert run("models", "prices", "--refresh").returncode == 0
    catalogue = load_catalogue(refreshed=home / files.PRICES_NAME)
    price_ = shown(catalogue, "gpt-oss-120b").price
    assert price_ is not None
    assert (price_.input, price_.output) == (1, 2)
    (night,) = price_.hours
    assert (night.from_hour, night.to_hour, night.input) == (0, 7, 9)


def test_prices_of_other_days_come_along(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dated(when: datetime) -> Price:
        return price(Decimal(4), Decimal(8)) if when.year > 2099 else price(Decimal(1), Decimal(2))

    entry = Entry("openai/gpt-oss-120b", dated)
    start = SimpleNamespace(start_date=date(2100, 1, 1))
    entry.prices = [SimpleNamespace(constraint=None), SimpleNamespace(constraint=start)]
    install(monkeypatch, [provider("groq", entry)])
    done = run("models", "prices", "--refresh")
    assert "gpt-oss-120b at groq: in 0.15 -> 1, out 0.6 -> 2" in done.stdout
    catalogue = load_catalogue(refreshed=home / files.PRICES_NAME)
    now = shown(catalogue, "gpt-oss-120b").price
    later = shown(catalogue.on("2100-01-01"), "gpt-oss-120b").price
    assert now is not None
    assert later is not None
    assert (now.input, now.until, later.input) == (1, "2099-12-31", 4)


@pytest.mark.parametrize(
    ("when", "starts", "asked", "share"),
    [
        ({"processing": "batch"}, None, ("0.5", "1.2"), 0.6),
        ({"service_tier": "batch"}, date(2020, 1, 1), ("0.5", "1"), 0.5),
        ({"processing": "batch"}, date(2100, 1, 1), ("0.5", "1"), None),
        ({"processing": "batch"}, None, ("1", "2"), None),
        ({"speed": "fast"}, None, ("0.5", "1"), None),
    ],
)
def test_a_batch_has_the_share_of_its_dearer_kind_of_token(  # noqa: PLR0913, PLR0917 - a row of the table, and what it is tried on
    run: Run,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    when: dict[str, str],
    starts: date | None,
    asked: tuple[str, str],
    share: float | None,
) -> None:
    entry = Entry("openai/gpt-oss-120b", always(Decimal(1), Decimal(2)))
    constraint = None if starts is None else SimpleNamespace(start_date=starts)
    prices = price(*map(Decimal, asked))
    entry.price_variants = [SimpleNamespace(when=when, prices=prices, constraint=constraint)]
    install(monkeypatch, [provider("groq", entry)])
    assert run("models", "prices", "--refresh").returncode == 0
    found = shown(load_catalogue(refreshed=home / files.PRICES_NAME), "gpt-oss-120b").price
    assert found is not None
    assert found.batch == share


def variant(share: str, start: date | None) -> SimpleNamespace:
    constraint = None if start is None else SimpleNamespace(start_date=start)
    prices = price(Decimal(share), Decimal(share))
    return SimpleNamespace(when={"processing": "batch"}, prices=prices, constraint=constraint)


LATER = variant("0.4", date(2100, 1, 1))
EVER = variant("0.5", None)


@pytest.mark.parametrize(
    ("variants", "now", "then"),
    [
        # As the package does: the first that has begun, whatever stands behind it.
        ([LATER, EVER], (0.5, "2099-12-31"), 0.4),
        ([EVER, LATER], (0.5, None), 0.5),
        ([LATER], (None, "2099-12-31"), 0.4),
        ([variant("0.4", date(2020, 1, 1)), EVER], (0.4, None), 0.4),
        ([variant("0.4", date(2020, 1, 1))], (0.4, None), 0.4),
    ],
)
def test_a_batch_price_that_changes_on_its_own_day_makes_a_new_period(  # noqa: PLR0913, PLR0917 - a row of the table, and what it is tried on
    run: Run,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    variants: list[SimpleNamespace],
    now: tuple[float | None, str | None],
    then: float,
) -> None:
    entry = Entry("openai/gpt-oss-120b", always(Decimal(1), Decimal(1)))
    entry.price_variants = variants
    install(monkeypatch, [provider("groq", entry)])
    assert run("models", "prices", "--refresh").returncode == 0
    catalogue = load_catalogue(refreshed=home / files.PRICES_NAME)
    today, later = (
        shown(known, "gpt-oss-120b").price for known in (catalogue, catalogue.on("2100-01-01"))
    )
    assert today is not None
    assert later is not None
    assert (today.batch, today.until) == now
    assert (today.input, later.input, later.batch) == (1, 1, then)


def test_what_a_batch_cost_before_is_known_too(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Entry("openai/gpt-oss-120b", always(Decimal(1), Decimal(1)))
    entry.price_variants = [variant("0.4", date(2020, 1, 1)), EVER]
    install(monkeypatch, [provider("groq", entry)])
    assert run("models", "prices", "--refresh").returncode == 0
    catalogue = load_catalogue(refreshed=home / files.PRICES_NAME)
    before = shown(catalogue.on("2019-12-31"), "gpt-oss-120b").price
    assert before is not None
    assert before.batch == 0.5


def test_tiers_come_along_and_nothing_to_pay_is_no_price(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tier = SimpleNamespace(start=100_000, price=Decimal(7))
    tiers = SimpleNamespace(base=Decimal(5), tiers=[tier])
    entries = [
        Entry("openai/gpt-oss-120b", always(tiers, Decimal(6), Decimal("0.5"))),
        Entry("openai/gpt-oss-20b", always(Decimal(0), Decimal(0))),
    ]
    install(monkeypatch, [provider("groq", *entries)])
    assert run("models", "prices", "--refresh").returncode == 0
    catalogue = load_catalogue(refreshed=home / files.PRICES_NAME)
    large, small = (shown(catalogue, f"gpt-oss-{size}").price for size in ("120b", "20b"))
    assert large is not None
    assert small is not None
    assert (large.input, large.cached_input) == (5, 0.5)
    (long,) = large.long
    assert (long.above, long.input, long.output, long.cached_input) == (100_000, 7, 6, 0.5)
    assert small.input == 0.075  # as it was


@pytest.mark.usefixtures("not_installed")
def test_without_the_package_it_says_what_to_install(run: Run, home: Path) -> None:
    done = run("models", "prices", "--refresh")
    assert done.returncode == 2
    assert "genai-prices is not installed" in done.stderr
    assert "pip install 'llmchoice[prices]'" in done.stderr
    assert not home.exists()
    assert run("models", "list").returncode == 0


ODD: list[tuple[object, object]] = [
    (None, "0.3.0"),
    (7, "0.3.0"),
    ([], "0.3.0"),
    ([SimpleNamespace(name="groq")], "0.3.0"),
    ([SimpleNamespace(id="groq", models=None)], "0.3.0"),
    ([provider("groq", Entry("openai/gpt-oss-120b", always("cheap", Decimal(1))))], "0.3.0"),
    ([provider("groq", Entry("openai/gpt-oss-120b", always(Decimal(-1), Decimal(1))))], "0.3.0"),
    ([provider("groq", Entry("openai/gpt-oss-120b", always(Decimal("NaN"), 1)))], "0.3.0"),
    ([provider("groq", Entry("openai/gpt-oss-120b", always(True, 1)))], "0.3.0"),
    ([SimpleNamespace(id="groq", models=[SimpleNamespace(id="openai/gpt-oss-120b")])], "0.3.0"),
    ([provider("nobody", Entry("nothing", always(1, 1)))], "0.3.0"),
    ([provider("groq", Entry("openai/gpt-oss-120b", always(1, 1)))], None),
    ([provider("groq", Entry("openai/gpt-oss-120b", always(1, 1)))], "0.2.2"),
]


@pytest.mark.parametrize(("providers", "version"), ODD, ids=range(len(ODD)))
def test_a_package_of_another_shape_changes_nothing(
    providers: Iterable[object],
    version: object,
    run: Run,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home.mkdir(parents=True)
    before = 'as_of: "2026-12-01"\npackage: p\nversion: "0.2.4"\nprices: []\n'
    (home / files.PRICES_NAME).write_text(before, encoding="utf-8")
    install(monkeypatch, providers, version)
    done = run("models", "prices", "--refresh")
    assert done.returncode == 2
    assert "cannot be read" in done.stderr
    assert "unchanged" in done.stderr
    assert "bug" not in done.stderr
    assert (home / files.PRICES_NAME).read_text(encoding="utf-8") == before
    assert [path.name for path in home.iterdir()] == [files.PRICES_NAME]


def test_a_folder_that_cannot_be_made_loses_nothing(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.parent.mkdir(parents=True)
    home.write_text("a file in the way", encoding="utf-8")
    install(monkeypatch, [provider("groq", Entry("openai/gpt-oss-120b", always(1, 2)))])
    done = run("models", "prices", "--refresh")
    assert done.returncode == 2
    assert "nothing was written" in done.stderr
    assert run("models", "list").returncode == 0


COMMANDS = ["list", "show gpt-oss-120b", "prices", "shortlist -p bank --option open-rented"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_nobody_may_look_into_costs_a_note_and_no_more(
    command: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A name longer than any file system takes fails like a folder without permission, and does so
    # for root as well.
    hidden = tmp_path / ("x" * 300)
    monkeypatch.setattr(places, "user_data_path", lambda name: hidden / name)
    done = run("models", *command.split())
    assert done.returncode == 0, done.stderr
    assert "cannot look into" in done.stderr
    assert "using the prices that came with the program" in done.stderr
    assert "packaged" in done.stdout


def test_a_refresh_into_such_a_folder_says_that_nothing_was_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hidden = tmp_path / ("x" * 300)
    monkeypatch.setattr(places, "user_data_path", lambda name: hidden / name)
    install(monkeypatch, [provider("groq", Entry("openai/gpt-oss-120b", always(1, 2)))])
    done = run("models", "prices", "--refresh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nothing was written" in done.stderr
    assert "bug" not in done.stderr


def test_older_prices_than_the_packaged_ones_are_not_used(tmp_path: Path) -> None:
    path = tmp_path / "prices.yaml"
    path.write_text(
        'as_of: "2026-01-01"\npackage: p\nversion: "1"\nprices:\n'
        "  - {model: gpt-oss-120b, provider: groq, input: 9, output: 9}\n",
        encoding="utf-8",
    )
    catalogue = load_catalogue(refreshed=path)
    assert catalogue.prices.origin == "packaged"
    found = shown(catalogue, "gpt-oss-120b").price
    assert found is not None
    assert found.input == 0.15


@pytest.mark.parametrize("text", ["garbage: [", "- 1", "as_of: x", "prices: 7", "\n"])
def test_a_spoilt_file_says_the_way_out_and_is_replaced_by_a_refresh(
    text: str, run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir(parents=True)
    (home / files.PRICES_NAME).write_text(text, encoding="utf-8")
    done = run("models", "list")
    assert done.returncode == 3
    assert "llmchoice models prices --refresh" in done.stderr
    assert str(home / files.PRICES_NAME) in done.stderr
    install(monkeypatch, [provider("groq", Entry("openai/gpt-oss-120b", always(1, 2)))])
    assert run("models", "prices", "--refresh").returncode == 0
    assert run("models", "list").returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize(
    "make",
    [
        os.mkfifo,
        os.mkdir,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to("/dev/null"),
        lambda path: path.symlink_to(path.parent),
    ],
    ids=["a pipe", "a folder", "an endless device", "an empty device", "a link to a folder"],
)
def test_what_is_no_file_in_their_place_is_told_and_neither_read_nor_written_to(
    make: Callable[[Path], object], run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir(parents=True)
    path = home / files.PRICES_NAME
    make(path)
    for command in ("models list", "cost startup", "assess startup --draws 30"):
        done = run(*command.split())
        assert (done.returncode, done.stdout) == (3, ""), done.stderr
        assert f"this is no file ({path})" in done.stderr
    install(monkeypatch, [provider("groq", Entry("openai/gpt-oss-120b", always(1, 2)))])
    done = run("models", "prices", "--refresh")
    assert done.returncode == 2, done.stderr
    assert str(path) in done.stderr
    assert not path.is_file()
