"""Comparisons to look at, and the fixtures of others that make them."""

from collections.abc import Callable
from functools import cache

import pytest
from tests.cli.conftest import _in_an_empty_folder, run, startup
from tests.engine.conftest import kb, packaged_worlds, small_worlds
from tests.report.conftest import hostile

from llmchoice.engine.assess import assess
from llmchoice.engine.comparison import compare
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.settings import read_settings
from llmchoice.model.assessment import Assessment
from llmchoice.model.comparison import Comparison
from llmchoice.model.knowledge import Basis, KnowledgeBase

__all__ = [
    "_in_an_empty_folder",
    "hostile",
    "kb",
    "packaged_worlds",
    "run",
    "small_worlds",
    "startup",
]

Example = Callable[..., Assessment]
Whatif = Callable[..., Comparison]
DRAWS = 1000


@pytest.fixture(scope="session")
def example(kb: KnowledgeBase) -> Example:
    """The assessment of a packaged profile with settings."""

    @cache
    def assessed(name: str, *settings: str) -> Assessment:
        text = (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")
        profile = read_profile(kb, text, name, read_settings(kb, settings))
        return assess(Basis(kb), profile, draws=DRAWS)

    return assessed


@pytest.fixture(scope="session")
def what_if(example: Example) -> Whatif:
    """A packaged profile compared with itself under settings."""

    def compared(name: str, *settings: str) -> Comparison:
        return compare(example(name), example(name, *settings), settings=settings)

    return compared
