"""The same rows in every format; whatever stands in a profile, it is shown and obeyed nowhere."""

import csv
import json
import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml
from markdown_it import MarkdownIt
from rich.cells import cell_len
from tests.backends.readers import READERS, Seen
from tests.cli.conftest import Run

from llmchoice.api import render
from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.cost.study import Asked, report
from llmchoice.catalogue.load import load_catalogue
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.row import Doubt, Row, RowList
from llmchoice.model.terms import CostInputs
from llmchoice.plain import plain
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import blocks_of, format_named
from llmchoice.schemas import schemas

Write = Callable[..., str]
Rename = Callable[[str], str]
FAST = ("--draws", "1000")
COLUMNS = [
    "organisation",
    "workload",
    "file",
    "verdict",
    "kind",
    "option",
    "tendency",
    "leading",
    "margin",
    "p_side",
    "p_nothing_left",
    "p_leader_excluded",
    "regret",
    "cost",
    "currency",
    "months",
    "consistency",
    "doubts",
]
HOSTILE = [
    "=HYPERLINK(1)",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "\N{FULLWIDTH EQUALS SIGN}1",
    "'=1",
    'a "b", c | d | <b>e</b> [f](g:h) *i* `j`',
    "over\nthe\x1b[2Jlines\u202etxt\x9b2J\u2028end",
]


