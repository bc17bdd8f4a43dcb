"""What there is to show under a name: a model, or a thing that the articles name."""

from typing import TYPE_CHECKING

from llmchoice.errors import usage_error
from llmchoice.knowledge.suggest import nearest

if TYPE_CHECKING:
    from llmchoice.model.catalogue import Model
    from llmchoice.model.collection import Catalogue
    from llmchoice.model.named import Named


def entry_text(catalogue: "Catalogue", name: str, width: int | None = None, *, json: bool) -> str:
    """The page or the JSON document of an entry.

    Raises:
        LlmchoiceError: exit code 2 when nothing goes by that name.
    """
    from llmchoice.model.catalogue import Model

    found = catalogue.find(name.lower())
    if found is None:
        near = nearest(name, catalogue.ids())
        fix = f"did you mean '{near}'?" if near else "see 'llmchoice models list'"
        raise usage_error(f"there is no model '{name}'", fix=fix)
    if isinstance(found, Model):
        return _model(catalogue, found, width, json=json)
    return _named(catalogue, found, width, json=json)


def _model(catalogue: "Catalogue", model: "Model", width: int | None, *, json: bool) -> str:
    from llmchoice.report.models.card import model_page
    from llmchoice.report.models.document import document

    licence = catalogue.licence(model.licence)
    if not json:
        return model_page(model, licence, catalogue.prices, width)
    return document(
        {
            "as_of": catalogue.as_of,
            "model": model,
            "licence": licence,
            "prices": catalogue.prices,
        }
    )


def _named(catalogue: "Catalogue", thing: "Named", width: int | None, *, json: bool) -> str:
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.report.models.document import document
    from llmchoice.report.models.mentioned import named_page

    articles = load_criteria().articles
    claims = {claim.id: (article.title, claim) for article in articles for claim in article.claims}
    licence = catalogue.licence(thing.licence) if thing.licence else None
    if not json:
        return named_page(thing, licence, claims, catalogue.as_of, width)
    about = [claims[said.claim][1] for said in thing.said if said.claim in claims]
    return document({"as_of": catalogue.as_of, "named": thing, "licence": licence, "claims": about})
