"""What a trial came to: counts, intervals, tests, agreement, and the counts in a profile."""

import json
import math
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from scipy.stats import beta, binomtest  # type: ignore[import-untyped] # it has no types
from statsmodels.stats.contingency_tables import mcnemar  # type: ignore[import-untyped] # the same
from statsmodels.stats.inter_rater import fleiss_kappa  # type: ignore[import-untyped] # the same
from tests.cli.conftest import Run
from tests.trial.conftest import answer, held, judgement

from llmchoice.mcda.passrates import difference_interval, exact_test, rate_interval
from llmchoice.model.score import TrialScore
from llmchoice.model.trial import CheckKind, Mark, Setup
from llmchoice.trial.score import Held, score

NO, EDITS, YES = Mark.NOT_USABLE, Mark.AFTER_EDITS, Mark.USABLE


def test_cases_are_counted_in_pairs() -> None:
    found = score(held({"ana": [(YES, YES)] * 3 + [(NO, EDITS)] * 2 + [(EDITS, NO)] + [(NO, NO)]}))
    assert found.pair is not None
    counts = found.pair.counts
    assert (counts.cases, counts.open, counts.closed, counts.both) == (7, 4, 5, 3)
    assert found.pair.difference == pytest.approx(-1 / 7)
    assert found.pair.p == pytest.approx(1.0)


def test_more_judges_for_than_against_let_an_answer_pass() -> None:
    said = {"a": [(YES, NO)], "b": [(EDITS, NO)], "c": [(NO, YES)]}
    found = score(held(said))
    assert [each.rate.passed for each in found.candidates] == [1, 0]


def test_a_tie_of_judges_decides_nothing() -> None:
    found = score(held({"a": [(YES, YES)], "b": [(NO, YES)]}))
    assert [each.undecided for each in found.candidates] == [1, 0]
    assert found.pair is None


CHECKS = [
    (CheckKind.EXACT, "It is 42.", True),
    (CheckKind.EXACT, "it is 42.", False),
    (CheckKind.NORMALISED, " IT  is 42", True),
    (CheckKind.CONTAINS, "is 42", True),
    (CheckKind.CONTAINS, "is 43", False),
    (CheckKind.NUMBER, "42.0", True),
    (CheckKind.NUMBER, "4.2e1", True),
    (CheckKind.NUMBER, "43", False),
    (CheckKind.NUMBER, "none", False),
    (CheckKind.JSON, "42", False),
    (CheckKind.CONTAINS, "...", False),
    (CheckKind.NORMALISED, "?", False),
]


@pytest.mark.parametrize(("kind", "expected", "passes"), CHECKS)
def test_a_check_decides_where_nobody_judged(kind: CheckKind, expected: str, passes: bool) -> None:  # noqa: FBT001 - a column
    found = score(held({}, expected=expected, check=kind))
    assert [each.rate.passed for each in found.candidates] == [int(passes)] * 2
    assert [each.checked and each.checked.passed for each in found.candidates] == [int(passes)] * 2


@pytest.mark.parametrize(
    ("said", "expected", "passes"),
    [
        ('{"b": [1, 2], "a": null}', '{"a": null, "b": [1, 2]}', True),
        ('```json\n{"a": 1}\n```', '{"a": 1}', True),
        ('{"a": true}', '{"a": 1}', False),
        ("{a: 1}", '{"a": 1}', False),
    ],
)
def test_json_is_compared_as_values(said: str, expected: str, passes: bool) -> None:  # noqa: FBT001 - a column
    trial = held({}, expected=expected, check=CheckKind.JSON)
    answers = tuple(each.model_copy(update={"text": said}) for each in trial.answers)
    found = score(Held(trial.setup, trial.cases, answers, ()))
    assert [each.rate.passed for each in found.candidates] == [int(passes)] * 2


@pytest.mark.parametrize(
    ("said", "expected", "passes"),
    [
        ("10-12", "12", True),
        ("2026-01-05", "5", True),
        ("it is -3", "-3", True),
        ("x-3", "3", True),
    ],
)
def test_a_hyphen_between_numbers_is_no_sign(said: str, expected: str, passes: bool) -> None:  # noqa: FBT001 - a column
    trial = held({}, expected=expected, check=CheckKind.NUMBER)
    answers = tuple(each.model_copy(update={"text": said}) for each in trial.answers)
    found = score(Held(trial.setup, trial.cases, answers, ()))
    assert [each.rate.passed for each in found.candidates] == [int(passes)] * 2


