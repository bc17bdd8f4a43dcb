"""Ids of elements: what a heading says, as far as letters and digits say it."""

import re

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST = 40


class Anchors:
    """Hands out every id of one page once."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def of(self, text: str) -> str:
        """An id for what the text names; a number is added where it was given before.

        It begins with `on-`, so that no text can take an id that the page itself uses.
        """
        words = _OTHER.sub("-", text.lower()).strip("-")[:_LONGEST].strip("-")
        name = f"on-{words}"
        number = self._given[name] = self._given.get(name, 0) + 1
        # Two underscores never come from a text: an id with a number is no other text's id.
        return name if number == 1 else f"{name}__{number}"
