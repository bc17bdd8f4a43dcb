"""What a comparison says, on examples of which the answer is known."""

from collections.abc import Callable

import pytest

from llmchoice.engine.comparison import compare
from llmchoice.model.assessment import Assessment
from llmchoice.model.comparison import Comparison, OptionChange

Whatif = Callable[..., Comparison]
Example = Callable[..., Assessment]


def option(comparison: Comparison, option_id: str) -> OptionChange:
    return next(o for o in comparison.options if o.id == option_id)


def test_the_pair_is_who_led_and_who_leads(what_if: Whatif) -> None:
    found = what_if("startup", "own-test=open-ahead", "independence=5")
    assert found.before is not None
    assert found.after is not None
    assert (found.before.verdict, found.after.verdict) == ("closed", "open")
    assert found.changed
    assert found.pair is not None
    assert found.pair.leaders == ("closed-cloud",)
    assert found.pair.rivals == ("open-host",)
    assert found.pair.difference_before > 0 > found.pair.difference_after


def test_the_pair_is_the_leader_and_its_rival_where_the_leader_stays(what_if: Whatif) -> None:
    found = what_if("startup", "privacy=5")
    assert not found.changed
    assert found.pair is not None
    assert found.after is not None
    assert found.pair.leaders == (found.after.option,)
    assert found.pair.rivals == (found.after.runner_up,)
    assert found.pair.difference_after == pytest.approx(found.after.margin, abs=1e-9)


def test_a_criterion_says_which_answer_moved_it(what_if: Whatif) -> None:
    found = what_if("startup", "own-test=open-ahead")
    first, *_ = found.criteria
    (answer,) = found.answers
    assert first.criterion == "measured-quality"
    assert (answer.question, str(answer.before), answer.after) == (
        "own-test",
        "60:44:53",
        "open-ahead",
    )
    assert (first.label_before, first.label_after) == (answer.label_before, answer.label_after)
    assert not found.priorities


def test_a_rating_moves_the_weight_of_every_priority(what_if: Whatif) -> None:
    found = what_if("startup", "privacy=5")
    moved = {p.priority: (p.weight_after or 0) - (p.weight_before or 0) for p in found.priorities}
    assert moved.pop("privacy") > 0
    assert len(moved) == 6
    assert max(moved.values()) < 0
    assert not found.answers


def test_a_constraint_that_binds_newly_is_named_with_the_options_it_excludes(
    what_if: Whatif,
) -> None:
    found = what_if("startup", "exit=keep-weights")
    (rule,) = found.constraints_gained
    assert (rule.constraint, rule.options) == (
        "weights-must-be-held",
        ("closed-api", "closed-cloud"),
    )
    closed = option(found, "closed-cloud")
    assert closed.newly_excluded_by == ("weights-must-be-held",)
    assert (closed.admissible_before, closed.admissible_after) == (True, False)
    assert closed.rank_after is None
    assert [c.condition for c in found.conditions_gained] == ["own-copy-of-weights"]


def test_an_option_that_was_excluded_already_is_not_newly_excluded(what_if: Whatif) -> None:
    found = what_if("startup", "hardware=no-budget", "gpu-staff=could-hire")
    assert "no-budget-for-gpus" in {rule.constraint for rule in found.constraints_gained}
    assert option(found, "open-rented").newly_excluded_by == ()
    assert option(found, "open-rented").readmitted_from == ()


def test_an_option_that_is_admissible_again_names_the_rule_that_is_gone(what_if: Whatif) -> None:
    found = what_if("startup", "gpu-staff=could-hire")
    assert option(found, "open-rented").readmitted_from == ("nobody-to-run-gpus",)
    assert option(found, "open-owned").readmitted_from == ()
    assert [rule.constraint for rule in found.constraints_lost] == ["nobody-to-run-gpus"]


def test_a_question_that_ceases_to_be_asked_has_no_answer_after(what_if: Whatif) -> None:
    found = what_if("startup", "hardware=no-budget")
    answers = {change.question: (change.before, change.after) for change in found.answers}
    assert answers["gpu-staff"] == ("nobody", None)
    ceased = next(change for change in found.answers if change.question == "gpu-staff")
    assert ceased.label_after is None


def test_where_nothing_is_left_the_earlier_leader_is_compared(what_if: Whatif) -> None:
    found = what_if("startup", "exit=keep-weights", "own-test=open-fails")
    assert found.after is not None
    assert found.after.verdict == "none"
    assert found.after.option is None
    assert found.pair is not None
    assert found.pair.leaders == ("closed-cloud",)
    assert found.pair.rivals == ("open-host",)


def test_workloads_are_compared_by_name(what_if: Whatif) -> None:
    found = what_if("software-company", "own-test=open-ahead")
    assert [workload.name for workload in found.workloads] == ["coding agent", "reading receipts"]
    assert not found.options
    assert found.before is not None
    assert found.before.verdict == "mixed"
    assert all(workload.options for workload in found.workloads)


def test_a_changed_workload_changes_the_whole(example: Example) -> None:
    before = example("software-company")
    first, second = before.workloads
    swapped = (
        first.model_copy(update={"name": second.name}),
        second.model_copy(update={"name": first.name}),
    )
    found = compare(before, before.model_copy(update={"workloads": swapped}))
    assert found.before == found.after
    assert found.changed


def test_a_workload_that_only_one_of_them_has_stands_alone(example: Example) -> None:
    whole = example("software-company")
    first, second = whole.workloads
    less = whole.model_copy(update={"workloads": (second,)})
    found = compare(whole, less)
    assert [workload.name for workload in found.workloads] == [second.name, first.name]
    gone = found.workloads[1]
    assert (gone.after, gone.pair) == (None, None)
    assert gone.changed
    assert all(option.score_after is None for option in gone.options)


def test_other_criteria_are_told_by_their_origin(example: Example) -> None:
    before = example("startup")
    newer = before.criteria.model_copy(update={"version": "other"})
    found = compare(before, before.model_copy(update={"criteria": newer}))
    assert found.origin_before.criteria == before.criteria
    assert found.origin_after.criteria.version == "other"


def test_a_rule_that_excludes_who_the_leader_was_compared_with_is_why(what_if: Whatif) -> None:
    """The leader stays, and its rival is gone: no criterion between two others is the reason."""
    found = what_if("newspaper", "own-test=open-fails")
    assert found.before is not None
    assert found.after is not None
    rivals = {option for rule in found.decisive_gained for option in rule.options}
    assert {*found.before.rivals, *found.before.leaders} & rivals
    assert found.lead is None


def test_where_a_rival_falls_behind_the_distance_to_that_one_is_told(example: Example) -> None:
    """The next one says nothing about why, and its distance may not have changed at all."""
    before = example("newspaper")
    leader, rival = before.recommendation.leaders[0], before.recommendation.rivals[0]
    next_one = next(o.id for o in before.options if o.admissible and o.id not in {leader, rival})
    options = tuple(
        o.model_copy(update={"score": o.score - 20}) if o.id == rival else o for o in before.options
    )
    reasons = before.reasons.model_copy(update={"followers": (next_one,)})
    after = before.model_copy(update={"options": options, "reasons": reasons})
    found = compare(before, after)
    assert found.pair is not None
    assert (found.pair.leaders, found.pair.rivals) == ((leader,), (rival,))
    assert found.pair.moved == pytest.approx(20)
