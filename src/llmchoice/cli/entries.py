"""What there is to show under a name: a model, or a thing that the articles name."""

from typing import TYPE_CHECKING

from llmchoice.errors import usage_error
from llmchoice.suggest import nearest

if TYPE_CHECKING:
    from llmchoice.model.collection import Catalogue
    from llmchoice.model.entries import ModelEntry, NamedEntry


def entry(catalogue: "Catalogue", name: str) -> "ModelEntry | NamedEntry":
    """What is known of an entry.

    Raises:
        LlmchoiceError: exit code 2 when nothing goes by that name.
    """
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.model.catalogue import Model
    from llmchoice.model.entries import ModelEntry, NamedEntry

    found = catalogue.find(name.lower())
    if found is None:
        near = nearest(name, catalogue.ids())
        fix = f"did you mean '{near}'?" if near else "see 'llmchoice models list'"
        raise usage_error(f"there is no model '{name}'", fix=fix)
    if isinstance(found, Model):
        return ModelEntry(
            as_of=catalogue.as_of,
            model=found,
            licence=catalogue.licence(found.licence),
            prices=catalogue.prices,
        )
    wanted = {said.claim for said in found.said}
    claims = [
        (article.title, claim)
        for article in load_criteria().articles
        for claim in article.claims
        if claim.id in wanted
    ]
    return NamedEntry(
        as_of=catalogue.as_of,
        named=found,
        licence=catalogue.licence(found.licence) if found.licence else None,
        claims=tuple(claim for _, claim in claims),
        articles={claim.id: title for title, claim in claims},
    )
