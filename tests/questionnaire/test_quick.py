"""The quick interview: what matters most is asked first, and it stops on a proof."""

import os
import subprocess
import sys

import pytest
from tests.questionnaire.person import (
    BACK,
    ENOUGH,
    LEAVE,
    MATTER,
    MEANT,
    NAME,
    NOW,
    Person,
    Replies,
    interviewed,
    kept,
)
from tests.questionnaire.person import ORDER as PUT_IN_ORDER
from tests.questionnaire.scales import (
    AMOUNT,
    BIG,
    GATE,
    MIDDLE,
    SMALL,
    Truthful,
    first,
    scales,
)

from llmchoice.engine.inquiry import Slight, by_influence, influences, next_question, slight
from llmchoice.knowledge.completeness import gaps
from llmchoice.model.knowledge import Basis, Costed, KnowledgeBase
from llmchoice.model.option import Side
from llmchoice.model.profile import Answer, Answers, Profile, Workload
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.flow import interview
from llmchoice.questionnaire.session import Mode
from llmchoice.questionnaire.sofar import profile_so_far

QUICK = Mode(quick=True)
ORDER = ("peace", "money")
ALL_NAY: dict[str, Answer] = {
    "small": "nay",
    "middle": "nay",
    "big": "nay",
    "gate": "nay",
    "amount": 1,
}
RANKED = Profile(organisation="Acme", ranking=ORDER)


@pytest.fixture
def world(kb: KnowledgeBase) -> KnowledgeBase:
    return scales(kb)


def quickly(
    world: KnowledgeBase,
    draft: Draft,
    answers: dict[str, Answer],
    start: Profile | None = None,
    more: Replies | None = None,
) -> tuple[Truthful, Profile]:
    person = Truthful(world, answers, ORDER, more)
    return person, interviewed(world, person, draft, start=start, mode=QUICK)


# ── The order ─────────────────────────────────────────────────────────────────────────────────────
def test_influence_is_the_share_of_draws_in_which_knowing_changes_the_side(
    world: KnowledgeBase,
) -> None:
    found = influences(Basis(world), RANKED, {})

    assert set(found) == {"small", "middle", "big", "gate", "key", "amount"}
    assert all(0 <= share <= 1 for share in found.values())
    # Only a shut gate beats what is big: one chance in three, in half of the draws.
    assert found["big"] > found["gate"] == pytest.approx(1 / 6, abs=0.05)
    assert found["gate"] > found["middle"]
    assert found == influences(Basis(world), RANKED, {})


def test_an_answer_that_decides_leaves_the_others_without_influence(world: KnowledgeBase) -> None:
    found = influences(Basis(world), RANKED, {"gate": "aye"})

    assert set(found.values()) == {0.0}
    assert "gate" not in found


def test_equals_stand_by_the_weight_that_rests_on_them(world: KnowledgeBase) -> None:
    ordered = by_influence(Basis(world), RANKED, {"gate": "aye"})

    assert [q.id for q in ordered] == ["big", "amount", "middle", "small", "key"]


def test_what_it_is_for_is_asked_first(world: KnowledgeBase) -> None:
    questions = tuple(
        question.model_copy(update={"fixed": question.id == "small"})
        for question in world.questions
    )
    ordered = by_influence(Basis(world.model_copy(update={"questions": questions})), RANKED, {})

    assert by_influence(Basis(world), RANKED, {})[0].id == "big"
    assert [question.id for question in ordered[:2]] == ["small", "big"]


class Demanding:
    """Proves nothing before two questions are answered, and values nothing."""

    questions = ("amount", "small")
    choosing = ("amount",)
    volumes = ()
    ceiling: float | None = 1.0

    def costed(self, answers: Answers) -> Costed | None:  # noqa: ARG002 - the protocol has it
        return None


def test_what_costs_depend_on_goes_before_what_little_hangs_on(world: KnowledgeBase) -> None:
    found = influences(Basis(world), RANKED, {})
    assert found["key"] < 0.05 < found["gate"]

    ordered = [q.id for q in by_influence(Basis(world, Demanding()), RANKED, {"gate": "aye"})]

    assert set(ordered[:2]) == {"amount", "small"}
    first = by_influence(Basis(world, Demanding()), RANKED, {})[0]
    assert first.id == "big"


