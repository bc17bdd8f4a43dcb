"""What is written, read back by other programs: live markup, and numbers that are none."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import cmarkgfm  # type: ignore[import-untyped] # it has no types
import docx
import html5lib
from markdown_it import MarkdownIt
from markdown_it.token import Token

from llmchoice.shared import whole

_SCHEMES = re.compile(r"(https?://|#|$)", re.IGNORECASE)
_NONE = re.compile(r"(?<![\w.-])-?(?:nan|inf|infinity)(?![\w.-])", re.IGNORECASE)
_LIVE = {"iframe", "object", "embed", "form", "base", "meta-refresh", "applet", "plaintext"}
_ELEMENT = re.compile(r"<\s*(?:script|img|svg|iframe|a|form|object|embed)\b", re.IGNORECASE)
_WORKED_OUT = {"instrText", "fldSimple", "object", "altChunk", "control"}
_PAGES = re.compile(r"(?:PAGE|NUMPAGES|TOC\b.*)?")
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_SIGNS = ("=", "+", "@", "-")


def faults(form: str, written: bytes) -> Iterator[str]:
    """What is wrong with an output of that format; nothing where all is well."""
    if form == "docx":
        yield from _word(written)
        return
    text = written.decode()
    if form in {"json", "jsonl"}:
        for document in text.splitlines() if form == "jsonl" else [text]:
            yield from _strict(document)
    elif form == "csv":
        for separator in (",", ";", "\t"):
            yield from _formulas(text, separator)
    elif form == "html":
        yield from _page(text)
    elif form in {"markdown", "madr"}:
        yield from _links(cmarkgfm.github_flavored_markdown_to_html(text))
        yield from _tokens(_MARKDOWN.parse(text))
    if form not in {"html", "csv", "json", "jsonl"} and any(
        not (char.isprintable() or char == "\n") for char in text
    ):
        yield "control characters"


def _strict(text: str) -> Iterator[str]:
    wrong: list[str] = []
    data = json.loads(text, parse_constant=wrong.append)
    yield from (f"non-finite: {word}" for word in wrong)
    if isinstance(data, dict) and "shared" in data:
        whole(data)


def _formulas(text: str, separator: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text), delimiter=separator):
        for cell in row:
            bare = cell.lstrip(' "')
            if bare.startswith(_SIGNS) and not re.match(r"-?[0-9][0-9.e-]*(,|$)", bare):
                yield f"live markup: formula {cell[:40]!r}"
            if _NONE.fullmatch(bare):
                yield f"non-finite: {cell}"


def _page(text: str) -> Iterator[str]:
    document = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    for element in document.iter():
        tag = element.tag.rpartition("}")[2]
        if tag in _LIVE:
            yield f"live markup: <{tag}>"
        if tag == "script" and "alert(1)" in (element.text or "") and element.get("type") is None:
            yield "live markup: script of others"
        for name, value in element.attrib.items():
            if str(name).startswith("on"):
                yield f"live markup: {name}"
            if str(name) in {"href", "src", "{http://www.w3.org/1999/xlink}href"} and not (
                _SCHEMES.match(value)
            ):
                yield f"live markup: {name}={value[:40]}"


def _links(page: str) -> Iterator[str]:
    for target in re.findall(r'<a href="([^"]*)"', page):
        if not _SCHEMES.match(target) or ("x.example" in target):
            yield f"live markup: link to {target[:60]}"
    yield from (f"live markup: {tag}" for tag in re.findall(r"<(?:script|img|svg|iframe)\b", page))


def _tokens(tokens: Iterable[Token]) -> Iterator[str]:
    """The same of a reader that goes by CommonMark alone."""
    for token in tokens:
        yield from _tokens(token.children or ())
        target = token.attrs.get("href") or token.attrs.get("src")
        if target is not None and not _SCHEMES.match(str(target)):
            yield f"live markup: link to {str(target)[:60]}"
        if token.type == "image" or (
            token.type.startswith("html") and _ELEMENT.search(token.content)
        ):
            yield f"live markup: {token.type} {token.content[:60]}"


def _word(written: bytes) -> Iterator[str]:
    """Every part is XML; nothing leads out of it but to the web, and nothing is worked out."""
    docx.Document(io.BytesIO(written))
    with ZipFile(io.BytesIO(written)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for element in ET.fromstring(archive.read(name)).iter():  # noqa: S314 - ours
                tag = element.tag.rpartition("}")[2]
                target = element.get("Target", "")
                leads = element.get("TargetMode") == "External"
                if leads and (not _SCHEMES.match(target) or "x.example" in target):
                    yield f"live markup: link to {target[:60]}"
                if tag in _WORKED_OUT and not _PAGES.fullmatch((element.text or "").strip()):
                    yield f"live markup: {tag} {(element.text or '')[:60]}"
