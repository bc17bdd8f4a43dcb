"""What one organisation would pay, beside the knowledge base, where it states a ceiling."""

from functools import cache
from typing import TYPE_CHECKING

from llmchoice.errors import ExitCode, LlmchoiceError

if TYPE_CHECKING:
    from llmchoice.catalogue.cost.book import Book
    from llmchoice.catalogue.supplement import Store
    from llmchoice.knowledge.document import Document
    from llmchoice.model.basis import Basis
    from llmchoice.model.collection import Catalogue
    from llmchoice.model.cost import CostInputs
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile


def priced(kb: "KnowledgeBase", profile: "Profile") -> "Basis":
    """The basis of an assessment; with a ceiling in the profile, running costs are computed.

    That needs criteria that compute one, and options that the catalogue knows how to pay for.
    Without a ceiling nothing of the catalogue is loaded.

    Raises:
        LlmchoiceError: exit code 3 for a GPU or a model of which nothing is known.
    """
    from llmchoice.model.basis import Basis

    inputs = profile.costs
    if inputs is None or inputs.ceiling is None:
        return Basis(kb)
    from llmchoice.catalogue.costing import BookCosting

    book = the_book()
    check_names(inputs, book)
    computed = {c.question for _, c in kb.criteria() if c.computed is not None}
    if book.terms.volume not in computed or any(
        option.id not in book.terms.options for option in kb.options
    ):
        # Criteria of one's own: an assessment warns that the ceiling is not used.
        return Basis(kb)
    options = tuple(option.id for option in kb.options)
    return Basis(kb, BookCosting(book, options, inputs))


def the_store() -> "Store":
    """Costs and models, read once."""
    from llmchoice.catalogue.supplement import Store

    return Store(the_book(), the_catalogue())


@cache
def the_catalogue() -> "Catalogue":
    """The packaged catalogue with refreshed prices; says so where nobody can look for them.

    Raises:
        LlmchoiceError: exit code 3 when there are refreshed prices that cannot be used.
    """
    from llmchoice.catalogue.load import current_catalogue
    from llmchoice.catalogue.refreshed import out_of_sight
    from llmchoice.cli.messages import note

    hidden = out_of_sight()
    if hidden is not None:
        note(f"{hidden}: using the prices that came with the program")
    return current_catalogue()


@cache
def the_book() -> "Book":
    """The figures behind costs. Raises LlmchoiceError as `the_catalogue` does."""
    from llmchoice.catalogue.cost.load import load_book

    return load_book(catalogue=the_catalogue())


def check_costs(profile: "Profile", text: str, file: str) -> None:
    """Refuse a profile that names a GPU or a model of which nothing is known, and say where.

    Nothing of the catalogue is loaded for a profile that names none.

    Args:
        profile: what was read.
        text: what it was read from.
        file: the shown name of that.

    Raises:
        LlmchoiceError: exit code 3.
    """
    inputs = profile.costs
    if inputs is None or not (inputs.gpu or inputs.closed_model or inputs.open_model):
        return
    from llmchoice.knowledge.document import parse

    check_names(inputs, the_book(), parse(text, file))


def check_names(inputs: "CostInputs", book: "Book", document: "Document | None" = None) -> None:
    """Refuse a GPU or a model of which nothing is known; the document, if any, gives the place.

    Raises:
        LlmchoiceError: exit code 3.
    """
    from llmchoice.catalogue.cost.names import name_problems

    problems = list(name_problems(book, inputs, document))
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)