def test_the_next_question_applies_and_has_no_answer(world: KnowledgeBase) -> None:
    question = next_question(Basis(world), RANKED, {})
    assert question is not None
    assert question.id == "big"
    assert "key" not in {q.id for q in by_influence(Basis(world), RANKED, {})}
    assert next_question(Basis(world), RANKED, ALL_NAY) is None


# ── When somebody ends it ────────────────────────────────────────────────────────────────────────
def test_whoever_ends_the_questions_has_the_rest_unknown_and_can_still_go_back(
    world: KnowledgeBase, draft: Draft
) -> None:
    replies: Replies = {BIG: [ENOUGH, "nay"], GATE: [ENOUGH], NOW: [BACK, "go-on"]}
    person, profile = quickly(world, draft, {}, None, replies)
    assert person.asked[3:] == [BIG, NOW, BIG, GATE, NOW]
    assert person.hears("Ended here: up to 6 questions are left")
    assert person.hears("Ended here: up to 5 questions are left")
    assert {q for q, answer in profile.answers.items() if answer != "unknown"} == {"big"}


def test_the_end_of_the_questions_stands_in_a_draft(world: KnowledgeBase, draft: Draft) -> None:
    with pytest.raises(Interrupted):
        quickly(world, draft, {}, None, {BIG: [ENOUGH], NOW: [LEAVE]})
    again = Person({NOW: ["go-on"]})
    journal = kept(draft)
    profile = interview(Basis(world), journal, asker=again, draft=draft, mode=QUICK)
    assert again.asked == [NOW]
    assert set(profile.answers.values()) == {"unknown"}


# ── When it stops ─────────────────────────────────────────────────────────────────────────────────
def test_it_asks_what_matters_then_by_influence_and_stops_when_settled(
    world: KnowledgeBase, draft: Draft
) -> None:
    person, profile = quickly(world, draft, {**ALL_NAY, "small": "aye"})

    assert person.asked == [NAME, PUT_IN_ORDER, MEANT, BIG, GATE, NOW]
    assert person.hears("At most 6 questions and 2 priorities, at most 2 minutes:")
    assert person.hears("Question 1 of at most 6 - First things")
    assert person.hears("Question 2 of at most 6 - First things")
    assert person.hears(
        "Settled: with your priorities, the best option stays on the closed side,"
        " whatever the other answers are."
    )
    assert person.hears("3 questions skipped; the report counts them as unknown.")
    assert profile.ranking == ORDER
    assert profile.answers == {
        "big": "nay",
        "gate": "nay",
        "small": "unknown",
        "middle": "unknown",
        "amount": "unknown",
    }
    assert not gaps(world, profile)


def test_a_question_that_may_never_have_come_up_is_counted_apart(
    world: KnowledgeBase, draft: Draft
) -> None:
    person, profile = quickly(world, draft, {"big": "aye"})

    assert person.questions == [BIG]
    assert person.hears("stays on the open side")
    assert person.hears("4 to 5 questions skipped")
    # As after any unknown answer: what hangs on it cannot be ruled out.
    assert profile.answers["key"] == "unknown"


def test_where_no_answer_settles_it_all_are_asked(world: KnowledgeBase, draft: Draft) -> None:
    unknown: dict[str, Answer] = dict.fromkeys(("small", "middle", "big", "amount"), "unknown")
    person, profile = quickly(world, draft, {**unknown, "gate": "nay"})

    assert set(person.questions) == {SMALL, MIDDLE, BIG, GATE, AMOUNT}
    assert person.hears("Question 5 of 5 - ")
    assert person.hears("No question could be skipped.")
    assert profile.answers == {**unknown, "gate": "nay"}


