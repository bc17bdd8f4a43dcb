"""Halves of characters: JSON can write them, but no file and no terminal can hold them."""


def has_half(text: str) -> bool:
    """Whether a text holds half of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def whole(text: str) -> str:
    """A text with a sign for what cannot be read in the place of each half."""
    if not has_half(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
