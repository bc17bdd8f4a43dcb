"""Lines in a real terminal that can do nothing but lines."""

import os
import sys

import pexpect
import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

PROGRAM = """
import sys
from llmchoice.questionnaire.asker import Back, Interrupted, Pick, Prompt
from llmchoice.questionnaire.lines import PlainAsker
asker = PlainAsker.on_stderr()
picks = [Pick("a", "Public texts " * 9), Pick("b", "Patients"), Pick("c", "None", alone=True)]
prompt = Prompt("What goes in? \\x1b[31m", why=lambda: ["Because."], remark="")
print(asker.pick(prompt, picks))
print(asker.many(prompt, picks))
print(asker.text(prompt, lambda text: None))
print(asker.order(prompt, picks))
print(asker.share(prompt, picks, total=100))
try:
    asker.text(prompt, lambda text: None)
except Interrupted:
    print("left")
print(sorted({"questionary", "prompt_toolkit"} & set(sys.modules)))
"""


def test_no_escape_code_is_ever_written() -> None:
    child: pexpect.spawn[bytes] = pexpect.spawn(
        sys.executable,
        ["-c", PROGRAM],
        env={
            **os.environ,
            "TERM": "dumb",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONUTF8": "1",
        },
        dimensions=(24, 40),
        timeout=20,
    )
    seen = b""
    for label, typed in (
        (b"Number: ", b"?\n"),
        (b"Number: ", b"\x1b[A\x1b[B2\n"),
        (b"Numbers: ", b"1-2\n"),
        (b"Answer: ", b"\xff\n"),
        (b"Answer: ", "K\u00f6ln\n".encode()),
        (b"Order: ", b"3 1=2\n"),
        (b"Number for 1: ", b"30\n"),
        (b"Number for 2: ", b"30\n"),
        (b"Number for 3: ", b"40\n"),
        (b"Answer: ", b"\x03"),
    ):
        child.expect_exact(label)
        seen += (child.before or b"") + label
        child.send(typed)
    child.expect(pexpect.EOF)
    seen += child.before or b""
    child.close()
    assert child.exitstatus == 0
    assert b"\x1b" not in seen
    text = seen.decode(errors="replace")
    lines = [line for line in text.splitlines() if "Number for" not in line]
    assert max(len(line) for line in lines if "(('" not in line and "{" not in line) <= 40
    for printed in ("b\r\n", "('a', 'b')", "K\u00f6ln", "(('c',), ('a', 'b'))", "left", "[]"):
        assert printed in text
