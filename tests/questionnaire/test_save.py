"""A saved profile replays exactly, whatever it holds."""

from itertools import product

import pytest
import yaml

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.save import profile_yaml

HOSTILE = (
    "[bold]x[/bold]",
    "two\nlines\r\nand\tmore",
    "# no comment",
    "a: b",
    "- a",
    "'single' \"double\" \\ back",
    "\x1b[31mred\x1b[0m \x07\x00",
    "yes",
    "null",
    "~",
    "0123",
    "1e3",
    "2026-01-01",
    "=",
    "<<",
    "*alias &anchor !tag",
    "{{ jinja }} %d ${HOME}",
    "---\n...",
    "São Paulo Łódź 東京 🎉",
    "e\u0301 \u202ereversed\u202c \u200bzero \ufeffmark \u2028line \x85next",
    "\ufffe\uffff\U0010ffff",
    "x " * 99,
)


def ends(low: float, typical: float | None = None, high: float | None = None) -> dict[str, float]:
    return {
        "low": low,
        "typical": low if typical is None else typical,
        "high": low if high is None else high,
    }


def replayed(kb: KnowledgeBase, profile: Profile) -> Profile:
    return read_profile(kb, profile_yaml(kb, profile), "saved.yaml")


@pytest.mark.parametrize(("one", "other"), list(product(HOSTILE, HOSTILE[:3])))
def test_every_text_survives(kb: KnowledgeBase, one: str, other: str) -> None:
    profile = Profile.model_validate(
        {
            "organisation": one,
            "answers": {"volume": 3},
            "workloads": [
                {"name": f"1{one}", "answers": {}},
                {"name": f"2{other}", "answers": {"matter": ("grave", "calm")}},
            ],
            "notes": {"volume": other, "place": one},
        }
    )

    again = replayed(kb, profile)

    assert again.model_copy(update={"workloads": ()}) == profile.model_copy(
        update={"workloads": ()}
    )
    assert [w.name for w in again.workloads] == [w.name for w in profile.workloads]
    # The order in which choices were ticked says nothing.
    assert again.workloads[1].answers == {"matter": ("calm", "grave")}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_shows_what_cannot_be_seen(kb: KnowledgeBase, text: str) -> None:
    saved = profile_yaml(kb, Profile(organisation=text))

    assert all(char.isprintable() or char == "\n" for char in saved)


@pytest.mark.parametrize(
    "amount", [0, 1, 40_000_000, 10**16, 0.5, 1e-5, 1.5e15, 123456.789, 1 / 3, 2.0]
)
def test_every_amount_survives(kb: KnowledgeBase, amount: float) -> None:
    profile = Profile(organisation="Acme", answers={"volume": amount})

    assert replayed(kb, profile).answers["volume"] == amount


@pytest.mark.parametrize(
    "preferences",
    [
        {},
        {"priorities": {}},
        {"priorities": {"peace": 5}},
        {"priorities": {"peace": 0, "money": 2.5, "speed": 1 / 3}},
        {"priorities": {"peace": 1.125, "money": 2, "speed": 3}, "spread": 2.375},
        {
            "comparisons": {"peace": {"money": 1 / 7, "speed": 2.5}, "speed": {"money": 1 / 3.5}},
            "spread": "rough",
        },
        {"ranking": ("speed", "peace", "money"), "spread": "no-idea"},
        {"ranking": ("speed", ("peace", "money"))},
        {"points": {"peace": 33.3, "money": 33.3, "speed": 33.4}},
        {"priorities": {"peace": 5}, "shares": {"peace-place": 12.5}},
    ],
)
@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"matter": "unknown", "minder": "not-applicable", "volume": "unknown"},
        {"matter": ("calm", "grave"), "promise": "much", "place": "inside", "boxes": "owned"},
    ],
)
def test_every_profile_survives(
    kb: KnowledgeBase, preferences: dict[str, object], answers: dict[str, object]
) -> None:
    profile = Profile.model_validate({"organisation": "Acme", "answers": answers, **preferences})

    assert replayed(kb, profile) == profile
    assert yaml.safe_load(profile_yaml(kb, profile))["organisation"] == "Acme"


@pytest.mark.parametrize(
    "costs",
    [
        {},
        {"currency": "EUR", "rate": 1},
        {
            "currency": "CHF",
            "rate": 0.875,
            "ceiling": 12_345.678,
            "tier": "frontier",
            "gpu": "h200",
        },
        {
            "closed_model": "gpt-6-luna",
            "open_model": "llama-3.3-70b",
            "closed_reserved": {"hour": 0.41667, "input": 31_500, "output": 12_500, "apart": True},
            "open_reserved": {"hour": 1, "input": 8450, "output": 2112.5, "step": 5, "cloud": True},
        },
        {"terms": {"gpu-hour": ends(2.125), "salary": ends(95_000.125), "spares": ends(0)}},
        {"terms": {"pue": ends(1.1, 1.125, 1 / 0.7), "electricity": ends(0, 1e-7, 1e12)}},
        {"terms": {"gpu-price": ends(1.125, 20.25, 30_000), "input-share": ends(1 / 3)}},
    ],
)
def test_every_figure_of_costs_survives(kb: KnowledgeBase, costs: dict[str, object]) -> None:
    profile = Profile.model_validate({"organisation": "Acme", "costs": costs})

    assert replayed(kb, profile) == profile


def test_comments_name_the_sections_and_the_questions(kb: KnowledgeBase) -> None:
    answers = {"matter": ("calm", "grave"), "boxes": "unknown"}
    profile = Profile.model_validate(
        {"organisation": "Acme", "priorities": {"peace": 3}, "answers": answers}
    )

    assert profile_yaml(kb, profile) == (
        "# Answers to the questions of llmchoice, criteria 1.\n"
        "# Assess them with: llmchoice assess THIS-FILE\n"
        "schema: 1\n"
        'organisation: "Acme"\n'
        "\n"
        "# From 0 (nothing) to 5 (most).\n"
        "priorities:\n"
        "  peace: 3  # Peace\n"
        "\n"
        "answers:\n"
        "  # -- First things --\n"
        "  # What goes in?\n"
        "  matter: [calm, grave]\n"
        "  # -- Second things --\n"
        "  # Whose boxes?\n"
        "  boxes: unknown\n"
    )


def test_a_question_of_ones_own_cannot_break_out_of_its_comment(kb: KnowledgeBase) -> None:
    first, *rest = kb.questions
    hostile = first.model_copy(update={"text": "What?\norganisation: evil\x1b\ufffe"})
    own = kb.model_copy(update={"questions": (hostile, *rest)})
    profile = Profile(organisation="Acme", answers={"matter": ("calm",)})

    assert replayed(own, profile) == profile
