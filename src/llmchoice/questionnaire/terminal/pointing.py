"""Moving questionary's pointer."""

from collections.abc import Callable

import questionary
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from questionary.prompts.common import InquirerControl

NOWHERE = -1
"""Where the pointer stands on nothing: questionary's Down goes to the first entry from there."""
PAGE = 10
"""Entries that PageUp and PageDown pass."""


def moving(control: InquirerControl) -> KeyBindings:
    """Ways to move that questionary lacks, and the first step where it points at nothing."""
    places = [
        at
        for at, choice in enumerate(control.choices)
        if not isinstance(choice, questionary.Separator)
    ]
    keys = KeyBindings()

    def go(to: int) -> Callable[[KeyPressEvent], None]:
        def handle(_event: KeyPressEvent) -> None:
            control.pointed_at = places[to]

        return handle

    def step(by: int) -> Callable[[KeyPressEvent], None]:
        def handle(_event: KeyPressEvent) -> None:
            lost = control.pointed_at == NOWHERE
            at = -1 if lost else places.index(control.pointed_at)
            control.pointed_at = places[min(max(at + by, 0), len(places) - 1)]

        return handle

    lost = Condition(lambda: control.pointed_at == NOWHERE)
    for key in ("up", "k", "c-p"):
        keys.add(key, eager=True, filter=lost)(go(-1))
    for at in range(min(len(places), 9)):
        keys.add(str(at + 1), eager=True)(go(at))
    for key, handle in (
        ("home", go(0)),
        ("end", go(-1)),
        ("pageup", step(-PAGE)),
        ("pagedown", step(PAGE)),
    ):
        keys.add(key, eager=True)(handle)
    return keys
