"""Writes the template of the catalogue of sentences from the calls of `t`, `tn` and `message`.

    .venv/bin/python docs/reference/messages.py [--check]

With --check nothing is written: it says whether the template is as the sources are, and ends with
1 where it is not. The template has no dates and no line numbers, so that it differs only where a
message does.
"""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "llmchoice"
TEMPLATE = PACKAGE / "locale" / "llmchoice.pot"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "tn": (1, 2), "message": None}
METHODS = [("**.py", "python"), ("**.j2", "jinja2")]
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def template() -> str:
    """Every message once, in the order of the files and of the lines in them."""
    catalogue = Catalog(charset="utf-8")
    found = extract_from_dir(PACKAGE, method_map=METHODS, keywords=KEYWORDS)
    for file, _line, message, _comments, _context in sorted(found, key=lambda each: each[:2]):
        catalogue.add(message, locations=[(f"llmchoice/{file}", 0)])
    written = BytesIO()
    write_po(written, catalogue, omit_header=True, include_lineno=False, width=100)
    return HEADER + written.getvalue().decode("utf-8")


def main(words: list[str]) -> int:
    """Write the template, or say whether it is up to date."""
    text = template()
    if "--check" not in words:
        TEMPLATE.parent.mkdir(exist_ok=True)
        TEMPLATE.write_text(text, encoding="utf-8")
        return 0
    if TEMPLATE.exists() and TEMPLATE.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{TEMPLATE.name} is not as the sources are: run {Path(__file__).name}\n")
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
