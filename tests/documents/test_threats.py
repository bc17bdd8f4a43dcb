"""The threat model names a test for each threat, and every test that it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")


def test_each_threat_is_held_by_tests_that_there_are() -> None:
    table = TEXT.partition("| somebody wants to |")[2].partition("\n\n")[0]
    _, _, *rows = table.splitlines()
    assert len(rows) > 10
    for row in rows:
        last = row.rstrip(" |").rpartition("|")[2]
        names = re.findall(r"`([^`]+)`", last)
        assert names or " none: " in last, row
        for name in names:
            assert (ROOT / "tests" / name).exists(), name
