"""A report as a reader takes it in: lines on a terminal, chapters and tables in Markdown."""

from markdown_it import MarkdownIt

from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Level, Settings
from llmchoice.report.registry import format_named, render

WIDE = Settings(width=100)


def text(assessment: Assessment, level: Level = Level.PAGE, settings: Settings = WIDE) -> str:
    """The report on a terminal."""
    return str(render(assessment, format_named("text", Assessment), settings, level))


def words(assessment: Assessment, level: Level = Level.PAGE) -> str:
    """The same in one line, with single spaces."""
    return " ".join(text(assessment, level).split())


def markdown(assessment: Assessment, level: Level = Level.FULL) -> str:
    """The memo."""
    return str(render(assessment, format_named("markdown", Assessment), level=level))


def chapter(assessment: Assessment, title: str) -> list[str]:
    """The paragraphs and items of one chapter of the full memo, as they are shown."""
    _, _, rest = markdown(assessment).partition(f"## {title}\n")
    assert rest, f"there is no chapter {title}"
    lines: list[str] = []
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(rest):
        if token.type == "heading_open" and token.tag in {"h1", "h2"}:
            break
        if token.type == "inline":
            lines.append("".join(child.content for child in token.children or ()))
    return lines


def headings(assessment: Assessment, level: Level = Level.FULL) -> list[tuple[str, str]]:
    """Every heading of the memo with its tag."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown(assessment, level))
    return [
        (token.tag, "".join(child.content for child in tokens[at + 1].children or ()))
        for at, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def table(assessment: Assessment, *titles: str) -> list[list[str]]:
    """The rows of the one table of the full memo whose head begins with these titles."""
    tables: list[list[list[str]]] = []
    in_a_cell = False
    for token in MarkdownIt("gfm-like", {"linkify": False}).parse(markdown(assessment)):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            in_a_cell = True
        elif token.type == "inline" and in_a_cell:
            tables[-1][-1].append("".join(child.content for child in token.children or ()))
            in_a_cell = False
    (rows,) = [rows for rows in tables if tuple(rows[0][: len(titles)]) == titles]
    return rows
