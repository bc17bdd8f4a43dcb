"""Names that people give, of their organisation or their workloads; and file names made of them."""

import re
import unicodedata
from collections.abc import Collection

from llmchoice.knowledge.profile import LONGEST_NAME
from llmchoice.language import t
from llmchoice.questionnaire.asker import Prompt
from llmchoice.questionnaire.dialogue import Dialogue

LONGEST = 60
NAMELESS = "profile"
"""For a name without a letter or digit, such as an emoji alone."""
_WORD = frozenset("LMN")
"""Unicode's letters, marks and numbers."""


def ask_name(dialogue: Dialogue, key: str, prompt: Prompt, *, taken: Collection[str] = ()) -> str:
    """A name that a profile may hold, without the spaces around it."""

    def check(text: str) -> str | None:
        name = text.strip()
        if not name:
            return t("Write a name.")
        if len(name) > LONGEST_NAME:
            return t("Use at most {number} characters.", number=LONGEST_NAME)
        if name in taken:
            return t("This name is taken: choose another.")
        try:
            name.encode()
        except UnicodeEncodeError:
            return t("Part of a character is missing: type it again.")
        return None

    return dialogue.text(key, prompt, check).strip()


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits of a name in any script, joined by hyphens."""
    plain = name if name.isascii() else _transliterated(name)
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))[:LONGEST].strip("-") or NAMELESS


def _transliterated(name: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415 - only names beyond ASCII need its tables

    composed = unicodedata.normalize("NFKC", name)
    # Signs would become words: an emoji its description.
    words = (char if unicodedata.category(char)[0] in _WORD else " " for char in composed)
    return anyascii("".join(words))
