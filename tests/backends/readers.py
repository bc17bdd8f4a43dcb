"""Reports as a reader of each format takes them in: what they are made of, and what they say."""

import io
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import docx
import yaml
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from tests.backends.pages import read_html

from llmchoice.report.backends import html, markdown, terminal, word
from llmchoice.report.blocks import Block, Settings


class Seen(NamedTuple):
    """A report, taken apart."""

    made_of: list[str]
    says: list[str]
    """Every line of text, in order."""


def read_markdown(report: str, *, linkify: bool = False) -> Seen:
    """As GitHub would: front matter apart, then blocks and lines."""
    parser = MarkdownIt("gfm-like", {"linkify": linkify, "html": True})
    if linkify:
        # GitHub makes no link of a bare name with a dot.
        assert parser.linkify is not None
        parser.linkify.set({"fuzzy_link": False})
    seen = Seen([], [])
    if report.startswith("---\n"):
        _, front, report = report.split("---\n", 2)
        for name, value in yaml.safe_load(front).items():
            seen.made_of.append(name)
            seen.says.append(str(value))
    for token in parser.parse(report):
        seen.made_of.append(f"{token.type} {token.tag} {token.info if token.tag == 'code' else ''}")
        if token.type == "list_item_open" and token.info:
            seen.says.append(f"{token.info}.")
        if token.type == "fence":
            seen.says.extend(token.content.split("\n"))
        if token.type == "inline":
            children = token.children or []
            seen.made_of.extend(
                f"{child.type} {child.attrs}" for child in children if child.tag not in {"", "code"}
            )
            seen.says.append("".join(child.content for child in children))
    return seen


def read_word(report: bytes) -> Seen:
    """As Word would: elements, styles and lists, and the text of every paragraph."""
    document = docx.Document(io.BytesIO(report))
    seen = Seen([], [])
    numbers: Counter[str] = Counter()
    for element in document.element.body.iter():
        tag = element.tag.rpartition("}")[2]
        if tag in {"t", "br"}:
            continue
        seen.made_of.append(f"{tag} {element.get(qn('w:val')) if tag == 'pStyle' else ''}")
        if tag == "p":
            kind = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            if kind is not None and _counts(document, kind.get(qn("w:val"))):
                numbers[kind.get(qn("w:val"))] += 1
                seen.says.append(f"{numbers[kind.get(qn('w:val'))]}.")
            parts = (
                "\n" if part.tag == qn("w:br") else part.text or ""
                for part in element.iter(qn("w:t"), qn("w:br"))
            )
            seen.says.extend("".join(parts).split("\n"))
    external = (link for link in document.part.rels.values() if link.is_external)
    seen.made_of.extend(link.target_ref for link in external)
    return seen


def _counts(document: "docx.document.Document", numbers: str) -> bool:
    """Whether a list is one of numbers."""
    numbering = document.part.numbering_part.element
    (kind,) = numbering.xpath(f"./w:num[@w:numId='{numbers}']/w:abstractNumId/@w:val")
    (form,) = numbering.xpath(f"./w:abstractNum[@w:abstractNumId='{kind}']//w:numFmt/@w:val")
    return str(form) == "decimal"


def read_text(report: str) -> Seen:
    """As a terminal would: line by line, without colours."""
    lines = re.sub(r"\x1b\[[\d;]*m", "", report).split("\n")
    return Seen([], lines)


READERS: dict[str, Callable[[list[Block], Settings], Seen]] = {
    "text": lambda blocks, settings: read_text(terminal.render(blocks, settings)),
    "markdown": lambda blocks, settings: read_markdown(markdown.render(blocks, settings)),
    "linked": lambda blocks, settings: read_markdown(
        markdown.render(blocks, settings), linkify=True
    ),
    "html": lambda blocks, settings: Seen(*read_html(html.render(blocks, settings))),
    "docx": lambda blocks, settings: read_word(word.render(blocks, settings)),
}
"""A new backend needs a reader: that puts it to every test of this folder."""