def table_lines(text: str) -> list[str]:
    """Of a report in Markdown."""
    return [line for line in text.splitlines() if line.startswith("|")]


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_csv_has_a_heading_and_a_record_for_each_organisation_and_workload(run: Run) -> None:
    done = run("startup", "software-company", "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].split(",") == COLUMNS
    assert [(r["organisation"], r["workload"], r["verdict"]) for r in records(done.stdout)] == [
        ("Example startup", "", "closed"),
        ("Example software company", "", "mixed"),
        ("Example software company", "coding agent", "closed"),
        ("Example software company", "reading receipts", "open"),
    ]


def test_where_workloads_have_figures_of_their_own_the_organisation_has_none(run: Run) -> None:
    _, whole, *parts = records(run("startup", "software-company", "--format", "csv").stdout)
    figures = ("option", "margin", "p_side", "regret", "cost", "currency")
    assert {whole[key] for key in figures} == {""}
    assert all(part["option"] and part["margin"] and part["p_side"] for part in parts)
    assert all(part["cost"] and part["currency"] == "USD" for part in parts)


def test_json_lines_hold_what_the_schema_says_and_csv_the_same(run: Run, kb: KnowledgeBase) -> None:
    names = ("startup", "bank", "software-company", "hospital")
    lines = run(*names, "--format", "jsonl").stdout.splitlines()
    schema = schemas(kb)["row.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema)
    rows = [json.loads(line) for line in lines]
    for row in rows:
        checker.validate(row)
    found = records(run(*names, "--format", "csv").stdout)
    assert [[row[key] for key in COLUMNS] for row in rows] == [
        [_value(key, record[key]) for key in COLUMNS] for record in found
    ]


def _value(key: str, cell: str) -> object:
    if key == "doubts":
        return cell.split()
    if not cell:
        return None
    if key == "cost":
        return pytest.approx(float(cell), abs=0.005)
    if key in {"margin", "p_side", "p_nothing_left", "p_leader_excluded", "regret", "consistency"}:
        assert len(cell.partition(".")[2]) <= 4  # more digits mean nothing
        return pytest.approx(float(cell), abs=0.00005)
    return cell


@pytest.mark.parametrize("form", ["markdown", "text"])
def test_an_estimated_cost_has_three_digits_for_people(form: str, run: Run) -> None:
    row = json.loads(run("startup", "--format", "jsonl").stdout)
    (cost,) = re.findall(r" (\d[\d,]*)[ |]+`?startup", run("startup", "--format", form).stdout)
    assert float(cost.replace(",", "")) == pytest.approx(row["cost"], rel=0.01)


def test_a_cost_has_two_decimals_in_csv(run: Run) -> None:
    row = json.loads(run("startup", "--format", "jsonl").stdout)
    (record,) = records(run("startup", "--format", "csv").stdout)
    assert re.fullmatch(r"\d+\.\d\d", record["cost"])
    assert float(record["cost"]) == pytest.approx(row["cost"], abs=0.005)


def test_costs_in_several_currencies_name_theirs(run: Run, write: Write) -> None:
    euros = write("euro.yaml", costs={"currency": "EUR", "rate": 0.9})
    *_, dollar, euro = table_lines(run("startup", euros, "--format", "markdown").stdout)
    assert re.search(r"\| \d[\d,]* USD \|", dollar)
    assert re.search(r"\| \d[\d,]* EUR \|", euro)


def test_the_folder_of_all_files_is_said_once(run: Run, write: Write) -> None:
    Path("teams").mkdir()
    names = [write(f"teams/{name}.yaml") for name in ("a", "b")]
    text = run(*names, "--format", "markdown").stdout
    assert text.count("teams/") == 1
    assert run(names[0], write("c.yaml"), "--format", "markdown").stdout.count("teams/") == 1


def test_the_cost_is_that_of_the_recommended_option(
    run: Run, write: Write, kb: KnowledgeBase
) -> None:
    inputs = CostInputs(currency="EUR", rate=0.9)
    name = write("euro.yaml", costs={"currency": "EUR", "rate": 0.9})
    (row,) = [json.loads(line) for line in run(name, "--format", "jsonl").stdout.splitlines()]
    profile = read_profile(kb, Path(name).read_text(encoding="utf-8"), name)
    found = report(
        load_book(load_catalogue()),
        organisation="any",
        options=kb.options,
        asked=[Asked(None, profile.answers)],
        inputs=inputs,
    )
    (cost,) = [one for one in found.subjects[0].costs if one.option == row["option"]]
    assert cost.monthly is not None
    assert (row["cost"], row["currency"]) == (pytest.approx(cost.monthly.typical), "EUR")


def test_what_is_done_once_costs_all_of_it_once(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    volume = {"monthly-tokens": "120_000_000 once"}
    done = run(write("o.yaml", volume), "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    once = json.loads(done.stdout)
    assert once["months"] == pytest.approx(12)
    assert f"USD once: {once['cost'] * 12:,.0f}\n" in run("o.yaml").stdout
    recurring = json.loads(run(write("m.yaml"), "--format", "jsonl").stdout)
    assert recurring["months"] is None
    told = run("m.yaml").stdout
    assert f"USD a month: {recurring['cost']:,.0f}\n" in told
    assert "once" not in told


def test_amounts_stand_below_what_they_are_of(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    once, monthly = write("o.yaml", {"monthly-tokens": "120_000_000 once"}), write("m.yaml")
    lines = run(once, monthly).stdout.splitlines()
    (head,) = (line for line in lines if line.startswith("Organisation "))
    assert head.split()[-6:] == ["USD", "a", "month", "USD", "once", "File"]
    ends = [line.rindex(f"  {file}") for file in (once, monthly) for line in lines if file in line]
    rows = [line for line in lines if once in line or monthly in line]
    titles = ("USD once", "USD a month")
    assert [len(row[:end].rstrip()) for row, end in zip(rows, ends, strict=True)] == [
        head.index(title) + len(title) for title in titles
    ]


def test_what_is_not_known_has_no_cost(run: Run, write: Write) -> None:
    name = write("unknown.yaml", {"monthly-tokens": "unknown", "own-test": "open-fails"})
    (row,) = records(run(name, "--format", "csv").stdout)
    assert row["option"]
    assert (row["cost"], row["currency"]) == ("", "")


@pytest.mark.parametrize(("ceiling", "sure"), [(5_000, ""), (20_000, "100 %")])
def test_nothing_is_always_so_where_simulations_allow_nothing(
    ceiling: int, sure: str, run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the few that allow something the one option that is left wins all."""
    where = {"data-location": "premises", "hardware": "purchase", "gpu-staff": "could-hire"}
    name = write("p.yaml", where | {"traffic": "steady"}, costs={"ceiling": ceiling})
    row = json.loads(run(name, *FAST, "--format", "jsonl").stdout)
    assert row["p_side"] == 1
    assert (row["p_nothing_left"] > 0.5) is (sure == "")
    _, _, line = table_lines(run(name, *FAST, "--format", "markdown").stdout)
    assert line.split(" | ")[4].strip() == sure
    assert "always" not in run(name, *FAST).stdout
    monkeypatch.setenv("COLUMNS", "40")
    narrow = run(name, *FAST).stdout
    assert ("How sure: 100 %" in narrow) is (sure != "")
    assert "always" not in narrow


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_is_a_formula_and_every_name_can_be_had_back(
    name: str, run: Run, write: Write
) -> None:
    write("hostile.yaml", organisation=f"x{name}" if name == "\r=1" else name)
    (record,) = records(run("hostile.yaml", *FAST, "--format", "csv").stdout)
    cell = record["organisation"]
    assert not cell.lstrip()[:1] or cell.lstrip()[0] not in "=+-@\t\r\N{FULLWIDTH EQUALS SIGN}"
    assert cell.isprintable()
    if name.isprintable():
        assert cell.removeprefix("'") == name.strip()


def test_a_file_whose_name_is_a_formula_is_inert_too(run: Run, write: Write) -> None:
    write("=1+1.yaml")
    (record,) = records(run("=1+1.yaml", *FAST, "--format", "csv").stdout)
    assert record["file"] == "'=1+1.yaml"


@pytest.mark.parametrize("name", HOSTILE)
def test_markdown_shows_every_name_in_one_cell(name: str, run: Run, write: Write) -> None:
    write("hostile.yaml", organisation=name)
    text = run("hostile.yaml", *FAST, "--format", "markdown").stdout
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    begin = next(at for at, token in enumerate(tokens) if token.type == "table_open")
    cells = [token for token in tokens[begin:] if token.type == "inline"]
    assert len(cells) == 2 * 7
    shown = cells[7].children or []
    assert {token.type for token in shown} <= {"text", "text_special"}
    if name.isprintable():
        assert "".join(token.content for token in shown) == name.strip()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", ["text", "html", "docx"])
def test_a_page_shows_every_name_and_is_made_of_the_same(
    form: str, name: str, run: Run, write: Write
) -> None:
    made_of, says = seen(run, write, form, name)
    assert made_of == seen(run, write, form, "harmless").made_of
    assert plain(name.strip()) in " ".join(says)


def seen(run: Run, write: Write, form: str, name: str) -> Seen:
    """What a reader of the format sees of a row with that name, and of a doubt about it."""
    few = {"own-test": {"cases": 1, "open": 1, "closed": 0}}
    write("hostile.yaml", few, organisation=name, workloads=[{"name": name}])
    done = run("hostile.yaml", *FAST, "--json")
    rows = RowList.model_validate_json(done.stdout)
    assert any(row.doubts for row in rows.rows)
    form_ = format_named(form, RowList)
    return READERS[form](list(blocks_of(rows, form_)), Settings(width=500))


@pytest.mark.parametrize("form", ["text", "csv", "json", "jsonl", "markdown", "html"])
def test_nothing_that_a_terminal_obeys_goes_out(form: str, run: Run, write: Write) -> None:
    write("hostile.yaml", organisation=HOSTILE[-1])
    done = run("hostile.yaml", *FAST, "--format", form)
    assert done.returncode == 0
    assert all(line.isprintable() for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_table_is_no_wider_than_the_terminal(
    columns: int, run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    write("folder/with/a/long/name/profile.yaml", organisation="\u5927" * 70)
    done = run("folder/with/a/long/name", "software-company", *FAST)
    assert done.returncode == 0
    assert max(_width(line) for line in done.stdout.splitlines()) <= columns
    assert "Closed, own cloud" in done.stdout


def _width(line: str) -> int:
    return cell_len(line)


@pytest.fixture
def renamed() -> Rename:
    """A folder of criteria in which the recommended option of the start-up is called otherwise."""

    def folder(short: str) -> str:
        Path("own").mkdir()
        options = yaml.safe_load((packaged("criteria") / "options.yaml").read_text("utf-8"))
        for option in options["options"]:
            if option["id"] == "closed-cloud":
                option["short"] = short
        Path("own/options.yaml").write_text(yaml.safe_dump(options), encoding="utf-8")
        return "own"

    return folder


@pytest.mark.parametrize("width", ["none", "40", "80", "120", "160"])
def test_the_name_of_an_option_moves_no_cursor(
    width: str, run: Run, renamed: Rename, monkeypatch: pytest.MonkeyPatch
) -> None:
    if width != "none":
        monkeypatch.setenv("COLUMNS", width)
    done = run("startup", *FAST, "--criteria", renamed("Own\x1b[2J \u202ecloud"))
    assert done.returncode == 0
    assert all(line.isprintable() for line in done.stdout.splitlines())
    assert "Own\\x1b[2J" in done.stdout


def test_a_wide_letter_takes_two_columns_in_the_name_of_an_option(
    run: Run, renamed: Rename, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    criteria = renamed("\u6771\u4eac")
    head, row = run("startup", *FAST, "--criteria", criteria).stdout.splitlines()[-2:]
    assert cell_len(row[: row.rindex("startup")]) == head.index("File")


@pytest.mark.parametrize("columns", [30, 40])
def test_a_name_of_wide_letters_is_broken_on_a_narrow_terminal(
    columns: int, run: Run, renamed: Rename, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    name = "\u6771\u4eac" * 15
    shown = run("startup", *FAST, "--criteria", renamed(name)).stdout
    assert max(map(cell_len, shown.splitlines())) <= columns
    assert name in "".join(shown.split())


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_people_read_a_verdict_in_words(
    form: str, run: Run, nothing_left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    shown = " ".join(run("startup", nothing_left, *FAST, "--format", form).stdout.split())
    assert re.search(r"\bClosed\b[^,]", shown)
    assert "Nothing allowed" in shown
    assert form == "html" or "none" not in shown


LONG_NAMES = [
    "Universit\N{LATIN SMALL LETTER A WITH DIAERESIS}t " * 9,
    "\u6771\u4eac" * 40,
    "Short",
]


@pytest.mark.parametrize("width", ["260", "400"])
def test_columns_stay_below_their_titles_whatever_the_names(
    width: str, run: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for number, name in enumerate(LONG_NAMES):
        write(f"p{number}.yaml", organisation=name)
    lines = run(".", *FAST).stdout.splitlines()
    (head,) = (line for line in lines if line.startswith("Organisation "))
    rows = [line for line in lines if line.endswith(".yaml")]
    assert len(rows) == len(LONG_NAMES)
    for title, word in (("Verdict", "Closed "), ("Option", "Closed, own cloud"), ("File", "p")):
        places = {cell_len(row[: row.rindex(word)]) for row in rows}
        assert places == {head.index(title)}


def test_the_name_of_a_file_is_whole_however_narrow_it_is(run: Run, write: Write) -> None:
    name = f"{'p' * 150}.yaml"
    write(name)
    assert name in "".join(run(name, *FAST).stdout.split())


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("r.csv", "csv"),
        ("r.jsonl", "jsonl"),
        ("r.NDJSON", "jsonl"),
        ("r.md", "markdown"),
        ("r.txt", "text"),
        ("r.html", "html"),
        ("r.json", "json"),
    ],
)
def test_the_suffix_chooses_the_format(name: str, form: str, run: Run) -> None:
    done = run("startup", *FAST, "-o", name)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == f"wrote {name} (1 compared)"
    shown = run("startup", *FAST, "--format", form)
    assert Path(name).read_text(encoding="utf-8") == shown.stdout


@pytest.mark.parametrize("name", ["md", "MarkDown"])
def test_a_format_has_short_names_and_any_capitals(name: str, run: Run) -> None:
    assert run("startup", *FAST, "--format", name).stdout.startswith("# What each ")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_people_read_the_short_name_of_an_option(
    form: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = [json.loads(line) for line in run("startup", "--format", "jsonl").stdout.splitlines()]
    assert row["option_name"] != row["option"]
    monkeypatch.setenv("COLUMNS", "160")
    shown = run("startup", "--format", form).stdout
    assert row["option_name"] in shown
    assert row["option"] not in shown


@pytest.mark.parametrize("words", [("-o", "r.pdf"), ("-o", "rows"), ("--format", "madr")])
def test_another_format_is_refused_with_those_that_there_are(words: str, run: Run) -> None:
    done = run("startup", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "jsonl" in done.stderr
    assert not list(Path().iterdir())


def test_an_undecided_row_says_where_it_leans(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    change = ("--draws", "1000")
    rows = [
        json.loads(line)
        for line in run("hospital", *change, "--format", "jsonl").stdout.splitlines()
    ]
    (row,) = rows
    assert (row["verdict"], row["option"]) == ("undecided", None)
    assert row["leading"].startswith(row["tendency"])
    assert row["cost"] is not None
    assert f"({row['leading_name']})" in run("hospital", *change).stdout


FORMULAS = (
    ";=1+1;",
    "Acme;=1+1;",
    "Acme; =1+1",
    'Acme;"=1+1";',
    "a;-1;+1;@x;\N{MINUS SIGN}1",
    '";=1+1;"',
    "a\t=1+1\t",
    "a\n=1+1",
    ";'x;''=1",
    "'",
    ";;;",
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_is_a_formula_whatever_parts_cells(separator: str, run: Run, write: Write) -> None:
    names = [write(f"{at}.yaml", organisation=name) for at, name in enumerate(FORMULAS)]
    text = run(*names, "--format", "csv", "--draws", "50").stdout
    cells = [cell for row in csv.reader(StringIO(text), delimiter=separator) for cell in row]
    signs = ("=", "+", "@", "-", "\N{MINUS SIGN}")
    wrong = [c for c in cells if c.lstrip(' "').startswith(signs) and not _is_number(c)]
    assert wrong == []


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[0-9.e-]+(,.*)?", cell) is not None


def test_a_program_has_every_text_back_by_a_rule(run: Run, write: Write) -> None:
    names = [write(f"{at}.yaml", organisation=name) for at, name in enumerate(FORMULAS)]
    found = records(run(*names, "--format", "csv", "--draws", "50").stdout)
    back = [re.sub(r"(^|;)'", r"\1", record["organisation"]) for record in found]
    assert back == [plain(name.strip()) for name in FORMULAS]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_where_no_profile_can_be_read_there_is_no_table(run: Run, form: str) -> None:
    done = run("compare", "nowhere", "--format", form)
    assert done.returncode == 2
    assert not done.stdout
    assert "nowhere" in done.stderr


def test_a_program_finds_the_columns_where_there_is_no_row(run: Run) -> None:
    assert run("compare", "nowhere", "--format", "csv").stdout == f"{','.join(COLUMNS)}\n"
    assert json.loads(run("compare", "nowhere", "--json").stdout)["rows"] == []


@pytest.mark.parametrize(("width", "told"), [(160, "  0.1 less  "), (60, "ahead: 0.1 less\n")])
def test_whoever_leads_with_fewer_points_is_not_ahead_by_less_than_nothing(
    run: Run, width: int, told: str
) -> None:
    first = json.loads(run("compare", "bank.yaml", *FAST, "--format", "jsonl").stdout)
    behind = Row.model_validate(first | {"margin": -0.149})
    shown = render(RowList(rows=(behind,)), "text", settings=Settings(width=width))
    assert told in shown
    assert "-0.1" not in shown


def test_where_neither_side_leads_a_row_names_none(run: Run, write: Write) -> None:
    """Of so few simulations half is within the error, whatever share one side wins."""
    args = (write("few.yaml"), "--draws", "3")
    row = json.loads(run(*args, "--format", "jsonl").stdout)
    assert (row["verdict"], row["tendency"], row["leading"]) == ("undecided", None, None)
    assert " neither side |" in run(*args, "--format", "markdown").stdout


def test_a_report_of_no_rows_is_written_over_that_of_another_day(run: Run) -> None:
    Path("bad.yaml").write_text("organisation: [", encoding="utf-8")
    Path("out.html").write_text("yesterday", encoding="utf-8")
    done = run("bad.yaml", "-o", "out.html", "--force")
    assert "0 compared, 1 left out" in done.stderr
    assert "yesterday" not in Path("out.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("doubt", get_args(Doubt))
def test_whatever_puts_a_row_in_doubt_is_said_in_words(doubt: Doubt, run: Run) -> None:
    plain_row = Row.model_validate_json(run("startup", *FAST, "--format", "jsonl").stdout)
    sure = plain_row.model_copy(update={"doubts": ()})
    unsure = sure.model_copy(
        update={
            "doubts": (doubt,),
            "consistency": 0.2,
            "p_nothing_left": 0.3,
            "p_leader_excluded": 0.4,
        }
    )
    pages = [
        str(render(RowList(schema_version=1, rows=(row,)), "markdown")) for row in (sure, unsure)
    ]
    assert len(pages[1].split()) > len(pages[0].split()) + 4
    assert doubt not in pages[1]
