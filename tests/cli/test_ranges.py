"""Every number that is read has a range: the schemas state it, and no number goes past it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from tests.attack.mutate import RATED, at_the_ends, costs_of
from tests.cli.conftest import Run

from llmchoice.knowledge.criteria import load_criteria
from llmchoice.schemas import schemas

WRITTEN_BY_US = (
    *("assessment", "catalogue", "comparison", "cost", "panel", "plan", "recheck", "row", "score"),
)
"""What no person writes: reports, and data that comes with the program."""
LOW = {"minimum", "exclusiveMinimum"}
HIGH = {"maximum", "exclusiveMaximum"}
HOSTILE = ("5e-324", "1.0e-300", "1.0e+308", "9" * 320, ".inf", ".nan", "-1", "-5e-324", "1.0e+17")
PLACES = {
    "an amount": ("answers", "monthly-tokens: {}"),
    "the beginning of a range": ("answers", "monthly-tokens: {{from: {}, to: 10}}"),
    "the end of a range": ("answers", "monthly-tokens: {{from: 10, to: {}}}"),
    "one batch": ("answers", "monthly-tokens: {{once: {}}}"),
    "what is counted": ("answers", "monthly-tokens: {{people: {}}}"),
    "how much each is": ("answers", "monthly-tokens: {{calls: 10, each: {}}}"),
    "cases of a test": ("answers", "own-test: {{cases: {}, open: 1, closed: 1}}"),
    "a rating": ("priorities", "privacy: {}"),
    "points": ("points", "privacy: {}"),
    "a ratio": ("comparisons", "privacy: {{budget: {}}}"),
    "a share": ("shares", "data-place: {}"),
    "a spread": ("", "spread: {}"),
    "a ceiling": ("costs", "ceiling: {}"),
    "a rate": ("costs", "{{currency: EUR, rate: {}}}"),
    "a salary": ("costs", "salary: {}"),
    "one end of a figure": ("costs", "salary: {{low: {}, typical: 1, high: 2}}"),
    "spare machines": ("costs", "spares: {}"),
}


def numbers(schema: object, path: str = "") -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every place in a schema where a number may stand."""
    if isinstance(schema, dict):
        if schema.get("type") in {"number", "integer"}:
            yield path, schema
        for key, part in schema.items():
            yield from numbers(part, f"{path}/{key}")
    elif isinstance(schema, list):
        for at, part in enumerate(schema):
            yield from numbers(part, f"{path}/{at}")


def test_every_number_that_a_person_writes_has_two_limits_in_its_schema() -> None:
    read = {
        name: schema
        for name, schema in schemas(load_criteria()).items()
        if not name.startswith(WRITTEN_BY_US)
    }
    assert len(read) > 5
    open_ended = [
        f"{name}{path}"
        for name, schema in read.items()
        for path, number in numbers(schema)
        if "const" not in number and not (number.keys() & LOW and number.keys() & HIGH)
    ]
    assert open_ended == []


@pytest.mark.parametrize("place", PLACES)
def test_no_number_of_a_profile_is_too_much_for_the_program(
    place: str, run: Run, tmp_path: Path
) -> None:
    section, line = PLACES[place]
    path = tmp_path / "odd.yaml"
    for number in HOSTILE:
        written = line.format(number)
        body = f"{section}: {written}" if written.startswith("{") else f"{section}:\n  {written}"
        path.write_text(f"organisation: Acme\n{body if section else written}\n", encoding="utf-8")
        result = run("profile", "check", str(path))
        assert result.returncode in {3, 4}, (number, result.stderr)
        assert "bug" not in result.stderr
        if number not in {"5e-324", "1.0e-300"}:
            assert result.returncode == 3, (number, result.stderr)


@pytest.mark.parametrize("number", HOSTILE[:-3])
@pytest.mark.parametrize("option", ["--tokens-in", "--tokens-out", "--set=monthly-tokens"])
def test_no_number_of_an_option_is_too_much_for_the_program(
    option: str, number: str, run: Run
) -> None:
    joined = (f"{option}={number}",) if option.startswith("--set") else (option, number)
    result = run("cost", "startup", *joined, "--json")
    assert result.returncode in {2, 3}, result.stderr


