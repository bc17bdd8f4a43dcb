"""The real prompts, driven by keys through a pipe."""

import io
import sys
from collections.abc import Callable, Iterator

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.questionnaire import terminal
from llmchoice.questionnaire.asker import Interrupted, Pick
from llmchoice.questionnaire.question import ask
from llmchoice.questionnaire.terminal import TerminalAsker

DOWN, UP, ENTER, SPACE = "\x1b[B", "\x1b[A", "\r", " "
CTRL_C, CTRL_D, CTRL_U = "\x03", "\x04", "\x15"

PICKS = (Pick("a", "first"), Pick("b", "second"), Pick("unknown", "I don't know", alone=True))


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


@pytest.mark.parametrize(
    ("typed", "picked"),
    [(ENTER, "a"), (DOWN + ENTER, "b"), (UP + ENTER, "unknown"), ("x?" + CTRL_D + ENTER, "a")],
)
def test_one_is_picked_with_the_arrows(keys: PipeInput, typed: str, picked: str) -> None:
    keys.send_text(typed)

    assert TerminalAsker().one("Which?", PICKS) == picked


def test_one_starts_from_the_earlier_answer(keys: PipeInput) -> None:
    keys.send_text(ENTER)

    assert TerminalAsker().one("Which?", PICKS, default="b") == "b"


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        (SPACE + ENTER, ("a",)),
        (DOWN + SPACE + UP + SPACE + ENTER, ("a", "b")),
        (UP + SPACE + ENTER, ("unknown",)),
        # Nothing ticked is refused: the first Enter does nothing.
        (ENTER + DOWN + SPACE + ENTER, ("b",)),
        # Unknown beside another is refused until one of them goes.
        (SPACE + UP + SPACE + ENTER + SPACE + ENTER, ("a",)),
        ("a" + ENTER + UP + SPACE + ENTER, ("a", "b")),
    ],
)
def test_many_are_ticked_and_what_makes_no_sense_is_refused(
    keys: PipeInput, typed: str, picked: tuple[str, ...]
) -> None:
    keys.send_text(typed)

    assert TerminalAsker().many("Which?", PICKS) == picked


def test_many_starts_from_the_earlier_answer(keys: PipeInput) -> None:
    keys.send_text(DOWN + SPACE + ENTER)

    assert TerminalAsker().many("Which?", PICKS, default=("a",)) == ("a", "b")


def test_a_text_is_asked_until_it_is_right(keys: PipeInput) -> None:
    keys.send_text("no" + ENTER + CTRL_U + "yes" + ENTER)

    text = TerminalAsker().text("What?", lambda text: None if text == "yes" else "say yes")

    assert text == "yes"


def test_a_text_starts_from_the_earlier_answer(keys: PipeInput) -> None:
    keys.send_text("t" + ENTER)

    assert TerminalAsker().text("What?", lambda _: None, default="tex") == "text"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("40 million" + ENTER, 40_000_000),
        ("many" + ENTER + CTRL_U + "1.5bn" + ENTER, 1_500_000_000),
        ("unknown" + ENTER, "unknown"),
    ],
)
def test_a_number_is_read_as_people_write_it(
    kb: KnowledgeBase, keys: PipeInput, typed: str, answer: float | str
) -> None:
    keys.send_text(typed)

    assert ask(TerminalAsker(), kb.question("volume")) == answer


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        ("matter", DOWN + DOWN + SPACE + UP + UP + SPACE + ENTER, ("calm", "grave")),
        ("matter", UP + SPACE + ENTER, "unknown"),
        ("place", DOWN + ENTER, "inside"),
        ("place", UP + ENTER, "unknown"),
        ("minder", UP + ENTER, "not-applicable"),
    ],
)
def test_every_kind_of_question_yields_its_answer(
    kb: KnowledgeBase, keys: PipeInput, question: str, typed: str, answer: object
) -> None:
    keys.send_text(typed)

    assert ask(TerminalAsker(), kb.question(question)) == answer


