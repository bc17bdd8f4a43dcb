"""The same assessment gives the same bytes in every format, wherever it is written."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from llmchoice.model.assessment import Assessment
from llmchoice.report.registry import FORMATS

Make = Callable[[str], Assessment]

WRITE = """
import sys
from hashlib import sha256
from llmchoice.model.assessment import Assessment
from llmchoice.report.blocks import Level
from llmchoice.report.registry import FORMATS, render
assessment = Assessment.model_validate_json(sys.stdin.buffer.read())
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


def written(document: bytes, place: dict[str, str]) -> dict[str, str]:
    """Format to fingerprint."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE],
        input=document,
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | place,
        check=True,
        timeout=60,
    )
    return dict(line.split() for line in done.stdout.decode().splitlines())


@pytest.fixture
def document(sample: str, made: Make) -> bytes:
    return made(sample).model_dump_json(by_alias=True).encode()


@pytest.mark.parametrize("sample", ["software-company", "nothing-left"])
def test_another_machine_writes_the_same_bytes(document: bytes) -> None:
    here = written(document, HERE)
    assert list(here) == [form.name for form in FORMATS]
    assert written(document, ELSEWHERE) == here
