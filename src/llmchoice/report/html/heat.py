"""How a value from 0 to 100 is coloured: in five classes, with the figure in every cell."""

CLASSES = ("0 to 19", "20 to 39", "40 to 59", "60 to 79", "80 to 100")
_WIDE = 20


def heat(value: float) -> int:
    """The class of a value: 0 for the worst, 4 for the best."""
    return min(len(CLASSES) - 1, max(0, int(value // _WIDE)))
