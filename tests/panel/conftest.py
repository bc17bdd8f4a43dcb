"""Members of a made-up clinic, and the command line in this process or in one of its own."""

from collections.abc import Callable

import pytest
from tests.cli.conftest import _in_an_empty_folder, environment, program, run

from llmchoice.engine.panel import Member
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import Panel
from llmchoice.model.profile import Answer, Profile
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.registry import format_named, render

__all__ = ["_in_an_empty_folder", "environment", "program", "run"]

CLINIC = ("clinic-ciso", "clinic-cfo", "clinic-cto")


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return load_criteria()


@pytest.fixture(scope="session")
def clinic(kb: KnowledgeBase) -> tuple[Member, ...]:
    """The three packaged members."""
    return tuple(Member(name, read_profile(kb, text_of(name), name)) for name in CLINIC)


@pytest.fixture(scope="session")
def member(kb: KnowledgeBase) -> Callable[..., Member]:
    """A member with the answers of the start-up, but for those that are given."""
    startup = read_profile(kb, text_of("startup"), "startup")

    def make(
        name: str, say: float = 1, *, answers: dict[str, Answer] | None = None, **more: object
    ) -> Member:
        given: dict[str, object] = {
            "organisation": "Made up",
            "answers": {**startup.answers, **(answers or {})},
            **more,
        }
        if not {"priorities", "points", "ranking", "comparisons"} & given.keys():
            given["priorities"] = startup.priorities
        return Member(name, Profile.model_validate(given), say)

    return make


def text_of(name: str) -> str:
    return (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")


def shown(
    panel: Panel, form: str = "text", level: Level = Level.FULL, settings: Settings | None = None
) -> str:
    """The report of a panel as text in that format."""
    written = render(panel, format_named(form, Panel), settings, level)
    assert isinstance(written, str)
    return written


def told(panel: Panel, level: Level = Level.FULL) -> str:
    """The words of the report, without where its lines end."""
    return " ".join(shown(panel, level=level).split())
