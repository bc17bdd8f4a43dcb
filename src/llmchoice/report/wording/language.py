"""The language that reports are written in."""


def t(message: str, **places: object) -> str:
    """A whole sentence, with its places filled."""
    return message.format(**places)


def tn(singular: str, plural: str, number: int, **places: object) -> str:
    """A whole sentence in the form that a number asks for, with its places filled."""
    return (singular if number == 1 else plural).format(**places)