PROMPTS: list[Callable[[TerminalAsker], object]] = [
    lambda asker: asker.one("Which?", PICKS),
    lambda asker: asker.many("Which?", PICKS),
    lambda asker: asker.text("What?", lambda _: None),
]


@pytest.mark.parametrize("prompt", PROMPTS, ids=["one", "many", "text"])
def test_ctrl_c_interrupts(keys: PipeInput, prompt: Callable[[TerminalAsker], object]) -> None:
    keys.send_text(CTRL_C)

    with pytest.raises(Interrupted):
        prompt(TerminalAsker())


def test_the_end_of_the_input_interrupts(keys: PipeInput) -> None:
    keys.send_text(CTRL_D)

    with pytest.raises(Interrupted):
        TerminalAsker().text("What?", lambda _: None)


def drawn(columns: int, typed: str, prompt: Callable[[TerminalAsker], object]) -> str:
    """What a terminal of that width is sent."""
    paper = io.StringIO()
    output = Vt100_Output(paper, lambda: Size(rows=40, columns=columns), term="dumb")
    with create_pipe_input() as pipe:
        pipe.send_text(typed)
        prompt(TerminalAsker(pipe, output))
    return paper.getvalue()


def test_nothing_that_is_shown_is_obeyed() -> None:
    evil = "\x1b]0;owned\x07[bold]x\nnext\u202e"
    picks = (Pick("a", evil, notes=(evil,)), Pick("b", evil))

    def prompt(asker: TerminalAsker) -> None:
        asker.head(evil)
        asker.say(evil)
        asker.one(evil, picks, notes=(evil,))

    shown = drawn(80, ENTER, prompt)

    assert "\x1b]0;" not in shown
    assert "\u202e" not in shown
    assert "\\x1b]0;owned\\x07[bold]x\u23cenext\\u202e" in shown


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_long_texts_are_wrapped_not_cut(columns: int) -> None:
    words = [f"word{at}" for at in range(40)]
    picks = (Pick("a", " ".join(words), notes=(" ".join(words[::-1]),)),)

    def prompt(asker: TerminalAsker) -> None:
        asker.one(" ".join(words), picks, notes=(" ".join(words),))

    shown = drawn(columns, ENTER, prompt)

    # Title, note, choice and its note, and the choice once more as the answer.
    assert all(shown.count(word) >= 5 for word in words[10:])


def test_questions_are_drawn_on_standard_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "create_input", lambda: None)

    TerminalAsker.on_stderr().say("hello")

    captured = capsys.readouterr()
    assert captured.out == ""
    assert "hello" in captured.err


class NoConsoleScreenBufferError(Exception):
    """Stands for prompt_toolkit's, which cannot be imported off Windows."""


def test_a_terminal_without_a_console_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*, stdout: object) -> None:
        assert stdout is sys.stderr
        raise NoConsoleScreenBufferError

    monkeypatch.setattr(terminal, "create_input", lambda: None)
    monkeypatch.setattr(terminal, "create_output", fails)

    with pytest.raises(LlmchoiceError) as caught:
        TerminalAsker.on_stderr()

    assert caught.value.exit_code is ExitCode.INCOMPLETE
    assert "--profile" in str(caught.value.problems[0].fix)


def test_a_choice_that_excludes_the_others_is_refused_beside_them(
    keys: PipeInput, kb: KnowledgeBase
) -> None:
    question = kb.questions[0]
    alone = question.choices[0].model_copy(update={"alone": True})
    changed = question.model_copy(update={"choices": (alone, *question.choices[1:])})
    # Both ticked, Enter is refused; the first unticked, Enter goes on.
    keys.send_text(SPACE + DOWN + SPACE + ENTER + UP + SPACE + ENTER)

    assert ask(TerminalAsker(), changed) == (question.choices[1].id,)
