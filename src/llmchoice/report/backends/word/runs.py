"""Words in a paragraph. Text comes in as a run of text, which Word shows and never reads."""

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor

from llmchoice.plain import plain
from llmchoice.report.addresses import is_ordinary
from llmchoice.report.blocks import Inline, Link, Mono, Span, Strong, Tone

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

INKS: "dict[Tone, RGBColor | None]" = {
    "plain": None,
    "open": RGBColor(0x0B, 0x5C, 0x7A),
    "closed": RGBColor(0x7A, 0x2E, 0x7E),
    "bad": RGBColor(0xA3, 0x23, 0x1B),
    "warn": RGBColor(0x8A, 0x52, 0x00),
    "faint": RGBColor(0x55, 0x5F, 0x6D),
}
"""Each at least 4.5 to 1 on white."""


def set_style(line: "Paragraph | Run", style: str) -> None:
    """Give a line or a run a style of the sheet, whose id is its name.

    By its name, it would be searched for among all styles, and so would the default one.
    """
    line._element.style = style  # noqa: SLF001 - nothing else takes an id


def add_inline(
    paragraph: "Paragraph", inline: Inline, tone: Tone = "plain", *, bold: bool = False
) -> None:
    """Add a line of text with its marks."""
    spans: tuple[Span, ...] = (inline,) if isinstance(inline, str) else inline
    for span in spans:
        match span:
            case str():
                _add(paragraph, span, tone, bold=bold)
            case Strong():
                _add(paragraph, span.text, tone, bold=True)
            case Mono():
                _add(paragraph, span.text, tone, bold=bold, style="Mono")
            case Link() if is_ordinary(span.url):
                _add_link(paragraph, span)
            case Link():
                shown = f"{span.text} ({span.url})" if span.url else span.text
                _add(paragraph, shown, tone, bold=bold)


def _add(
    paragraph: "Paragraph", text: str, tone: Tone, *, bold: bool, style: str | None = None
) -> "Run":
    run = paragraph.add_run(plain(text))
    if style:
        set_style(run, style)
    run.bold = bold or None
    if INKS[tone] is not None:
        run.font.color.rgb = INKS[tone]
    return run


def _add_link(paragraph: "Paragraph", link: Link) -> None:
    run = _add(paragraph, link.text, "plain", bold=False, style="Hyperlink")
    holder = OxmlElement("w:hyperlink")
    address = paragraph.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    holder.set(qn("r:id"), address)
    paragraph._p.append(holder)  # noqa: SLF001 - links have no form of their own for writing
    holder.append(run._r)  # noqa: SLF001 - as above
