"""Wrong data: every mistake at once, where it stands, and what to do."""

from pathlib import Path

import pytest

from llmchoice.catalogue.load import load_catalogue
from llmchoice.errors import ExitCode, LlmchoiceError, Problem


def spoilt(folder: Path, name: str, *changes: tuple[str, str]) -> tuple[Problem, ...]:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LlmchoiceError) as error:
        load_catalogue(folder)
    assert error.value.exit_code == ExitCode.INVALID
    return error.value.problems


def place(problem: Problem, folder: Path) -> str:
    assert problem.place is not None
    return str(problem.place).removeprefix(f"{folder}/")


def test_every_mistake_is_named_at_its_place(folder: Path) -> None:
    problems = spoilt(
        folder,
        "models/microsoft.yaml",
        ("total: 14.7", "total: -3"),
        ("context: 131072", "context: lots"),
        ("vendor: Microsoft", "vendr: Microsoft"),
    )
    assert [(place(p, folder), p.message) for p in problems] == [
        ("models/microsoft.yaml:6:5", "models.0.vendor is missing"),
        (
            "models/microsoft.yaml:13:12",
            "models.0.total: must be greater than or equal to 0.000001",
        ),
        ("models/microsoft.yaml:8:5", "unknown key 'vendr'"),
        ("models/microsoft.yaml:55:14", "models.1.context: must be a whole number"),
    ]


@pytest.mark.parametrize(
    ("name", "before", "after", "what", "line", "fix"),
    [
        (
            "models/microsoft.yaml",
            "licence: MIT",
            "licence: Apache2.0",
            "there is no licence 'Apache2.0'",
            11,
            "did you mean 'Apache-2.0'?",
        ),
        (
            "models/microsoft.yaml",
            "active: 14.7",
            "active: 15",
            "more parameters are active than there are",
            14,
            None,
        ),
        (
            "models/microsoft.yaml",
            "      context: ",
            "      contxt: ",
            "context has no source",
            35,
            "add 'context:' under 'sources:'",
        ),
        (
            "models/microsoft.yaml",
            "id: phi-4\n",
            "id: gpt-oss-120b\n",
            "the id 'gpt-oss-120b' is used twice",
            None,
            "rename one of them",
        ),
        (
            "named.yaml",
            "successors: [gpt-6-luna,",
            "successors: [gpt-6-lunar,",
            "there is no model 'gpt-6-lunar'",
            None,
            "did you mean 'gpt-6-luna'?",
        ),
        (
            "named.yaml",
            "id: gpt-3\n",
            "id: phi-4\n",
            "the id 'phi-4' is used twice",
            9,
            "rename one of them",
        ),
        (
            "checks.yaml",
            "{share}",
            "{shares}",
            "the text cannot be filled in ('shares')",
            None,
            "use {figure}, {total}, {share}, {first}, {second}, {names}",
        ),
        (
            "filters.yaml",
            "middle: [",
            "middle: [phi-4, ",
            "tiers: 'phi-4' is listed twice, and a model has one tier",
            35,
            None,
        ),
    ],
)
def test_what_does_not_fit_together_is_named(  # noqa: PLR0913, PLR0917 - one parameter per column
    folder: Path,
    name: str,
    before: str,
    after: str,
    what: str,
    line: int | None,
    fix: str | None,
) -> None:
    problems = spoilt(folder, name, (before, after))
    found = next(problem for problem in problems if problem.message == what)
    assert found.fix == fix
    assert found.place is not None
    if line is not None:
        assert (found.place.file, found.place.line) == (str(folder / name), line)


def test_a_price_of_nothing_is_no_price(folder: Path) -> None:
    (problem,) = spoilt(folder, "models/microsoft.yaml", ("input: 0.07", "input: 0"))
    assert problem.message == "models.0.prices.0.input: must be greater than or equal to 0.000001"


def test_a_price_without_a_provider_is_refused(folder: Path) -> None:
    problems = spoilt(
        folder, "models/microsoft.yaml", ("- provider: openrouter\n        input", "- input")
    )
    assert problems[0].message == "models.0.prices.0.provider is missing"


def test_a_day_has_to_be_one(folder: Path) -> None:
    (problem,) = spoilt(folder, "models/microsoft.yaml", ('"2025-01-10"', '"2025-13-10"'))
    assert "day of the calendar" in problem.message


def test_two_prices_at_one_provider_are_refused(folder: Path) -> None:
    problems = spoilt(
        folder, "models/microsoft.yaml", ("- provider: azure", "- provider: openrouter")
    )
    assert problems[0].message == "'openrouter' has two prices"
    assert problems[0].fix == "keep one of them"


def test_a_duplicate_key_is_found(folder: Path) -> None:
    problems = spoilt(
        folder, "models/microsoft.yaml", ("total: 14.7", "total: 14.7\n    total: 14.7")
    )
    assert problems[0].message == "duplicate key 'total'"


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "licences.yaml").unlink()
    with pytest.raises(LlmchoiceError, match="licences") as error:
        load_catalogue(folder)
    assert error.value.exit_code == ExitCode.USAGE
