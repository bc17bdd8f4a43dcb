"""A full report goes through the pager of a terminal, a page does not."""

import sys

import pexpect
import pytest
from tests import forked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

PAGER = "sed s/^/paged:/"


def _at_a_terminal(environment: dict[str, str], *arguments: str, **variables: str) -> str:
    env = {**environment, "TERM": "xterm", "NO_COLOR": "1", "PAGER": PAGER, **variables}
    shown = pexpect.run(
        " ".join([*forked.COMMAND, *arguments]),
        env=env,
        preexec_fn=forked.program(arguments, env),
        encoding="utf-8",
        timeout=30,
    )
    return str(shown)


@pytest.mark.parametrize(
    ("arguments", "variables", "paged"),
    [
        (("--full",), {}, True),
        ((), {}, False),
        (("--full",), {"NO_PAGER": "1"}, False),
    ],
    ids=["full", "page", "NO_PAGER"],
)
def test_only_a_full_report_goes_through_the_pager(
    environment: dict[str, str],
    arguments: tuple[str, ...],
    variables: dict[str, str],
    *,
    paged: bool,
) -> None:
    shown = _at_a_terminal(environment, "cost", "startup", *arguments, **variables)
    assert "What a month costs" in shown
    assert ("paged:What a month costs" in shown) is paged
