"""The program: `python -m llmchoice` and the `llmchoice` script."""

import gc
import os
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line. A lone --version needs no library and so imports none."""
    # A run is over before collecting its garbage could pay, and no plug-in of pydantic's is ours:
    # looking for both took a quarter of the time to start.
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Nothing that is multiplied here is worth a thread, and to start them takes as long as to
    # import numpy; with one, the last digits of a sum hang on no number of cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from llmchoice.cli.streams import run_with_streams

    run_with_streams(_body)


def _body() -> int:
    if sys.argv[1:] == ["--version"]:
        from llmchoice.knowledge.folders import version_line

        line = ""
        with suppress(Exception):  # where files are missing, the whole program says so in words
            line = version_line()
        if line:
            print(line)  # noqa: T201 - the answer to --version belongs on stdout
            return 0
    from llmchoice.cli.app import run

    return run()


if __name__ == "__main__":
    main()
