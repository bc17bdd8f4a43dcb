"""The what-if panel ranks exactly as the engine does, and says what it shows."""

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Locator, expect
from tests.browser.conftest import LONGEST, PROFILES, Open, Written, page_of

from llmchoice.api import priced, read_profile
from llmchoice.engine.assess import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.assessment import Assessment, OptionResult
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile

Ratings = Mapping[str, float]
Row = tuple[str, float, int | None]
"""Option, score, rank, as the panel shows them."""
SETTINGS = 50
COMPUTED = "scale-up"
"""States a ceiling: some values are computed costs."""
EXACT = 1e-9
READ = """(panel) => [...panel.querySelectorAll("tr[data-option]")].map((row) => [
  row.dataset.option, parseFloat(row.dataset.score), parseInt(row.dataset.rank) || null,
])"""
MOVE_AND_READ = f"""(panel, settings) => settings.map((ratings) => {{
  for (const [priority, rating] of Object.entries(ratings)) {{
    const slider = panel.querySelector(`[data-priority="${{priority}}"]`);
    slider.value = rating;
    slider.dispatchEvent(new Event("input", {{ bubbles: true }}));
  }}
  return ({READ})(panel);
}})"""

expect.set_options(timeout=LONGEST)


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load_criteria()


def _profile(kb: KnowledgeBase, name: str) -> Profile:
    source = "bank" if name == "nothing" else name
    return read_profile(source, kb, PROFILES.get(name, ()))


def _engine(kb: KnowledgeBase, profile: Profile) -> list[tuple[OptionResult, ...]]:
    """The options of every subject that has a panel, in the order of the page."""
    found: Assessment = assess(priced(kb, profile), profile, draws=1, search=False)
    return [part.options for part in found.workloads] or [found.options]


def _rated(profile: Profile, ratings: Ratings) -> Profile:
    other = dict.fromkeys(("ranking", "points", "comparisons"))
    return profile.model_copy(update={**other, "priorities": dict(ratings)})


def _setting(chance: Random, priorities: list[str]) -> dict[str, float]:
    """Any sliders anywhere, many of them at 0, and one that is not."""
    ratings = {one: chance.choice((0, chance.randint(0, 50))) / 10 for one in priorities}
    return ratings | {chance.choice(priorities): chance.randint(1, 50) / 10}


def _same(rows: list[Row], options: tuple[OptionResult, ...]) -> None:
    by_rank = sorted(options, key=lambda option: (option.rank is None, option.rank or 0))
    assert [(option, rank) for option, _, rank in rows] == [(o.id, o.rank) for o in by_rank]
    shown = {option: score for option, score, _ in rows}
    assert shown == pytest.approx({o.id: o.score for o in options}, abs=EXACT, rel=0)


def _summary(panel: Locator) -> Locator:
    return panel.get_by_role("status")


@pytest.mark.parametrize("name", [*PROFILES, COMPUTED])
def test_it_starts_with_the_scores_of_the_report(
    opened: Open, written: Written, kb: KnowledgeBase, name: str
) -> None:
    panels = opened(written(name)).page.locator("[data-whatif]").all()
    expected = _engine(kb, _profile(kb, name))
    assert len(panels) == len(expected)
    for panel, options in zip(panels, expected, strict=True):
        _same(panel.evaluate(READ), options)
        assert {each.inner_text() for each in panel.locator(".whatif-change").all()} == {"+0.0"}


@pytest.mark.parametrize("name", [*PROFILES, COMPUTED])
def test_it_ranks_as_the_engine_does_at_any_setting(
    opened: Open, written: Written, kb: KnowledgeBase, name: str
) -> None:
    profile = _profile(kb, name)
    chance = Random(name)  # noqa: S311 - settings to try, no secret
    settings = [
        _setting(chance, [priority.id for priority in kb.priorities]) for _ in range(SETTINGS)
    ]
    panels = opened(written(name)).page.locator("[data-whatif]").all()
    shown = [panel.evaluate(MOVE_AND_READ, settings) for panel in panels]
    expected = [_engine(kb, _rated(profile, ratings)) for ratings in settings]
    for of_panel, of_engine in zip(shown, zip(*expected, strict=True), strict=True):
        for rows, options in zip(of_panel, of_engine, strict=True):
            _same(rows, options)
    orders = {tuple(option for option, _, _ in rows) for of_panel in shown for rows in of_panel}
    assert name == "nothing" or len(orders) > 1


def test_each_stated_weight_is_shown_in_percent(opened: Open, written: Written) -> None:
    panel = opened(written("law-firm")).page.locator("[data-whatif]")
    shown = {
        slider.get_attribute("data-priority"): slider.get_attribute("aria-valuetext")
        for slider in panel.get_by_role("slider").all()
    }
    # The profile shares out 100 points: the largest, 30, is the 5 of the scale.
    assert shown == {
        "privacy": "5 of 5: 30 %",
        "compliance": "3.3 of 5: 20 %",
        "budget": "0.8 of 5: 5 %",
        "customisation": "0.8 of 5: 5 %",
        "expertise": "2.5 of 5: 15 %",
        "capability": "3.3 of 5: 20 %",
        "independence": "0.8 of 5: 5 %",
    }


