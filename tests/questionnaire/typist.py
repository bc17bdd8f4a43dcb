"""A person who types lines, and the page they read."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.lines import PlainAsker

Answer = TypeVar("Answer")

PICKS = (
    Pick("public", "Public texts"),
    Pick("staff", "Personal data of staff", notes=("Names count.",), group="Grave"),
    Pick("patients", "Patient records", group="Grave"),
    Pick("code", "Source code", group="Other"),
    Pick("unknown", "I don't know", alone=True, group="Other"),
)
PROMPT = Prompt("What goes in?", why=lambda: ["Because it matters."], remark="")


def fine(_: str) -> None:
    """A check that finds nothing wrong."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What came of typing."""

    page: str
    reply: object
    """What the asker returned, or the exception that it raised."""


def typing(typed: str, ask: Callable[[PlainAsker], object], columns: int | None = 80) -> Typed:
    """Ask somebody who types these lines and then closes the input."""
    target = io.StringIO()
    try:
        reply = ask(PlainAsker(io.StringIO(typed), target, columns))
    except (Exception, KeyboardInterrupt) as raised:  # noqa: BLE001 - the exception is the result
        reply = raised
    return Typed(target.getvalue(), reply)


KINDS: dict[str, Callable[[PlainAsker], object]] = {
    "one": lambda asker: asker.pick(PROMPT, PICKS),
    "many": lambda asker: asker.many(PROMPT, PICKS),
    "text": lambda asker: asker.text(PROMPT, fine),
    "order": lambda asker: asker.order(PROMPT, PICKS),
    "share": lambda asker: asker.share(PROMPT, PICKS, total=100),
}
"""One way to ask in every kind, without a default."""