def test_an_answer_of_nothing_but_lines_is_checked_as_well() -> None:
    trial = held({}, expected="{}", check=CheckKind.JSON)
    text = "```json" + "\n" * 100_000
    answers = tuple(each.model_copy(update={"text": text}) for each in trial.answers)
    found = score(Held(trial.setup, trial.cases, answers, ()))
    assert [each.rate.passed for each in found.candidates] == [0, 0]


def test_one_good_answer_is_not_the_best_of_a_side() -> None:
    trial = held({"ana": [(YES, YES)] * 20 + [(NO, YES)]})
    lucky = {"id": "open-two", "side": "open", "model": "c"}
    setup = Setup.model_validate(
        {"name": "T", "candidates": [*trial.setup.model_dump()["candidates"], lucky]}
    )
    answers = (*trial.answers, answer("0", "open-two"))
    said = (*trial.judgements, judgement("0", "open-two", "ana", YES))
    found = score(Held(setup, trial.cases, answers, said))
    assert found.pair is not None
    assert (found.pair.open, found.pair.counts.cases, found.pair.chosen) == ("open-one", 21, True)


def test_a_difference_lies_within_its_interval() -> None:
    for cases in (1, 2, 5):
        for one in range(cases + 1):
            for other in range(cases + 1):
                for both in range(max(0, one + other - cases), min(one, other) + 1):
                    low, high = difference_interval(cases, one, other, both)
                    assert -1 <= low <= (one - other) / cases + 1e-9 <= high + 2e-9 <= 1 + 2e-9


def test_what_a_judge_says_counts_before_what_a_check_says() -> None:
    found = score(held({"ana": [(NO, YES)]}, expected="42", check=CheckKind.CONTAINS))
    assert [each.rate.passed for each in found.candidates] == [0, 1]


def test_what_a_check_says_counts_before_what_a_model_says() -> None:
    trial = held({"ana": [(YES, NO)], "bo": [(NO, YES)]}, expected="42", check=CheckKind.CONTAINS)
    marks = trial.judgements
    by_model = [each.model_copy(update={"by": "model"}) for each in marks if each.judge == "bo"]
    found = score(replace(trial, judgements=tuple(by_model)))
    assert [each.rate.passed for each in found.candidates] == [1, 1]
    assert [(each.answers, each.alone) for each in found.by_models] == [(2, 0)]
    # People go before both.
    by_person = [each for each in marks if each.judge == "ana"]
    found = score(replace(trial, judgements=(*by_person, *by_model)))
    assert [each.rate.passed for each in found.candidates] == [1, 0]


def test_the_test_of_pairs_is_that_of_others() -> None:
    draw = random.Random(7)  # noqa: S311 - tables to try
    for _ in range(200):
        one, other, rest = (draw.randrange(40) for _ in range(3))
        ours = exact_test(one, other)
        theirs = mcnemar([[rest, one], [other, 3]], exact=True).pvalue
        assert ours == pytest.approx(min(1.0, theirs), abs=1e-12)
        if one + other:
            assert ours == pytest.approx(binomtest(one, one + other).pvalue, abs=1e-12)


