"""The same profile gives the same bytes in every format, wherever it is assessed."""

import subprocess
import sys

import pytest
from tests.cli.conftest import environment
from tests.packaged import text_of

from llmchoice.report.registry import FORMATS

__all__ = ["environment"]

WRITE = """
import sys
from hashlib import sha256
from llmchoice.api import assess, read_profile
from llmchoice.knowledge.source import ProfileText
from llmchoice.report.blocks import Level
from llmchoice.report.registry import FORMATS, render
profile = read_profile(ProfileText(sys.stdin.buffer.read().decode(), "p.yaml"))
assessment = assess(profile, simulations=200)
for form in FORMATS:
    report = render(assessment, form, level=Level.FULL)
    data = report.encode() if isinstance(report, str) else report
    print(form.name, sha256(data).hexdigest())
"""
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "COLUMNS": "80"}
ELSEWHERE = {
    "PYTHONHASHSEED": "2",
    "TZ": "Asia/Tokyo",
    "LANG": "pt_BR.UTF-8",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "17",
    "FORCE_COLOR": "1",
    "TERM": "dumb",
}


def written(sample: str, environment: dict[str, str]) -> dict[str, str]:
    """Format to fingerprint."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE],
        input=text_of(sample).encode(),
        capture_output=True,
        env=environment,
        check=True,
        timeout=60,
    )
    return dict(line.split() for line in done.stdout.decode().splitlines())


@pytest.mark.parametrize("sample", ["software-company", "nothing-left"])
def test_another_machine_writes_the_same_bytes(sample: str, environment: dict[str, str]) -> None:
    here = written(sample, environment | HERE)
    assert list(here) == [form.name for form in FORMATS]
    assert written(sample, environment | ELSEWHERE) == here
