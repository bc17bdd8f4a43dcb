"""What only keys and screens have: hostile names, type-ahead, half answers, narrow columns."""

import io
from pathlib import Path

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output
from tests.questionnaire import terminal_keys as key
from tests.questionnaire.byhand import KeyboardPerson, LinePerson
from tests.questionnaire.person import (
    BACK,
    BOXES,
    MATTER,
    MEANT,
    MINDER,
    NAME,
    NOTE,
    NOW,
    PLACE,
    PLAIN,
    SPLIT,
    VOLUME,
    YOUR_NOTE,
    Replies,
    Reply,
    interviewed,
)
from tests.questionnaire.ways import HANDS, SILENT, Hands, Way, alike, by_hand

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.journal import Journal, entry_of
from llmchoice.questionnaire.lines import PlainAsker
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.session import Mode
from llmchoice.questionnaire.terminal import TerminalAsker

NAMES = {
    "200 letters": "x" * 200,
    "wide ones": "\u682a\u5f0f\u4f1a\u793e\u30a2\u30af\u30e1" * 28,
    "turned around": "evil \u202egnp.exe\u2066 \u0634\u0631\u0643\u0629",
    "nothing to see": "A\u200bc\u2060m\u00ade\ufeff\U000e0041",
    "piled up": "Z\u0335\u0321\u0353a\u0334\u0322lgo",
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467 & Co",
    "markup": "[bold red]Acme[/] <b>&amp;</b> {{x}} %s $(id) `id` \\n",
    "words": "help",
}
UNSEEN = "\u202e\u2066\u200b\u2060\ufeff\U000e0041"
CODES = "esc \x1b[31mred\x07 \x1b]0;owned\x07end\x9b2J"


def all_but_a_name() -> Journal:
    """Only the name is missing."""
    facts: dict[str, Reply] = {
        "matter": ("calm",),
        "place": "outside",
        "volume": "5",
        "boxes": "rented",
    }
    weights = {"way": "rate", "rate/peace": "3", "rate/money": "0", "rate/speed": "5"}
    given: dict[str, Reply] = {f"facts/{name}": reply for name, reply in facts.items()}
    given |= {f"weigh/{name}": reply for name, reply in weights.items()}
    return Journal(None, [entry_of(key, reply) for key, reply in given.items()])


def named(name: str) -> Way:
    return Way({NAME: [name], MEANT: ["go-on"], NOW: ["go-on"]}, start=all_but_a_name)


@by_hand({name: named(text) for name, text in NAMES.items()})
def test_a_name_comes_out_whole_however_hostile(
    kb: KnowledgeBase, tmp_path: Path, way: Way, hands: Hands
) -> None:
    person, profile = alike(kb, way, hands, tmp_path)

    assert profile.organisation == way.replies[NAME][0]
    assert read_profile(kb, profile_yaml(kb, profile), "saved") == profile
    if isinstance(person, LinePerson):
        assert not any(char in person.hand.shown.getvalue() for char in UNSEEN)


@pytest.mark.parametrize("char", UNSEEN, ids=ascii)
def test_what_is_being_typed_is_harmless_too(char: str) -> None:
    paper = io.StringIO()
    screen = Vt100_Output(paper, lambda: Size(20, 40), term="xterm", enable_cpr=False)
    with create_pipe_input() as pipe:
        pipe.send_text(key.CTRL_C)
        with pytest.raises(Interrupted):
            TerminalAsker(pipe, screen).text(key.PLAIN, lambda _: None, default=f"one{char}two")

    assert "one" in paper.getvalue()
    assert char not in paper.getvalue()


def test_codes_that_are_pasted_are_dropped_too() -> None:
    paper = io.StringIO()
    screen = Vt100_Output(paper, lambda: Size(20, 40), term="xterm", enable_cpr=False)
    with create_pipe_input() as pipe:
        pipe.send_text(f"\x1b[200~{CODES}\x1b[201~\x1a" + key.ENTER)
        typed = TerminalAsker(pipe, screen).text(key.PLAIN, lambda _: None)

    # Ctrl-Z is a key that is no character.
    assert typed == "esc red end2J"
    shown = paper.getvalue()
    assert not any(code in shown for code in ("\x1b[31m", "\x1b]0;", "\x07", "\x9b"))


