"""Lanes: data with different places is assessed place by place, and nothing else changes."""

from functools import partial

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import packaged
from tests.packaged import assessment

from llmchoice.api import priced, render
from llmchoice.engine.assess import assess as assess_in_full
from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.settings import read_settings
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import Basis
from llmchoice.model.profile import Profile
from llmchoice.model.terms import CostInputs

assess = partial(assess_in_full, search=False)
"""What is stated here holds for any number of draws."""
LAW = settings(derandomize=True, deadline=None, max_examples=20)
PLACES = ("anywhere", "own-cloud", "premises", "unknown")
KINDS = ("public", "internal", "personal", "confidential", "regulated", "secret")
NAMES = ("bank", "hospital", "startup", "newspaper", "insurer")


def profile_of(name: str, **answers: object) -> Profile:
    """A packaged profile with other answers; what its place makes pointless stays in it."""
    data = yaml.safe_load(packaged.text_of(name))
    whole = {"residency": "region", "regional-offer": "both-kinds", **data["answers"]}
    whole |= {key.replace("_", "-"): answer for key, answer in answers.items()}
    # Whoever keeps data on the premises may not want no machines there.
    whole["hardware"] = "purchase"
    return read_profile(packaged.knowledge(), yaml.safe_dump({**data, "answers": whole}), name)


def result(profile: Profile, draws: int = 100) -> Assessment:
    """The assessment without costs."""
    return assess(Basis(packaged.knowledge()), profile, draws=draws)


