"""What is written to the store is there, whatever happens; what is refused leaves it as it was."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trial.conftest import AT, answer, judgement

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.model.score import Answer, Case
from llmchoice.model.trial import Mark
from llmchoice.trial.store import FILE, Store

POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and signals are those of POSIX")


def test_what_was_kept_is_read_back_in_the_order_of_the_cases(
    folder: Path, cases: tuple[Case, ...]
) -> None:
    kept = [answer("3", "b"), answer("1", "b"), answer("1", "a")]
    with Store.open(folder) as store:
        store.keep_cases(cases)
        for each in kept:
            store.add_answer(each)
        salt = store.salt
    with Store.open(folder) as store:
        assert store.cases() == cases
        assert store.answers() == (kept[2], kept[1], kept[0])
        assert set(store.asked()) == {("3", "b"), ("1", "b"), ("1", "a")}
        assert store.salt == salt


@given(st.text(), st.text())
def test_texts_are_kept_as_they_came(
    tmp_path_factory: pytest.TempPathFactory, text: str, note: str
) -> None:
    with Store.open(tmp_path_factory.mktemp("trial")) as store:
        store.keep_cases([Case(id="1", input="x")])
        store.add_answer(answer("1", "a", text))
        store.add_judgement(judgement("1", "a", "Ann").model_copy(update={"note": note}))
        assert store.answers()[0].text == text
        assert store.judgements()[0].note == note


def test_half_a_character_becomes_a_sign_for_what_cannot_be_read(folder: Path) -> None:
    with Store.open(folder) as store:
        store.keep_cases([Case(id="1", input="x")])
        store.add_answer(Answer.model_construct(**{**dict(answer("1", "a")), "text": "a\ud800b"}))
        assert store.answers()[0].text == "a\N{REPLACEMENT CHARACTER}b"


def test_there_is_one_answer_of_a_candidate_to_a_case(
    folder: Path, cases: tuple[Case, ...]
) -> None:
    with Store.open(folder) as store:
        store.keep_cases(cases)
        assert store.add_answer(answer("1", "a", "first"))
        assert not store.add_answer(answer("1", "a", "second"))
        store.add_judgement(judgement("1", "a", "Ann"))
        store.replace_answer(answer("1", "a", "third"))
        assert [each.text for each in store.answers()] == ["third"]
        assert store.judgements() == ()


def test_the_last_judgement_of_a_judge_counts(folder: Path, cases: tuple[Case, ...]) -> None:
    with Store.open(folder) as store:
        store.keep_cases(cases)
        store.add_answer(answer("1", "a"))
        for judge, mark in (("Ann", Mark.USABLE), ("Bo", Mark.USABLE), ("Ann", Mark.NOT_USABLE)):
            store.add_judgement(judgement("1", "a", judge, mark))
        found = [(each.judge, each.mark) for each in store.judgements()]
        assert found == [("Ann", Mark.NOT_USABLE), ("Bo", Mark.USABLE)]
        with pytest.raises(LlmchoiceError) as refused:
            store.add_judgement(judgement("2", "a", "Ann"))
        assert refused.value.exit_code is ExitCode.INVALID


def test_a_judgement_is_of_the_answer_that_was_seen(folder: Path, cases: tuple[Case, ...]) -> None:
    seen = answer("1", "a", "old")
    later = seen.model_copy(update={"at": "2026-01-02T03:04:06.000Z"})
    with Store.open(folder) as store:
        store.keep_cases(cases)
        store.add_answer(seen)
        store.add_judgement(judgement("1", "a", "Ann"), seen)
        for other in (answer("1", "a", "new"), later):
            store.replace_answer(other)
            with pytest.raises(LlmchoiceError, match="was replaced meanwhile") as refused:
                store.add_judgement(judgement("1", "a", "Ann"), seen)
            assert refused.value.exit_code is ExitCode.INVALID
            assert store.judgements() == ()
            store.add_judgement(judgement("1", "a", "Ann"), other)


def test_a_case_that_was_answered_keeps_its_input(folder: Path, cases: tuple[Case, ...]) -> None:
    first, *rest = cases
    changed = first.model_copy(update={"input": "another question"})
    with Store.open(folder) as store:
        store.keep_cases(cases)
        store.keep_cases([changed, *rest])
        store.add_answer(answer("1", "a"))
        with pytest.raises(LlmchoiceError, match="another input"):
            store.keep_cases([first])
        assert store.cases() == (changed, *rest)
        tagged = changed.model_copy(update={"tag": "letters"})
        store.keep_cases([rest[0], tagged])
        assert store.cases() == (rest[0], tagged)
        store.keep_cases(rest)
        assert store.answers() == ()
        store.keep_cases([tagged])
        assert store.answers() == (answer("1", "a"),)


def test_what_is_no_longer_a_case_does_not_count(folder: Path, cases: tuple[Case, ...]) -> None:
    with Store.open(folder) as store:
        store.keep_cases(cases)
        for case in cases:
            store.add_answer(answer(case.id, "a"))
            store.add_judgement(judgement(case.id, "a", "Ann"))
        store.keep_cases(cases[:1])
        assert set(store.asked()) == {("1", "a")}
        assert store.asked() == {("1", "a"): None}
        assert [each.case for each in store.answers()] == ["1"]
        assert [each.case for each in store.judgements()] == ["1"]


def test_what_a_replaced_answer_cost_is_spent(folder: Path, cases: tuple[Case, ...]) -> None:
    with Store.open(folder) as store:
        store.keep_cases(cases)
        for cost in (0.25, 0.5):
            asked = answer("1", "a").model_copy(update={"cost": cost})
            store.replace_answer(asked, store.begin_attempt("1", "a"))
        store.add_answer(answer("2", "a").model_copy(update={"origin": "import", "cost": 100.0}))
        assert store.spent() == 0.75
        assert store.dearest() == {"a": 0.5}
        assert [attempt.cost for attempt in store.attempts()] == [0.25, 0.5]


def test_attempts_tell_what_may_have_been_paid_for(folder: Path, cases: tuple[Case, ...]) -> None:
    with Store.open(folder) as store:
        store.keep_cases(cases)
        one, two, _ = (store.begin_attempt(case.id, "a") for case in cases)
        store.replace_answer(answer("1", "a"), one)
        store.fail_attempt(two, "too many requests")
    with Store.open(folder) as store:
        ended = [(attempt.ended is not None, attempt.problem) for attempt in store.attempts()]
        assert ended == [(True, None), (True, "too many requests"), (False, None)]


WRITER = """
import sys
from pathlib import Path
from llmchoice.model.score import Answer, Case
from llmchoice.trial.store import Store
with Store.open(Path(sys.argv[1])) as store:
    store.keep_cases([Case(id=str(number), input="x") for number in range(100_000)])
    for number in range(100_000):
        store.add_answer(Answer(case=str(number), candidate="a", text="y" * 5000, at=sys.argv[2]))
        print(number, flush=True)
