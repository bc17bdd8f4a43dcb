"""Reads prices again, and keeps them for the next run."""

from typing import TYPE_CHECKING

from llmchoice.cli.dates import today
from llmchoice.cli.messages import note
from llmchoice.errors import LlmchoiceError

if TYPE_CHECKING:
    from llmchoice.model.refresh import Refresh


def read_again() -> "Refresh":
    """Prices of today from the installed package, written whole to the user's folder.

    Raises:
        LlmchoiceError: exit code 2 when the package is missing, older than the prices at hand or
            not as expected, or when the file cannot be written; nothing is lost.
    """
    from llmchoice.catalogue.live import live_prices
    from llmchoice.catalogue.load import load_catalogue
    from llmchoice.catalogue.refresh import refresh
    from llmchoice.catalogue.refreshed import prices_file, refreshed_prices, write_refreshed

    day = today()
    live = live_prices(day)
    try:
        catalogue = load_catalogue(refreshed=refreshed_prices())
    except LlmchoiceError:
        # What is wrong may be the file that is about to be replaced; if not, this says so.
        catalogue = load_catalogue()
        note(
            "the prices that were refreshed before cannot be read: starting from the packaged ones"
        )
    file, done = refresh(catalogue, live, day)
    path = prices_file()
    write_refreshed(path, file)
    return done.model_copy(update={"file": str(path)})
