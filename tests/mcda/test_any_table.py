"""The method document shows how to feed any table to the core, and what it shows is true."""

import contextlib
import io
import re
from pathlib import Path

DOCUMENT = Path(__file__).parents[2] / "docs" / "method.md"
SECTION = re.compile(r"^## [^\n]*Any decision table\n(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"```python\n(.*?)```\n.*?```text\n(.*?)```", re.DOTALL)


def test_the_example_prints_what_the_document_says() -> None:
    section = SECTION.search(DOCUMENT.read_text(encoding="utf-8"))
    assert section, "docs/method.md has no section «Any decision table»"
    examples = EXAMPLE.findall(section[1])
    assert examples
    for code, printed in examples:
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(compile(code, str(DOCUMENT), "exec"), {})  # noqa: S102 - our own document
        assert said.getvalue() == printed
