"""What docs/trial.md says of figures and files is so."""

import re
from pathlib import Path

from llmchoice import figures
from llmchoice.mcda.passrates import exact_power
from llmchoice.trial.endpoint import LONGEST_WAIT
from llmchoice.trial.records import SUFFIXES

TEXT = (Path(__file__).parents[2] / "docs" / "trial.md").read_text(encoding="utf-8")


def test_the_table_of_power_is_right() -> None:
    head = TEXT.index("| cases | 10 in 100 worse")
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", TEXT[head:], re.MULTILINE)
    assert [int(cases) for cases, _ in rows] == [20, 50, 100, 200]
    for cases, cells in rows:
        powers = [
            exact_power(int(cases), (0.9 - worse) * 0.1, 0.9 * (0.1 + worse))
            for worse in (0.1, 0.2, 0.3)
        ]
        assert cells.split(" | ") == [figures.share(power) for power in powers]


def test_what_it_names_is_there() -> None:
    assert ".xlsx" in SUFFIXES
    assert LONGEST_WAIT == 300
    assert re.findall(r"^## (.*)$", TEXT, re.MULTILINE)[:3] == [
        "From nothing to a verdict",
        "Judging",
        "Scoring",
    ]
