"""Any text, made to read as itself in GitHub-flavoured Markdown.

One form for every place: paragraph, heading, list item, table cell. Entities are used where
a backslash is not enough: `|` splits table cells first, `$` and `@` are looked for by GitHub
in ways of its own. In a file that is all. Where a memo is pasted into an issue, GitHub looks
for @names, #numbers and :emoji: once more, after rendering, and no escape that leaves the text
as it is keeps it from them.
"""

import re
from urllib.parse import quote

from llmchoice.plain import plain
from llmchoice.report.addresses import is_ordinary

_ENTITIES = {"|": "&#124;", "$": "&#36;", "@": "&#64;"}
_SPECIAL = re.compile(
    r"""
      [\\`*_~\[\]<>\#|$@]        # marks that mean something anywhere
    | &(?=\w+;)                  # an entity
    | :(?=\S)                    # https://, :smile:
    | (?<=www)\.                 # a link without a scheme
    | ^[-+=]                     # a list item, an underline
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_URL_MARKS = ":/?#[]!'*+,;=%&"


def escape(text: str) -> str:
    """One line that is shown as it is, and obeyed nowhere."""
    line = plain(text).strip(" ")
    return _LEADING_NUMBER.sub(r"\1\\\2", _SPECIAL.sub(_escaped, line))


def link(text: str, url: str | None) -> str:
    """A link, where the address is an ordinary one of the web; else both as text."""
    if not url:
        return escape(text)
    if not is_ordinary(url):
        return f"{escape(text)} ({escape(url)})"
    target = quote(url, safe=_URL_MARKS).replace("&", "&amp;")
    return f"[{escape(text)}]({target})"


def _escaped(match: re.Match[str]) -> str:
    mark = match.group()
    return _ENTITIES.get(mark, f"\\{mark}")
