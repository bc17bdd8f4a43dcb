"""What a person typed is no answer."""


class Unclear(ValueError):  # noqa: N818 - no error: the person is told and asked again
    """A line that cannot be taken for an answer; its text says what to type instead."""
