"""Asks in numbered lists and reads whole lines: for screen readers and terminals that draw nothing.

Nothing here imports questionary or prompt_toolkit, and nothing that is written is ever redrawn.
"""

from collections.abc import Mapping

from llmchoice.questionnaire.lines.plain import PlainAsker

__all__ = ["PlainAsker", "wants_plain"]

_UNABLE = frozenset({"dumb", "unknown"})
_OFF = frozenset({"", "0", "false"})


def wants_plain(environ: Mapping[str, str]) -> bool:
    """Whether questions should be asked in plain lines.

    True where `ACCESSIBLE` is set to anything but nothing, `0` or `false`, the convention of
    charmbracelet/huh, and where `TERM` is `dumb` or `unknown`, the two names that prompt_toolkit
    and rich take for a terminal without cursor control; in any case of letters. `ACCESSIBLE=0`
    cannot give a dumb terminal a cursor, so it does not overrule `TERM`.

    A `TERM` that is unset or empty says nothing: Windows' own consoles set none and can draw.
    prompt_toolkit, rich and huh draw then too; git alone takes it for dumb.
    """
    wish = environ.get("ACCESSIBLE", "").strip().lower()
    return wish not in _OFF or environ.get("TERM", "").strip().lower() in _UNABLE
