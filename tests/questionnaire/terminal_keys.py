"""Keys as a terminal sends them, and prompts that are answered with them."""

import io
import re
from collections.abc import Callable, Sequence

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output

from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.terminal import TerminalAsker

DOWN, UP, RIGHT, LEFT = "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D"
HOME, END, PAGE_UP, PAGE_DOWN = "\x1b[H", "\x1b[F", "\x1b[5~", "\x1b[6~"
SHIFT_UP, CTRL_DOWN, ALT_DOWN = "\x1b[1;2A", "\x1b[1;5B", "\x1b\x1b[B"
ENTER, SPACE, TAB, BACKSPACE = "\r", " ", "\t", "\x7f"
SHIFT_TAB, LINUX_SHIFT_TAB, F1, F2, F3 = "\x1b[Z", "\x1b\t", "\x1bOP", "\x1bOQ", "\x1bOR"
CTRL_C, CTRL_D, CTRL_U, CTRL_N, CTRL_P = "\x03", "\x04", "\x15", "\x0e", "\x10"

KEY = r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO.|\x1b\x1b\[.|\x1b.|."
"""One key, as a regular expression."""

PICKS = (Pick("a", "first"), Pick("b", "second"), Pick("unknown", "I don't know", alone=True))
PLAIN = Prompt("Which?")
FULL = Prompt("Which?", why=lambda: ("Because of this.", "- And of that."), remark="")

Ask = Callable[[TerminalAsker], object]

KINDS: dict[str, Callable[[TerminalAsker, Prompt], object]] = {
    "one": lambda asker, prompt: asker.pick(prompt, PICKS),
    "many": lambda asker, prompt: asker.many(prompt, PICKS),
    "text": lambda asker, prompt: asker.text(prompt, lambda _: None),
    "order": lambda asker, prompt: asker.order(prompt, PICKS),
    "share": lambda asker, prompt: asker.share(prompt, PICKS, total=100),
}

FINISH = {
    "one": DOWN + ENTER,
    "many": SPACE + ENTER,
    "text": "x" + ENTER,
    "order": ENTER + ENTER,
    "share": "100" + ENTER,
}
"""Keys that give every prompt an answer."""


def answer(typed: str, ask: Ask) -> object:
    """What an asker returns for these keys; one that wants more of them is interrupted."""
    with create_pipe_input() as pipe:
        pipe.send_text(typed + CTRL_C)
        return ask(TerminalAsker(pipe, DummyOutput()))


def sent(typed: str, ask: Ask, *, columns: int = 80, rows: int = 40) -> str:
    """What a terminal of that size is sent meanwhile, with a screen after every key.

    Every key has to have a meaning: one that changes nothing draws nothing, and what is not drawn
    is not followed by the next key.
    """
    with create_pipe_input() as pipe:
        screen = _Screen(pipe, re.findall(KEY, typed, re.DOTALL), Size(rows, columns))
        ask(TerminalAsker(pipe, screen))
    return screen.paper.getvalue()


def read(text: str) -> str:
    """Only the words of what was sent."""
    return " ".join(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", " ", text).split())


class _Screen(Vt100_Output):
    """A terminal on which somebody types the next key when a prompt has been drawn."""

    def __init__(self, pipe: PipeInput, keys: Sequence[str], size: Size) -> None:
        self.paper = io.StringIO()
        super().__init__(self.paper, lambda: size, term="xterm", enable_cpr=False)
        self._pipe = pipe
        self._keys = [*keys, CTRL_C]
        self._drawing = False

    def hide_cursor(self) -> None:
        self._drawing = True
        super().hide_cursor()

    def flush(self) -> None:
        super().flush()
        if self._drawing and self._keys:
            self._pipe.send_text(self._keys.pop(0))
        self._drawing = False


def words(count: int) -> Sequence[str]:
    return [f"word{at}" for at in range(count)]