@pytest.mark.parametrize("number", ["9" * 320, "-1", "100000"])
def test_the_number_of_a_record_has_five_digits_at_most(number: str, run: Run) -> None:
    result = run("assess", "startup", "--format", "madr", "--number", number)
    assert result.returncode == 2


def test_the_least_and_the_most_that_is_accepted_gives_numbers_and_nothing_else(
    run: Run, tmp_path: Path
) -> None:
    base = run("profile", "show", "startup").stdout
    for costs in (
        "{currency: EUR, rate: 0.000001, salary: 1000000000000, ceiling: 1000000000000}",
        "{currency: EUR, rate: 1000000000, salary: 0, ceiling: 0.01}",
    ):
        path = tmp_path / "end.yaml"
        path.write_text(f"{base}\ncosts: {costs}\n", encoding="utf-8")
        for tokens in ("1e16", "0.000001", "0"):
            result = run("cost", str(path), "--set", f"monthly-tokens={tokens}", "--json")
            assert result.returncode == 0, result.stderr
            json.loads(result.stdout, parse_constant=pytest.fail)


@pytest.mark.parametrize(
    "costs",
    [
        "ceiling: 5000, closed-price-in: 0, closed-price-out: 10, closed-price-cached: 0",
        "ceiling: 5000, open-price-in: 0, open-price-out: 0",
        "ceiling: 5000, closed-price-batch: 0, batch-share: 1",
        "ceiling: 1000000000000, currency: EUR, rate: 0.000001",
    ],
)
@pytest.mark.parametrize("tokens", ["0.000001", "40000000"])
def test_a_ceiling_bears_what_costs_nothing_or_next_to_nothing(
    costs: str, tokens: str, run: Run, tmp_path: Path
) -> None:
    base = run("profile", "show", "startup").stdout
    path = tmp_path / "free.yaml"
    path.write_text(f"{base}\ncosts: {{{costs}}}\n", encoding="utf-8")
    for option in (option.id for option in load_criteria().options):
        words = ("models", "shortlist", str(path), "--option", option, "--json")
        result = run(*words, "--set", f"monthly-tokens={tokens}")
        assert result.returncode == 0, result.stderr
        json.loads(result.stdout, parse_constant=pytest.fail)


@pytest.mark.slow
def test_figures_that_are_all_at_the_end_of_their_range_are_borne_together(
    run: Run, tmp_path: Path
) -> None:
    base = run("profile", "show", "startup").stdout
    path = tmp_path / "ends.yaml"
    figures = costs_of(load_criteria())
    for seed in range(30):
        costs = {**RATED, **at_the_ends(figures, Random(seed))}  # noqa: S311 - the same figures each time
        path.write_text(f"{base}\ncosts: {json.dumps(costs)}\n", encoding="utf-8")
        tokens = ("1e16", "0.000001", "0", "40000000")[seed % 4]
        # The attack assesses such figures too, and an assessment takes as long as all the others.
        assessed = [("assess", "--draws", "30")] if seed % 3 == 0 else []
        for words in (("cost",), ("models", "shortlist"), *assessed):
            result = run(*words, str(path), "--set", f"monthly-tokens={tokens}", "--json")
            assert result.returncode in {0, 5}, (costs, result.stderr)
            if result.stdout:
                json.loads(result.stdout, parse_constant=pytest.fail)


@pytest.mark.parametrize("count", ["420 persons", "20000 scans", "8000 dossiers"])
def test_a_count_of_something_unknown_is_never_to_be_written_as_a_bare_number(
    run: Run, count: str
) -> None:
    ran = run("assess", "--profile", "startup", "--set", f"monthly-tokens={count}")

    assert ran.returncode == 2, ran.stderr
    assert f"'{count.split()[1]}' is not known here" in ran.stderr
    assert "fix: say it in words that are: write a number of tokens a month" in ran.stderr
    assert "300 people" in ran.stderr
