"""What members know is never averaged: agreed, known to some, or contested."""

from collections.abc import Callable

import pytest
from tests.panel.conftest import told

from llmchoice.engine.panel import Member, assess_panel
from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.model.ground import Label
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.notice import AnswerNotUsed
from llmchoice.model.panel import Panel
from llmchoice.model.profile import Answer
from llmchoice.report.blocks import Level

Make = Callable[..., Member]
FAST = 1
UNKNOWN = "unknown"


def answers(panel: Panel) -> dict[str, Answer]:
    return {given.question: given.answer for given in panel.aggregate.answers}


def panel_of(kb: KnowledgeBase, *members: Member) -> Panel:
    return assess_panel(kb, members, draws=FAST)


def test_what_all_say_is_taken_and_not_talked_about(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(kb, member("a"), member("b"))
    assert answers(panel)["hardware"] == "cloud-only"
    assert (panel.facts.contested, panel.facts.known_by_some, panel.facts.clashes) == ((), (), ())


def test_what_some_know_is_taken_from_those_who_know_it(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(
        kb,
        member("a", answers={"own-test": "open-equal"}),
        member("b", answers={"own-test": UNKNOWN}),
        member("c", answers={"own-test": "open-equal"}),
    )
    (known,) = panel.facts.known_by_some
    assert answers(panel)["own-test"] == "open-equal"
    assert (known.question, known.known_by, known.unknown_to) == ("own-test", ("a", "c"), ("b",))
    assert known.label.texts == ("as well as the best closed model",)


def test_what_nobody_knows_stays_unknown(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(kb, member("a"), member("b"))  # availability is unknown to the start-up
    assert answers(panel)["availability"] == UNKNOWN
    assert not panel.facts.known_by_some


def test_a_contradiction_is_unknown_and_neither_answer_nor_a_mean(
    kb: KnowledgeBase, member: Make
) -> None:
    panel = panel_of(
        kb,
        member("a", answers={"monthly-tokens": 10_000_000}),
        member("b", answers={"monthly-tokens": 30_000_000}),
        member("c", answers={"monthly-tokens": UNKNOWN}),
    )
    (fact,) = panel.facts.contested
    assert answers(panel)["monthly-tokens"] == UNKNOWN
    assert fact.question == "monthly-tokens"
    assert [(p.answer, p.members) for p in fact.answers] == [
        (10_000_000, ("a",)),
        (30_000_000, ("b",)),
    ]
    assert fact.answers[0].label == Label(amount=10_000_000, unit="tokens a month")
    assert fact.unknown_to == ("c",)


def test_several_choices_in_another_order_are_the_same_answer(
    kb: KnowledgeBase, member: Make
) -> None:
    panel = panel_of(
        kb,
        member("a", answers={"data": ("internal", "personal")}),
        member("b", answers={"data": ("personal", "internal")}),
    )
    assert not panel.facts.contested
    assert answers(panel)["data"] == ("internal", "personal")


def test_one_choice_more_is_another_answer(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(kb, member("a"), member("b", answers={"data": ("internal",)}))
    assert [fact.question for fact in panel.facts.contested] == ["data"]


def test_an_answer_says_what_it_would_exclude(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(kb, member("a"), member("b", answers={"data-location": "own-cloud"}))
    (fact,) = panel.facts.contested
    assert [p.excludes for p in fact.answers] == [(), ("closed-api",)]


def test_an_expectation_that_decides_comes_before_a_fact_that_excludes(
    kb: KnowledgeBase, member: Make
) -> None:
    panel = assess_panel(
        kb,
        [
            member("a", answers={"own-test": "expected-behind"}),
            member("b", answers={"own-test": "expected-equal", "data-location": "own-cloud"}),
        ],
        draws=2000,
    )
    assert [decider.id for decider in panel.aggregate.recommendation.decides] == ["own-test"]
    page = told(panel, Level.PAGE)
    assert "Facts ? In a test with your own cases" in page
    assert "b: not tested; we expect about the same" in page
    # It is nothing that could be settled by asking who is right.
    assert [fact.question for fact in panel.facts.contested] == ["data-location"]


def test_a_dispute_is_not_called_unknown(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(kb, member("a"), member("b", answers={"data-location": "own-cloud"}))
    text = told(panel)
    assert 'The members do not agree on the answer to "Where is this data allowed to go?".' in text
    assert 'The answer to "Where is this data allowed to go?" is unknown' not in text


def test_nothing_is_begun_with_that_the_answers_of_a_member_rule_out(
    kb: KnowledgeBase, member: Make
) -> None:
    """One of three keeps the data in the building, where none of what the others like may run."""
    strict = member("c", answers={"data-location": "premises", "hardware": "no-budget"})
    panel = panel_of(kb, member("a"), member("b"), strict)
    result = panel.aggregate.recommendation
    forbidden = {each.option for each in panel.members[2].ruled_out}
    assert result.foremost
    assert forbidden.issuperset(result.foremost)
    assert result.start_with is None
    assert result.start_contested
    page = told(panel, Level.PAGE)
    assert "Start with" not in page
    assert "the answers of some members rule out each option that does as well" in page


def test_a_disputed_fact_that_decides_is_to_be_settled_and_is_not_called_unanswered(
    kb: KnowledgeBase, member: Make
) -> None:
    strict = member("c", answers={"data-location": "premises", "hardware": "no-budget"})
    panel = assess_panel(kb, (member("a"), strict, member("b", answers=strict.profile.answers)))
    deciders = {d.id: d.kind for d in panel.aggregate.recommendation.decides}
    assert deciders["data-location"] == "dispute"
    page = told(panel, Level.PAGE)
    assert "Members disagree on a fact that decides" in page
    assert "What is not answered may decide" not in page


def test_the_rule_that_all_agree_on_is_the_reason(kb: KnowledgeBase, member: Make) -> None:
    # Who would run machines is disputed; that there is no money for any is not.
    panel = panel_of(kb, member("a"), member("b", answers={"gpu-staff": "could-hire"}))
    (owned,) = (o for o in panel.aggregate.options if o.id == "open-owned")
    assert owned.excluded_by[0].constraint == "no-machines-of-our-own"


def test_a_question_that_arises_for_one_only_is_answered_by_that_one(
    kb: KnowledgeBase, member: Make
) -> None:
    # Residency is not asked of data that stays on the premises.
    panel = panel_of(
        kb,
        member("a", answers={"residency": "country"}),
        member("b", answers={"data-location": "premises", "hardware": "purchase"}),
    )
    assert answers(panel)["data-location"] == UNKNOWN
    assert answers(panel)["residency"] == "country"
    assert "residency" not in {fact.question for fact in panel.facts.known_by_some}


def test_a_question_that_nobody_was_asked_is_not_asked_of_the_panel(
    kb: KnowledgeBase, member: Make
) -> None:
    # Contracts are asked of data that is not public and leaves the premises: of neither of them.
    panel = panel_of(
        kb,
        member("a", answers={"data": ("public",)}),
        member("b", answers={"data-location": "premises", "hardware": "purchase"}),
    )
    assert "contracts" not in answers(panel)


def test_an_answer_that_no_longer_counts_is_left_out(kb: KnowledgeBase, member: Make) -> None:
    # Whoever knows that there is no money for GPUs answers for all: who runs them is not asked.
    panel = panel_of(
        kb,
        member("a", answers={"hardware": UNKNOWN, "gpu-staff": "could-hire"}),
        member("b", answers={"hardware": "no-budget"}),
    )
    assert "gpu-staff" not in answers(panel)
    assert AnswerNotUsed(question="gpu-staff") not in panel.aggregate.warnings


def test_answers_of_two_people_that_cannot_both_be_true_are_set_aside(
    kb: KnowledgeBase, member: Make
) -> None:
    panel = panel_of(
        kb,
        member("a", answers={"latency": "offline", "hardware": UNKNOWN}),
        member("b", answers={"latency": UNKNOWN, "hardware": "cloud-only"}),
    )
    (clash,) = panel.facts.clashes
    assert clash.contradiction == "offline-without-machines"
    assert [(p.question, p.members) for p in clash.answers] == [
        ("latency", ("a",)),
        ("hardware", ("b",)),
    ]
    assert answers(panel)["latency"] == answers(panel)["hardware"] == UNKNOWN
    assert not {k.question for k in panel.facts.known_by_some} & {"latency", "hardware"}


def test_remarks_are_quoted_under_the_members_name(kb: KnowledgeBase, member: Make) -> None:
    panel = panel_of(kb, member("b", notes={"data": "two"}), member("a", notes={"data": "one"}))
    (note,) = [given.note for given in panel.aggregate.answers if given.question == "data"]
    assert note == "a: one / b: two"


def test_facts_are_compared_workload_by_workload(kb: KnowledgeBase, member: Make) -> None:
    def works(task: str) -> list[dict[str, object]]:
        return [
            {"name": "chat", "answers": {"task": task}},
            {"name": "search", "answers": {"task": "routine"}},
        ]

    panel = panel_of(
        kb, member("a", workloads=works("skilled")), member("b", workloads=works("frontier"))
    )
    (fact,) = panel.facts.contested
    assert (fact.question, fact.workloads) == ("task", ("chat",))
    by_name = {
        work.name: {given.question: given.answer for given in work.answers}
        for work in panel.aggregate.workloads
    }
    assert by_name["chat"]["task"] == UNKNOWN
    assert by_name["search"]["task"] == "routine"


def test_the_same_contradiction_in_every_workload_is_told_once(
    kb: KnowledgeBase, member: Make
) -> None:
    works = [{"name": "chat", "answers": {}}, {"name": "search", "answers": {}}]
    panel = panel_of(
        kb,
        member("a", workloads=works),
        member("b", workloads=works[::-1], answers={"traffic": "steady"}),
    )
    (fact,) = panel.facts.contested
    assert (fact.question, fact.workloads) == ("traffic", ("chat", "search"))


def test_members_with_other_workloads_cannot_be_compared(kb: KnowledgeBase, member: Make) -> None:
    works = [{"name": "chat", "answers": {}}]
    with pytest.raises(LlmchoiceError) as caught:
        panel_of(kb, member("a", workloads=works), member("b"), member("c"))
    assert caught.value.exit_code is ExitCode.INVALID
    assert [problem.message.split()[0] for problem in caught.value.problems] == ["b", "c"]