def test_a_proof_alone_ends_nothing_where_the_report_would_name_no_side(
    world: KnowledgeBase, draft: Draft
) -> None:
    person, profile = quickly(
        world, draft, {**ALL_NAY, "big": "unknown", "small": "unknown", "key": "nay"}
    )

    # What is big counts with its mean from now on, so that the middle decides which option is best;
    # in too many simulations it is the other one.
    assert person.questions[:3] == [BIG, MIDDLE, GATE]
    assert len(person.questions) > 3
    assert profile.answers["big"] == "unknown"


def test_where_no_option_is_left_nothing_more_is_asked(kb: KnowledgeBase, draft: Draft) -> None:
    world = scales(kb)
    rule = world.constraints[0].model_copy(update={"excludes": ("open", "closed")})
    world = world.model_copy(update={"constraints": (rule,)})

    person, profile = quickly(world, draft, {**ALL_NAY, "gate": "aye"})

    assert person.questions[-1] == GATE
    assert person.hears("Settled: with your priorities, no option is left, whatever")
    assert not gaps(world, profile)


# ── When what is left is worth little ────────────────────────────────────────────────────────────
EVEN = Profile(organisation="Acme", points={"peace": 50, "money": 50})
LEVEL: dict[str, Answer] = {
    "middle": "unknown",
    "big": "unknown",
    "gate": "nay",
    # Half way between one and a thousand: worth the same to both sides.
    "amount": 500.5,
}


def content(world: KnowledgeBase, points: float) -> Basis:
    """To which so many points are slight; what is unknown may carry any weight."""
    settings = {"slight_gain": points, "unknown_limit": 1}
    changed = world.settings.model_copy(update=settings)
    return Basis(world.model_copy(update={"settings": changed}))


def rarely_shut(world: KnowledgeBase, name: str = "gate", odds: float = 0.01) -> KnowledgeBase:
    """Where the gate, or another question, is shut once in a hundred times."""
    gate = world.question(name)
    rare = [c.model_copy(update={"odds": odds if c.id == "aye" else 1}) for c in gate.choices]
    shut = gate.model_copy(update={"choices": tuple(rare)})
    questions = tuple(shut if question is gate else question for question in world.questions)
    return world.model_copy(update={"questions": questions})


def never_slight(world: KnowledgeBase) -> KnowledgeBase:
    """Where whatever may exclude an option is asked, however unlikely."""
    settings = world.settings.model_copy(update={"slight_risk": 0})
    return world.model_copy(update={"settings": settings})


def test_the_gain_is_what_the_better_side_is_worth_more_once_all_is_known(
    world: KnowledgeBase,
) -> None:
    # The sides are level; what is small puts either of them one point ahead, as likely as not.
    found = slight(content(world, 0.7), EVEN, LEVEL)

    assert found is not None
    assert found.points == pytest.approx(0.5, abs=0.05)
    assert slight(content(world, 0.4), EVEN, LEVEL) is None


def test_nothing_is_gained_where_nothing_is_open(world: KnowledgeBase) -> None:
    found = slight(content(world, 0.4), EVEN, {**LEVEL, "small": "aye"})

    assert found == Slight("open", 0)


def test_without_a_threshold_only_a_proof_ends_it(world: KnowledgeBase) -> None:
    assert slight(content(world, 0), EVEN, {**LEVEL, "small": "aye"}) is None


def test_what_may_exclude_the_option_that_leads_is_asked_however_little_it_gains(
    world: KnowledgeBase,
) -> None:
    # Shut, with one chance in three, the gate excludes the closed option.
    closed, open_ = ({**ALL_NAY, "big": answer} for answer in ("nay", "aye"))
    assert slight(content(world, 100), RANKED, {**closed, "gate": "nay"}) is not None
    del closed["gate"], open_["gate"]
    assert slight(content(world, 100), RANKED, closed) is None
    assert slight(content(world, 100), RANKED, open_) is not None


def test_what_may_exclude_the_other_side_is_asked_where_no_side_is_named(
    world: KnowledgeBase,
) -> None:
    # Level: shut, the gate leaves the closed side nothing, and so names the open one.
    answers = {**LEVEL, "small": "unknown"}
    assert slight(content(world, 100), EVEN, answers) == Slight("open", 0)
    del answers["gate"]
    assert slight(content(world, 100), EVEN, answers) is None