def test_codes_that_are_typed_in_a_line_are_dropped(kb: KnowledgeBase, draft: Draft) -> None:
    source = io.StringIO("\n".join([CODES, "1", "1", "3", "2", "1", *"305", "1", "1", ""]))
    target = io.StringIO()

    profile = interviewed(kb, PlainAsker(source, target, 40), draft)

    assert profile.organisation == "esc red end2J"
    assert "\x1b" not in target.getvalue()


@pytest.mark.parametrize("hands", HANDS.values(), ids=list(HANDS))
def test_all_of_it_may_be_typed_ahead(kb: KnowledgeBase, tmp_path: Path, hands: Hands) -> None:
    replies: Replies = {
        **PLAIN,
        MATTER: [NOTE, ("calm",)],
        BOXES: ["owned", "owned"],
        MINDER: [BACK, "not-applicable"],
        YOUR_NOTE: ["Do you know why?"],
    }
    person, expected = alike(kb, Way(replies), hands, tmp_path)
    draft = Draft(kb, tmp_path / "ahead.json", SILENT)

    if isinstance(person, LinePerson):
        asker = PlainAsker(io.StringIO(person.hand.typed), io.StringIO(), 40)
        assert interviewed(kb, asker, draft) == expected
    else:
        with create_pipe_input() as pipe:
            pipe.send_text(person.hand.typed)
            assert interviewed(kb, TerminalAsker(pipe, DummyOutput()), draft) == expected


@pytest.mark.parametrize(
    ("title", "half", "whole", "preselected"),
    [
        (MATTER, key.DOWN + key.SPACE, ("touchy", "grave"), [(), ("touchy",)]),
        (PLACE, key.DOWN * 2, "inside", [None, "inside"]),
        (VOLUME, "40 mi", "40 million", ["", "40 mi"]),
    ],
    ids=["ticked", "pointed at", "typed"],
)
def test_half_an_answer_is_kept_while_a_note_is_written(  # noqa: PLR0913, PLR0917 - four of them are one case
    kb: KnowledgeBase, draft: Draft, title: str, half: str, whole: Reply, preselected: list[object]
) -> None:
    start = Profile(
        organisation="Acme",
        answers={"promise": "little", "boxes": "owned", "minder": "nobody"},
        priorities={"peace": 1, "money": 2, "speed": 3},
    )
    more: Replies = {YOUR_NOTE: ["a note"], "How do you want to treat it?": ["together"]}
    person = KeyboardPerson({**PLAIN, **more, title: [NOTE, whole]}, columns=40)
    person.hand.note = half + key.F2

    profile = interviewed(kb, person, draft, start=start)

    assert person.default_of(title) == preselected
    assert list(profile.notes.values()) == ["a note"]
    assert person.sees("Note: a note")


def test_who_goes_back_sees_it(kb: KnowledgeBase, tmp_path: Path) -> None:
    owned: Replies = {BOXES: ["owned"], MINDER: ["nobody"]}
    way = Way({**PLAIN, **owned, PLACE: ["outside", "inside"], VOLUME: [BACK, "1k"]})
    person, _ = alike(kb, way, KeyboardPerson, tmp_path)

    assert person.sees("> anywhere Question 3 of at most 5 - Second things How much is it?")
    assert person.sees("< back Question 2 of at most 5 - First things Where may it go?")
    assert person.sees("> nowhere Question 3 of at most 5 - Second things How much is it?")


@pytest.mark.parametrize(
    "hands", [pytest.param(HANDS[name], id=name) for name in HANDS if "40" in name]
)
def test_in_40_columns_all_that_is_said_can_be_read(
    kb: KnowledgeBase, tmp_path: Path, hands: Hands
) -> None:
    changed: Replies = {NOW: ["go-on", "facts/place", "go-on"], PLACE: ["inside", "outside"]}
    way = Way({**PLAIN, **SPLIT, **changed}, mode=Mode())
    person, _ = alike(kb, way, hands, tmp_path)

    for prompt in person.prompts:
        for line in (prompt.head, *prompt.lead, prompt.title, *prompt.notes):
            assert person.sees(" ".join(line.split())), line
    assert person.sees("So far: ")
