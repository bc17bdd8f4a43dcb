"""docs/cost.md: its example, its scale and its table are those of the engine."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.catalogue.cost.conftest import LARGE, settled

from llmchoice.catalogue.cost.book import Book, Figure
from llmchoice.catalogue.cost.corner import curve, figures
from llmchoice.catalogue.cost.curve import Stairs
from llmchoice.engine.worth import value_of
from llmchoice.knowledge.costs import cost_inputs, cost_problems
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.document import parse
from llmchoice.model.cost import BreakEven, CostCase, OptionCost, Volume

DOCUMENT = Path(__file__).parents[3] / "docs" / "cost.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
ANSWERS = {"traffic": "office-hours", "latency": "interactive", "availability": "business-hours"}
VOLUME = Volume(tokens_in=5e9, tokens_out=1e9)
START, END = "<!-- terms -->\n", "<!-- end of terms -->"


def said(pattern: str) -> float:
    found = re.search(pattern, " ".join(TEXT.split()))
    assert found is not None, pattern
    return float(found.group(1).replace(",", ""))


def steps() -> dict[str, tuple[str, float]]:
    """Name, arithmetic and result of every row of the example."""
    found = {}
    for line in TEXT.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and len(cells) == 3 and re.fullmatch(r"[\d.,]+", cells[2]):
            found[cells[0]] = (cells[1], float(cells[2].replace(",", "")))
    return found


@pytest.fixture(scope="module")
def example(case: Callable[..., CostCase]) -> CostCase:
    return case(VOLUME, LARGE, answers=ANSWERS)


@pytest.fixture(scope="module")
def stairs(book: Book, example: CostCase) -> Stairs:
    terms = settled(book, LARGE, ANSWERS).terms
    way = book.ways(load_criteria().options)["open-rented"]
    found = curve(way, figures(terms, "typical"), example.input_share)
    assert isinstance(found, Stairs)
    return found


def cost(example: CostCase, option: str) -> OptionCost:
    return next(one for one in example.costs if one.option == option)


def even(example: CostCase, versus: str) -> BreakEven:
    return next(e for e in example.break_evens if (e.option, e.versus) == ("open-rented", versus))


def test_each_step_of_the_example_can_be_recomputed_from_what_it_shows() -> None:
    table = steps()
    assert len(table) == 13
    for arithmetic, result in table.values():
        sum_ = re.split(r" = |, rounded| GB", arithmetic)[0].replace(",", "")
        # "max(a, b)" of the text has lost its comma with those of thousands.
        sum_ = sum_.replace("max(0.5 8", "max(0.5, 8").replace(" x ", " * ")
        assert re.fullmatch(r"[\d.+*/() ,max]+", sum_), sum_
        worked = eval(sum_)  # noqa: S307 - digits and signs of our own document
        if ", " in arithmetic and "=" in arithmetic:
            assert f"{worked:.2f}" in arithmetic
        else:
            assert worked == pytest.approx(result, rel=2e-4, abs=0.5)


def test_the_example_is_what_the_engine_computes(example: CostCase, stairs: Stairs) -> None:
    table = {name: result for name, (_, result) in steps().items()}
    rented = cost(example, "open-rented")
    assert rented.monthly is not None
    assert rented.gpus is not None
    assert table["cards of a group"] == stairs.cards
    assert table["a group serves, million tokens"] == pytest.approx(
        stairs.group_tokens / 1e6, abs=0.05
    )
    assert table["groups"] == stairs.groups(VOLUME.total)
    assert table["cards"] == rented.gpus.typical
    assert table["cost"] == pytest.approx(rented.monthly.typical, abs=0.5)
    parts = rented.parts
    for name, part in (("rent", "GPU rent"), ("people", "staff"), ("set-up", "set-up, spread")):
        assert table[name] == pytest.approx(parts[part], abs=0.5)
    rates = {term.term: term.band for term in example.terms}
    for name, term in (("input rate", "input-rate"), ("output rate", "output-rate")):
        found = next(band for key, band in rates.items() if key == term)
        assert found is not None
        assert table[name] == pytest.approx(found.typical, abs=0.05)
    for pattern, option in (
        (r"1,000 x 10 = \*\*([\d,]+)\*\* dollars", "closed-api"),
        (r"6,000 x 0.88 = \*\*([\d,]+)\*\* dollars", "open-host"),
    ):
        paid = cost(example, option).monthly
        assert paid is not None
        assert said(pattern) == pytest.approx(paid.typical)


def test_the_break_even_of_the_example_is_that_of_the_engine(
    example: CostCase, stairs: Stairs
) -> None:
    found = even(example, "closed-api")
    assert found.first is not None
    assert found.pays_for is not None
    assert found.capacity is not None
    assert said(r"x 6,000 = ([\d,]+) million tokens") == round(found.pays_for / 1e6)
    assert said(r"3 x 2,302.8 = ([\d,]+) million") == round(found.capacity / 1e6)
    assert not found.at_this_size
    assert said(r"\*\*(\d+)\*\* cards") == found.first_gpus
    assert said(r"cards, ([\d,]+) dollars, or") == round(stairs.step(8))
    assert said(r"or \*\*([\d,]+)\*\* million tokens a month") == round(found.first / 1e6)
    assert said(r"costs ([\d,]+) \+ \(k") == round(stairs.fixed + stairs.least_staff)
    assert said(r"\(k \+ 1\) x ([\d,]+) as long") == round(2 * stairs.per_card)
    assert said(r"641 \+ \(k \+ 1\) x ([\d,]+)") == round(
        2 * (stairs.per_card + stairs.staff_per_card)
    )
    assert said(r"serves what costs ([\d,]+) by the token") == round(
        stairs.group_tokens * 20_000 / 6e9
    )
    assert said(r"a group serves ([\d,]+) dollars' worth") == round(
        stairs.group_tokens * 0.88 / 1e6
    )
    assert even(example, "open-host").first is None


@pytest.mark.parametrize("amount", [1000, 3162, 10_000, 100_000, 1_000_000])
def test_the_values_of_the_text_are_those_of_the_scale(amount: float) -> None:
    told = {
        1000: r"1,000 and less is worth (\d+)",
        3162: r"3,162 is worth (\d+)",
        10_000: r"10,000 is worth (\d+)",
        100_000: r"100,000 is worth (-\d+)",
        1_000_000: r"1,000,000 (-\d+)",
    }
    assert value_of(amount, 10_000) == pytest.approx(said(told[int(amount)]), abs=0.01)


def test_the_section_that_is_shown_is_a_good_one() -> None:
    shown = TEXT.split("## 8. Your own figures")[1].split("```yaml\n")[1].split("```")[0]
    document = parse(shown, "cost.md")
    assert list(cost_problems(document)) == []
    assert isinstance(document.data, dict)
    inputs = cost_inputs(document.data["costs"])
    assert inputs is not None
    assert inputs.ceiling == 12_000


def test_the_table_lists_every_term_as_it_is(book: Book, request: pytest.FixtureRequest) -> None:
    table = "\n".join(rows(book)) + "\n"
    before, rest = TEXT.split(START)
    now, after = rest.split(END)
    if request.config.getoption("--update"):
        DOCUMENT.write_text(f"{before}{START}{table}{END}{after}", encoding="utf-8")
        return
    assert now == table


def rows(book: Book) -> Iterator[str]:
    yield "| term | what | low | typical | high | unit | source |"
    yield "| --- | --- | ---: | ---: | ---: | --- | --- |"
    for entry in book.terms.terms:
        unit = entry.unit.replace("{currency}", "USD")
        cells = (
            f" | | | {unit} | by the {entry.taken_from}"
            if entry.figure is None
            else f" {ends(entry.figure)} | {unit} | {origin(entry.figure)}"
        )
        yield f"| `{entry.id}` | {entry.name} |{cells} |"
        for follows in entry.when:
            answer = f"`{follows.question}: {follows.answer}`"
            yield f"| | {answer} | {ends(follows)} | {unit} | {origin(follows)} |"


def ends(figure: Figure) -> str:
    return " | ".join(
        f"{end:,.4g}" if end < 1000 else f"{end:,.0f}"
        for end in (figure.low, figure.typical, figure.high)
    )


def origin(figure: Figure) -> str:
    return figure.source if figure.checked_on else f"assumed: {figure.source}"
