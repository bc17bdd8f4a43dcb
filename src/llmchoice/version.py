"""The version of the program."""

__version__ = "0.1.0"


def version_line() -> str:
    """Name and version of the program and of its criteria."""
    from llmchoice.knowledge.folders import packaged  # noqa: PLC0415 - whoever wants a number needs no folder

    criteria = (packaged("criteria") / "VERSION").read_text(encoding="utf-8").strip()
    return f"llmchoice {__version__} (criteria {criteria})"