def test_the_interval_of_a_rate_is_that_of_others() -> None:
    for cases in (1, 5, 60, 300):
        for passed in {0, 1, cases // 3, cases}:
            low, high = rate_interval(passed, cases)
            wanted = beta(passed + 0.5, cases - passed + 0.5).ppf([0.025, 0.975])
            # The points of the distribution function are 1/500 of its reach apart.
            assert (low == 0) if passed == 0 else math.isclose(low, wanted[0], abs_tol=2e-3)
            assert (high == 1) if passed == cases else math.isclose(high, wanted[1], abs_tol=2e-3)


@pytest.mark.parametrize("rates", [(0.8, 0.8), (0.7, 0.9), (0.5, 0.55)])
def test_intervals_of_differences_hold_the_truth_as_often_as_they_say(
    rates: tuple[float, float],
) -> None:
    draw = random.Random(3)  # noqa: S311 - tests to try
    cases, held_, tries = 60, 0, 300
    for _ in range(tries):
        one = other = both = 0
        for _ in range(cases):
            hard = draw.random()
            first = hard < rates[0] if draw.random() < 0.5 else draw.random() < rates[0]
            second = hard < rates[1] if draw.random() < 0.5 else draw.random() < rates[1]
            one, other, both = one + first, other + second, both + (first and second)
        low, high = difference_interval(cases, one, other, both)
        held_ += low <= rates[0] - rates[1] <= high
    # 95 % of 300 tries; four standard errors of such a share are 5 percentage points.
    assert held_ / tries >= 0.90


def test_agreement_of_two_judges_of_two_marks_is_that_of_others() -> None:
    draw = random.Random(5)  # noqa: S311 - marks to try
    said = {
        name: [(draw.choice([YES, NO]), draw.choice([YES, NO])) for _ in range(50)]
        for name in ("ana", "bo")
    }
    found = score(held(said)).agreement
    assert found is not None
    assert found.answers == 100
    assert found.alpha is not None
    flat = [
        [[a, b].count(mark) for mark in (YES, NO)]
        for first, second in zip(said["ana"], said["bo"], strict=True)
        for a, b in zip(first, second, strict=True)
    ]
    # With two judges and two marks alpha is kappa with a correction for small samples:
    # 1 - (1 - kappa)(1 - 1/n) for n marks (Krippendorff 2004, 11.3).
    kappa = fleiss_kappa(flat, method="fleiss")
    assert found.alpha == pytest.approx(1 - (1 - kappa) * (1 - 1 / 200), abs=1e-9)


def test_judges_who_say_the_same_agree_wholly() -> None:
    said = [(YES, NO), (EDITS, YES), (NO, NO)]
    found = score(held({"ana": said, "bo": said})).agreement
    assert found is not None
    assert (found.same, found.answers, found.alpha) == (6, 6, 1.0)


def test_a_single_judge_agrees_with_nobody() -> None:
    assert score(held({"ana": [(YES, NO)]})).agreement is None


@pytest.fixture
def judged(run: Run) -> Path:
    """A trial of six checked cases of two kinds: the closed model passes all, the open one four."""
    folder = Path("t")
    folder.mkdir()
    rows = "".join(f"{at},question {at},yes,{'a' if at < 4 else 'b'}\n" for at in range(1, 7))
    (folder / "cases.csv").write_text(f"id,input,expected,tag\n{rows}", encoding="utf-8")
    (folder / "trial.yaml").write_text(
        "name: Letters\ncheck: {kind: contains}\ncandidates:\n"
        "  - {id: open-one, side: open, model: a}\n"
        "  - {id: closed-one, side: closed, model: b}\n",
        encoding="utf-8",
    )
    lines = [
        {
            "case": at,
            "candidate": who,
            "answer": "no <b>" if who == "open-one" and at > 4 else "yes",
        }
        for at in range(1, 7)
        for who in ("open-one", "closed-one")
    ]
    Path("a.jsonl").write_text("".join(f"{json.dumps(x)}\n" for x in lines), encoding="utf-8")
    assert run("trial", "import", "a.jsonl", "t").returncode == 0
    return folder


def test_the_score_is_printed_and_is_json(run: Run, judged: Path) -> None:
    shown = run("trial", "score", str(judged)).stdout
    assert "Of 6 cases, open-one passed 4 and closed-one passed 6; both passed 4." in " ".join(
        shown.split()
    )
    found = TrialScore.model_validate_json(run("trial", "score", str(judged), "--json").stdout)
    assert [tag.tag for tag in found.tags] == ["a", "b"]
    assert [(tag.open.passed, tag.closed.passed) for tag in found.tags] == [(3, 3), (1, 3)]
    assert [failure.case for failure in found.failures] == ["5", "6"]


@pytest.mark.parametrize("name", ["s.md", "s.html", "s.docx"])
def test_it_is_written_in_every_format(name: str, run: Run, judged: Path) -> None:
    assert run("trial", "score", str(judged), "-o", name).returncode == 0
    written = Path(name).read_bytes()
    assert b"no <b>" not in written
    assert len(written) > 500


def test_counts_go_into_a_profile_whose_rest_stays(run: Run, judged: Path) -> None:
    run("profile", "show", "startup", "-o", "p.yaml")
    before = run("profile", "show", "startup").stdout
    Path("p.yaml").write_text(before, encoding="utf-8")
    into = ("trial", "score", str(judged), "--into", "p.yaml")
    done = run(*into, "--date", "2026-03-04", "--force")
    assert done.returncode == 0, done.stderr
    assert "verdict before: likely closed (" in done.stderr
    assert "; with the trial: likely closed (" in done.stderr
    after = Path("p.yaml").read_text(encoding="utf-8")
    assert "own-test: {cases: 6, open: 4, closed: 6, both: 4}" in after
    assert "Blind test on 2026-03-04: Letters (open-one and closed-one; sha256 " in after
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert all("own-test" in line for line in changed)
    assert run("profile", "check", "p.yaml").returncode == 0
    again = run(*into, "--date", "2026-03-05")
    assert again.returncode == 0
    assert Path("p.yaml").read_text(encoding="utf-8").count("Blind test on") == 1


COUNTED = "own-test:\n    cases: 9\n    open: 1\n    closed: 2\n"
SHAPES = {
    "empty": "organisation: A\n",
    "flow": "organisation: A\nanswers: {}\n",
    "nothing": "organisation: A\nanswers:\nnotes:\n",
    "commented": "organisation: A\nanswers:  # none yet\n  # task: routine\nnotes: ~\n",
    "block": f"organisation: A\nanswers:\n  {COUNTED}  # next\n  task: skilled\n",
    "last": f"organisation: A\nanswers:\n  {COUNTED}",
    "folded": "organisation: A\nanswers: {}\nnotes:\n  own-test: >-\n    a\n    b\n\n",
    "unended": "organisation: A\nanswers: {task: skilled}\nnotes:\n  task: hard",
    "deep": "organisation: A\nanswers:\n    # first\n    task: skilled\n",
    "lines": "organisation: A\nanswers:\n  own-test:\n    {cases: 9, open: 1,\n     closed: 2}\n",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_whatever_shape_the_profile_has(text: str, run: Run, judged: Path) -> None:
    Path("p.yaml").write_text(text, encoding="utf-8")
    done = run("trial", "score", str(judged), "--into", "p.yaml", "--force")
    assert done.returncode == 0, done.stderr
    after = Path("p.yaml").read_text(encoding="utf-8")
    counts = re.findall(r"own-test:\s+\{cases: 6, open: 4, closed: 6, both: 4\}", after)
    assert len(counts) == 1
    assert ("task: skilled" in after) == ("task: skilled" in text)


NOTE = "Blind test: {} (open-one and closed-one; sha256 090d1f8ba576)"
OTHER_COUNTS = {
    "more, typed by hand": ("{cases: 40, open: 30, closed: 35}", None),
    "fewer, typed by hand": ("{cases: 5, open: 5, closed: 2}", None),
    "of another trial": ("{cases: 5, open: 5, closed: 2}", NOTE.format("Forms")),
    "more of this trial": ("{cases: 7, open: 5, closed: 7}", NOTE.format("Letters")),
}


@pytest.mark.parametrize(("counts", "note"), OTHER_COUNTS.values(), ids=OTHER_COUNTS)
def test_counts_of_another_test_are_not_replaced_unless_asked_for(
    counts: str, note: str | None, run: Run, judged: Path
) -> None:
    notes = f"notes:\n  own-test: '{note}'\n" if note else ""
    before = f"organisation: A\nanswers:\n  own-test: {counts}\n{notes}"
    Path("p.yaml").write_text(before, encoding="utf-8")
    number, held_open, held_closed = re.findall(r"\d+", counts)
    there = f"{number} cases, of which open passed {held_open} and closed {held_closed}"
    done = run("trial", "score", str(judged), "--into", "p.yaml")
    assert done.returncode == 2
    assert f"error: the profile holds other counts: {there} (p.yaml:3:13)" in done.stderr
    assert "the trial has 6 cases, of which open passed 4 and closed 6" in done.stderr
    assert "fix: leave them, or add --force to replace them" in done.stderr
    assert Path("p.yaml").read_text(encoding="utf-8") == before
    done = run("trial", "score", str(judged), "--into", "p.yaml", "--force")
    assert done.returncode == 0, done.stderr
    assert f"replaced what it held: {there}" in done.stderr
    after = yaml.safe_load(Path("p.yaml").read_text(encoding="utf-8"))
    assert after["answers"]["own-test"] == {"cases": 6, "open": 4, "closed": 6, "both": 4}


def test_a_trial_that_went_on_replaces_its_own_counts(run: Run, judged: Path) -> None:
    text = (
        "organisation: A\nanswers: {own-test: {cases: 4, open: 3, closed: 4}}\n"
        f"notes: {{own-test: '{NOTE.format('Letters')}'}}\n"
    )
    Path("p.yaml").write_text(text, encoding="utf-8")
    done = run("trial", "score", str(judged), "--into", "p.yaml")
    assert done.returncode == 0, done.stderr
    assert "replaced" not in done.stderr
    assert "{cases: 6, open: 4, closed: 6, both: 4}" in Path("p.yaml").read_text(encoding="utf-8")


def test_a_turn_by_cases_that_tell_nothing_is_not_sold_as_a_result(run: Run, judged: Path) -> None:
    Path("p.yaml").write_text(run("profile", "show", "startup").stdout, encoding="utf-8")
    done = run("trial", "score", str(judged), "--into", "p.yaml", "--force")
    assert done.returncode == 0, done.stderr
    assert "No difference that these cases can tell" in done.stdout
    assert re.search(
        r"verdict before: .*; with the trial: [^;\n]*\n"
        r"these cases tell no difference: a change of the verdict is no result of theirs\n",
        done.stderr,
    )


def test_what_people_noted_stays(run: Run, judged: Path) -> None:
    note = "Blind test planned by Ann: see wiki (and ask)"
    text = f"organisation: A\nanswers: {{own-test: unknown}}\nnotes: {{own-test: '{note}'}}\n"
    Path("p.yaml").write_text(text, encoding="utf-8")
    for _ in range(2):
        assert run("trial", "score", str(judged), "--into", "p.yaml").returncode == 0
    after = Path("p.yaml").read_text(encoding="utf-8")
    assert note in after
    assert after.count("sha256") == 1


@pytest.mark.parametrize("name", ["trial.yaml", "cases.csv", "trial.sqlite3"])
@pytest.mark.parametrize("link", [None, "symlink_to", "hardlink_to"])
def test_no_report_and_no_sheet_takes_the_place_of_what_a_trial_is_made_of(
    name: str, link: str | None, run: Run, judged: Path
) -> None:
    path, before = judged / name, (judged / name).read_bytes()
    target = path
    if link is not None:
        target = Path("link.html")
        getattr(target, link)(Path.cwd() / path)
    for words in (("score", judged, "-o"), ("judge", judged, "--judge", "Ann", "--sheet")):
        form = ("--format", "text") if "-o" in words else ()
        done = run("trial", *words, target, "--force", *form)
        assert done.returncode == 2
        assert f"{words[-1]} {target} is {path} itself" in done.stderr
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    "name",
    [
        "a\x7fb",
        "a\x9b31mb",
        "a\x1b[31mb",
        "a\u202eb",
        "a\x85b",
        "a\u2028b",
        "a\ufeffb",
        "a\nb: c",
        "\"\\'",
    ],
    ids=ascii,
)
def test_the_name_of_a_trial_gets_into_a_profile_and_shows_there(
    name: str, run: Run, judged: Path
) -> None:
    setup = judged / "trial.yaml"
    text = setup.read_text(encoding="utf-8").replace("name: Letters", f"name: {json.dumps(name)}")
    setup.write_text(text, encoding="utf-8")
    Path("p.yaml").write_text("organisation: A\nnotes: {own-test: x}\n", encoding="utf-8")
    for _ in range(2):
        done = run("trial", "score", str(judged), "--into", "p.yaml")
        assert done.returncode == 0, done.stderr
    after = Path("p.yaml").read_text(encoding="utf-8")
    assert all(char.isprintable() or char == "\n" for char in after)
    note = yaml.safe_load(after)["notes"]["own-test"]
    assert note.startswith(f"x Blind test: {name} (open-one and closed-one; sha256 ")
    assert note.count("sha256") == 1


def test_an_invalid_profile_is_left_as_it_is(run: Run, judged: Path) -> None:
    Path("p.yaml").write_text("organisation: A\nanswers: {task: none}\n", encoding="utf-8")
    done = run("trial", "score", str(judged), "--into", "p.yaml")
    assert done.returncode == 3
    assert "own-test" not in Path("p.yaml").read_text(encoding="utf-8")


def test_without_results_there_are_no_counts(run: Run, judged: Path) -> None:
    text = (
        (judged / "trial.yaml").read_text(encoding="utf-8").replace("check: {kind: contains}\n", "")
    )
    (judged / "trial.yaml").write_text(text, encoding="utf-8")
    assert "Nothing to compare yet" in run("trial", "score", str(judged)).stdout
    done = run("trial", "score", str(judged), "--into", "p.yaml")
    assert done.returncode == 2
    assert "llmchoice trial judge" in done.stderr
