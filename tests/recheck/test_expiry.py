"""Days after which answers have to be confirmed again."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

from llmchoice.engine.notices import expired, expiry_notices
from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.knowledge.document import parse
from llmchoice.knowledge.expiry import passed_day
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.settings import read_settings
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.notice import ExpiredAnswers
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.save import profile_yaml

BASE = (
    "organisation: A\nanswers: {task: skilled}\nworkloads: [{name: w, answers: {data: secret}}]\n"
)


def read(kb: KnowledgeBase, expires: str) -> Profile:
    return read_profile(kb, f"{BASE}{expires}", "p.yaml")


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        ("expires: soon", "expires must be a mapping", "p.yaml:4:10"),
        ("expires: {tsk: 2027-01-01}", "there is no question 'tsk'", "p.yaml:4:11"),
        ("expires: {own-test: 2027-01-01}", "'own-test' has no answer", "p.yaml:4:11"),
        ("expires: {task: 2027-02-30}", "'2027-02-30' is not a date", "p.yaml:4:17"),
        ("expires: {task: 20270101}", "'20270101' is not a date", "p.yaml:4:17"),
        ('expires: {task: "20270101"}', "'20270101' is not a date", "p.yaml:4:17"),
        ("expires: {task: }", "an empty value is not a date", "p.yaml:4:11"),
        ("expires: {task: true}", "true is not a date", "p.yaml:4:17"),
        ("decide_by: in six weeks", "decide_by: 'in six weeks' is not a date", "p.yaml:4:12"),
        ("decide_by: 2027-02-30", "decide_by: '2027-02-30' is not a date", "p.yaml:4:12"),
        ("decide_by: [2027-03-01]", "decide_by", "p.yaml:4:12"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    text: str, what: str, where: str, kb: KnowledgeBase
) -> None:
    with pytest.raises(LlmchoiceError) as caught:
        read(kb, text)
    (problem,) = caught.value.problems
    assert what in problem.message
    assert str(problem.place) == where
    assert (problem.fix == "did you mean 'task'?") if "tsk" in text else problem.fix
    assert caught.value.exit_code is ExitCode.INVALID


@pytest.mark.parametrize(
    "answers",
    [
        "answers: {own-test: opne}",
        "workloads: [{name: w, answers: {own-test: opne}}]",
    ],
)
def test_a_wrong_answer_is_an_answer_and_its_impossible_day_is_named_too(
    answers: str, kb: KnowledgeBase
) -> None:
    text = f"organisation: A\n{answers}\nexpires: {{own-test: 2026-13-31}}"
    with pytest.raises(LlmchoiceError) as caught:
        read_profile(kb, text, "p.yaml")
    wrong, day = caught.value.problems
    assert "opne" in wrong.message
    assert "'2026-13-31' is not a date" in day.message
    assert str(day.place) == "p.yaml:3:21"


def test_an_impossible_day_of_what_is_not_answered_is_named_too(kb: KnowledgeBase) -> None:
    with pytest.raises(LlmchoiceError) as caught:
        read(kb, "expires: {own-test: 2026-13-31}")
    assert [str(one.place) for one in caught.value.problems] == ["p.yaml:4:11", "p.yaml:4:21"]


def test_an_answer_of_a_workload_may_expire_too(kb: KnowledgeBase) -> None:
    assert read(kb, "expires: {data: 2027-01-01}").expires == {"data": "2027-01-01"}


@pytest.mark.parametrize("text", ["", "expires:", "expires: {}"])
def test_no_day_is_the_same_as_nothing_said(text: str, kb: KnowledgeBase) -> None:
    assert read(kb, text) == read(kb, "")


def test_days_survive_saving(kb: KnowledgeBase) -> None:
    said = read(kb, "expires: {task: 2027-01-31, data: 2026-02-28}")
    assert read_profile(kb, profile_yaml(kb, said), "saved.yaml") == said


def test_an_answer_is_good_on_its_day_and_not_after(kb: KnowledgeBase) -> None:
    said = read(kb, "expires: {task: 2027-01-31, data: 2026-02-28}")
    assert expired(said, "2026-02-28") == ()
    assert expired(said, "2026-03-01") == ("data",)
    assert expired(said, "2027-01-31") == ("data",)
    assert expired(said, "2027-02-01") == ("data", "task")


def test_a_warning_needs_a_date_and_an_expired_answer(kb: KnowledgeBase) -> None:
    said = read(kb, "expires: {task: 2027-01-31}")
    assert not list(expiry_notices(said, None))
    assert not list(expiry_notices(said, "2027-01-31"))
    (warning,) = expiry_notices(said, "2028-01-01")
    assert isinstance(warning, ExpiredAnswers)
    assert warning.questions == ("task",)
    # Whoever reads the page alone must know.
    assert warning.upfront


def test_the_day_to_decide_by_is_over_the_day_after(kb: KnowledgeBase) -> None:
    text = f"{BASE}decide_by: 2027-03-01"
    said = read(kb, "decide_by: 2027-03-01")
    assert not list(expiry_notices(said, None))
    assert not list(expiry_notices(said, "2027-03-01"))
    (notice,) = expiry_notices(said, "2027-03-02")
    assert (notice.code, notice.today) == ("decision-due", "2027-03-02")
    assert passed_day(said, "2027-03-01") is None
    problem = passed_day(said, "2027-03-02", parse(text, "p.yaml"))
    assert problem is not None
    assert str(problem.place) == "p.yaml:4:12"


def test_the_day_to_decide_by_survives_saving_and_is_in_place_of_another(
    kb: KnowledgeBase,
) -> None:
    said = read(kb, "decide_by: 2027-03-01")
    assert read_profile(kb, profile_yaml(kb, said), "saved.yaml") == said
    later = read_settings(kb, ["decide_by=2027-04-01"])
    assert read_profile(kb, f"{BASE}decide_by: 2027-03-01", "p.yaml", later).decide_by == (
        "2027-04-01"
    )
    with pytest.raises(LlmchoiceError, match="is not a date"):
        read_settings(kb, ["decide_by=soon"])


def test_a_day_that_is_over_is_told_with_its_place_and_found_by_a_recheck(
    run: Run, startup: str, tmp_path: Path
) -> None:
    text = f"{startup}decide_by: 2027-03-01\n"
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    asked = ("assess", "p.yaml", "--draws", "1000", "--json", "-o", "d.json", "--force")

    again = ("recheck", "d.json", "--draws", "1000", "--date")
    assert "decide_by" not in run(*asked, "--date", "2027-03-01").stderr
    assert "You want to decide by 2027-03-01." in run(*again, "2027-03-01").stdout
    late = run(*asked, "--date", "2027-03-02").stderr

    place = f"p.yaml:{len(text.splitlines())}:12"
    assert f"2027-03-01 is before 2027-03-02, the day of the assessment ({place})" in late
    assert "Decide now: you wanted to by 2027-03-01." in run(*again, "2027-03-02").stdout