def test_arrow_keys_move_a_slider_and_the_button_brings_all_back(
    opened: Open, written: Written, kb: KnowledgeBase
) -> None:
    profile = _profile(kb, "startup")
    panel = opened(written("startup")).page.locator("[data-whatif]")
    privacy = panel.get_by_role("slider", name="Privacy")
    for _ in range(3):
        privacy.press("ArrowRight")
    panel.get_by_role("slider", name="Budget").press("Home")
    moved = {**(profile.priorities or {}), "privacy": 3.3, "budget": 0}
    _same(panel.evaluate(READ), _engine(kb, _rated(profile, moved))[0])
    panel.get_by_role("button").press("Enter")
    _same(panel.evaluate(READ), _engine(kb, profile)[0])
    assert privacy.input_value() == "3"


def test_what_was_not_moved_keeps_a_weight_that_no_step_reaches(
    opened: Open, written: Written, kb: KnowledgeBase
) -> None:
    profile = _profile(kb, "law-firm")
    points = dict(profile.points or {})
    panel = opened(written("law-firm")).page.locator("[data-whatif]")
    panel.get_by_role("slider", name="Budget").fill("4")
    rated = {one: 5 * of / max(points.values()) for one, of in points.items()} | {"budget": 4.0}
    _same(panel.evaluate(READ), _engine(kb, _rated(profile, rated))[0])


def test_it_says_who_comes_first_by_how_much_and_who_did(opened: Open, written: Written) -> None:
    panel = opened(written("startup")).page.locator("[data-whatif]")
    first = "Closed, own cloud"
    expect(_summary(panel)).to_have_text(
        re.compile(rf"With these weights {first} comes first with 88\.8, ahead of .* by 1\.0\. ")
    )
    expect(_summary(panel)).to_contain_text("the first of the report too")
    panel.get_by_role("slider", name="Independence").fill("5")
    panel.get_by_role("slider", name="Privacy").fill("0")
    panel.get_by_role("slider", name="Compliance").fill("0")
    panel.get_by_role("slider", name="Capability").fill("0")
    expect(_summary(panel)).to_have_text(re.compile(rf"In the report {first} comes first\.$"))


def test_with_no_weight_at_all_nothing_is_ranked(opened: Open, written: Written) -> None:
    panel = opened(written("startup")).page.locator("[data-whatif]")
    for slider in panel.get_by_role("slider").all():
        slider.fill("0")
    expect(_summary(panel)).to_contain_text("Every priority is at 0: nothing to rank")
    assert {rank for _, _, rank in panel.evaluate(READ)} == {None}
    assert {each.inner_text() for each in panel.locator(".whatif-score").all()} == {""}
    panel.get_by_role("slider").first.fill("0.1")
    assert {rank for _, _, rank in panel.evaluate(READ)} > {1}


def test_a_priority_under_which_nothing_applies_leaves_its_weight_to_the_others(
    opened: Open, tmp_path: Path, kb: KnowledgeBase
) -> None:
    none = {c.id: 0.0 for p in kb.priorities if p.id == "customisation" for c in p.criteria}
    profile = _profile(kb, "startup").model_copy(update={"shares": none})
    path = tmp_path / "page.html"
    path.write_text(page_of(assess(Basis(kb), profile, draws=100)), encoding="utf-8")
    panel = opened(path).page.locator("[data-whatif]")
    _same(panel.evaluate(READ), _engine(kb, profile)[0])
    panel.get_by_role("slider", name="Customisation").fill("5")
    _same(panel.evaluate(READ), _engine(kb, profile)[0])
    expect(panel).to_contain_text("its weight goes to the others")
    for slider in panel.get_by_role("slider").all()[::-1]:
        slider.fill("5" if slider.get_attribute("data-priority") == "customisation" else "0")
    expect(_summary(panel)).to_contain_text("Nothing applies under the priorities above 0")


def test_what_is_excluded_stays_excluded(opened: Open, written: Written) -> None:
    panel = opened(written("startup")).page.locator("[data-whatif]")
    for slider in panel.get_by_role("slider").all():
        slider.fill("0")
    # All weight on what speaks for weights of one's own.
    panel.get_by_role("slider", name="Independence").fill("5")
    row = panel.locator("tr[data-option=open-owned]")
    expect(row).to_contain_text("ruled out, whatever the weights")
    scores = {option: score for option, score, _ in panel.evaluate(READ)}
    assert max(scores, key=scores.__getitem__) == "open-owned"
    expect(_summary(panel)).not_to_contain_text("Open, own hardware")


def test_where_nothing_is_admissible_no_weight_helps(opened: Open, written: Written) -> None:
    panel = opened(written("nothing")).page.locator("[data-whatif]")
    panel.get_by_role("slider", name="Independence").fill("5")
    expect(_summary(panel)).to_have_text("No option is admissible, whatever the weights.")


def test_each_workload_has_a_panel_of_its_own(
    opened: Open, written: Written, kb: KnowledgeBase
) -> None:
    first, second = opened(written("software-company")).page.locator("[data-whatif]").all()
    first.get_by_role("slider", name="Privacy").fill("0")
    _same(second.evaluate(READ), _engine(kb, _profile(kb, "software-company"))[1])


def test_it_says_that_the_verdict_rests_on_more_than_scores(opened: Open, written: Written) -> None:
    panel = opened(written("startup")).page.locator("[data-whatif]")
    expect(panel).to_contain_text("not how often an option comes first")
    expect(panel).to_contain_text("the rules, which no weight lifts, and on simulations")
