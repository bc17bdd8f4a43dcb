"""Whoever has had enough sees the result: what is left counts as unknown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.questionnaire.person import (
    BACK,
    BOXES,
    DIFFERENT,
    ENOUGH,
    LEAVE,
    MATTER,
    MEANT,
    MINDER,
    NAME,
    NOW,
    PLACE,
    PLAIN,
    PROMISE,
    RATE,
    SPLIT,
    VOLUME,
    WAY,
    Person,
    Replies,
    Reply,
    interviewed,
    kept,
)

from llmchoice.engine.answers import missing
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.flow import ALL
from llmchoice.questionnaire.session import Mode

APART = "How do you want to treat it?"
FIRST_NAME, SECOND_NAME = "What do you call the first kind of work?", "And the second?"
MORE, THAN_MONEY = "Which matters more to you?", "How much more than Money?"
QUESTIONS: dict[str, tuple[str, list[Reply]]] = {
    MATTER: ("matter", [("calm",), ("touchy", "grave")]),
    PROMISE: ("promise", ["much", "unknown"]),
    PLACE: ("place", ["outside", "inside"]),
    VOLUME: ("volume", ["1k", "30 desks"]),
    BOXES: ("boxes", ["owned", "rented"]),
    MINDER: ("minder", ["somebody", "not-applicable"]),
}
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))


def ended_at(title: str, more: Replies | None = None) -> Replies:
    return {**PLAIN, **(more or {}), title: [ENOUGH]}


def test_what_is_left_is_unknown_and_the_review_is_next(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person(ended_at(VOLUME))

    profile = interviewed(kb, person, draft)

    assert person.asked == [NAME, MATTER, PLACE, VOLUME, NOW]
    assert profile.answers == {
        "matter": ("calm",),
        "place": "outside",
        "volume": "unknown",
        "boxes": "unknown",
        "minder": "unknown",
    }
    assert missing(kb, profile.answers) == ()
    # Nothing was said of what matters: any weights are as likely.
    assert set((profile.priorities or {}).values()) == {3}
    assert profile.spread == "no-idea"
    assert any("you have not said what matters" in pick.text for pick in person.picks[-1])
    assert not any("can change the side" in note for p in person.picks[-1] for note in p.notes)


def test_it_is_said_what_that_costs(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person(ended_at(MATTER))

    interviewed(kb, person, draft, mode=Mode())

    at = person.heard.index(
        "Ended here: up to 6 questions are left, which the report counts as unknown."
    )
    told, cost = person.heard[at + 1 : at + 3]
    assert re.search(r"leads? in (\d+ % of )?the simulations of what is not answered yet", told)
    # The only question that anything is judged by decides between the sides.
    found = re.fullmatch(
        r"What is left would change which side leads in (\d+) % of the simulations\.", cost
    )
    assert found
    assert 10 < int(found[1]) <= 100


def test_going_back_from_the_review_takes_it_back(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**PLAIN, VOLUME: [ENOUGH, "1k"], NOW: [BACK, "go-on"]})

    profile = interviewed(kb, person, draft)

    assert person.asked[3:7] == [VOLUME, NOW, VOLUME, BOXES]
    assert profile.answers["volume"] == 1000
    assert profile.spread is None


def test_at_the_review_what_matters_can_still_be_said(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**ended_at(BOXES), NOW: ["priorities", "go-on"]})

    profile = interviewed(kb, person, draft)

    assert person.asked[-7:] == [NOW, WAY, RATE, RATE, RATE, MEANT, NOW]
    assert profile.priorities == {"peace": 3, "money": 0, "speed": 5}
    assert profile.spread is None
    assert profile.answers["boxes"] == "unknown"


def test_at_the_review_a_question_can_still_be_answered(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person({**ended_at(PLACE), BOXES: ["owned"], NOW: ["facts/boxes", "go-on"]})

    profile = interviewed(kb, person, draft)

    assert person.asked[-3:] == [NOW, BOXES, NOW]
    assert profile.answers["boxes"] == "owned"
    assert profile.answers["place"] == profile.answers["minder"] == "unknown"


def test_what_matters_may_be_left_open_alone(kb: KnowledgeBase, draft: Draft) -> None:
    person = Person(ended_at(WAY))

    profile = interviewed(kb, person, draft)

    assert person.asked[-2:] == [WAY, NOW]
    assert "unknown" not in profile.answers.values()
    assert profile.spread == "no-idea"


def test_what_was_weighed_before_stands(kb: KnowledgeBase, draft: Draft) -> None:
    start = Profile(organisation="Acme", ranking=("peace", "money", "speed"))
    person = Person(ended_at(VOLUME))

    profile = interviewed(kb, person, draft, start=start)

    assert (profile.ranking, profile.spread) == (start.ranking, None)


def test_whoever_is_asked_for_two_kinds_of_work_has_one(kb: KnowledgeBase, draft: Draft) -> None:
    two: Replies = {MATTER: [("calm", "grave")], PROMISE: ["much"]}

    profile = interviewed(kb, Person(ended_at(APART, two)), draft)

    assert profile.workloads == ()
    assert profile.spread == "no-idea"


@pytest.mark.parametrize(
    ("where", "replies"),
    [
        (RATE, {RATE: ["4", ENOUGH]}),
        (MORE, {WAY: ["compare"], MORE: [ENOUGH]}),
        (THAN_MONEY, {WAY: ["compare"], MORE: ["peace"], THAN_MONEY: [ENOUGH]}),
    ],
)
def test_while_weighing_it_ends_too_and_half_of_the_weights_weighs_nothing(
    where: str, replies: Replies, kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**PLAIN, **replies})

    profile = interviewed(kb, person, draft)

    assert person.asked[-2:] == [where, NOW]
    assert profile.answers["boxes"] == "rented"
    assert set((profile.priorities or {}).values()) == {3}
    assert profile.spread == "no-idea"
    assert any("you have not said what matters" in pick.text for pick in person.picks[-1])


@pytest.mark.parametrize("names", [[ENOUGH], ["chat", ENOUGH]])
def test_without_the_names_of_two_kinds_of_work_it_is_one(
    names: list[Reply], kb: KnowledgeBase, draft: Draft
) -> None:
    titles = (FIRST_NAME, SECOND_NAME)
    given: Replies = {title: [name] for title, name in zip(titles, names, strict=False)}
    person = Person({**PLAIN, **SPLIT, **given})

    profile = interviewed(kb, person, draft)

    assert person.asked[-2:] == [titles[len(names) - 1], NOW]
    assert profile.workloads == ()
    assert profile.answers["matter"] == ("calm", "grave")


def test_without_what_belongs_to_each_it_is_one_kind_of_work(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**PLAIN, **SPLIT, MATTER: [("calm", "grave"), ("calm",), ENOUGH]})

    profile = interviewed(kb, person, draft)

    assert person.asked[-2:] == [MATTER, NOW]
    assert profile.workloads == ()
    assert profile.answers["matter"] == ("calm", "grave")


def test_whoever_ends_before_the_differences_has_named_none(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**PLAIN, **SPLIT, DIFFERENT: [ENOUGH], NOW: ["facts/place", "go-on"]})
    person.replies[PLACE] *= 2

    profile = interviewed(kb, person, draft)

    assert person.asked[-4:] == [DIFFERENT, NOW, PLACE, NOW]
    assert [set(work.answers) for work in profile.workloads] == [{"matter"}] * 2
    assert profile.answers["boxes"] == "rented"


def test_two_kinds_of_work_stay_two(kb: KnowledgeBase, draft: Draft) -> None:
    boxes: Replies = {**PLAIN, **SPLIT, BOXES: ["rented", ENOUGH]}
    person = Person(boxes)

    profile = interviewed(kb, person, draft)

    assert [workload.name for workload in profile.workloads] == ["chat", "files"]
    assert [workload.answers["boxes"] for workload in profile.workloads] == ["unknown"] * 2
    assert person.asked[-1] == NOW


def test_a_draft_goes_on_where_it_was_ended(kb: KnowledgeBase, draft: Draft) -> None:
    with pytest.raises(Interrupted):
        interviewed(kb, Person(ended_at(VOLUME), leaves_at=NOW), draft)

    person = Person({NOW: ["go-on"]})
    resumed = interviewed(kb, person, draft, start=kept(draft))

    assert person.asked == [NOW]
    assert resumed.answers["volume"] == "unknown"
    assert (resumed.answers["place"], resumed.spread) == ("outside", "no-idea")


@pytest.mark.parametrize(
    ("leaves_at", "again"), [(VOLUME, {VOLUME: [ENOUGH, LEAVE]}), (BOXES, {BOXES: [LEAVE]})]
)
def test_a_draft_goes_on_where_the_end_was_taken_back(
    kb: KnowledgeBase, draft: Draft, leaves_at: str, again: Replies
) -> None:
    replies: Replies = {**PLAIN, VOLUME: [ENOUGH, "1k"], NOW: [BACK], **again}
    with pytest.raises(Interrupted):
        interviewed(kb, Person(replies), draft)

    person = Person(PLAIN)
    resumed = interviewed(kb, person, draft, start=kept(draft))

    assert person.asked[0] == leaves_at
    assert BOXES in person.asked
    assert resumed.answers["volume"] != "unknown"


@LAW
@given(st.data())
def test_wherever_it_is_ended_what_was_answered_stands_and_the_count_only_falls(
    kb: KnowledgeBase, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    replies: Replies = {**PLAIN, APART: ["together"]}
    replies |= {title: [data.draw(st.sampled_from(some))] for title, (_, some) in QUESTIONS.items()}
    stop = data.draw(st.sampled_from([*QUESTIONS, ""]))
    if stop:
        replies[stop] = [ENOUGH]
    person = Person(replies)
    folder = tmp_path_factory.mktemp("drafts")

    profile = interviewed(kb, person, Draft(kb, folder / "draft.json", ALL))

    answered = [name for title, (name, _) in QUESTIONS.items() if title in person.asked]
    ended = stop in person.asked
    for name in profile.answers:
        is_open = ended and (name not in answered or name == QUESTIONS[stop][0])
        assert is_open <= (profile.answers[name] == "unknown")
    heads = [line for line in person.heard if line.startswith("Question ")]
    totals = [int(re.findall(r"of (?:at most )?(\d+)", head)[0]) for head in heads]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] == len(QUESTIONS)


def test_what_was_replied_before_going_back_counts_when_the_questions_end(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person(
        {**PLAIN, PLACE: ["outside", ENOUGH], VOLUME: ["40 million", BACK], BOXES: [BACK]}
    )

    profile = interviewed(kb, person, draft)

    assert person.asked[:7] == [NAME, MATTER, PLACE, VOLUME, BOXES, VOLUME, PLACE]
    assert profile.answers["place"] == "outside"
    assert profile.answers["volume"] == 40_000_000
    assert profile.answers["boxes"] == "unknown"


def test_where_it_stands_is_not_said_again_on_the_way_back_to_the_review(
    kb: KnowledgeBase, draft: Draft
) -> None:
    plain = Person(PLAIN)
    changed = Person({**PLAIN, VOLUME: ["40 million", "1k"], NOW: ["facts/volume", "go-on"]})

    interviewed(kb, plain, draft, mode=Mode())
    interviewed(kb, changed, draft, mode=Mode())

    assert changed.asked[-3:] == [NOW, VOLUME, NOW]
    told = [sum(line.startswith("So far") for line in person.heard) for person in (plain, changed)]
    assert told[0] == told[1] > 0
