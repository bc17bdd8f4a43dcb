"""`trial import`: answers of other tools find their case and candidate, or it is said why not."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.cli.conftest import Run
from tests.trial.conftest import write_trial

from llmchoice.model.score import Answer
from llmchoice.trial.folder import alone
from llmchoice.trial.store import Store

EXAMPLES = Path(__file__).parent / "examples"
NOBODY = "http://127.0.0.1:9/v1"
"""Nothing is asked here."""


@pytest.fixture(autouse=True)
def _trial(folder: Path) -> None:
    write_trial(folder, NOBODY)


def kept(folder: Path) -> dict[tuple[str, str], Answer]:
    with Store.open(folder) as store:
        return {(answer.case, answer.candidate): answer for answer in store.answers()}


def texts(folder: Path) -> dict[tuple[str, str], str]:
    return {key: answer.text for key, answer in kept(folder).items()}


LONG = {("1", "open-one"): "a, b", ("1", "closed-one"): "c", ("2", "closed-one"): "=1+1"}


def _long(path: Path) -> Path:
    path = path / "answers.csv"
    path.write_text(
        "case,candidate,answer,tokens_in,tokens_out,seconds\n"
        '1,open-one,"a, b",100,50,1.5\n1,closed-one,c,,,\n2,closed-model,=1+1,,,\n',
        encoding="utf-8",
    )
    return path


def _wide(path: Path) -> Path:
    path = path / "answers.csv"
    path.write_text(
        'id;input;open-one;closed-one\n1;question 1;"a, b";c\n2;question 2;;=1+1\n',
        encoding="utf-8",
    )
    return path


def _lines(path: Path) -> Path:
    path = path / "answers.jsonl"
    rows = [{"case": c, "candidate": who, "answer": text} for (c, who), text in LONG.items()]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def _spreadsheet(path: Path) -> Path:
    path = path / "answers.xlsx"
    book = Workbook()
    rows = [["case", "candidate", "answer"], *([*key, text] for key, text in LONG.items())]
    for row in rows:
        book.worksheets[0].append(row)
    # As a spreadsheet has a text that begins like a formula.
    book.worksheets[0]["C4"].data_type = "s"
    book.save(path)
    return path


@pytest.mark.parametrize("written", [_long, _wide, _lines, _spreadsheet])
def test_tables(run: Run, folder: Path, tmp_path: Path, written: object) -> None:
    assert callable(written)
    ran = run("trial", "import", written(tmp_path), folder)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "3 answers imported; 3 of 6 are there\n"
    assert texts(folder) == LONG


def test_what_is_said_of_tokens_and_time_is_kept_and_priced(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run("trial", "import", _long(tmp_path), folder)
    answer = kept(folder)["1", "open-one"]
    assert (answer.tokens_in, answer.tokens_out, answer.seconds) == (100, 50, 1.5)
    assert answer.cost == pytest.approx(0.2)
    assert answer.origin == "import"
    assert kept(folder)["1", "closed-one"].cost is None


def test_what_was_answered_already_is_kept(run: Run, folder: Path, tmp_path: Path) -> None:
    path = _long(tmp_path)
    run("trial", "import", path, folder)
    path.write_text("case,candidate,answer\n1,open-one,other\n3,open-one,new\n", encoding="utf-8")
    ran = run("trial", "import", path, folder)
    assert "1 answer imported; 4 of 6" in ran.stdout
    assert "1 was there already" in ran.stderr
    assert texts(folder) == {**LONG, ("3", "open-one"): "new"}


def test_answers_of_nobody_are_given_to_the_candidate_that_is_named(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("case,answer\n1,x\n", encoding="utf-8")
    ran = run("trial", "import", path, folder)
    assert ran.returncode == 3
    assert "it is not said whose answer this is" in ran.stderr
    assert run("trial", "import", path, folder, "--candidate", "open-one").returncode == 0
    assert texts(folder) == {("1", "open-one"): "x"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "case,candidate,answer\n1,open-one,\n2,open-one,x\n"),
        (
            "a.jsonl",
            '{"id": 1, "candidate": "open-one", "answer": ""}\n{"id": 2, "open-one": "x"}',
        ),
    ],
)
def test_an_answer_may_be_empty(run: Run, folder: Path, name: str, content: str) -> None:
    Path(name).write_text(content, encoding="utf-8")
    ran = run("trial", "import", name, folder)
    assert ran.returncode == 0, ran.stderr
    assert texts(folder) == {("1", "open-one"): "", ("2", "open-one"): "x"}


def test_a_row_without_any_answer_in_the_columns_of_candidates(run: Run, folder: Path) -> None:
    Path("a.csv").write_text("case,open-one,closed-one\n1,,\n2,x,\n", encoding="utf-8")
    ran = run("trial", "import", "a.csv", folder)
    assert ran.returncode == 0, ran.stderr
    assert texts(folder) == {("2", "open-one"): "x"}


def _models(folder: Path, open_model: str, closed_model: str) -> None:
    setup = folder / "trial.yaml"
    text = setup.read_text("utf-8").replace("model: open-model", f"model: '{open_model}'")
    setup.write_text(text.replace("model: closed-model", f"model: '{closed_model}'"), "utf-8")


@pytest.mark.parametrize(
    ("name", "whose"),
    [
        ("ollama:chat:llama3.1:8b", "open-one"),
        ("llama3.1:8b", "open-one"),
        ("8b", "closed-one"),
        ("x:8b", "closed-one"),
    ],
)
def test_a_model_may_have_a_vendor_before_it(run: Run, folder: Path, name: str, whose: str) -> None:
    _models(folder, "llama3.1:8b", "8b" if whose == "closed-one" else "other")
    Path("a.csv").write_text(f"case,candidate,answer\n1,{name},x\n", encoding="utf-8")
    ran = run("trial", "import", "a.csv", folder)
    assert ran.returncode == 0, ran.stderr
    assert texts(folder) == {("1", whose): "x"}


@pytest.mark.parametrize("name", ["same", "vendor:same"])
def test_a_model_of_several_candidates_is_not_guessed(run: Run, folder: Path, name: str) -> None:
    _models(folder, "same", "same")
    rows = "".join(f"{case},{name},x\n" for case in (1, 2))
    Path("a.csv").write_text(f"case,candidate,answer\n{rows}", encoding="utf-8")
    ran = run("trial", "import", "a.csv", folder)
    assert ran.returncode == 3
    assert ran.stderr.count("error:") == 1
    assert f"'{name}' may be any of open-one, closed-one (a.csv:2)" in ran.stderr
    assert f"say which: --candidate ID={name}" in ran.stderr
    assert kept(folder) == {}
    ran = run("trial", "import", "a.csv", folder, "--candidate", f"closed-one={name}")
    assert ran.returncode == 0, ran.stderr
    assert set(texts(folder)) == {("1", "closed-one"), ("2", "closed-one")}


def test_quiet_does_not_hide_what_was_left_out(run: Run, folder: Path) -> None:
    Path("a.csv").write_text(
        "input,candidate,answer\nquestion 1,stranger,x\nquestion 9,open-one,x\n", "utf-8"
    )
    ran = run("trial", "import", "a.csv", folder, "--quiet")
    assert "1 answer of stranger left out" in ran.stderr
    assert "1 answer left out: what was asked is no case" in ran.stderr


def test_nothing_is_imported_while_a_run_asks(run: Run, folder: Path, tmp_path: Path) -> None:
    with alone(folder):
        ran = run("trial", "import", _long(tmp_path), folder)
    assert ran.returncode == 2
    assert "another run of this trial has not ended" in ran.stderr
    assert kept(folder) == {}


def _promptfoo(provider: object, number: int, output: object) -> dict[str, object]:
    return {
        "provider": provider,
        "vars": {"question": f"question {number}"},
        "prompt": {"raw": f"Be brief. question {number}", "label": "p"},
        "response": {"output": output, "tokenUsage": {"prompt": 7, "completion": 3, "total": 10}},
        "latencyMs": 1250,
        "cost": 0.5,
    }


def test_results_of_promptfoo(run: Run, folder: Path, tmp_path: Path) -> None:
    rows = [
        _promptfoo({"id": "openai:chat:open-model", "label": ""}, 1, "one"),
        _promptfoo({"id": "x:y", "label": "The big one"}, 1, {"a": 1}),
        _promptfoo({"id": "openai:other", "label": ""}, 1, "left out"),
        {**_promptfoo({"id": "openai:chat:open-model"}, 2, None), "error": "API error"},
        _promptfoo({"id": "openai:chat:open-model"}, 99, "no case"),
    ]
    path = tmp_path / "results.json"
    path.write_text(json.dumps({"evalId": "e", "results": {"version": 3, "results": rows}}))
    ran = run("trial", "import", path, folder, "--candidate", "closed-one=The big one")
    assert ran.returncode == 0, ran.stderr
    assert texts(folder) == {("1", "open-one"): "one", ("1", "closed-one"): '{"a": 1}'}
    answer = kept(folder)["1", "open-one"]
    assert (answer.tokens_in, answer.tokens_out) == (7, 3)
    assert (answer.seconds, answer.cost) == (1.25, 0.5)
    assert "1 answer of openai:other left out" in ran.stderr
    assert "1 answer left out: what was asked is no case" in ran.stderr


def test_amounts_beyond_all_sense_and_halves_of_characters(run: Run, folder: Path) -> None:
    row = _promptfoo({"id": "open-model"}, 1, "a\ud83d")
    usage = {"prompt": 10**400, "completion": 1e16}
    row["response"] = {"output": "a\ud83d", "tokenUsage": usage}
    Path("a.json").write_text(json.dumps({"results": [{**row, "cost": 10**400}]}), "utf-8")
    ran = run("trial", "import", "a.json", folder)
    assert ran.returncode == 0, ran.stderr
    answer = kept(folder)["1", "open-one"]
    assert answer.text == "a\N{REPLACEMENT CHARACTER}"
    assert (answer.tokens_in, answer.tokens_out, answer.cost) == (None, None, None)


def test_results_as_promptfoo_itself_writes_them(run: Run, folder: Path) -> None:
    """By promptfoo 0.123.1, with its provider that echoes; cut to the results."""
    path = EXAMPLES / "promptfoo-0.123.json"
    ran = run("trial", "import", path, folder, "--candidate", "open-one=The big one")
    assert ran.returncode == 0, ran.stderr
    assert texts(folder) == {("1", "open-one"): "question 1", ("2", "open-one"): "question 2"}
    assert kept(folder)["1", "open-one"].seconds == 0.007


def test_logs_of_llm(run: Run, folder: Path, tmp_path: Path) -> None:
    """Written by llm 0.36 itself, with its model that echoes what it is asked."""
    logs = tmp_path / "logs.db"
    with closing(sqlite3.connect(logs)) as database:
        database.executescript((EXAMPLES / "llm-0.36.sql").read_text("utf-8"))
    for path in (EXAMPLES / "llm-0.36.json", logs):
        ran = run("trial", "import", path, folder, "--candidate", "open-one=echo")
        assert ran.returncode == 0, ran.stderr
        assert set(texts(folder)) == {("1", "open-one"), ("2", "open-one")}
        answer = kept(folder)["2", "open-one"]
        assert json.loads(answer.text)["prompt"] == "question 2\n"
        assert (answer.tokens_in, answer.tokens_out) == (2, 13)
        (folder / "trial.sqlite3").unlink()


def test_logs_of_llm_before_it_kept_messages(run: Run, folder: Path, tmp_path: Path) -> None:
    logs = tmp_path / "logs.db"
    with closing(sqlite3.connect(logs)) as database:
        database.execute(
            "CREATE TABLE responses (id, model, prompt, system, response, duration_ms,"
            " datetime_utc, input_tokens, output_tokens)"
        )
        rows = [
            ("a", "open-model", "question 1", None, "old", 1500, "2024-01-01", 5, 6),
            ("b", "open-model", "question 1", None, "new", 2500, "2024-01-02", 5, 6),
        ]
        database.executemany("INSERT INTO responses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        database.commit()
    assert run("trial", "import", logs, folder).returncode == 0
    assert texts(folder) == {("1", "open-one"): "new"}
    assert kept(folder)["1", "open-one"].seconds == 2.5


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", "case,candidate,answer\n9,open-one,x\n", "there is no case '9' (a.csv:2)"),
        ("a.csv", "case,candidate,anwser\n1,open-one,x\n", "this row holds no answer (a.csv:2)"),
        ("a.csv", "case,answer,cost\n1,x,cheap\n", "'cheap' is no amount (a.csv:2)"),
        ("a.csv", "case,answer,tokens_in\n1,x,1e16\n", "'1e16' is no amount (a.csv:2)"),
        ("a.jsonl", '{"answer": "x\\ud83d"}', "this line holds half of a character (a.jsonl:1)"),
        ("a.json", '{"results": {', "this file is not JSON (a.json:1:14)"),
        ("a.json", '{"version": 1}', "there are no answers in this file (a.json)"),
        ("a.json", "[1]", "an entry of this file is no answer (a.json)"),
        ("a.db", "no database", "this file cannot be read as the logs of llm"),
        ("a.txt", "x", "the suffix of a.txt names no table"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_kept(
    run: Run, folder: Path, name: str, content: str, what: str
) -> None:
    Path(name).write_text(content, encoding="utf-8")
    ran = run("trial", "import", name, folder, "--candidate", "open-one")
    assert ran.returncode in {2, 3}
    assert f"error: {what}" in ran.stderr
    assert kept(folder) == {}


def test_a_file_that_there_is_not(run: Run, folder: Path) -> None:
    for name in ("a.csv", "a.json", "a.db", "a.xlsx"):
        ran = run("trial", "import", name, folder)
        assert ran.returncode == 2
        assert "there is no such file" in ran.stderr