def test_what_excludes_too_rarely_is_not_asked(world: KnowledgeBase) -> None:
    # With odds of 1 in 100 the gate leaves the closed side nothing.
    level = {key: answer for key, answer in LEVEL.items() if key != "gate"} | {"small": "unknown"}
    assert slight(content(rarely_shut(world), 100), EVEN, level) is not None
    assert slight(content(never_slight(rarely_shut(world)), 100), EVEN, level) is None


def test_once_little_is_gained_what_keeps_it_asking_comes_first(world: KnowledgeBase) -> None:
    # What is small decides as often as not which side is ahead, by a point; with odds of 1 in 100
    # the gate leaves one of them nothing.
    rare = never_slight(rarely_shut(world))
    level = {key: answer for key, answer in LEVEL.items() if key != "gate"}
    assert next_question(content(rare, 0.1), EVEN, level) == rare.question("small")
    assert next_question(content(rare, 100), EVEN, level) == rare.question("gate")


def test_of_what_keeps_it_asking_the_likeliest_to_exclude_comes_first(
    world: KnowledgeBase,
) -> None:
    # More draws change their side by what is small than by the gate, which is shut in one of three;
    # what is small excludes in 1 of 3.1, and then in one of two.
    against = {"id": "also", "when": {"small": ("nay",)}, "excludes": ("open",)}
    also = world.constraints[0].model_copy(update=against)
    gates = never_slight(world.model_copy(update={"constraints": (*world.constraints, also)}))
    level = {key: answer for key, answer in LEVEL.items() if key != "gate"}
    for odds, likeliest in ((2.1, "gate"), (1, "small")):
        basis = content(rarely_shut(gates, "small", odds), 100)
        order = [question.id for question in by_influence(basis, EVEN, level)]
        assert order[0] == "small"
        assert next_question(basis, EVEN, level) == basis.kb.question(likeliest)


def test_what_is_asked_only_after_another_answer_is_reached_by_that(world: KnowledgeBase) -> None:
    hidden = world.question("gate").model_copy(update={"when": {"small": ("nay",)}})
    questions = tuple(hidden if q.id == "gate" else q for q in world.questions)
    basis = content(world.model_copy(update={"questions": questions}), 100)
    level = {key: answer for key, answer in LEVEL.items() if key not in {"gate", "middle"}}
    assert next_question(basis, EVEN, level) == world.question("small")


def test_a_proof_that_is_near_is_still_looked_for_first(world: KnowledgeBase) -> None:
    # Nearly all weight lies on what is big, and nothing of it holds the rest up.
    answers: dict[str, Answer] = {"gate": "nay", "amount": 500.5, "small": "nay"}
    assert next_question(content(world, 100), RANKED, answers) == world.question("big")


def test_what_costs_depend_on_is_asked_where_there_is_a_ceiling(world: KnowledgeBase) -> None:
    answers = {**ALL_NAY, "small": "aye"}
    basis = Basis(content(world, 100).kb, Demanding())
    assert slight(basis, RANKED, answers) is not None
    del answers["amount"]
    assert slight(basis, RANKED, answers) is None


def test_too_much_on_what_is_unknown_keeps_it_asking_where_a_side_would_be_named(
    world: KnowledgeBase,
) -> None:
    answers: dict[str, Answer] = {"gate": "nay", "amount": 1}
    mostly = Profile(organisation="Acme", points={"peace": 20, "money": 80})
    kb = content(world, 100).kb
    little, much = (
        Basis(
            kb.model_copy(update={"settings": kb.settings.model_copy(update={"unknown_limit": x})})
        )
        for x in (0.1, 1)
    )
    assert slight(little, mostly, answers) is None
    assert next_question(little, mostly, answers) == world.question("big")
    assert slight(much, mostly, answers) is not None
    # Where both sides win about as often, to know more names none either.
    assert slight(little, EVEN, LEVEL) is not None


