"""Costs and models, read once, and what a profile would pay by them."""

from dataclasses import dataclass, field
from functools import cache

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.cost.names import name_problems
from llmchoice.catalogue.costing import BookCosting
from llmchoice.catalogue.load import current_catalogue
from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.knowledge.document import Document
from llmchoice.model.collection import Catalogue
from llmchoice.model.cost import CostInputs
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Option


@dataclass(frozen=True, slots=True)
class Store:
    """What costs and models are taken from."""

    book: Book
    catalogue: Catalogue
    _costings: dict[tuple[tuple[Option, ...], str], BookCosting] = field(
        default_factory=dict, compare=False, repr=False
    )
    """By options and figures: profiles that pay alike share what was computed for one of them."""

    def check(self, inputs: CostInputs, document: Document | None = None) -> None:
        """Refuse a GPU or a model of which nothing is known.

        Args:
            inputs: the section `costs:` of a profile.
            document: the profile, to say where the name stands.

        Raises:
            LlmchoiceError: exit code 3.
        """
        problems = list(name_problems(self.book, inputs, document))
        if problems:
            raise LlmchoiceError(problems, ExitCode.INVALID)

    def costing(self, kb: KnowledgeBase, inputs: CostInputs) -> BookCosting | None:
        """What the options cost with these figures, which hold a ceiling.

        None where criteria of somebody's own compute no cost: an assessment warns that the
        ceiling is not used.

        Raises:
            LlmchoiceError: exit code 3 for a GPU or a model of which nothing is known.
        """
        self.check(inputs)
        computed = {c.question for _, c in kb.criteria() if c.computed is not None}
        if self.book.terms.volume not in computed:
            return None
        key = (kb.options, inputs.model_dump_json())
        if key not in self._costings:
            self._costings[key] = BookCosting(self.book, self.book.ways(kb.options), inputs)
        return self._costings[key]


@cache
def current_store() -> Store:
    """The packaged figures and models, with refreshed prices.

    Raises:
        LlmchoiceError: exit code 3 when there are refreshed prices that cannot be used.
    """
    catalogue = current_catalogue()
    return Store(load_book(catalogue), catalogue)
