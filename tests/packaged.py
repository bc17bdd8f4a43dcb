"""The packaged profiles as the program assesses them, each made once for all tests of a worker."""

from functools import cache
from pathlib import Path

from llmchoice.api import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile

DATE = "2026-11-21"
NOTHING_LEFT = """
organisation: Nothing | left [bold]
ranking: [privacy, compliance, budget, customisation, expertise, capability, independence]
answers: {data: secret, data-location: premises, regimes: defence-rules, audit: exact-years,
  task: skilled, own-test: unknown, customisation: prompting, deadline: year,
  monthly-tokens: 1_000_000, hardware: no-budget, team-skills: app-developers,
  availability: best-effort, exit: wait, """
SHIPPED_TOO = (
    "contracts: standard-terms, use: assistant, material: text-only, agreements: none-yet,"
    " deciding-cost: 1_000}\n"
)
PINNED_TOO = """breadth: one-task, traffic: steady, support: ourselves,
  latency: relaxed, criticality: helpful, licence: plain-use}
"""
"""A profile under which every option is ruled out; packaged profiles all end in one."""


def knowledge() -> KnowledgeBase:
    """The packaged knowledge base, or the pinned one where a test stands on that."""
    return load_criteria()


def text_of(name: str) -> str:
    """The file of a packaged profile, or the text of `nothing-left`."""
    if name == "nothing-left":
        asked = {question.id for question in knowledge().questions}
        return NOTHING_LEFT + (SHIPPED_TOO if "use" in asked else PINNED_TOO)
    return (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")


def profile_of(name: str) -> Profile:
    """That profile."""
    return read_profile(knowledge(), text_of(name), name)


def assessment(name: str, draws: int | None = None) -> Assessment:
    """Its assessment with costs and models, on a fixed day."""
    return _assessed(packaged("profiles"), name, draws)


@cache
def _assessed(_folder: Path, name: str, draws: int | None) -> Assessment:
    return assess(profile_of(name), knowledge(), DATE, draws)
