"""What a YAML parser complains of, in the words of the person who wrote the file."""

from dataclasses import dataclass

import yaml

from llmchoice.errors import Place

NO_REPORT = (
    "give the profile that it was made from; a report that can be read again is"
    " written with -o report.json, for 'llmchoice recheck'"
)
"""What to do where somebody gives a report that is for people."""


def report_kind(text: str, file: str) -> str | None:
    """The kind of report that a text in a file seems to be; None where it is like none."""
    if text.lstrip()[:9].lower().startswith(("<!doctype", "<html")):
        return "an HTML page"
    return "a Markdown document" if file.lower().endswith((".md", ".markdown")) else None


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the parser says, and what it means. `{line}` is where the part began."""

    says: str
    why: str
    fix: str
    at_start: bool = False
    """Whether the place to look at is where the part began, not where the parser gave up."""


_RULES = (
    _Rule(
        "found unexpected end of stream",
        "a quote is opened here and never closed",
        "close the quote",
        at_start=True,
    ),
    _Rule(
        "did not find expected ',' or ']'",
        "the list that '[' opens on line {line} is not closed before this",
        "add the missing ',' or ']'",
    ),
    _Rule(
        "did not find expected ',' or '}'",
        "what '{{' opens on line {line} is not closed before this",
        "add the missing ',' or '}}'",
    ),
    _Rule(
        "mapping values are not allowed in this context",
        "a colon with a space after it starts a value, and none may start here",
        "put a text that holds a colon in quotes, or fix the indentation",
    ),
    _Rule(
        "found character that cannot start any token",
        "a text without quotes may not start with this character",
        "put the text in quotes",
    ),
    _Rule(
        "could not find expected ':'",
        "there is a key here without a ': ' after it",
        "write 'key: value', with a space after the colon",
        at_start=True,
    ),
    _Rule(
        "did not find expected key",
        "a key is expected here, in the same column as the keys that it belongs with",
        "fix the indentation; if this is the rest of a text, put the whole text in quotes",
    ),
    _Rule(
        "did not find expected '-' indicator",
        "a list item is expected here, in the same column as the one on line {line}",
        "start it with '- ', and fix the indentation",
    ),
    _Rule(
        "scanning an a",
        "& and * have a meaning of their own at the start of a text",
        "put the text in quotes",
    ),
    _Rule(
        "did not find expected node content",
        "a value is expected here",
        "write one, or close the bracket before this",
    ),
    _Rule(
        "did not find expected <document start>",
        "the document ends before this",
        "keep one document per file",
    ),
    _Rule(
        "parsing a quoted scalar",
        "a backslash in double quotes starts an escape, and this is not one",
        "write two backslashes, or use single quotes",
    ),
)
_ELSE = _Rule("", "", "check the indentation, the quotes and the brackets around this place")


def complaint(error: yaml.MarkedYAMLError, text: str, file: str) -> tuple[Place, str, str] | None:
    """Where a text is no YAML, why, and what to do; None where the parser names no place."""
    message = " ".join(part for part in (error.context, error.problem) if part)
    rule = next((rule for rule in _RULES if rule.says in message), _ELSE)
    start = error.context_mark or error.problem_mark
    mark = start if rule.at_start else error.problem_mark or start
    if mark is None or start is None:
        return None
    why = rule.why.format(line=start.line + 1)
    fix = rule.fix.format()
    lines = text.splitlines()
    whole = lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in whole[: len(whole) - len(whole.lstrip())]:
        why, fix = "a tab is used where YAML expects spaces", "replace the tab with spaces"
    elif not why:
        why = message
    return Place(file, mark.line + 1, mark.column + 1), why, fix
