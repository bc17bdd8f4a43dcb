"""What would be allowed again where nothing is, and in how many simulations."""

from functools import cache

import pytest
from tests.packaged import knowledge, text_of

from llmchoice.api import assess, priced, read_profile, render
from llmchoice.knowledge.source import ProfileText
from llmchoice.model.assessment import Assessment, Readmission

SHUT = ("data-location=premises", "hardware=no-budget", "gpu-staff=could-hire", "traffic=steady")
"""Nothing is allowed; machines of one's own could be bought, and hardly ever for that little."""


@cache
def assessed(*settings: str) -> Assessment:
    text = f"{text_of('startup')}\ncosts: {{ceiling: 4_000}}\n"
    profile = read_profile(ProfileText(text, "startup"), knowledge(), settings=(*SHUT, *settings))
    return assess(profile, priced(knowledge(), profile), simulations=2000)


def ways() -> tuple[Readmission, ...]:
    return assessed().recommendation.readmission


def test_the_share_that_leaves_nothing_is_that_of_the_answer_once_it_is_given() -> None:
    assert len(ways()) > 1
    for way in ways():
        (change,) = way.changes
        then = assessed(f"{change.question}={change.to}").recommendation
        assert then.p_nothing_left == pytest.approx(way.p_nothing_left)


def test_what_hardly_leaves_anything_comes_last_and_says_so() -> None:
    hardly = [way.p_nothing_left > 0.5 for way in ways()]
    assert set(hardly) == {False, True}
    assert hardly == sorted(hardly)
    full = " ".join(str(render(assessed(), "markdown", full=True)).split())
    told = [line for line in full.split("- ") if "would be allowed again" in line]
    assert "of the simulations allow nothing" not in told[0]
    assert any(
        "own hardware" in line and "% of the simulations allow nothing" in line for line in told
    )
