"""How certain the weights are: what a profile may say of it, and what settings may define."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmchoice.engine.weights import spread_of, weighting
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.mcda.weighting import Around
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.report.wording.answers import spread as worded

RATED = "organisation: Acme\npriorities: {privacy: 3, budget: 2, capability: 1}\n"
WIDEST = 12.3717914826
"""Of seven weights: sqrt((1/7)(6/7)/8) in percentage points."""


def read(kb: KnowledgeBase, spread: str) -> Profile:
    return read_profile(kb, f"{RATED}spread: {spread}\n", "p.yaml")


def problem(kb: KnowledgeBase, spread: str) -> Problem:
    with pytest.raises(LlmchoiceError) as caught:
        read(kb, spread)
    assert caught.value.exit_code is ExitCode.INVALID
    (found,) = caught.value.problems
    assert str(found.place) == "p.yaml:3:9"
    return found


@pytest.mark.parametrize(
    ("spread", "words"),
    [
        ("certain", "certain"),
        ("no-idea", "no idea"),
        ("sure", "sure (2 points)"),
        ("6", "6 points"),
        ("1", "1 point"),
        ("0.5", "0.5 points"),
        ("1.125", "1.125 points"),
        ("12.37", "12.37 points"),
        ("", "rough (4 points)"),
    ],
)
def test_a_spread_is_a_word_or_a_number_and_is_saved_again(
    kb: KnowledgeBase, spread: str, words: str
) -> None:
    profile = read(kb, spread)
    assert worded(spread_of(kb, profile)) == words
    assert read_profile(kb, profile_yaml(kb, profile), "p.yaml") == profile


@pytest.mark.parametrize(
    ("spread", "said", "fix"),
    [
        ("0", "spread is 0: nothing is that certain", "write 'spread: certain'"),
        ("-2", "spread is -2: nothing is that certain", "write 'spread: certain'"),
        ("1e-200", "spread is 1e-200: nothing is that certain", "write 'spread: certain'"),
        ("12.38", "spread is 12.38, and must be below 12.37", "write 'spread: no-idea'"),
        ("100", "spread is 100, and must be below 12.37", "write 'spread: no-idea'"),
        ("1e999", "spread is inf, and must be below 12.37", "write 'spread: no-idea'"),
        ("certian", "spread: there is no 'certian'", "did you mean 'certain'?"),
        ("no_idea", "spread: there is no 'no_idea'", "did you mean 'no-idea'?"),
        ("no", "spread: there is no 'no'", "choose one of: certain, sure, rough, vague, no-idea"),
        ("4 points", "spread: there is no '4 points'", "choose one of: certain, sure"),
        ("'4'", "spread: there is no '4'", "choose one of: certain, sure"),
        ("true", "spread is true, and must be a word or a number", "percentage points"),
        ("[rough]", "spread is a list, and must be a word or a number", "percentage points"),
        ("{rough: 4}", "spread is a mapping, and must be a word", "percentage points"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    kb: KnowledgeBase, spread: str, said: str, fix: str
) -> None:
    found = problem(kb, spread)
    assert said in found.message
    assert found.fix is not None
    assert fix in found.fix


@settings(derandomize=True, deadline=None)
@given(
    points=st.one_of(st.floats(0, 20, exclude_min=True), st.floats(WIDEST - 1e-5, WIDEST + 1e-5))
)
def test_every_number_is_refused_or_can_be_drawn_from(kb: KnowledgeBase, points: float) -> None:
    try:
        profile = read(kb, f"{points:.17f}")
    except LlmchoiceError:
        assert points < 1e-5 or points > WIDEST - 1e-5
    else:
        assert points < WIDEST
        assert isinstance(weighting(kb, profile), Around)


def test_with_other_priorities_another_spread_is_the_widest(kb: KnowledgeBase) -> None:
    """Two weights of which nothing is known are off by sqrt(1/12); a single one is 1."""
    two = kb.model_copy(update={"priorities": kb.priorities[:2]})
    profile = "organisation: A\npriorities: {privacy: 1}\nspread: "
    assert read_profile(two, f"{profile}28.8", "p.yaml").spread == 28.8
    with pytest.raises(LlmchoiceError, match=r"spread is 28.9, and must be below 28.87"):
        read_profile(two, f"{profile}28.9", "p.yaml")
    one = kb.model_copy(update={"priorities": kb.priorities[:1]})
    assert read_profile(one, f"{profile}50", "p.yaml").spread == 50


@pytest.mark.parametrize(
    ("old", "new", "said", "points_at"),
    [
        ("  sure: 2", "  certain: 2", "spreads: 'certain' is always accepted", "2"),
        ("  vague: 8", "  no-idea: 8", "spreads: 'no-idea' is always accepted", "8"),
        ("  vague: 8", "  vague: 13", "'vague' is 13, and must be below 12.37", "13"),
        (
            "  sure: 2",
            "  sure: 1.0e-300",
            "spreads.sure: must be greater than or equal to 0.000001",
            "1.0e-300",
        ),
        ("  sure: 2", "  sure: 0", "spreads.sure: must be greater than or equal to 0.000001", "0"),
        ("spread: rough", "spread: ruogh", "settings spread: there is no 'ruogh'", "ruogh"),
    ],
)
def test_a_mistake_in_the_settings_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, said: str, points_at: str
) -> None:
    text = (packaged("criteria") / "settings.yaml").read_text(encoding="utf-8")
    path = tmp_path / "settings.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LlmchoiceError) as caught:
        load_criteria(tmp_path)
    (found,) = caught.value.problems
    assert said in found.message
    assert found.place is not None
    assert found.place.file == str(path)
    line = path.read_text(encoding="utf-8").splitlines()[(found.place.line or 0) - 1]
    assert line[(found.place.column or 0) - 1 :].startswith(points_at)


@pytest.mark.parametrize("word", ["certain", "no-idea", "vague"])
def test_settings_may_start_from_any_word(tmp_path: Path, word: str) -> None:
    text = (packaged("criteria") / "settings.yaml").read_text(encoding="utf-8")
    own = text.replace("spread: rough", f"spread: {word}")
    (tmp_path / "settings.yaml").write_text(own, encoding="utf-8")
    kb = load_criteria(tmp_path)
    assert worded(spread_of(kb, Profile(organisation="x"))).startswith(word[:2])
