"""What there is to show under a name: a model, or a thing that the articles name."""

from typing import TYPE_CHECKING

from llmchoice.errors import usage_error
from llmchoice.knowledge.suggest import nearest

if TYPE_CHECKING:
    from llmchoice.model.collection import Catalogue
    from llmchoice.report.models.blocks import Sheet


def entry(catalogue: "Catalogue", name: str) -> "Sheet":
    """What is known of an entry.

    Raises:
        LlmchoiceError: exit code 2 when nothing goes by that name.
    """
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.model.catalogue import Model
    from llmchoice.report.models.card import model_sheet
    from llmchoice.report.models.mentioned import named_sheet

    found = catalogue.find(name.lower())
    if found is None:
        near = nearest(name, catalogue.ids())
        fix = f"did you mean '{near}'?" if near else "see 'llmchoice models list'"
        raise usage_error(f"there is no model '{name}'", fix=fix)
    if isinstance(found, Model):
        return model_sheet(found, catalogue)
    articles = load_criteria().articles
    claims = {claim.id: (article.title, claim) for article in articles for claim in article.claims}
    return named_sheet(found, catalogue, claims)
