"""An empty document, its styles, and words in a paragraph of it.

Text comes in as a run of text, which Word shows and never reads; properties tell nothing untrue.
"""

from typing import TYPE_CHECKING

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from llmchoice.plain import plain
from llmchoice.report.backends import is_ordinary
from llmchoice.report.blocks import Inline, Link, Mono, Span, Strong, Tone

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

PAPER_WIDTH, PAPER_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(1.8)
TEXT_WIDTH = PAPER_WIDTH - 2 * MARGIN
"""In Word's units, of which a centimetre has 360,000."""
_FONT, _MONO = "Calibri", "Courier New"
_INK, _LINK = RGBColor(0x1F, 0x29, 0x37), RGBColor(5, 99, 193)
_HEADINGS = {1: 18, 2: 12.5, 3: 11.5}
_SMALLEST_HEADING = 10.5
_UNTRUE = ("created", "modified", "creator", "description", "lastModifiedBy", "revision")
"""What the template's properties say of a file that is not ours."""
INKS: "dict[Tone, RGBColor | None]" = {
    "plain": None,
    "open": RGBColor(0x0B, 0x5C, 0x7A),
    "closed": RGBColor(0x7A, 0x2E, 0x7E),
    "bad": RGBColor(0xA3, 0x23, 0x1B),
    "warn": RGBColor(0x8A, 0x52, 0x00),
    "faint": RGBColor(0x55, 0x5F, 0x6D),
}
"""Each at least 4.5 to 1 on white."""


def blank(title: str) -> "Document":
    """A document with nothing on its pages but a title in its properties and its footer."""
    document = docx.Document()
    _set_paper(document)
    _set_styles(document)
    _set_properties(document, plain(title))
    _set_footer(document, plain(title))
    return document


def _set_paper(document: "Document") -> None:
    (section,) = document.sections
    section.page_width, section.page_height = PAPER_WIDTH, PAPER_HEIGHT
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN
    section.footer_distance = Cm(1)
    for mode in document.settings.element.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            mode.set(qn("w:val"), "15")


def _set_styles(document: "Document") -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    body: ParagraphStyle = document.styles["Normal"]
    _set_font(body, _FONT, 10)
    body.paragraph_format.space_after, body.paragraph_format.line_spacing = Pt(3), 1
    for level in range(1, 10):
        heading: ParagraphStyle = document.styles[f"Heading {level}"]
        _set_font(heading, _FONT, _HEADINGS.get(level, _SMALLEST_HEADING))
        heading.font.color.rgb, heading.font.italic = _INK, False
        space = heading.paragraph_format
        space.space_before, space.space_after = Pt(0 if level == 1 else 6), Pt(1)
    _add_styles(document)


def _add_styles(document: "Document") -> None:
    for name, font, size in (("Verbatim", _MONO, 8.5), ("Cell", _FONT, 9.5), ("Gap", _FONT, 4)):
        style: ParagraphStyle = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_font(style, font, size)
        if name == "Verbatim":
            style.base_style = document.styles["Normal"]
        if name == "Gap":
            style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1
    mono: CharacterStyle = document.styles.add_style("Mono", WD_STYLE_TYPE.CHARACTER)
    _set_font(mono, _MONO, 9.5)
    link: CharacterStyle = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _LINK, True


def _set_font(style: "BaseStyle", name: str, size: float) -> None:
    """A font by name alone: one of the theme would go before it."""
    properties = style.element.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        properties.remove(fonts)
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), name)
    properties.sz_val = Pt(size)


def _set_properties(document: "Document", title: str) -> None:
    properties = document.core_properties
    properties.title = title[:255]
    for element in list(properties._element):  # noqa: SLF001 - a property can be emptied, not left out
        if element.tag.rpartition("}")[2] in _UNTRUE:
            properties._element.remove(element)  # noqa: SLF001 - as above
    relations = document.part.package.rels if document.part.package else {}
    for name, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[name]


def _set_footer(document: "Document", title: str) -> None:
    line = document.sections[0].footer.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    # The template's own stops stand in its style, for another paper.
    style: ParagraphStyle = document.styles["Footer"]
    style.paragraph_format.tab_stops.clear_all()
    style.font.size, style.font.color.rgb = Pt(8.5), INKS["faint"]
    line.add_run(title).add_tab()
    _add_field(line, "PAGE")
    line.add_run(" / ")
    _add_field(line, "NUMPAGES")


def _add_field(paragraph: "Paragraph", name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    paragraph._p.append(field)  # noqa: SLF001 - no field has a form of its own
    field.append(run._r)  # noqa: SLF001 - as above


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
