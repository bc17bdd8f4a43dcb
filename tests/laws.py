"""On how many examples a law is tried."""

import os

ALL = os.environ.get("LLMCHOICE_LAWS") == "all"
"""`nox -s laws` asks for every example; all the others are content with a share of them."""


def examples(most: int) -> int:
    """A quarter of what a law can bear, but no fewer than five.

    They are the same on every run, so more of them find a mistake once, when a law or the code
    under it is changed, and after that only take time.
    """
    return most if ALL else max(most // 4, 5)
