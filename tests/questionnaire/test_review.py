"""The review: answers can be changed, and contradictions go no further."""

import pytest
from tests.questionnaire.person import (
    BOXES,
    MATTER,
    MEANT,
    MINDER,
    NOTE,
    NOW,
    ORDER,
    PLACE,
    PLAIN,
    POINTS,
    PROMISE,
    RATE,
    VOLUME,
    WAY,
    YOUR_NOTE,
    Person,
    Replies,
    interviewed,
)

from llmchoice.engine.answers import contradictions
from llmchoice.knowledge.completeness import gaps
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.save import profile_yaml


def test_nothing_is_preselected_but_an_earlier_answer(kb: KnowledgeBase, draft: Draft) -> None:
    again: Replies = {PLACE: ["outside", "inside"], BOXES: ["rented", "owned"]}
    review: Replies = {
        NOW: ["facts/place", "facts/boxes", "priorities", "go-on"],
        MINDER: ["nobody"],
        WAY: ["rate", "rate"],
        RATE: ["3", "0", "5", "1", "1", "1"],
        MEANT: ["go-on", "go-on"],
    }
    person = Person({**PLAIN, **again, **review})

    interviewed(kb, person, draft)

    asked = (PLACE, MATTER, VOLUME, WAY, RATE, MEANT, NOW)
    assert {title: person.default_of(title) for title in asked} == {
        PLACE: [None, "outside"],
        MATTER: [()],
        VOLUME: [""],
        WAY: [None, "rate"],
        RATE: [None, None, None, "3", "0", "5"],
        MEANT: [None, None],
        NOW: [None, "facts/place", "facts/boxes", "facts/boxes"],
    }


def test_changing_an_answer_drops_what_it_hides_and_says_so(
    kb: KnowledgeBase, draft: Draft
) -> None:
    changes: Replies = {NOW: ["facts/boxes", "go-on"]}
    person = Person({**PLAIN, BOXES: ["owned", "rented"], MINDER: ["nobody"], **changes})

    profile = interviewed(kb, person, draft)

    assert "minder" not in profile.answers
    assert person.hears(f"No longer asked, so its answer is removed: {MINDER}")
    assert not gaps(kb, profile)


def test_changing_an_answer_asks_what_newly_applies(kb: KnowledgeBase, draft: Draft) -> None:
    changes: Replies = {NOW: ["facts/boxes", "go-on"]}
    person = Person({**PLAIN, BOXES: ["rented", "owned"], MINDER: ["nobody"], **changes})

    profile = interviewed(kb, person, draft)

    assert person.asked[-4:] == [NOW, BOXES, MINDER, NOW]
    assert profile.answers["minder"] == "nobody"


def test_what_is_changed_in_the_review_is_not_counted_among_questions_that_are_answered(
    kb: KnowledgeBase, draft: Draft
) -> None:
    changes: Replies = {NOW: ["facts/boxes", "go-on"]}
    person = Person({**PLAIN, BOXES: ["rented", "owned"], MINDER: ["nobody"], **changes})

    interviewed(kb, person, draft)

    before = [line for line in person.heard if line.startswith("Question ")]
    assert len(before) == 4
    assert person.heard.count("Second things") == 2


def test_every_answer_is_in_one_list_with_what_is_behind_it(
    kb: KnowledgeBase, draft: Draft
) -> None:
    person = Person({**PLAIN, PLACE: ["unknown"], VOLUME: [NOTE, "1k"], YOUR_NOTE: ["a guess"]})

    interviewed(kb, person, draft)

    rows = {pick.id: pick for pick in person.picks[-1]}
    assert list(rows) == [
        "go-on",
        "organisation",
        *(f"facts/{name}" for name in ("matter", "place", "volume", "boxes")),
        "priorities",
        "decide_by",
    ]
    assert rows["facts/matter"].text == "matter: calm things"
    assert rows["facts/matter"].group == "First things"
    assert rows["facts/place"].text == "? place: not known"
    assert rows["facts/volume"].text == "volume: 1,000 pieces a month"
    assert rows["facts/volume"].notes == (VOLUME, "  > 1,000 pieces a month", "  Note: a guess")
    assert rows["priorities"].text == "Peace 38 %, Money 0 %, Speed 62 %"
    assert person.hears("One answer is not known.")


