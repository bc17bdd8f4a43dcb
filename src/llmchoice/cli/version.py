"""The line that --version prints."""

from llmchoice import __version__


def version_line() -> str:
    """Name and version of the program and of its criteria."""
    from llmchoice.knowledge.folders import packaged

    criteria = (packaged("criteria") / "VERSION").read_text(encoding="utf-8").strip()
    return f"llmchoice {__version__} (criteria {criteria})"
