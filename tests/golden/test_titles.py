"""What the first lines of a page say of a result."""

import pytest
from tests.packaged import assessment

from llmchoice.api import assess, load_criteria, read_profile, render
from llmchoice.knowledge.source import ProfileText

TWO = """
schema: 1
organisation: Two Works Ltd
priorities:
  {privacy: 3, compliance: 3, budget: 3, customisation: 1, expertise: 5, capability: 4,
   independence: 1}
answers: {task: routine, own-test: {cases: 100, open: 70, closed: 95}, material: [text-only],
  customisation: [prompting], deadline: weeks, data: [internal], data-location: anywhere,
  residency: any-country, contracts: [standard-terms], regimes: [no-special-rules],
  deciding-cost: 5000, hardware: no-budget, agreements: office-and-cloud, exit: wait,
  availability: business-hours, licence: [plain-use], team-skills: app-developers}
workloads:
  - name: Office help
    answers: {use: assistant, monthly-tokens: 40 people, team-skills: no-developers}
  - name: Letters in bulk
    answers: {use: batch, monthly-tokens: 50 million}
"""


def test_work_of_one_side_with_an_option_each_is_not_called_level() -> None:
    kb = load_criteria()
    found = assess(read_profile(ProfileText(TWO, "two.yaml"), kb), kb)
    assert len({work.recommendation.option for work in found.workloads} - {None}) == 2
    title = str(render(found, "text")).splitlines()[1].strip()
    # All of it is as firm as the least firm of it.
    assert {work.recommendation.strength for work in found.workloads} == {"clear"}
    assert title.split("  ")[0] == "Closed: an option for each kind of work"
    assert title.endswith("  clearly closed")


@pytest.mark.parametrize("name", ["startup", "scale-up", "online-school", "research-lab"])
def test_only_what_is_few_points_behind_is_called_practically_tied(name: str) -> None:
    found = assessment(name)
    advice, scores = found.recommendation, {o.id: o.score for o in found.options}
    least = scores[advice.option or ""] - load_criteria().settings.start_within
    tied, further = {*advice.tied}, {*advice.contenders} - {*advice.tied, advice.option}
    assert all(scores[option] >= least for option in tied)
    assert all(scores[option] < least for option in further)
    page = " ".join(str(render(found, "text")).split())
    assert ("Practically tied" in page) == bool(tied)


@pytest.mark.parametrize("name", ["public-agency", "startup"])
def test_the_top_says_so_where_something_else_is_to_be_begun_with(name: str) -> None:
    found = assessment(name)
    advice, shorts = found.recommendation, {o.id: o.short for o in found.options}
    assert advice.start_with is not None
    sentence = f"Begin with {shorts[advice.start_with.option]}: the first steps say why."
    page = " ".join(str(render(found, "text")).split()).partition(" wins")[0]
    assert (sentence in page) is (advice.start_with.option != advice.option)


@pytest.mark.parametrize(("name", "told"), [("insurer", False), ("public-agency", True)])
def test_a_cost_far_below_the_amount_that_decides_is_no_objection(name: str, *, told: bool) -> None:
    page = " ".join(str(render(assessment(name), "text")).split())
    against = page.partition("Against - ")[2].partition("What if -")[0]
    assert ("From 50,000 USD on the cost decides" in against) is told
