"""Numbers on the command line, written as people write them: 40M, 40 million, 40,000,000."""

from collections.abc import Callable

import typer


def amount(least: float = 0, most: float = 1e16) -> Callable[[str], float]:
    """A reader of an option that takes a number within limits.

    The reader raises:
        BadParameter: exit code 2, for what is no number, and for one outside the limits.
    """

    def read(text: str) -> float:
        from llmchoice.amounts import LEAST, Fault, decimal, read_number

        number = read_number(text)
        if isinstance(number, Fault):
            fix = number.fix or "write a number, such as 40000000 or 40 million"
            raise typer.BadParameter(f"'{text}': {number.why}; {fix}")
        if not least <= number <= most:
            raise typer.BadParameter(f"'{text}' is not between {least:g} and {most:g}")
        if 0 < number < LEAST:
            raise typer.BadParameter(
                f"'{text}' is next to nothing; write 0, or {decimal(LEAST)} or more"
            )
        return number

    read.__name__ = "number"
    return read


def whole(least: float = 0, most: float = 1e16) -> Callable[[str], int]:
    """The same of a whole number; a fraction is rounded."""
    reader = amount(least, most)

    def read(text: str) -> int:
        return round(reader(text))

    read.__name__ = "number"
    return read