def test_it_goes_on_while_a_side_all_but_wins(world: KnowledgeBase) -> None:
    answers: dict[str, Answer] = {"gate": "nay", "amount": 1}
    mostly = Profile(organisation="Acme", points={"peace": 20, "money": 80})
    kb = content(world, 100).kb
    # Where both sides win about as often, one lacks less than all of the simulations.
    for slight_influence, ends in ((0.05, True), (1, False)):
        changed = {"unknown_limit": 1, "slight_influence": slight_influence}
        basis = Basis(kb.model_copy(update={"settings": kb.settings.model_copy(update=changed)}))
        assert (slight(basis, EVEN, LEVEL) is not None) is ends
        assert slight(basis, mostly, answers) is not None


def test_it_says_how_little_is_left_and_that_this_is_no_proof(
    world: KnowledgeBase, draft: Draft
) -> None:
    own = content(world, 0.7).kb
    start = EVEN.model_copy(update={"answers": LEVEL})
    person, profile = quickly(own, draft, {}, start)

    assert person.questions == []
    assert person.hears(
        "Enough: to know what is left would gain no more than about 0.49 points of 100 on average."
        " It may still change the side: leave out --quick to be asked it."
    )
    assert not person.hears("Settled")
    assert person.hears("1 question skipped; the report counts it as unknown.")
    assert profile.answers["small"] == "unknown"
    (spared,) = (pick for pick in person.picks[-1] if pick.group == "Not asked")
    assert spared.notes[1] == "All that was not asked is expected to gain little."


# ── The review ────────────────────────────────────────────────────────────────────────────────────
def test_the_review_names_what_was_not_asked(world: KnowledgeBase, draft: Draft) -> None:
    person, _ = quickly(world, draft, {"big": "aye"})

    spared = [pick for pick in person.picks[-1] if pick.group == "Not asked"]
    # Who has the key is no question before the gate is known to be shut.
    assert [pick.notes[0] for pick in spared] == [SMALL, MIDDLE, GATE, AMOUNT]
    assert {pick.notes[1] for pick in spared} == {"No answer to this can change the side."}


def test_a_change_that_unsettles_the_side_makes_it_ask_on(
    world: KnowledgeBase, draft: Draft
) -> None:
    changes: Replies = {
        NOW: ["facts/big", "go-on"],
        BIG: ["aye", "nay"],
    }
    person, profile = quickly(world, draft, {"gate": "nay"}, more=changes)

    assert person.questions == [BIG, BIG, GATE]
    assert person.hears("stays on the open side")
    assert person.hears("stays on the closed side")
    assert {profile.answers["big"], profile.answers["gate"]} == {"nay"}
    assert profile.answers["small"] == "unknown"
    assert first(world, profile, profile.answers) is Side.CLOSED


def test_other_priorities_may_unsettle_the_side_too(world: KnowledgeBase, draft: Draft) -> None:
    changes: Replies = {
        NOW: ["priorities", "go-on"],
        PUT_IN_ORDER: [(("peace",), ("money",)), (("money",), ("peace",))],
        MEANT: ["go-on", "go-on"],
    }
    person, profile = quickly(
        world, draft, {**ALL_NAY, "big": "unknown", "middle": "aye", "amount": 1}, more=changes
    )

    asked_on = person.questions[person.questions.index(MIDDLE) + 1 :]
    assert person.asked.count(PUT_IN_ORDER) == 2
    assert AMOUNT in asked_on
    assert profile.ranking == ("money", "peace")
    assert first(world, profile, profile.answers) is Side.CLOSED


def test_what_was_not_asked_can_be_answered_all_the_same(
    world: KnowledgeBase, draft: Draft
) -> None:
    changes: Replies = {NOW: ["facts/small", "go-on"]}
    person, profile = quickly(world, draft, {"big": "aye", "small": "nay"}, more=changes)

    assert person.questions == [BIG, SMALL]
    assert profile.answers["small"] == "nay"
    assert person.hears("3 to 4 questions skipped")


# ── Going on with a profile ───────────────────────────────────────────────────────────────────────
def test_it_goes_on_from_whatever_is_there(world: KnowledgeBase, draft: Draft) -> None:
    start = Profile(organisation="Acme", answers={"big": "nay", "small": "aye"})

    person, _ = quickly(world, draft, ALL_NAY, start)

    assert person.asked == [PUT_IN_ORDER, MEANT, GATE, NOW]


