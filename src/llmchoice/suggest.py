"""Did you mean: the nearest of the names that would have been right."""

from collections.abc import Iterable

FEW = 12
"""Names that a line has room for: of so few, only what is surely meant is guessed."""
SURE, LIKE = 0.8, 0.6
"""Likeness, from 0 to 1, of a slip of the fingers, and of a name that one half remembers."""
PREFIX = 3
"""Letters of the longest beginning that turns a word into its opposite: `un`, `no-`."""
BEGUN = 3
"""Letters from which on a word is taken as the beginning of a name."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name most like a word, if one is like it at all.

    Never one that is the word with something before it, or the other way round: `unsteady` is no
    slip for `steady`.
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only errors need it

    choices = [name for name in names if not _negates(word.lower(), name.lower())]
    if begun := [name for name in choices if _begins(name, word)]:
        return min(begun, key=len)
    if swapped := [name for name in choices if sorted(name.lower()) == sorted(word.lower())]:
        return swapped[0]
    cutoff = SURE if len(choices) <= FEW else LIKE
    matches = get_close_matches(word.lower(), choices, n=1, cutoff=cutoff)
    elsewhere = (name for name in choices if name.endswith(f"/{word}"))
    return next(iter(matches), None) or next(elsewhere, None)


def did_you_mean(word: str, names: Iterable[str], otherwise: str | None = None) -> str:
    """A line that says what to write instead; where nothing is near, all names or what is given."""
    choices = list(names)
    near = nearest(word, choices)
    if near is not None:
        return f"did you mean '{near}'?"
    return otherwise or f"choose one of: {', '.join(choices)}"


def key_meant(key: str, names: Iterable[str], otherwise: str | None = None) -> str:
    """The same of a key; one that is a number is what a comma has cut off a number before it."""
    if key.isdecimal():
        return "a comma begins the next entry here: write 27.50, not 27,50"
    return did_you_mean(key, names, otherwise)


def _negates(word: str, name: str) -> bool:
    near = 0 < abs(len(word) - len(name)) <= PREFIX
    return near and (word.endswith(name) or name.endswith(word))


def _begins(name: str, word: str) -> bool:
    letters = _letters(word)
    return len(letters) >= BEGUN and _letters(name).startswith(letters)


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())
