"""Trials in a folder of their own, and the command line in this process."""

from pathlib import Path

import pytest
from tests.cli.conftest import _in_an_empty_folder, run

from llmchoice.model.answered import Answer, Case, Judgement
from llmchoice.model.trial import Mark

__all__ = ["_in_an_empty_folder", "run"]
AT = "2026-01-02T03:04:05.678Z"


def answer(case: str, candidate: str, text: str = "yes") -> Answer:
    return Answer(case=case, candidate=candidate, text=text, cost=0.25, at=AT)


def judgement(case: str, candidate: str, judge: str, mark: Mark = Mark.USABLE) -> Judgement:
    return Judgement(case=case, candidate=candidate, judge=judge, mark=mark, at=AT)


@pytest.fixture
def cases() -> tuple[Case, ...]:
    return tuple(Case(id=str(number), input=f"question {number}") for number in range(1, 4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "trial"
    path.mkdir()
    return path
