"""How wide the columns of a table are."""

from collections.abc import Sequence

from rich.cells import cell_len


def longest_word(text: str) -> int:
    """Columns that a text needs at least where no word of it may be broken."""
    return max((cell_len(word) for word in text.split()), default=0)


def longest_words(rows: Sequence[Sequence[str]]) -> list[int]:
    """The same for each column of a table."""
    return [max(map(longest_word, column)) for column in zip(*rows, strict=True)]


def fitted(rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Widths of which the sum is at most `room`: the widest columns give way first.

    None where a word would have to be broken.
    """
    least = longest_words(rows)
    if sum(least) > room:
        return None
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) > room:
        movable = [at for at, width in enumerate(widths) if width > least[at]]
        widths[max(movable, key=widths.__getitem__)] -= 1
    return widths
