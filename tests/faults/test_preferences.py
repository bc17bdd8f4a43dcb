"""Priorities that say less than they seem to: every report says so where it is read first."""

import csv
import json
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path

import pytest
import yaml
from docx import Document
from tests.cli.conftest import Run

FIRST = 15
"""Lines of a report that are surely seen."""
RATIO = "2.69"
FAST = ("--draws", "1000")


@pytest.fixture
def circles(path: Path) -> str:
    """Comparisons that contradict each other all round."""
    return str(path / "f06-ahp.yaml")


@pytest.fixture
def agreeing(path: Path) -> str:
    """The same with comparisons that agree: everything is as important."""
    profile = yaml.safe_load((path / "f06-ahp.yaml").read_text(encoding="utf-8"))
    for row in profile["comparisons"].values():
        row.update(dict.fromkeys(row, 1))
    Path("agreeing.yaml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    return "agreeing.yaml"


def first_lines(text: str) -> str:
    return " ".join(" ".join(text.splitlines()[:FIRST]).replace(">", " ").split())


def test_comparisons_that_say_nothing_name_no_side(run: Run, circles: str) -> None:
    result = json.loads(run("assess", circles, "--json").stdout)
    assert result["consistency"]["ratio"] == pytest.approx(2.69, abs=0.005)
    assert result["recommendation"]["verdict"] == "undecided"
    assert result["robustness"]["spread"]["kind"] == "no-idea"
    assert "inconsistent-comparisons" in [warning["code"] for warning in result["warnings"]]


def test_comparisons_that_agree_leave_the_spread_that_is_stated(run: Run, agreeing: str) -> None:
    result = json.loads(run("assess", agreeing, *FAST, "--json").stdout)
    spread = result["robustness"]["spread"]
    assert (spread["word"], spread["points"], spread["added"]) == ("rough", 4, None)
    assert result["consistency"]["spread"] == pytest.approx(0, abs=1e-4)
    assert "consistency ratio" not in run("assess", agreeing, *FAST).stdout


@pytest.mark.parametrize(
    "command", [("assess",), ("assess", "--full"), ("assess", "--format", "markdown")]
)
def test_a_report_says_it_in_its_first_lines(
    run: Run, circles: str, command: tuple[str, ...]
) -> None:
    name, *options = command
    done = run(name, circles, *FAST, *options)
    assert f"the consistency ratio is {RATIO}" in first_lines(done.stdout)


def test_a_change_and_a_recheck_say_it_too(run: Run, circles: str) -> None:
    done = run("whatif", circles, "--set", "team-skills=ml-engineers", *FAST)
    assert f"the consistency ratio is {RATIO}" in first_lines(done.stdout)
    run("assess", circles, *FAST, "-o", "then.json")
    again = run("recheck", "then.json", *FAST)
    assert f"the consistency ratio is {RATIO}" in first_lines(again.stdout)
    record = run("recheck", "then.json", *FAST, "--format", "madr").stdout
    assert f"the consistency ratio is {RATIO}" in " ".join(record.split())


def test_a_decision_record_says_it_beside_the_decision(run: Run, circles: str) -> None:
    record = run("assess", circles, *FAST, "--format", "madr").stdout
    outcome = record.partition("## Decision Outcome")[2].partition("###")[0]
    assert f"the consistency ratio is {RATIO}" in " ".join(outcome.split())


def test_the_page_and_the_word_file_say_it_before_any_chapter(run: Run, circles: str) -> None:
    run("assess", circles, *FAST, "-o", "page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    assert 0 < page.index(f"the consistency ratio is {RATIO}") < page.index("75 % is needed")
    run("assess", circles, *FAST, "-o", "page.docx")
    file = Document(BytesIO(Path("page.docx").read_bytes()))
    texts = [cell.text for table in file.tables[:1] for row in table.rows for cell in row.cells]
    texts += [line.text for line in file.paragraphs[:FIRST]]
    assert any(f"the consistency ratio is {RATIO}" in text for text in texts)


def test_a_panel_says_whose_comparisons_they_are(run: Run, circles: str, agreeing: str) -> None:
    done = run("panel", circles, agreeing, *FAST)
    told = "The comparisons of the priorities by f06-ahp contradict each other"
    assert told in first_lines(done.stdout)
    result = json.loads(run("panel", circles, agreeing, *FAST, "--json").stdout)
    assert [w["member"] for w in result["warnings"] if w["code"] == "inconsistent-member"] == [
        "f06-ahp"
    ]


def test_a_row_says_it_in_every_format(run: Run, circles: str, agreeing: str) -> None:
    def rows(form: str) -> str:
        return run("compare", circles, agreeing, *FAST, "--format", form).stdout

    lines = [json.loads(line) for line in rows("jsonl").splitlines()]
    cells = list(csv.DictReader(StringIO(rows("csv"))))
    for poor, good in (lines, cells):
        assert float(poor["consistency"]) == pytest.approx(2.69, abs=0.005)
        assert float(good["consistency"]) == pytest.approx(0, abs=1e-6)
    assert [line["doubts"] for line in lines] == [["inconsistent-comparisons"], []]
    assert [line["doubts"] for line in cells] == ["inconsistent-comparisons", ""]
    for form in ("text", "markdown"):
        assert f"consistency ratio {RATIO}" in " ".join(rows(form).split())
        assert rows(form).count("consistency ratio") == 1


def in_order(profile: str, *order: str) -> Mapping[str, object]:
    """A profile in which the priorities are in this order, and nothing more is said of them."""
    read: dict[str, object] = yaml.safe_load(profile)
    return {key: value for key, value in read.items() if key != "priorities"} | {"ranking": order}


@pytest.fixture
def ranked(run: Run) -> str:
    """The start-up's priorities by their order alone."""
    text = run("profile", "show", "startup").stdout
    rated = yaml.safe_load(text)["priorities"]
    order = sorted(rated, key=lambda name: -rated[name])
    Path("ranked.yaml").write_text(yaml.safe_dump(dict(in_order(text, *order))), encoding="utf-8")
    return "ranked.yaml"


def test_a_ranking_that_decides_more_than_it_says_is_told_at_the_top(run: Run, ranked: str) -> None:
    result = json.loads(run("assess", ranked, "--json").stdout)
    (doubt,) = [w for w in result["warnings"] if w["code"] == "ranking-tells-less"]
    now = result["recommendation"]
    assert (doubt["verdict"], doubt["option"]) != (now["verdict"], now["option"])
    assert "Your ranking decides it" in first_lines(run("assess", ranked).stdout)
    (row,) = csv.DictReader(StringIO(run("compare", ranked, "--format", "csv").stdout))
    assert row["doubts"] == "ranking-tells-less"
    assert "order of the ranking" in run("compare", ranked).stdout


def test_a_change_and_a_recheck_of_such_a_ranking_say_it_too(run: Run, ranked: str) -> None:
    told = "Ratings in the order of the ranking would give another result."
    assert told in first_lines(run("whatif", ranked, "--set", "latency=interactive").stdout)
    run("assess", ranked, "-o", "then.json")
    assert told in first_lines(run("recheck", "then.json").stdout)


def test_a_panel_of_such_a_ranking_says_it_too(run: Run, ranked: str) -> None:
    Path("also.yaml").write_text(
        Path(ranked).read_text(encoding="utf-8") + "spread: vague\n", encoding="utf-8"
    )
    done = run("panel", ranked, "also.yaml")
    assert "Your ranking decides it" in first_lines(done.stdout)


def test_it_is_what_such_ratings_come_to(run: Run, ranked: str) -> None:
    """Seven ratings in equal steps, in the profile itself."""
    profile = yaml.safe_load(Path(ranked).read_text(encoding="utf-8"))
    order = profile.pop("ranking")
    shares = {name: 100 * (7 - place) / 28 for place, name in enumerate(order)}
    Path("rated.yaml").write_text(yaml.safe_dump(profile | {"points": shares}), encoding="utf-8")
    rated = json.loads(run("assess", "rated.yaml", "--json").stdout)["recommendation"]
    result = json.loads(run("assess", ranked, "--json").stdout)
    (doubt,) = [w for w in result["warnings"] if w["code"] == "ranking-tells-less"]
    assert (doubt["verdict"], doubt["option"]) == (rated["verdict"], rated["option"])


def test_a_ranking_of_one_kind_of_work_is_doubted_alone(run: Run, ranked: str) -> None:
    profile = yaml.safe_load(Path(ranked).read_text(encoding="utf-8"))
    order = profile.pop("ranking")
    own = [{"name": "letters", "ranking": order}, {"name": "speeches"}]
    profile |= {"priorities": dict.fromkeys(order, 3), "workloads": own}
    Path("own.yaml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    result = json.loads(run("assess", "own.yaml", "--json").stdout)
    doubts = [w for w in result["warnings"] if w["code"] == "ranking-tells-less"]
    assert [doubt["workload"] for doubt in doubts] == ["letters"]
    rows = csv.DictReader(StringIO(run("compare", "own.yaml", "--format", "csv").stdout))
    told = {row["workload"]: row["doubts"] for row in rows}
    assert (told["letters"], told["speeches"]) == ("ranking-tells-less", "")


def test_a_ranking_by_which_nothing_turns_is_not_doubted(run: Run) -> None:
    text = run("profile", "show", "manufacturer").stdout
    rated = yaml.safe_load(text)["priorities"]
    order = sorted(rated, key=lambda name: -rated[name])
    Path("r.yaml").write_text(yaml.safe_dump(dict(in_order(text, *order))), encoding="utf-8")
    result = json.loads(run("assess", "r.yaml", *FAST, "--json").stdout)
    assert "ranking-tells-less" not in [warning["code"] for warning in result["warnings"]]


@pytest.mark.parametrize("key", ["points", "priorities", "shares"])
@pytest.mark.parametrize("number", ["1e308", "-1e308", ".inf", ".nan", "1" + "0" * 320, "1e30"])
def test_numbers_that_are_too_large_to_be_summed_are_refused_each(
    key: str, number: str, run: Run
) -> None:
    text = f"organisation: A\n{key}: {{privacy: {number}, budget: {number}}}\nanswers: {{}}\n"
    Path("large.yaml").write_text(text, encoding="utf-8")
    done = run("profile", "check", "large.yaml")
    assert done.returncode == 3
    assert "bug in llmchoice" not in done.stderr
    assert done.stderr.count("error: ") >= 2
