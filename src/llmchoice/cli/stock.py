"""What `llmchoice models` shows of the catalogue: one entry of it, and prices read again."""

from typing import TYPE_CHECKING

from llmchoice.cli.dates import today
from llmchoice.cli.messages import note
from llmchoice.errors import LlmchoiceError, usage_error
from llmchoice.suggest import nearest

if TYPE_CHECKING:
    from llmchoice.model.collection import Catalogue
    from llmchoice.model.entries import ModelEntry, NamedEntry, Refresh


def entry(catalogue: "Catalogue", name: str) -> "ModelEntry | NamedEntry":
    """What is known of an entry.

    Raises:
        LlmchoiceError: exit code 2 when nothing goes by that name.
    """
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.model.catalogue import Model
    from llmchoice.model.entries import ModelEntry, NamedEntry

    known = catalogue.find(name.lower()) or catalogue.called(name)
    if known is None:
        near = nearest(name, catalogue.ids())
        fix = f"did you mean '{near}'?" if near else "see 'llmchoice models list'"
        raise usage_error(f"there is no model '{name}'", fix=fix)
    if isinstance(known, Model):
        return ModelEntry(
            as_of=catalogue.as_of,
            model=known,
            licence=catalogue.licence(known.licence),
            providers=tuple(each for each in catalogue.providers if known.sold_at(each.id)),
            prices=catalogue.prices,
        )
    wanted = {statement.claim for statement in known.said}
    claims = [
        (article.title, claim)
        for article in load_criteria().articles
        for claim in article.claims
        if claim.id in wanted
    ]
    return NamedEntry(
        as_of=catalogue.as_of,
        named=known,
        licence=catalogue.licence(known.licence) if known.licence else None,
        claims=tuple(claim for _, claim in claims),
        articles={claim.id: title for title, claim in claims},
    )


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
