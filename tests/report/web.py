"""Pages, read back as a browser reads them."""

import json
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib

from llmchoice.model.assessment import Assessment
from llmchoice.report import Style, render

SAMPLES = ("bare", "full", "tied", "undecided", "nothing", "mixed", "whole")
"""Fixtures, one for every sort of assessment."""
_PIPE = Style(width=None, colour=False, unicode=True)
_BESIDE = Path(__file__).parent / "samples" / "beside.json"


def with_beside(assessment: Assessment) -> Assessment:
    """With costs, models and today's figures too."""
    document = assessment.model_dump(mode="json", by_alias=True)
    document |= json.loads(_BESIDE.read_text(encoding="utf-8"))
    return Assessment.model_validate(document)


def html(assessment: Assessment) -> str:
    """The report as it is written."""
    return render("html", assessment, _PIPE)


def page_of(assessment: Assessment) -> Element:
    """The page as a browser reads it; markup that breaks a rule is an error."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = parser.parse(html(assessment))
    assert isinstance(page, Element)
    return page


def tag(element: Element) -> str:
    """The name of an element, without a namespace."""
    return str(element.tag).rpartition("}")[2]


def text(element: Element) -> str:
    """What an element says, in one line."""
    return " ".join("".join(element.itertext()).split())


def every(page: Element, *tags: str) -> list[Element]:
    """All elements of these names below an element."""
    return [element for element in page.iter() if tag(element) in tags]


def headings(page: Element) -> list[tuple[int, str]]:
    """Level and text of every heading."""
    found = every(page, "h1", "h2", "h3", "h4", "h5", "h6")
    return [(int(tag(one)[1]), text(one)) for one in found]


def by_id(page: Element, name: str) -> Element:
    """The one element of that id."""
    (found,) = [element for element in page.iter() if element.get("id") == name]
    return found


def rows(table: Element) -> list[list[str]]:
    """The cells of a table, row by row."""
    return [[text(cell) for cell in every(row, "th", "td")] for row in every(table, "tr")]


def tables(part: Element) -> list[list[list[str]]]:
    """All tables below an element."""
    return [rows(table) for table in every(part, "table")]


def pictures(part: Element) -> list[Element]:
    """All pictures below an element."""
    return [one for one in every(part, "svg") if one.get("role") == "img"]