@st.composite
def divided(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """A profile, and a place for each of several kinds of data."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=4, unique=True))
    return draw(st.sampled_from(NAMES)), {kind: draw(st.sampled_from(PLACES)) for kind in kinds}


def by_place(places: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Place to the kinds of data that have it, in the order of the question."""
    kinds = [kind for kind in KINDS if kind in places]
    return {place: tuple(k for k in kinds if places[k] == place) for place in places.values()}


@LAW
@given(divided())
def test_lanes_part_the_kinds_of_data_by_their_place(given: tuple[str, dict[str, str]]) -> None:
    name, places = given
    found = result(profile_of(name, data=[*places], data_location=places))
    expected = set(by_place(places).values())
    if len(expected) == 1:
        assert found.lanes == ()
        assert found.together is None
    else:
        assert {lane.choices for lane in found.lanes} == expected
        assert [lane.name for lane in found.lanes] == [part.name for part in found.workloads]
    assert sorted(placed.choice for placed in found.placements) == sorted(places)


@LAW
@given(divided())
def test_a_lane_is_assessed_as_its_data_in_its_place_alone(
    given: tuple[str, dict[str, str]],
) -> None:
    name, places = given
    found = result(profile_of(name, data=[*places], data_location=places))
    for lane, part in zip(found.lanes, found.workloads, strict=True):
        (place,) = lane.places
        alone = result(profile_of(name, data=[*lane.choices], data_location=place.answer))
        assert part.recommendation == alone.recommendation
        assert part.options == alone.options


@LAW
@given(divided())
def test_a_lane_names_no_option_that_is_excluded_for_its_data(
    given: tuple[str, dict[str, str]],
) -> None:
    name, places = given
    found = result(profile_of(name, data=[*places], data_location=places))
    named = {lane.name: set(lane.options) for lane in found.lanes}
    for placed in found.placements:
        alone = result(profile_of(name, data=placed.choice, data_location=places[placed.choice]))
        allowed = {option.id for option in alone.options if option.admissible}
        assert set(placed.may) <= allowed
        assert set(placed.may).isdisjoint(placed.may_not)
        assert named.get(placed.workload or "", set()) <= allowed


@LAW
@given(divided(), st.sampled_from(PLACES))
def test_one_place_for_all_is_the_plain_answer(
    given: tuple[str, dict[str, str]], place: str
) -> None:
    name, kinds = given[0], [*given[1]]
    per_kind = profile_of(name, data=kinds, data_location=dict.fromkeys(kinds, place))
    assert result(per_kind) == result(profile_of(name, data=kinds, data_location=place))


@LAW
@given(divided())
def test_one_option_for_everything_may_hold_everything(
    given: tuple[str, dict[str, str]],
) -> None:
    name, places = given
    found = result(profile_of(name, data=[*places], data_location=places))
    if found.together is None:
        return
    options = set(found.together.options)
    assert all(options <= set(placed.may) for placed in found.placements)
    (strictest,) = found.together.places
    left = {
        place: sum(
            option.admissible
            for option in result(profile_of(name, data=[*places], data_location=place)).options
        )
        for place in places.values()
    }
    assert left[strictest.answer] == min(left.values())
    for gain, part in zip(found.together.gains, found.workloads, strict=True):
        scores = {option.id: option.score for option in part.options if option.admissible}
        start = part.recommendation.start_with
        begun = part.recommendation.option or (start.option if start else None)
        assert begun is None or gain.options == (begun,)
        assert (gain.points is None) == (not options or not scores)
        if gain.points is not None:
            lowest = min(scores[option] for option in options)
            assert abs(gain.points - (scores[gain.options[0]] - lowest)) < 1e-9


def test_lanes_whose_sides_differ_are_mixed_with_a_routing() -> None:
    places = {"public": "anywhere", "regulated": "premises"}
    found = result(
        profile_of("startup", data=[*places], data_location=places, gpu_staff="could-hire"), 1000
    )
    assert found.recommendation.verdict.value == "mixed"
    assert [route.workload for route in found.recommendation.routing] == [
        lane.name for lane in found.lanes
    ]
    assert [part.recommendation.verdict.value for part in found.workloads] == ["closed", "open"]


def test_a_setting_replaces_the_place_of_the_kinds_that_it_names_alone() -> None:
    kb = packaged.knowledge()
    places = {"public": "anywhere", "personal": "own-cloud", "regulated": "own-cloud"}
    text = yaml.safe_dump(
        {"organisation": "A", "answers": {"data": [*places], "data-location": places}}
    )

    def place(*texts: str) -> object:
        profile = read_profile(kb, text, "a.yaml", read_settings(kb, texts))
        return profile.model_dump(mode="json")["answers"]["data-location"]

    assert place("data-location=regulated:premises") == {**places, "regulated": "premises"}
    assert place("data-location={regulated: premises, public: own-cloud}") == {
        "public": "own-cloud",
        "personal": "own-cloud",
        "regulated": "premises",
    }
    assert place("data-location=public:own-cloud") == "own-cloud"
    assert place("data=public,personal") == {"public": "anywhere", "personal": "own-cloud"}
    assert place("data=personal,regulated") == "own-cloud"
    assert place("data-location=premises") == "premises"
    with pytest.raises(LlmchoiceError, match="'secret' is not among"):
        place("data-location=secret:premises")


def test_a_question_that_only_one_lane_raises_is_missing_until_it_is_answered() -> None:
    places = {"public": "premises", "regulated": "own-cloud"}
    profile = profile_of("startup", data=[*places], data_location=places)
    without = profile.model_copy(
        update={"answers": {q: a for q, a in profile.answers.items() if q != "residency"}}
    )
    assert [question.id for question in gaps(packaged.knowledge(), without).questions] == [
        "residency"
    ]


@LAW
@given(divided(), st.sampled_from([300.0, 3000.0, 20_000.0]))
def test_one_option_for_everything_keeps_to_the_ceiling_where_one_does(
    given: tuple[str, dict[str, str]], ceiling: float
) -> None:
    name, places = given
    profile = profile_of(name, data=[*places], data_location=places)
    profile = profile.model_copy(update={"costs": CostInputs(ceiling=ceiling)})
    found = assess(priced(packaged.knowledge(), profile), profile, draws=1000)
    if found.together is None:
        return
    lanes = [{option.id: option for option in work.options} for work in found.workloads]

    def stands_back(option: str) -> tuple[bool, bool]:
        own = [lane[option] for lane in lanes]
        often = any((each.excluded_share or 0) > 0.25 for each in own)
        return any(each.typically_over for each in own), often

    everywhere = set.intersection(*(set(placed.may) for placed in found.placements))
    for option in found.together.options:
        assert stands_back(option) == min(map(stands_back, everywhere))


def test_what_a_lane_loses_by_an_option_of_its_own_is_told() -> None:
    found = assessment("insurance-group")
    together = found.together
    assert together is not None
    first, *rest = together.gains
    lost = first.model_copy(update={"points": -2.5, "gains": False})
    told = {}
    for name, gains in {"some": (lost, *rest), "none": (first, *rest)}.items():
        changed = together.model_copy(update={"gains": gains})
        text = str(render(found.model_copy(update={"together": changed}), "text"))
        told[name] = " ".join(text.split())
    sentence = f"named for {first.lane}, scores 2.5 points of 100 less than "
    assert sentence in told["some"]
    assert "points of 100 less" not in told["none"]
