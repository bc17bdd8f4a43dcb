"""`llmchoice cost` from the command line."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from llmchoice.__main__ import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)

    def start(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["llmchoice", "cost", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return (end.value.code if isinstance(end.value.code, int) else 0), said.out, said.err

    return start


def test_a_profile_has_its_costs(run: Run) -> None:
    code, out, _ = run("-p", "bank", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["organisation"] == "Northbridge Savings Bank"
    (subject,) = found["subjects"]
    assert subject["volume"]["tokens_in"] == pytest.approx(5e8)
    assert [cost["option"] for cost in subject["costs"]] == list(found["options"])
    assert all(cost["monthly"]["low"] <= cost["monthly"]["high"] for cost in subject["costs"])


PREMISES = ("--set", "data-location=premises")


def test_the_cheapest_option_is_one_that_no_rule_excludes(run: Run) -> None:
    _, out, _ = run("-p", "bank", *PREMISES, "--json")
    (subject,) = json.loads(out)["subjects"]
    typical = {cost["option"]: cost["monthly"]["typical"] for cost in subject["costs"]}
    left = {option: cost for option, cost in typical.items() if option not in subject["ruled_out"]}
    assert min(typical, key=lambda option: typical[option]) in subject["ruled_out"]
    assert subject["cheapest"] == min(left, key=lambda option: left[option])
    _, page, _ = run("-p", "bank", *PREMISES)
    assert page.count("(ruled out)") == len(subject["ruled_out"])
    assert "Cheapest of what is allowed, at typical figures:" in " ".join(page.split())


def test_what_is_ruled_out_breaks_even_in_full_alone(run: Run) -> None:
    written = (run("-p", "startup", *more)[1] for more in ((), ("--full",), ("--json",)))
    page, full, data = written
    found = json.loads(data)
    (subject,) = found["subjects"]
    told, chapter = (" ".join(text.split()).partition("Break")[2] for text in (page, full))
    assert "never costs more than" in told
    assert subject["ruled_out"]
    for option in subject["ruled_out"]:
        assert found["options"][option] not in told
        assert found["options"][option] in chapter


def test_tokens_on_the_command_line_come_first(run: Run) -> None:
    code, out, _ = run("-p", "bank", "--tokens-in", "3e9", "--tokens-out", "1e9", "--json")
    assert code == 0
    subject = json.loads(out)["subjects"][0]
    assert subject["volume"] == {"tokens_in": 3e9, "tokens_out": 1e9}
    assert subject["cases"][0]["input_share"] == 0.75


def test_an_unknown_volume_has_break_evens_and_a_plot_and_no_cost(run: Run) -> None:
    code, out, _ = run("-p", "bank", "--set", "monthly-tokens=unknown")
    assert code == 0
    assert "The number of tokens a month is unknown, so costs cannot be computed." in out
    assert " is more expensive at any volume than " in out
    assert "Typical" not in out
    _, full, _ = run("-p", "bank", "--set", "monthly-tokens=unknown", "--full")
    assert "million tokens a month\n1 " in full


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--tokens-in", "-5", "--tokens-out", "1"], 2, "'--tokens-in': '-5' is not between 0"),
        (["--tokens-in", "1", "--tokens-out", "1e30"], 2, "'1e30' is not between 0"),
        (["--tokens-in", "nan", "--tokens-out", "1"], 2, "it is not a number"),
        (["--tokens-in", "1"], 2, "--tokens-out is missing"),
        (["--set", "monthly-tokens=1e17"], 2, "is not an answer"),
        (["--set", "monthly-tokens=-1"], 2, "is not an answer"),
        (["--format", "pdf"], 2, "there is no format 'pdf'"),
    ],
)
def test_what_cannot_be_is_refused(run: Run, arguments: list[str], code: int, said: str) -> None:
    ended, out, err = run("-p", "bank", *arguments)
    assert (ended, out) == (code, "")
    assert said in err
    assert "Traceback" not in err


def test_a_report_is_written_to_a_file_and_not_over_one(run: Run) -> None:
    code, out, err = run("-p", "bank", "--full", "-o", "costs.md")
    assert (code, out) == (0, "")
    assert "wrote costs.md" in err
    text = Path("costs.md").read_text(encoding="utf-8")
    assert text.startswith("# What a month costs")
    code, _, err = run("-p", "bank", "-o", "costs.md")
    assert code == 2
    assert "exists already" in err


def test_each_workload_has_its_own_costs(run: Run) -> None:
    Path("two.yaml").write_text(
        "organisation: Two\nranking: [privacy, compliance, budget, customisation, expertise,"
        " capability, independence]\nanswers: {monthly-tokens: 1_000_000}\n"
        "workloads:\n  - {name: small, answers: {}}\n"
        "  - {name: large, answers: {monthly-tokens: 5_000_000_000}}\n",
        encoding="utf-8",
    )
    code, out, err = run("-p", "two.yaml", "--json")
    assert code == 0, err
    subjects = json.loads(out)["subjects"]
    assert [s["workload"] for s in subjects] == ["small", "large"]
    totals = [sum(s["volume"].values()) for s in subjects]
    assert totals == pytest.approx([1e6, 5e9])
