"""Lists that Word knows as such: one kind for each mark, and numbers from 1 in every list."""

from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_SIGNS = {"plain": "\N{BULLET}", "for": "+", "against": "\N{MINUS SIGN}", "ask": "?"}
_INKS = {"plain": "1F2937", "for": "1B6B36", "against": "A3231B", "ask": "8A5200"}
_FIRST = 900
"""Above every number of the template's own lists."""
INDENT = 360
"""Where the text of an item starts, in twentieths of a point."""


class Lists:
    """The kinds of lists of a document."""

    def __init__(self, document: "Document") -> None:
        self._numbering = document.part.numbering_part.element
        self._kinds: dict[str, int] = {}
        for place, mark in enumerate(_SIGNS):
            self._define(_FIRST + place, "bullet", _SIGNS[mark], _INKS[mark])
            self._kinds[mark] = self._numbering.add_num(_FIRST + place).numId
        self._numbers = _FIRST + len(_SIGNS)
        self._define(self._numbers, "decimal", "%1.", _INKS["plain"])

    def bullet(self, paragraph: "Paragraph", mark: str) -> None:
        """Make a paragraph an item with that mark."""
        _join(paragraph, self._kinds[mark])

    def new_numbers(self) -> int:
        """A list of numbers that starts at 1."""
        added = self._numbering.add_num(self._numbers)
        added.add_lvlOverride(0).add_startOverride(1)
        return int(added.numId)

    def number(self, paragraph: "Paragraph", numbers: int) -> None:
        """Make a paragraph the next item of a list of numbers."""
        _join(paragraph, numbers)

    def _define(self, kind: int, form: str, sign: str, ink: str) -> None:
        xml = (
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}">'
            '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{INDENT}" w:hanging="{INDENT}"/></w:pPr>'
            '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
            f'<w:b/><w:color w:val="{ink}"/></w:rPr></w:lvl></w:abstractNum>'
        )
        # Every kind stands before every list.
        self._numbering.insert(0, parse_xml(xml))


def _join(paragraph: "Paragraph", numbers: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - lists have no form of their own
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbers
