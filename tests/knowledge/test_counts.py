"""Counts of a test in a profile and behind `--set`, and what is wrong with them."""

import pytest

from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.settings import read_settings
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import KnowledgeBase

COUNTED = {"cases": 60, "open": 44, "closed": 53}


def read(kb: KnowledgeBase, answer: str, *settings: str) -> object:
    text = f"organisation: A\nanswers:\n  own-test: {answer}\n"
    profile = read_profile(kb, text, "p.yaml", read_settings(kb, settings))
    return profile.answers["own-test"]


def said(answer: object) -> dict[str, int]:
    assert isinstance(answer, Passed)
    return {key: int(value) for key, value in answer.model_dump(exclude_none=True).items()}


@pytest.mark.parametrize(
    "answer",
    ["{cases: 60, open: 44, closed: 53}", "60:44:53", "60 44 53", '"60/44/53"', "60, 44, 53"],
)
def test_counts_are_read_however_they_are_written(kb: KnowledgeBase, answer: str) -> None:
    assert said(read(kb, answer)) == COUNTED


IN_WORDS = "cases:60, open:44, closed:53, both:40"


@pytest.mark.parametrize(
    "typed", ["60:44:53:40", "60,44,53,40", "60 44 53 40", IN_WORDS, f"{{{IN_WORDS}}}"]
)
def test_a_setting_takes_counts(kb: KnowledgeBase, typed: str) -> None:
    assert said(read(kb, "unknown", f"own-test={typed}")) == {**COUNTED, "both": 40}


@pytest.mark.parametrize(
    ("answer", "what", "fix", "place"),
    [
        ("{cases: 60, open: 64, closed: 53}", "open models passed 64 of 60", "at most 60", "3:31"),
        (
            "{cases: 60, open: 44, closed: 53, both: 45}",
            "45 cases cannot have been passed by both",
            "write 37 to 44",
            "3:53",
        ),
        (
            "{cases: 60, open: 44, closed: 53, both: 36}",
            "36 cases cannot have been passed by both",
            "write 37 to 44",
            "3:53",
        ),
        ("{cases: 0, open: 0, closed: 0}", "a test without cases", "'unknown'", "3:21"),
        ("{cases: 60, open: 44}", "counts lack closed", "{cases: 60, open: 44, closed", "3:13"),
        ("{cases: 60, open: -4, closed: 1}", "'open' must be a whole number", "how many", "3:31"),
        ("{cases: 60, opne: 4, closed: 1}", "counts have no 'opne'", "'open'", "3:31"),
    ],
)
def test_wrong_counts_are_told_where_they_stand(
    kb: KnowledgeBase, answer: str, what: str, fix: str, place: str
) -> None:
    with pytest.raises(LlmchoiceError) as caught:
        read(kb, answer)
    problem = next(one for one in caught.value.problems if what in one.message)
    assert fix in (problem.fix or "")
    assert str(problem.place) == f"p.yaml:{place}"


@pytest.mark.parametrize(
    "typed", ["60:44", "60.5:44:53", "-1:44:53", "60,44", "6,000:44:53", "60-44-53", "9" * 11]
)
def test_counts_that_cannot_be_read_get_the_way_to_write_them(
    kb: KnowledgeBase, typed: str
) -> None:
    with pytest.raises(LlmchoiceError, match="counts of a test are three whole numbers") as caught:
        read_settings(kb, [f"own-test={typed}"])
    assert "60:44:53" in (caught.value.problems[0].fix or "")


def test_a_question_that_takes_no_counts_refuses_them(kb: KnowledgeBase) -> None:
    text = "organisation: A\nanswers:\n  task: {cases: 60, open: 44, closed: 53}\n"
    with pytest.raises(LlmchoiceError, match="a mapping is not an answer to 'task'"):
        read_profile(kb, text, "p.yaml")


def test_a_wrong_setting_says_so(kb: KnowledgeBase) -> None:
    with pytest.raises(LlmchoiceError, match="closed models passed 63 of 60 cases"):
        read_settings(kb, ["own-test=60:44:63"])
    with pytest.raises(LlmchoiceError, match="counts lack closed"):
        read_settings(kb, ["own-test={cases: 60, open: 44}"])
