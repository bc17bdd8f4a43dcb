"""`trial judge --by-model`: only where it is asked for, apart from people, and said so."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.trial.conftest import judgement, write_trial
from tests.trial.stub import Asked, Reaction, fine, serving

from llmchoice.model.trial import Mark
from llmchoice.trial.store import Store

pytestmark = pytest.mark.usefixtures("keys")
JUDGED = ("trial", "judge", "t", "--by-model", "marker")
PRICE = "{input: 1000, output: 2000}"


@pytest.fixture
def trial() -> Path:
    folder = Path("t")
    folder.mkdir()
    return folder


def write(folder: Path, address: str, more: str = "", model: str = "judge-model") -> None:
    judge = (
        f"judges:\n  - {{id: marker, model: {model}, endpoint: '{address}', key: OPEN_KEY,"
        f" price: {PRICE}}}\n"
    )
    write_trial(folder, address, cases=3, more=judge + more)


def react(asked: Asked, _: int) -> Reaction:
    """Candidates answer; the judge marks open answers as not usable, and closed ones as usable."""
    if asked.model != "judge-model":
        return fine(f"{asked.model} says so")
    return fine("Not usable." if "open-model says" in asked.text else "Usable after edits")


def scored(run: Run) -> dict[str, Any]:
    done = run("trial", "score", "t", "--json")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_no_model_judges_unasked(run: Run, trial: Path) -> None:
    with serving(react) as stub:
        write(trial, stub.address)
        assert run("trial", "run", "t").returncode == 0
        assert {asked.model for asked in stub.asked} == {"open-model", "closed-model"}
    found = scored(run)
    assert found["by_models"] == []
    assert "By a model" not in run("trial", "score", "t").stdout


def test_a_model_that_is_asked_marks_every_answer_without_a_name(run: Run, trial: Path) -> None:
    with serving(react) as stub:
        write(trial, stub.address)
        run("trial", "run", "t")
        asked_before = len(stub.asked)
        done = run(*JUDGED)
        assert done.returncode == 0, done.stderr
        assert done.stdout == "marker: 6 answers marked\ncost so far: 2.4000 USD\n"
        marked = stub.asked[asked_before:]
        assert run(*JUDGED).stdout.startswith("marker: 0 answers marked\n")
        assert len(stub.asked) == asked_before + 6
    assert not any("open-one" in each.text or "closed-one" in each.text for each in marked)
    assert all("question" in each.text and "usable-after-edits" in each.text for each in marked)
    found = scored(run)
    assert found["pair"]["counts"] == {"cases": 3, "open": 0, "closed": 3, "both": 0}
    assert [each["marks"]["usable"] for each in found["candidates"]] == [0, 0]
    (judge,) = found["by_models"]
    assert (judge["answers"], judge["alone"], judge["shared"]) == (6, 6, 0)
    out = " ".join(run("trial", "score", "t").stdout.split())
    assert "Judged by a model as well" in out
    assert "marker marked 6 answers; of these no person marked 6." in out


def test_what_a_person_says_goes_before_and_is_not_mixed_with_it(run: Run, trial: Path) -> None:
    with serving(react) as stub:
        write(trial, stub.address)
        run("trial", "run", "t")
        run(*JUDGED)
    with Store.open(trial) as store:
        store.add_judgement(judgement("1", "open-one", "ana", Mark.USABLE))
        store.add_judgement(judgement("1", "closed-one", "ana", Mark.USABLE))
    found = scored(run)
    assert found["pair"]["counts"] == {"cases": 3, "open": 1, "closed": 3, "both": 1}
    assert found["agreement"] is None
    (judge,) = found["by_models"]
    assert {key: judge[key] for key in ("answers", "alone", "shared", "same")} == {
        "answers": 6,
        "alone": 4,
        "shared": 2,
        "same": 1,
    }
    Path("p.yaml").write_text("organisation: A\n", encoding="utf-8")
    assert run("trial", "score", "t", "--into", "p.yaml").returncode == 0
    assert "; 4 answers by marker alone; sha256 " in Path("p.yaml").read_text(encoding="utf-8")
    assert run("trial", "score", "t", "--into", "p.yaml").returncode == 0
    assert Path("p.yaml").read_text(encoding="utf-8").count("sha256") == 1


@pytest.mark.parametrize(
    ("said", "why"),
    [("I cannot say.", "it named no mark"), ("usable, or not usable", "it named several marks")],
)
def test_what_is_no_mark_is_none_and_costs_all_the_same(
    said: str, why: str, run: Run, trial: Path
) -> None:
    with serving(lambda asked, _: fine(said if asked.model == "judge-model" else "yes")) as stub:
        write(trial, stub.address)
        run("trial", "run", "t")
        done = run(*JUDGED)
    assert done.returncode == 4
    assert f"case 1: {why}" in done.stdout
    assert "cost so far: 2.4000 USD" in done.stdout
    with Store.open(trial) as store:
        assert store.judgements() == ()


def test_the_budget_holds_for_judging_too(run: Run, trial: Path) -> None:
    with serving(react) as stub:
        write(trial, stub.address, more="budget: 1.5\n")
        assert run("trial", "run", "t").returncode == 0
        done = run(*JUDGED)
    assert done.returncode == 4
    assert "stopped: the budget is used up" in done.stdout
    with Store.open(trial) as store:
        assert store.spent() <= 1.5
        assert len(store.judgements()) == 1


def test_a_model_that_judges_itself_is_told(run: Run, trial: Path) -> None:
    with serving(lambda *_: fine("usable")) as stub:
        write(trial, stub.address, model="open-model")
        run("trial", "run", "t")
        done = run(*JUDGED)
    assert "marker judges answers of its own" in done.stderr
    out = " ".join(run("trial", "score", "t").stdout.split())
    assert "marker judged answers of the same model that it is" in out


def test_names_of_models_and_people_are_apart(run: Run, trial: Path) -> None:
    write(trial, "http://127.0.0.1:9/v1")
    assert "there is no model 'marke' that judges" in run(*JUDGED[:-1], "marke").stderr
    done = run("trial", "judge", "t", "--judge", "marker", "--plain")
    assert done.returncode == 2
    assert "marker is a model that judges" in done.stderr
    assert run(*JUDGED, "--judge", "ana").returncode == 2
    text = (trial / "trial.yaml").read_text(encoding="utf-8")
    (trial / "trial.yaml").write_text(text.replace("id: marker", "id: open-one"), "utf-8")
    done = run("trial", "run", "t")
    assert done.returncode == 3
    assert "the id open-one is that of a candidate and of a judge" in done.stderr
