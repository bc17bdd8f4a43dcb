"""The memo of several kinds of work or of data: what it compares, what it costs, what is first."""

import re
from functools import cache

from tests.packaged import DATE, knowledge, profile_of

from llmchoice.api import assess, render
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment

DAIRY = """
organisation: Dairy
priorities: {privacy: 3, compliance: 4, budget: 4, customisation: 2, expertise: 5, capability: 4,
  independence: 2}
answers:
  use: assistant
  task: skilled
  own-test: expected-behind
  material: [text-only]
  customisation: [retrieval]
  deadline: quarter
  data: [internal, personal]
  data-location: anywhere
  residency: region
  contracts: [no-training, data-agreement]
  regimes: [privacy-law, critical-infrastructure]
  audit: [logs]
  monthly-tokens: {people: 190}
  deciding-cost: 6_000
  hardware: no-budget
  team-skills: no-developers
  agreements: office-suite
  exit: wait
  availability: business-hours
costs: {currency: EUR, rate: 0.9, ceiling: 5_000}
workloads:
  - name: office staff
    answers: {}
  - name: findings
    answers: {use: batch, data: [confidential, regulated], data-location: premises,
      monthly-tokens: {pages: 40_000}, task: routine, hardware: purchase, gpu-staff: could-hire,
      traffic: steady, regimes: [privacy-law, professional-secrecy]}
    priorities: {privacy: 5, compliance: 4, budget: 3, customisation: 2, expertise: 3,
      capability: 3, independence: 4}
"""
"""Two kinds of work: one has a single option left, which usually breaks the ceiling."""


@cache
def assessed(text: str) -> Assessment:
    return assess(read_profile(knowledge(), text, "parts.yaml"), knowledge(), DATE)


def memo(text: str) -> str:
    return str(render(assessed(text), "markdown"))


def of_all(memo_text: str) -> str:
    """The line of what all of the work costs."""
    (cost,) = (s for s in memo_text.splitlines() if s.startswith("All of the work costs "))
    return cost


def steps(memo_text: str) -> list[str]:
    listed = memo_text.split("## First")[1].split("##", maxsplit=1)[0].splitlines()
    return [line for line in listed if line[:1].isdigit()]


def test_what_is_said_of_a_kind_of_work_stands_under_its_heading() -> None:
    heads = [line for line in memo(DAIRY).splitlines() if line.startswith("#")]
    for work in assessed(DAIRY).workloads:
        (at,) = (n for n, head in enumerate(heads) if head.startswith(f"## {work.name}: "))
        assert heads[at + 1].startswith("### ")


def test_nobody_is_told_to_compare_where_nothing_is_left_to_compare() -> None:
    (work,) = (work for work in assessed(DAIRY).workloads if work.name == "findings")
    assert len(work.recommendation.sides_left) == 1
    told = " ".join(filter(None, (step.text for step in work.next_steps)))
    assert "two best options" not in told
    assert "see whether a model that you may use passes them" in told


def test_where_two_kinds_are_left_they_are_compared() -> None:
    (work,) = (work for work in assessed(DAIRY).workloads if work.name == "office staff")
    told = " ".join(filter(None, (step.text for step in work.next_steps)))
    assert "two best options" in told
    assert "see whether a model that you may use passes them" not in told


def test_whose_ceiling_decides_is_told_to_ask_for_a_quote_or_to_raise_it() -> None:
    (step,) = (step for step in steps(memo(DAIRY)) if "findings" in step)
    assert "Get quotes for what may cost more than your ceiling" in step
    (staff,) = (work for work in assessed(DAIRY).workloads if work.name == "office staff")
    assert not any(step.of_ceiling for step in staff.next_steps)


def test_a_side_that_wins_for_want_of_another_is_not_said_to_win_always() -> None:
    row = next(line for line in memo(DAIRY).splitlines() if line.startswith("| findings"))
    assert "always" not in row
    assert re.search(r"nothing allowed in \d\d %", row)
    assert "Open wins: no closed option is left" not in memo(DAIRY)


def test_the_cost_of_all_of_the_work_says_what_is_not_in_it() -> None:
    costs = [
        line for line in memo(DAIRY).splitlines() if "a month" in line and "with accounts" in line
    ]
    whole, staff = costs
    assert whole.startswith("All of the work costs ")
    assert whole.endswith("Building is not included.")
    # The other kind of work is a batch that nobody uses: its application takes no such time.
    assert whole.split("rights, adds ")[1] == staff.split("rights, adds ")[1]


