"""A word of the command line that has to be one of those there are."""

from collections.abc import Sequence

from llmchoice.errors import usage_error
from llmchoice.suggest import did_you_mean


def one_of(option: str, word: str | None, names: Sequence[str]) -> str | None:
    """The name that a word stands for, whatever its capitals; None where it is not given.

    Raises:
        LlmchoiceError: exit code 2 when there is no such name.
    """
    if word is None:
        return None
    known = {name.lower(): name for name in names}
    if word.lower() in known:
        return known[word.lower()]
    raise usage_error(
        f"{option} {word}: nothing of that kind is listed", fix=did_you_mean(word, names)
    )