def test_the_three_unknowns_that_matter_most_are_named(kb: KnowledgeBase, draft: Draft) -> None:
    unknown: Replies = {MATTER: [("unknown",)], PLACE: ["unknown"], BOXES: ["unknown"]}
    person = Person({**PLAIN, **unknown, PROMISE: ["unknown"], MINDER: ["unknown"]})

    interviewed(kb, person, draft)

    lead = " ".join(person.prompts[-1].lead)
    assert lead.startswith("5 answers are not known. ")
    # The place alone decides here: the others cannot change the side, and are not named.
    assert PLACE in lead
    assert BOXES not in lead


def test_the_way_of_weighing_can_be_changed_at_the_review(kb: KnowledgeBase, draft: Draft) -> None:
    changes: Replies = {
        NOW: ["priorities", "go-on"],
        WAY: ["rate", "rank"],
        MEANT: ["go-on", "go-on"],
    }
    ranks = (("money",), ("peace",), ("speed",))
    person = Person({**PLAIN, **changes, ORDER: [ranks]})

    profile = interviewed(kb, person, draft)

    assert profile.ranking == ("money", "peace", "speed")
    assert profile.priorities is None


COMPARED = {"peace": {"money": 3.0, "speed": 5.0}, "money": {"speed": 2.0}}


@pytest.mark.parametrize(
    "given",
    [
        {"points": {"peace": 50.0, "money": 50.0, "speed": 0.0}},
        {"ranking": ("peace", "money", "speed")},
        {"comparisons": COMPARED},
    ],
)
@pytest.mark.parametrize(
    ("way", "says"), [("rate", "priorities"), ("rank", "ranking"), ("share", "points")]
)
def test_every_other_way_of_weighing_is_replaced_at_the_review(
    kb: KnowledgeBase, draft: Draft, given: dict[str, object], way: str, says: str
) -> None:
    answers = {q.id: "unknown" for q in kb.questions}
    start = Profile.model_validate({"organisation": "Acme", "answers": answers, **given})
    said: Replies = {
        RATE: ["1", "2", "3"],
        ORDER: [(("speed",), ("money",), ("peace",))],
        POINTS: [{"peace": 1, "money": 0, "speed": 99}],
        MEANT: ["go-on"],
    }
    person = Person({NOW: ["priorities", "go-on"], WAY: [way], **said})

    profile = interviewed(kb, person, draft, start=start)

    assert person.asked[0] == NOW
    ways = ("priorities", "ranking", "points", "comparisons")
    assert [name for name in ways if getattr(profile, name) is not None] == [says]
    # A profile with two ways of weighing could not be read back.
    assert read_profile(kb, profile_yaml(kb, profile), "saved") == profile


def test_contradicting_answers_are_told_and_never_pass_the_review(
    kb: KnowledgeBase, draft: Draft
) -> None:
    changes: Replies = {NOW: ["go-on", "facts/place", "go-on"]}
    person = Person({**PLAIN, PLACE: ["inside", "outside"], **changes})

    profile = interviewed(kb, person, draft)

    told = person.heard.index("  Reason: rented boxes stand outside")
    assert told < person.heard.index("Your answers - Acme")
    assert person.hears("! contradicts another answer")
    assert person.hears("Some answers contradict each other")
    assert profile.answers["place"] == "outside"
    assert not contradictions(kb, profile.answers)


def test_a_day_to_decide_by_is_asked_for_at_the_review_alone(
    kb: KnowledgeBase, draft: Draft
) -> None:
    asked = "By which day do you want to decide?"
    changes: Replies = {NOW: ["decide_by", "decide_by", "go-on"], asked: ["2027-03-01", ""]}
    person = Person({**PLAIN, **changes})

    profile = interviewed(kb, person, draft)

    assert profile.decide_by is None
    assert person.asked.count(asked) == len(changes[asked])
    rows = [{pick.id: pick.text for pick in picks} for picks in person.picks]
    days = [row["decide_by"] for row in rows if "decide_by" in row]
    assert days == ["no day to decide by", "day to decide by: 2027-03-01", "no day to decide by"]


def test_what_is_no_date_is_refused_and_a_date_is_kept(kb: KnowledgeBase, draft: Draft) -> None:
    asked = "By which day do you want to decide?"
    replies: Replies = {NOW: ["decide_by", "go-on"], asked: ["in six weeks", "2027-03-01"]}
    person = Person({**PLAIN, **replies})

    profile = interviewed(kb, person, draft)

    assert profile.decide_by == "2027-03-01"
    assert read_profile(kb, profile_yaml(kb, profile), "p.yaml") == profile
