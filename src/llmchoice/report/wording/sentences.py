"""How sentences begin."""


def begun(sentence: str) -> str:
    """A sentence with a capital letter, whatever name it begins with."""
    return sentence[:1].upper() + sentence[1:]
