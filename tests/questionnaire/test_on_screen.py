"""What a person sees at real prompts: keys go in, and the screen comes out."""

import re

import pytest
from tests.questionnaire import terminal_keys as key
from tests.questionnaire.person import interviewed

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Asker, Pick, Prompt
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.session import Mode

COMPLETE = Profile(
    organisation="Acme",
    answers={"matter": ("calm",), "place": "outside", "volume": 40, "boxes": "rented"},
    priorities={"peace": 2.5, "money": 3, "speed": 1},
)
FINE, DAY, PRIORITIES = "1", key.UP + key.ENTER, key.UP * 2 + key.ENTER
MEANT = "1"
"""What the last rows of the review are picked by, and the first one."""


def at_screen(
    kb: KnowledgeBase, draft: Draft, typed: str, start: Profile = COMPLETE, on: str = ""
) -> tuple[str, Profile]:
    """All that was shown, in one line, and the profile."""
    mode, profiles = Mode(preview=False, on=on), []

    def ask(asker: Asker) -> str:
        profiles.append(interviewed(kb, asker, draft, start=start, mode=mode))
        return ""

    return key.read(key.sent(typed, ask, columns=100)), profiles[0]


def test_a_rating_between_two_points_of_the_scale_is_kept_when_it_is_asked_again(
    kb: KnowledgeBase, draft: Draft
) -> None:
    shown, profile = at_screen(kb, draft, PRIORITIES + key.ENTER * 4 + MEANT + FINE)

    assert "2.5, as before" in shown
    assert profile.priorities == COMPLETE.priorities


def test_a_rating_between_two_points_may_give_way_to_one_of_them(
    kb: KnowledgeBase, draft: Draft
) -> None:
    _, profile = at_screen(kb, draft, PRIORITIES + key.ENTER + "4" + key.ENTER * 2 + MEANT + FINE)

    assert profile.priorities == {**(COMPLETE.priorities or {}), "peace": 4}


def test_a_day_before_that_of_the_assessment_is_refused(kb: KnowledgeBase, draft: Draft) -> None:
    typed = f"{DAY}2026-11-29{key.ENTER}{key.CTRL_U}2026-11-30{key.ENTER}{FINE}"
    shown, profile = at_screen(kb, draft, typed, on="2026-11-30")

    assert "That is before 2026-11-30, the day of the assessment." in shown
    assert profile.decide_by == "2026-11-30"


def test_what_is_compared_in_pairs_is_shown_with_its_cases_and_explained(
    kb: KnowledgeBase, draft: Draft
) -> None:
    start = COMPLETE.model_copy(update={"priorities": None})
    compare = f"4{key.F1}1{key.F1}1113"
    shown, _ = at_screen(kb, draft, compare + MEANT + FINE, start)

    first, second, _ = kb.priorities
    cases = [f"{p.name}: From: {p.worst} To: {p.best}" for p in (first, second)]
    assert re.search(f"Which matters more.*{'.*'.join(map(re.escape, cases))}.*F1 why", shown)
    assert re.search(f"How much more.*{'.*'.join(map(re.escape, cases))}.*F1 why", shown)
    assert first.about == second.about
    assert shown.count(first.about) == 4  # of both, at both prompts


def test_it_is_not_knowing_that_has_no_company() -> None:
    picks = [
        Pick("none", "none of these", alone=True),
        Pick("some", "some"),
        Pick("unknown", "I don't know", alone=True),
    ]

    typed = key.SPACE + key.UP + key.SPACE + key.ENTER + key.SPACE + key.ENTER
    shown = key.sent(typed, lambda asker: asker.many(Prompt("Which?"), picks))

    assert "! 'I don't know' cannot be combined with others." in shown


@pytest.mark.parametrize("name", ["Zoë 🚀 GmbH", "👩‍💻 Ops", "❤️ Łódź", "نرم‌افزار"])
def test_what_can_be_seen_is_written_as_it_is(kb: KnowledgeBase, name: str) -> None:
    assert f'organisation: "{name}"' in profile_yaml(kb, Profile(organisation=name))


def test_what_would_turn_a_line_around_is_escaped_and_nothing_else(kb: KnowledgeBase) -> None:
    saved = profile_yaml(kb, Profile(organisation="Zoë \u202eevil\x1b[31m 🚀"))

    assert '"Zoë \\U0000202eevil\\u001b[31m 🚀"' in saved