def test_one_figure_of_upkeep_is_told_on_every_page() -> None:
    costs = assessed(DAIRY).costs
    assert costs is not None
    page = " ".join(str(render(costs, "markdown")).split())
    amounts = {
        text.split(" rights, adds ")[1].split(" EUR")[0]
        for text in (page, *memo(DAIRY).splitlines())
        if " rights, adds " in text
    }
    assert len(amounts) == 1


KINDS = """
organisation: Dairy
priorities: {privacy: 3.5, compliance: 4, budget: 3, customisation: 4, expertise: 3, capability: 4,
  independence: 3}
answers:
  use: product
  task: skilled
  own-test: expected-behind
  material: [languages]
  customisation: [retrieval, fine-tuning]
  training-examples: partial
  deadline: quarter
  data: [internal, personal]
  data-location: {internal: anywhere, personal: own-cloud}
  residency: region
  contracts: [no-training, data-agreement, indemnity]
  regimes: [privacy-law, critical-infrastructure]
  audit: [logs]
  monthly-tokens: {calls: 8_000}
  deciding-cost: {from: 4_000, to: 6_000}
  hardware: purchase
  traffic: steady
  team-skills: app-developers
  gpu-staff: could-hire
  agreements: office-suite
  availability: business-hours
  latency: interactive
  exit: switch
  licence: [plain-use]
"""
"""Two kinds of data, of which one must stay in clouds of one's own; the model is to be tuned."""


def test_options_that_a_table_names_are_explained_below_it() -> None:
    result = assessed(KINDS)
    before = memo(KINDS).split("| Data |")[0]
    named = {option for work in result.workloads for option in work.recommendation.foremost}
    assert named
    for option in result.workloads[0].options:
        assert (f"{option.short}: {option.name}." in before) is (option.id in named)


def test_what_a_share_of_wins_is_of_and_has_to_be_is_told() -> None:
    before = memo(KINDS).split("| Data |")[0]
    assert "Wins: share of the simulations" in before
    assert "75 % is needed" in before


def test_costs_of_kinds_of_data_name_the_option_and_that_no_tuning_is_in_them() -> None:
    whole = memo(KINDS).split("## Or one for all")[1].split("## First", maxsplit=1)[0]
    *_, divided = (line for line in whole.splitlines() if line.startswith("- "))
    assert "By the token, prices are of untuned models." in divided
    together = assessed(KINDS).together
    assert together is not None
    shorts = {option.id: option.short for option in assessed(KINDS).workloads[0].options}
    for gain in together.gains:
        assert any(f" with {shorts[option]} for " in divided for option in gain.options)


OWN = DAIRY.replace("office-suite", "cloud").replace("no-developers", "app-developers")
"""The same where people get an application of their own."""


def test_own_hardware_is_not_said_to_cost_what_it_does_untuned() -> None:
    inside = KINDS.replace("personal: own-cloud", "personal: premises")
    assert inside != KINDS
    divided = memo(inside).split("month would cost ")[1].splitlines()[0]
    assert re.search(r"[\d.,]+ with Open, own hardware for ", divided)
    assert " By the token, prices are of untuned models." in divided


def test_kinds_of_data_are_told_what_comes_on_top_of_their_costs() -> None:
    profile = profile_of("insurance-group")
    answers = {**profile.answers, "use": "assistant"}
    result = assess(profile.model_copy(update={"answers": answers}), knowledge(), DATE, 2000)
    (divided,) = (
        line for line in str(render(result, "markdown")).splitlines() if "one way" in line
    )
    assert " Keeping up an application, with accounts and rights, adds about" in divided
    assert divided.endswith("Building is not included.")
    record = str(render(result, "madr"))
    assert record.count("Keeping up an application, with accounts and rights, adds about") == 1


def test_no_accounts_and_rights_are_told_where_they_cost_nothing() -> None:
    free = OWN.replace("ceiling: 5_000", "administration: 0, seats: 60")
    assert free != OWN
    cost = of_all(memo(free))
    assert " Keeping up an application adds " in cost
    assert "accounts and rights" not in cost


def test_what_all_of_the_work_costs_is_said_to_be_untuned_where_a_part_is() -> None:
    tuned = OWN.replace("[retrieval]", "[fine-tuning]\n  training-examples: ready")
    assert tuned != OWN
    cost = of_all(memo(tuned))
    assert "untuned" in cost
    assert "untuned" not in memo(OWN)


def test_what_the_ceiling_rules_out_in_many_simulations_is_said_to_cost_too_much() -> None:
    (staff,) = (work for work in assessed(DAIRY).workloads if work.name == "office staff")
    over = staff.recommendation.passed_over
    assert over
    by_ceiling = [each for each in over if each.because == "ceiling"]
    assert all(each.excluded > 0 for each in by_ceiling)
    assert ("more than your ceiling in" in memo(DAIRY)) is bool(by_ceiling)
    assert by_ceiling
