"""Words that work at every prompt, and what is said when."""

import io

import pytest
from tests.questionnaire.typist import KINDS, PICKS, PROMPT, fine, typing

from llmchoice.questionnaire.asker import Asker, Back, Interrupted, Prompt, Remarking
from llmchoice.questionnaire.lines import PlainAsker

every_kind = pytest.mark.parametrize("kind", KINDS)


@every_kind
@pytest.mark.parametrize("typed", ["back", "Back", "  BACK  "])
def test_back_goes_back(kind: str, typed: str) -> None:
    assert isinstance(typing(f"{typed}\n", KINDS[kind]).reply, Back)


@every_kind
@pytest.mark.parametrize("typed", ["why", "?", "\uff1f"])
def test_why_is_answered_and_the_prompt_stays(kind: str, typed: str) -> None:
    answer = typing(f"{typed}\n", KINDS[kind])
    assert isinstance(answer.reply, Interrupted)
    before, after = answer.page.split("Because it matters.\n")
    assert after
    assert before.endswith(after)
    assert "What goes in?" not in after


def test_why_says_so_where_there_is_nothing_to_say() -> None:
    def ask(asker: PlainAsker) -> list[str]:
        return [asker.text(Prompt("Name?", why=why), fine) for why in (None, tuple)]

    answer = typing("why\nx\nwhy\ny\n", ask)
    assert answer.reply == ["x", "y"]
    assert answer.page.count("There is nothing more to say about this.") == 2


@every_kind
def test_note_is_for_the_flow(kind: str) -> None:
    reply = typing("note\n", KINDS[kind]).reply
    assert isinstance(reply, Remarking)
    assert reply.so_far is None


def test_a_note_loses_nothing_that_was_given_by_then() -> None:
    numbers = {"public": 10, "staff": 20}
    for given, reply in (
        ("patients", typing("note\n", lambda a: a.pick(PROMPT, PICKS, default="patients"))),
        (("public",), typing("note\n", lambda a: a.many(PROMPT, PICKS, default=("public",)))),
        ("Acme", typing("note\n", lambda a: a.text(PROMPT, fine, default="Acme"))),
        (numbers, typing("10\n20\nnote\n", lambda a: a.share(PROMPT, PICKS, total=100))),
    ):
        assert isinstance(reply.reply, Remarking)
        assert reply.reply.so_far == given
    again = typing("\n\n", lambda a: a.share(PROMPT, PICKS, total=100, default=numbers))
    assert "3. Patient records (70 of 100 left)" in again.page


def test_a_note_that_makes_no_sense_is_refused() -> None:
    answer = typing("note\n2\n", lambda asker: asker.pick(Prompt("What now?"), PICKS))
    assert answer.reply == "staff"
    assert "You cannot write a note here." in answer.page
    assert "note," not in answer.page


def test_a_note_that_there_is_is_shown() -> None:
    prompt = Prompt("What goes in?", remark="Ask legal.")
    assert "Your note: Ask legal." in typing("", lambda a: a.pick(prompt, PICKS)).page


@every_kind
def test_again_shows_the_whole_request_once_more(kind: str) -> None:
    answer = typing("again\n", KINDS[kind])
    assert answer.page.count("What goes in?") == 2
    assert answer.page.count("1. Public texts") in {0, 2, 4}


@every_kind
def test_help_names_every_word_that_works_here(kind: str) -> None:
    page = typing("help\n", KINDS[kind]).page
    helped = page.split("help)\n")[1]
    for word in ("back:", "why, or ?:", "note:", "again:", "help:", "Ctrl-C"):
        assert word in helped
    assert ("\\back" in helped) == (kind == "text")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (r"\back", "back"),
        (r"\Back", "Back"),
        (r"\?", "?"),
        (r"\\back", r"\back"),
        (r"\\server\share\notes.yaml", r"\\server\share\notes.yaml"),
        ("\\", "\\"),
        ("back to school", "back to school"),
        ("Why?", "Why?"),
    ],
)
def test_a_backslash_makes_a_word_an_answer_and_is_a_backslash_elsewhere(
    typed: str, text: str
) -> None:
    assert typing(f"{typed}\n", lambda asker: asker.text(PROMPT, fine)).reply == text


def test_in_the_middle_of_a_share_back_goes_back_a_line() -> None:
    answer = typing(
        "50\n20\nback\n40\n10\n0\n0\n", lambda asker: asker.share(PROMPT, PICKS, total=100)
    )
    assert answer.reply == {"public": 50, "staff": 40, "patients": 10, "code": 0, "unknown": 0}
    assert "Enter keeps 20." in answer.page
    assert isinstance(
        typing("50\nback\nback\n", lambda asker: asker.share(PROMPT, PICKS, total=100)).reply, Back
    )


@every_kind
@pytest.mark.parametrize("typed", ["", "nonsense \x00 = -\n", "why\nhelp\nagain\n\n"])
def test_the_end_of_the_input_ends_it(kind: str, typed: str) -> None:
    reply = typing(typed, KINDS[kind]).reply
    assert isinstance(reply, Interrupted) or kind == "text"


def test_a_last_line_without_its_end_counts() -> None:
    assert typing("2", lambda asker: asker.pick(PROMPT, PICKS)).reply == "staff"


@every_kind
def test_ctrl_c_leaves(kind: str) -> None:
    class Impatient(io.BytesIO):
        def read1(self, _: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        KINDS[kind](PlainAsker(io.TextIOWrapper(Impatient()), io.StringIO(), 80))


@pytest.mark.parametrize("gone", ["source", "target"])
def test_a_terminal_that_is_gone_is_the_end(gone: str) -> None:
    streams = {"source": io.StringIO("1\n"), "target": io.StringIO()}
    streams[gone].close()
    with pytest.raises(Interrupted):
        PlainAsker(**streams, columns=80).pick(PROMPT, PICKS)


def test_what_never_changes_is_said_once() -> None:
    def ask(asker: PlainAsker) -> None:
        for _ in range(3):
            asker.many(Prompt("What goes in?"), PICKS)
        asker.many(PROMPT, PICKS)
        asker.pick(PROMPT, PICKS)

    page = typing("1\n2\n3\n4\n5\n", ask).page
    assert page.count("Type the numbers of all that fit") == 1
    assert page.count("(back, again, help)") == 1
    assert page.count("(back, why, note, again, help)") == 1


def test_nonsense_is_asked_for_ever_and_each_time_help_is_named() -> None:
    answer = typing("rubbish\n" * 300 + "1\n", lambda asker: asker.pick(PROMPT, PICKS))
    assert answer.reply == "public"
    assert answer.page.count("or help.") == 300


def test_the_general_help_tells_every_way() -> None:
    asker: Asker = PlainAsker(io.StringIO(), io.StringIO(), 80)
    helped = "\n".join(asker.help)
    for part in ("by number", "keeps", "back", "why", "note", "help", "\\back", "Ctrl-C"):
        assert part in helped
    assert helped.isascii()
