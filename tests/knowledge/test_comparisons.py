"""Pairwise comparisons in a profile: against a published case, and every mistake in its place."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.engine import weights
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.settings import Setting
from llmchoice.model.ground import Way
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.save import profile_yaml

NAMES = (
    "privacy",
    "compliance",
    "budget",
    "customisation",
    "expertise",
    "capability",
    "independence",
)
PAIRS = tuple(combinations(NAMES, 2))
# Drinks in the United States: Saaty 2008, International Journal of Services Sciences 1:83-98.
SAATY = """\
comparisons:
  privacy: {compliance: 9, budget: 5, customisation: 2, expertise: 1, capability: 1}
  budget: {compliance: 3}
  customisation: {compliance: 9, budget: 3}
  expertise: {compliance: 9, budget: 4, customisation: 2, capability: 2}
  capability: {compliance: 9, budget: 3, customisation: 1}
  independence: {privacy: 2, compliance: 9, budget: 9, customisation: 3, expertise: 2,
    capability: 3}
"""
SAATY_WEIGHTS = (0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327)
EQUALS = "comparisons:\n" + "".join(
    f"  {one}: {{{', '.join(f'{other}: 1' for o, other in PAIRS if o == one)}}}\n"
    for one in NAMES[:-1]
)


def read(kb: KnowledgeBase, comparisons: str) -> Profile:
    return read_profile(kb, f"organisation: Acme\n{comparisons}", "p.yaml")


def written(ratios: Mapping[tuple[str, str], float | str]) -> str:
    rows = {one: {o: r for (o1, o), r in ratios.items() if o1 == one} for one, _ in ratios}
    return "comparisons:\n" + "".join(
        f"  {one}: {{{', '.join(f'{other}: {ratio}' for other, ratio in row.items())}}}\n"
        for one, row in rows.items()
    )


def problems(kb: KnowledgeBase, comparisons: str) -> tuple[Problem, ...]:
    with pytest.raises(LlmchoiceError) as caught:
        read(kb, comparisons)
    assert caught.value.exit_code is ExitCode.INVALID
    return caught.value.problems


def test_a_published_case_gets_its_published_weights(kb: KnowledgeBase) -> None:
    profile = read(kb, SAATY)
    found = weights.of_priorities(kb, profile)
    assert [found[name] for name in NAMES] == pytest.approx(SAATY_WEIGHTS, abs=6e-4)
    consistency = weights.consistency(kb, profile)
    assert consistency is not None
    assert consistency.ratio == pytest.approx(0.022, abs=5e-4)
    assert consistency.random_index == 1.32


def test_other_ways_of_giving_priorities_have_no_consistency(kb: KnowledgeBase) -> None:
    assert weights.consistency(kb, Profile(organisation="x", ranking=NAMES)) is None


@settings(derandomize=True, deadline=None, max_examples=examples(50))
@given(
    numbers=st.lists(st.integers(1, 9), min_size=7, max_size=7),
    order=st.permutations(PAIRS),
    turned=st.lists(st.booleans(), min_size=len(PAIRS), max_size=len(PAIRS)),
)
def test_comparisons_that_agree_give_the_weights_they_were_made_of(
    kb: KnowledgeBase,
    numbers: list[int],
    order: list[tuple[str, str]],
    turned: list[bool],
) -> None:
    """Whatever the order of the pairs and the direction in which each is given."""
    of = dict(zip(NAMES, numbers, strict=True))
    pairs = [
        (one, other) if kept else (other, one)
        for (one, other), kept in zip(order, turned, strict=True)
    ]
    profile = read(kb, written({(a, b): of[a] / of[b] for a, b in pairs}))
    found = weights.of_priorities(kb, profile)
    assert found == pytest.approx({n: of[n] / sum(numbers) for n in NAMES}, abs=1e-9)
    consistency = weights.consistency(kb, profile)
    assert consistency is not None
    assert consistency.ratio == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("pair", [("privacy", "budget"), ("independence", "compliance")])
def test_the_judgement_that_fits_least_is_named(kb: KnowledgeBase, pair: tuple[str, str]) -> None:
    """All are equal, but one pair is said to be 5 to 1."""
    ratios: dict[tuple[str, str], float | str] = {p: 1 for p in PAIRS if set(p) != set(pair)}
    for ratio, given_pair in ((5, pair), ("1/5", pair[::-1])):
        found = weights.consistency(kb, read(kb, written({**ratios, given_pair: ratio})))
        assert found is not None
        assert (found.more, found.than) == pair
        assert found.stated == pytest.approx(5)
        assert 1 < found.consistent < 5
        assert found.ratio > 0.01


def test_a_fraction_is_written_as_text_or_as_a_number(kb: KnowledgeBase) -> None:
    texts = [
        EQUALS.replace("budget: 1", f"budget: {r}", 1) for r in ("1/4", "'1/4'", "0.25", ".250")
    ]
    assert len({read(kb, text).model_dump_json() for text in texts}) == 1
    assert weights.stated_of(read(kb, texts[0]), "budget").way is Way.COMPARISONS


@pytest.mark.parametrize(
    ("one", "other"), [("3", "1/3"), ("1/7", "7"), ("3", "0.33"), (1, 1), ("1/1", "1/1")]
)
def test_a_pair_may_be_given_in_both_directions_if_they_agree(
    kb: KnowledgeBase, one: str, other: str
) -> None:
    once = EQUALS.replace("budget: 1", f"budget: {one}", 1)
    both = once.replace("  budget: {", f"  budget: {{privacy: {other}, ", 1)
    found = weights.of_priorities(kb, read(kb, both))
    exact = 1e-12 if other != "0.33" else 1e-3
    assert found == pytest.approx(weights.of_priorities(kb, read(kb, once)), abs=exact)


def test_which_of_two_directions_comes_first_in_the_file_decides_nothing(kb: KnowledgeBase) -> None:
    given = read(kb, EQUALS).comparisons or {}
    one = {**given, "privacy": {**given["privacy"], "budget": 3.0}}
    both = {**one, "budget": {**given.get("budget", {}), "privacy": 0.33}}
    turned = dict(reversed(both.items()))
    found = [
        weights.of_priorities(kb, read(kb, EQUALS).model_copy(update={"comparisons": said}))
        for said in (both, turned)
    ]
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("old", "new", "said", "points_at", "fix"),
    [
        ("budget: 1", "budgit: 1", "there is no 'budgit'", "budgit", "did you mean 'budget'?"),
        ("  budget: {", "  budgit: {", "there is no 'budgit'", "budgit", "did you mean 'budget'?"),
        ("compliance: 1", "compliance: 1, privacy: 1", "with itself", "privacy: 1", "remove it"),
        ("budget: 1", "budget: 12", "budget is 12, outside 1/9 to 9", "12", "1/2 to 1/9"),
        ("budget: 1", "budget: 1/12", "is 1/12, outside 1/9 to 9", "1/12", "1/2 to 1/9"),
        ("budget: 1", "budget: 0", "budget is 0, outside 1/9 to 9", "0", "1/2 to 1/9"),
        ("budget: 1", "budget: -3", "budget is -3, outside 1/9 to 9", "-3", "1/2 to 1/9"),
        ("budget: 1", "budget: 0.11", "is 0.11, outside 1/9 to 9", "0.11", "1/2 to 1/9"),
        ("budget: 1", "budget: 1e999", "is inf, outside 1/9 to 9", "1e999", "1/2 to 1/9"),
        ("budget: 1", "budget: much", "is 'much', and must be a number", "much", "from 1 to 9"),
        ("budget: 1", "budget: 2/3", "is '2/3', and must be a number", "2/3", "from 1 to 9"),
        ("budget: 1", "budget: yes", "is 'yes', and must be a number", "yes", "from 1 to 9"),
        ("budget: 1", "budget: true", "is true, and must be a number", "true", "from 1 to 9"),
        ("budget: 1", "budget: ~", "is an empty value, and must be a number", "~", "from 1 to 9"),
        ("budget: 1", "budget: [1]", "is a list, and must be a number", "[1]", "from 1 to 9"),
        ("budget: 1, ", "", "1 of 21 pairs is missing", "comparisons", ": privacy: {budget: 1}"),
        (EQUALS, "comparisons: 3\n", "comparisons must be a mapping", "3", "for every pair"),
        (EQUALS, "comparisons: {}\n", "21 of 21 pairs are missing", "comparisons", "privacy: {com"),
        (
            "capability: {independence: 1}",
            "capability: 1",
            "capability must be a mapping",
            "1",
            "2",
        ),
        (
            "  budget: {",
            "  budget: {privacy: 3, ",
            "the two comparisons of privacy and budget contradict each other",
            "3",
            "keep one of the two",
        ),
        (
            "comparisons:",
            "ranking: []\ncomparisons:",
            "priorities are given in 2 ways: ranking, comparisons",
            "comparisons",
            "keep one of them",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(  # noqa: PLR0913, PLR0917 - a row of the table
    kb: KnowledgeBase, old: str, new: str, said: str, points_at: str, fix: str
) -> None:
    assert old in EQUALS
    text = EQUALS.replace(old, new, 1)
    if "contradict" in said:
        text = text.replace("budget: 1", "budget: 3", 1)
    (found,) = [p for p in problems(kb, text) if said in p.message]
    assert fix in (found.fix or "")
    assert found.place is not None
    line = f"organisation: Acme\n{text}".splitlines()[(found.place.line or 0) - 1]
    assert line[(found.place.column or 0) - 1 :].startswith(points_at), str(found.place)


def test_a_name_that_is_misspelt_is_one_problem_and_its_pair_is_not_missing_too(
    kb: KnowledgeBase,
) -> None:
    found = problems(kb, EQUALS.replace("budget: 1", "budgit: 1", 1))
    assert [p.message for p in found] == ["comparisons: there is no 'budgit'"]


def test_a_name_beside_its_misspelling_contradicts_nothing(kb: KnowledgeBase) -> None:
    found = problems(kb, EQUALS.replace("budget: 1", "budgit: 3, budget: 3", 1))
    assert [p.message for p in found] == ["comparisons: there is no 'budgit'"]


def test_a_contradiction_names_both_places(kb: KnowledgeBase) -> None:
    text = EQUALS.replace("budget: 1", "budget: 3", 1)
    (found,) = problems(kb, text.replace("  budget: {", "  budget: {privacy: 3, ", 1))
    assert str(found.place) == "p.yaml:5:21"
    assert found.why is not None
    assert "p.yaml:3:36 has 'privacy' 3 times as important as 'budget'" in found.why


def test_every_mistake_is_told_at_once(kb: KnowledgeBase) -> None:
    text = EQUALS.replace("budget: 1", "budget: 12", 1).replace("compliance: 1", "compliance: x", 1)
    found = problems(kb, f"{text}spread: 99\n".replace("{independence: 1}", "{}"))
    assert [p.place.line for p in found if p.place] == [2, 3, 3, 9]


def test_more_priorities_than_the_method_was_made_for_are_refused(kb: KnowledgeBase) -> None:
    many = tuple(kb.priorities[0].model_copy(update={"id": f"p{n}"}) for n in range(16))
    (found,) = problems(kb.model_copy(update={"priorities": many}), "comparisons: {p0: {p1: 2}}\n")
    assert "comparisons are of 2 to 15 priorities, and these criteria have 16" in found.message


def test_a_rating_among_comparisons_is_refused_and_not_ignored(kb: KnowledgeBase) -> None:
    with pytest.raises(LlmchoiceError, match="gives its priorities as comparisons") as caught:
        read_profile(kb, f"organisation: A\n{SAATY}", "p.yaml", [Setting("privacy", rating=5)])
    assert caught.value.exit_code is ExitCode.USAGE


def test_a_profile_with_comparisons_lacks_no_priority(kb: KnowledgeBase) -> None:
    assert gaps(kb, read(kb, SAATY)).priorities == ()
    assert gaps(kb, read(kb, "comparisons:\n")).priorities == NAMES


def test_comparisons_that_leave_a_pair_out_have_no_weights(kb: KnowledgeBase) -> None:
    profile = Profile(organisation="x", comparisons={"privacy": {"budget": 2}, "budget": {}})
    assert weights.of_priorities(kb, profile)["privacy"] == pytest.approx(2 / 3)
    profile = Profile(organisation="x", comparisons={"privacy": {"budget": 2, "capability": 1}})
    with pytest.raises(LlmchoiceError, match="are not compared"):
        weights.of_priorities(kb, profile)


@pytest.mark.parametrize("spread", ["", "spread: vague\n", "spread: 1.125\n", "spread: 3\n"])
def test_a_saved_profile_replays_its_comparisons(kb: KnowledgeBase, spread: str) -> None:
    numbers = EQUALS.replace("budget: 1", "budget: 1/7", 1).replace("expertise: 1", "expertise: 2")
    odd = numbers.replace("compliance: 1", "compliance: 1.125")
    for text in (SAATY, EQUALS, numbers, odd):
        profile = read(kb, text + spread)
        saved = profile_yaml(kb, profile)
        assert read_profile(kb, saved, "p.yaml") == profile
    assert "budget: 1/7" in profile_yaml(kb, read(kb, numbers))


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.sampled_from(PAIRS), st.floats(1, 9), st.floats(1, 9))
def test_the_worse_comparisons_agree_the_less_certain_the_weights_are(
    kb: KnowledgeBase, pair: tuple[str, str], one: float, other: float
) -> None:
    """All are equal, but one pair: the further it departs, the more the rest contradicts it."""
    ratios: dict[tuple[str, str], float | str] = {p: 1 for p in PAIRS if p != pair}
    found = []
    for ratio in sorted((one, other)):
        profile = read(kb, written({**ratios, pair: round(ratio, 3)}))
        judged, spread = weights.consistency(kb, profile), weights.spread_of(kb, profile)
        assert judged is not None
        assert spread.points is not None
        found.append((judged.ratio, judged.spread, spread.points))
    less, more = found
    assert all(a <= b + 1e-9 for a, b in zip(less, more, strict=True))
    assert less[2] >= kb.settings.spreads["rough"]


@pytest.mark.parametrize("stated", ["certain", "sure", 3, "no-idea"])
def test_nobody_is_surer_than_the_comparisons_are(kb: KnowledgeBase, stated: str | float) -> None:
    ratios: dict[tuple[str, str], float | str] = dict.fromkeys(PAIRS, 1)
    profile = read(kb, written({**ratios, PAIRS[0]: 9})).model_copy(update={"spread": stated})
    judged, spread = weights.consistency(kb, profile), weights.spread_of(kb, profile)
    assert judged is not None
    assert stated == "no-idea" or (spread.points or 0) >= judged.spread > 1
    drawn = weights.weighting(kb, profile).draw(np.random.default_rng(1), 20_000)
    assert 100 * drawn.std(axis=1).mean() >= 0.95 * judged.spread
