"""An amount that is a range: drawn in the simulations, and worth its middle elsewhere."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import made_up
from tests.engine.conftest import SETTINGS
from tests.laws import examples

from llmchoice.engine.assess import assess
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import read_answer
from llmchoice.model.assessment import Assessment
from llmchoice.model.estimate import Estimate
from llmchoice.model.knowledge import Basis, Costed, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Answers, Profile
from llmchoice.model.terms import Band

LAW = settings(derandomize=True, deadline=None, max_examples=examples(30))
DRAWS = 2000
CEILING = 1000.0
NAMES = ("theirs", "ours")


@cache
def knowledge() -> KnowledgeBase:
    """An option that is best where little is done, and one that is best where much is."""
    return KnowledgeBase.model_validate(
        {
            "version": "0",
            "sha256": "0",
            "settings": SETTINGS,
            "options": [made_up.option("theirs", "closed"), made_up.option("ours", "open")],
            "sections": [{"id": "all", "title": "All"}],
            "questions": [
                {
                    "id": "volume",
                    "section": "all",
                    "kind": "number",
                    "scale": "log10",
                    "likely": [100, 10_000],
                    "text": "How much?",
                    "why": "It costs.",
                    "ways": [
                        {
                            "id": "cooks",
                            "text": "cooks",
                            "each": {"low": 10, "typical": 100, "high": 1000},
                            "example": "3 cooks",
                            "reason": "So.",
                        }
                    ],
                }
            ],
            "priorities": [
                {
                    "id": "money",
                    "order": 1,
                    "name": "Money",
                    "about": "It.",
                    "worst": "Dear.",
                    "best": "Cheap.",
                    "criteria": [
                        {
                            "id": "running",
                            "name": "Running",
                            "share": 1,
                            "question": "volume",
                            "asks": "How cheap it is.",
                            "anchors": {0: "bad", 50: "fair", 100: "good"},
                            "points": [
                                {"at": 10, "values": [90, 30]},
                                {"at": 1000, "values": [60, 60]},
                                {"at": 100_000, "values": [30, 90]},
                            ],
                            "computed": {
                                "anchors": {0: "bad", 50: "fair", 100: "good"},
                                "constraint": "too-dear",
                                "reason": "It is too dear.",
                            },
                            "uncertainty": 0,
                            "reasons": dict.fromkeys(NAMES, "So."),
                        }
                    ],
                }
            ],
            "constraints": [],
            "conditions": [],
            "contradictions": [],
            "steps": [],
            "articles": [],
            "references": [],
        }
    )


class ByThePiece:
    """A piece costs one; ours costs 500 however many there are."""

    questions = ("volume",)
    choosing = ("volume",)
    ceiling = CEILING
    volumes = (100.0, 10_000.0)

    def costed(self, answers: Answers) -> Costed | None:
        volume = answers["volume"]
        if isinstance(volume, Estimate):
            mine = Band(low=volume.low, typical=volume.typical, high=volume.high)
        elif isinstance(volume, int | float):
            mine = Band(low=volume, typical=volume, high=volume)
        else:
            return None
        monthly = (mine, Band(low=500, typical=500, high=500))
        return Costed(monthly=monthly, ceiling=CEILING, currency="USD")


def answer(data: object) -> Answer:
    read = read_answer(knowledge().questions[0], data)  # type: ignore[arg-type]
    assert not isinstance(read, Problem)
    return read


def assessed(data: object, *, ceiling: bool = False) -> Assessment:
    profile = Profile(
        organisation="Made up", priorities={"money": 5}, answers={"volume": answer(data)}
    )
    basis = Basis(knowledge(), ByThePiece() if ceiling else None)
    return assess(basis, profile, draws=DRAWS, search=False)


def share(found: Assessment, side: Side) -> float:
    assert found.robustness is not None
    return next(s.share for s in found.robustness.sides if s.side is side)


def scores(found: Assessment) -> list[float | None]:
    return [option.score for option in found.options]


volumes = st.integers(20, 50_000)


@LAW
@given(volumes)
def test_a_range_of_one_point_counts_as_the_number(volume: int) -> None:
    assert assessed({"from": volume, "to": volume}) == assessed(volume)


@LAW
@given(volumes, st.floats(1.1, 20))
def test_widening_changes_no_score(volume: int, factor: float) -> None:
    wide = assessed({"from": volume / factor, "to": volume * factor})
    assert scores(wide) == pytest.approx(scores(assessed(volume)))


@LAW
@given(volumes)
def test_what_is_counted_is_worth_its_typical_amount(count: int) -> None:
    assert scores(assessed({"cooks": count})) == pytest.approx(scores(assessed(100 * count)))


def test_a_range_on_one_side_of_the_level_volume_leaves_no_doubt() -> None:
    assert share(assessed({"from": 20, "to": 900}), Side.CLOSED) == 1
    assert share(assessed({"from": 1100, "to": 90_000}), Side.OPEN) == 1


def test_a_range_across_the_level_volume_is_decided_by_its_logarithm() -> None:
    """Of a triangle from 100 to 10,000 half lies to either side of 1,000."""
    assert share(assessed({"from": 100, "to": 10_000}), Side.OPEN) == pytest.approx(0.5, abs=0.03)
    # From 10^2 to 10^4 with its mode at 10^3.5 what is left of 10^3 is 1 / (2 x 1.5).
    lopsided = Estimate(parts=(("from", 100),), low=100, typical=10**3.5, high=10_000)
    profile = Profile(organisation="M", priorities={"money": 5}, answers={"volume": lopsided})
    found = assess(Basis(knowledge()), profile, draws=DRAWS, search=False)
    assert share(found, Side.CLOSED) == pytest.approx(1 / 3, abs=0.03)


def test_a_wider_range_leaves_more_doubt() -> None:
    found = [
        share(assessed({"from": 2000 / by, "to": 2000 * by}), Side.OPEN) for by in (1.5, 3, 10, 40)
    ]
    assert found == sorted(found, reverse=True)
    assert found[0] == 1
    assert found[-1] < 0.8


def test_a_cost_excludes_in_the_simulations_whose_volume_is_above_the_ceiling() -> None:
    """Half of 100 to 10,000 pieces cost more than 1,000: nothing is excluded for good."""
    found = assessed({"from": 100, "to": 10_000}, ceiling=True)
    assert all(option.admissible for option in found.options)
    assert found.robustness is not None
    theirs = next(o for o in found.robustness.options if o.option == "theirs")
    assert sum(theirs.ranks) == pytest.approx(0.5, abs=0.03)


def test_a_range_above_the_ceiling_from_its_least_on_excludes_for_good() -> None:
    found = assessed({"from": 1100, "to": 10_000}, ceiling=True)
    assert [option.admissible for option in found.options] == [False, True]
    assert [option.admissible for option in assessed(1100, ceiling=True).options] == [False, True]


@LAW
@given(st.integers(20, 900), st.floats(1.1, 10))
def test_with_a_ceiling_too_the_middle_counts(volume: int, factor: float) -> None:
    data = {"from": volume / factor, "to": volume * factor}
    found = [scores(assessed(one, ceiling=True)) for one in (data, volume)]
    assert found[0] == pytest.approx(found[1])
