"""Did you mean: the nearest of the names that would have been right."""

from collections.abc import Iterable


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The name most like a word, if one is like it at all."""
    from difflib import get_close_matches  # noqa: PLC0415 - only errors need it

    matches = get_close_matches(word.lower(), list(names), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """A line that says what to write instead."""
    choices = list(names)
    near = nearest(word, choices)
    if near is not None:
        return f"did you mean '{near}'?"
    return f"choose one of: {', '.join(choices)}"
