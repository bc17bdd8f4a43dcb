"""Nothing that is shown is obeyed, and a terminal without Unicode can read what is ours."""

import pytest
from tests.questionnaire.terminal_keys import DOWN, ENTER, F1, FULL, sent

from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.terminal import TerminalAsker

pytestmark = pytest.mark.timeout(20)


def test_nothing_that_is_shown_is_obeyed() -> None:
    evil = "\x1b]0;owned\x07[bold]x\nnext\u202e"
    picks = (
        Pick("a", evil, notes=(evil,), group=evil, alone=True),
        Pick("b", evil, notes=(evil,), group=evil),
    )
    prompt = Prompt(evil, evil, (evil,), (evil,), why=lambda: (evil,), remark=evil)

    def ask(asker: TerminalAsker) -> None:
        asker.head(evil)
        asker.say(evil)
        asker.pick(prompt, picks)
        asker.many(prompt, picks)
        asker.text(prompt, lambda _: evil, default="x")

    def stopped(asker: TerminalAsker) -> None:
        with pytest.raises(KeyboardInterrupt):
            ask(asker)

    shown = sent(f"{F1}{DOWN}{ENTER}a{ENTER} {ENTER}{ENTER}", stopped, columns=200)

    assert "\x1b]0;" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown
    assert "\\x1b]0;owned\\x07[bold]x\u23cenext\\u202e" in shown


def test_what_joins_letters_is_kept_in_what_is_said() -> None:
    joined = "\u0645\u06cc\u200c\u0634\u0648\u062f \U0001f469\u200d\U0001f467"
    assert joined in sent("", lambda asker: asker.say(joined))


def test_what_we_draw_ourselves_is_ascii() -> None:
    picks = (Pick("a", "first", group="Red", notes=("n",)), Pick("b", "second", alone=True))

    def ask(asker: TerminalAsker) -> None:
        asker.say(*asker.help)
        asker.pick(FULL, picks)
        asker.many(FULL, picks)
        asker.text(FULL, lambda _: None)
        asker.order(FULL, picks)
        asker.share(FULL, picks, total=100)

    typed = f"{ENTER}{DOWN}{ENTER}a{ENTER} {ENTER}x{ENTER}=  {ENTER}{ENTER}{ENTER}100{ENTER}"
    assert sent(typed, ask).isascii()