def test_a_profile_that_settles_the_side_is_only_reviewed(
    world: KnowledgeBase, draft: Draft
) -> None:
    start = RANKED.model_copy(update={"answers": {"big": "aye"}})

    person, profile = quickly(world, draft, {}, start)

    assert person.asked == [NOW]
    assert person.hears("About 1 review")
    assert not gaps(world, profile)


def test_an_answer_whose_own_condition_is_open_is_kept(world: KnowledgeBase, draft: Draft) -> None:
    start = RANKED.model_copy(update={"answers": {"big": "aye", "key": "nay"}})

    person, profile = quickly(world, draft, {}, start)

    assert profile.answers["key"] == "nay"
    assert not person.hears("its answer is removed")


def test_a_draft_holds_no_answer_that_nobody_gave(world: KnowledgeBase, draft: Draft) -> None:
    own = Draft(world, draft.path, QUICK)
    person = Truthful(world, {"big": "aye"}, ORDER)
    person.leaves_at = NOW

    with pytest.raises(Interrupted):
        interviewed(world, person, own, mode=QUICK)

    left = profile_so_far(world, kept(own))
    assert left == RANKED.model_copy(update={"answers": {"big": "aye"}})


# ── Workloads ─────────────────────────────────────────────────────────────────────────────────────
def test_each_workload_is_asked_until_its_own_side_is_settled(
    world: KnowledgeBase, draft: Draft
) -> None:
    workloads = (
        Workload(name="chat", answers={"big": "aye"}),
        Workload(name="files", answers={"big": "nay"}),
    )
    start = RANKED.model_copy(update={"workloads": workloads})

    person, profile = quickly(world, draft, {"gate": "nay"}, start)

    assert person.questions == [GATE]
    assert person.hears("Question 2 of at most 6 - First things - files")
    for work, side in (("chat", "open"), ("files", "closed")):
        assert person.hears(
            f"Settled for {work}: with your priorities, the best option stays on the {side} side,"
            " whatever the other answers are."
        )
    assert profile.workloads[1].answers == {"big": "nay", "gate": "nay"}
    assert profile.answers["gate"] == "unknown"
    assert not gaps(world, profile)


def test_what_all_unsettled_workloads_lack_is_asked_once(
    world: KnowledgeBase, draft: Draft
) -> None:
    workloads = tuple(Workload(name=name, answers={"big": "nay"}) for name in ("chat", "files"))
    start = RANKED.model_copy(update={"workloads": workloads})

    person, profile = quickly(world, draft, {"gate": "nay"}, start)

    assert person.questions == [GATE]
    assert profile.answers["gate"] == "nay"


def test_two_kinds_of_work_are_offered_once_the_whole_is_settled(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person(
        {
            NAME: ["Acme"],
            PUT_IN_ORDER: [(("peace",), ("money",), ("speed",))],
            MEANT: ["go-on"],
            "Where may it go?": ["outside", "outside", "inside"],
            MATTER: [("calm", "grave"), ("calm",), ("grave",)],
            "What must be promised?": ["little"],
            "How much is it?": ["3"],
            "Whose boxes?": ["owned"],
            "Who minds them?": ["somebody"],
            "How do you want to treat it?": ["apart"],
            "What do you call the first kind of work?": ["chat"],
            "And the second?": ["files"],
            "Which other answers differ between the two?": [("place",)],
            NOW: ["go-on"],
        }
    )

    profile = interviewed(kb, person, draft, mode=QUICK)

    assert [w.name for w in profile.workloads] == ["chat", "files"]
    assert profile.workloads[1].answers["place"] == "inside"
    assert not gaps(kb, profile)
    assert not person.unsaid()


# ── What it costs to start ────────────────────────────────────────────────────────────────────────
def test_numpy_is_imported_when_an_order_is_needed_and_not_before() -> None:
    code = (
        "import sys, llmchoice.questionnaire.flow, llmchoice.engine.inquiry;"
        "print('numpy' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"
