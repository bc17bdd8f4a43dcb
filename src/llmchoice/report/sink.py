"""The last step before text leaves: nothing in it can move a cursor or turn a line round."""

from llmchoice.plain import plain

_ASCII = str.maketrans({"\N{MINUS SIGN}": "-", "\N{RETURN SYMBOL}": "\\n"})


def shown(line: str, *, unicode: bool) -> str:
    """One line, harmless; with our own signs in ASCII where the stream has no others."""
    harmless = plain(line)
    return harmless if unicode else harmless.translate(_ASCII)