"""


@POSIX
def test_what_was_kept_before_a_kill_is_there_after_it(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), AT], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            if int(line) == 40:
                writer.send_signal(signal.SIGKILL)
                break
        told = 40 + sum(1 for _ in writer.stdout)
    with Store.open(folder) as store:
        kept = set(store.asked())
        assert {(str(number), "a") for number in range(told + 1)} <= kept
        # The one that was being written may be there too.
        assert len(kept) <= told + 2
        assert all(len(each.text) == 5000 for each in store.answers())


@POSIX
def test_only_its_owner_can_read_it(folder: Path, cases: tuple[Case, ...]) -> None:
    with Store.open(folder) as store:
        store.keep_cases(cases)
        files = list(folder.iterdir())
        assert len(files) > 1
        assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_two_may_write_at_the_same_time(folder: Path, cases: tuple[Case, ...]) -> None:
    with Store.open(folder) as one, Store.open(folder) as two:
        one.keep_cases(cases)
        one.add_answer(answer("1", "a"))
        one.add_judgement(judgement("1", "a", "Ann"))
        two.add_judgement(judgement("1", "a", "Bo"))
        assert [each.judge for each in one.judgements()] == ["Ann", "Bo"]


def test_what_is_no_store_is_refused_and_left_as_it_is(folder: Path) -> None:
    path = folder / FILE
    path.write_bytes(b"no database, and long enough to be taken for one" * 40)
    before = path.read_bytes()
    with pytest.raises(LlmchoiceError, match="cannot be used"), Store.open(folder):
        pass
    assert path.read_bytes() == before
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(LlmchoiceError) as refused, Store.open(folder):
        pass
    assert refused.value.problems[0].why == "it is no store of a trial"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("version", "fix"), [(99, "upgrade llmchoice"), (1, "begin again in another folder")]
)
def test_a_store_of_another_version_is_refused(folder: Path, version: int, fix: str) -> None:
    with Store.open(folder):
        pass
    with sqlite3.connect(folder / FILE) as other:
        other.execute(f"PRAGMA user_version = {version}")
    other.close()
    with pytest.raises(LlmchoiceError) as refused, Store.open(folder):
        pass
    assert refused.value.problems[0].fix == fix
