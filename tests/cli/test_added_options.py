"""Options of one's own, in YAML alone: rules bind them by their attributes."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.cli.conftest import Run

from llmchoice.errors import ExitCode
from llmchoice.knowledge.folders import packaged

SAME = """\
    needs_developers: true
    outsiders: true
    offline: false
    hosting: So.
    example: so
"""
OPTIONS = f"""\
options:
  - id: open-specialist
    name: Open weights at a specialist host
    short: Open, specialist
    weights: open
    operator: provider
    place: host
    payment: tokens
    needs_gpu_staff: false
{SAME}
  - id: open-leased
    name: Open weights on leased servers
    short: Open, leased
    weights: open
    operator: you
    place: host
    payment: rented-gpus
    needs_gpu_staff: true
{SAME}"""
LIKE = {"open-specialist": 4, "open-leased": 5}
"""Each new option to the column of the packaged tables that its values are taken from."""
EVERYWHERE = {"premises-only", "offline-only", "open-models-fail", "model-goes-along"}
BOUND = {
    "open-specialist": EVERYWHERE
    | {"no-provider-in-territory", "no-open-model-served-there", "promises-refused"}
    | {"own-cloud-only", "rebuilt-on-your-gpus", "exact-answer-for-years"},
    "open-leased": EVERYWHERE | {"nobody-to-run-gpus", "no-budget-for-gpus", "own-cloud-only"},
}
FIRST = {
    "use": "product",
    "own-test": "open-fails",
    "customisation": "redesign",
    "data": "personal",
    "data-location": "own-cloud",
    "residency": "country",
    "regional-offer": "no-provider",
    "contracts": "refused",
    "regimes": "public-sector",
    "audit": "exact-years",
    "hardware": "purchase",
    "gpu-staff": "nobody",
    "availability": "always-on",
    "exit": "keep-weights",
}
SECOND = {
    **FIRST,
    "regional-offer": "open-models",
    "audit": "training-data",
    "hardware": "cloud-only",
}
THIRD = {**FIRST, "data-location": "offline", "hardware": "no-budget"}
FOURTH = {**FIRST, "regional-offer": "closed-models"}
FIFTH = {**FIRST, "regional-offer": "open-hosts"}
SIXTH = {**FIRST, "use": "shipped"}
SEVENTH = {**FIRST, "own-test": "closed-fails"}


def column(criterion: dict[str, Any], columns: dict[str, int]) -> dict[str, Any]:
    """The entry that gives a packaged criterion the new columns."""
    entry = {"id": criterion["id"], "reasons": dict.fromkeys(columns, "So.")}
    for answer, row in criterion.get("values", {}).items():
        entry.setdefault("values", {})[answer] = [row[at] for at in columns.values()]
    for point in criterion.get("points", ()):
        values = [point["values"][at] for at in columns.values()]
        entry.setdefault("points", []).append({"at": point["at"], "values": values})
    return entry


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "options.yaml").write_text(OPTIONS, encoding="utf-8")
    (tmp_path / "priorities").mkdir()
    for path in sorted((packaged("criteria") / "priorities").glob("*.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        criteria = [column(criterion, LIKE) for criterion in written["criteria"]]
        text = yaml.safe_dump({"id": written["id"], "columns": list(LIKE), "criteria": criteria})
        (tmp_path / "priorities" / path.name).write_text(text, encoding="utf-8")
    return tmp_path


def rules_that_bind(run: Run, folder: Path, answers: dict[str, str]) -> dict[str, set[str]]:
    settings = [f"--set={question}={answer}" for question, answer in answers.items()]
    result = run(
        "assess", "startup", "--criteria", folder, "--json", "--missing=unknown", *settings
    )
    assert result.returncode == ExitCode.NOTHING_ADMISSIBLE, result.stderr
    options = json.loads(result.stdout)["options"]
    return {o["id"]: {rule["constraint"] for rule in o["excluded_by"]} for o in options}


def test_every_veto_that_is_about_a_new_option_binds_it(run: Run, folder: Path) -> None:
    bound: dict[str, set[str]] = defaultdict(set)
    for answers in (FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH):
        for option, rules in rules_that_bind(run, folder, answers).items():
            bound[option] |= rules
    assert {option: bound[option] for option in BOUND} == BOUND
    written = yaml.safe_load((packaged("criteria") / "constraints.yaml").read_text("utf-8"))
    assert set.union(*bound.values()) == {rule["id"] for rule in written["constraints"]}


def test_a_new_option_has_the_values_of_its_columns_and_is_priced(run: Run, folder: Path) -> None:
    result = run("assess", "startup", "--criteria", folder, "--json")
    report = json.loads(result.stdout)
    scores = {o["id"]: o["score"] for o in report["options"]}
    assert list(scores)[7:] == list(LIKE)
    assert scores["open-specialist"] == scores["open-host"]
    assert scores["open-leased"] == scores["open-rented"]
    (subject,) = report["costs"]["subjects"]
    monthly = {cost["option"]: cost["monthly"] for cost in subject["costs"]}
    assert monthly["open-specialist"] == monthly["open-host"]
    assert monthly["open-leased"] == monthly["open-rented"] != monthly["open-specialist"]


@pytest.mark.parametrize(
    ("old", "new", "said", "fix"),
    [
        ("", "", "options open-specialist: there are no values for it in", "budget.yaml"),
        ("    no-budget:\n    - 95\n    - 10\n", "", "no value for no-budget", "add a row"),
        ("    open-specialist: So.\n", "", "no reason for open-specialist", "one sentence"),
        ("id: upfront-cost", "id: upfront-csot", "not a criterion", "upfront-cost"),
        ("    owned:", "    ownd:", "there is no row 'ownd'", "'owned'"),
    ],
)
def test_what_a_new_option_lacks_is_listed(  # noqa: PLR0913, PLR0917 - a mistake, what is said
    run: Run, folder: Path, old: str, new: str, said: str, fix: str
) -> None:
    path = folder / "priorities" / "budget.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    if old:
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    else:
        path.unlink()
    result = run("criteria", "check", folder)
    assert result.returncode == ExitCode.INVALID
    assert said in " ".join(result.stderr.split())
    assert fix in " ".join(result.stderr.split())
    assert str(folder) in result.stderr
