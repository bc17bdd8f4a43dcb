"""What the text and the Markdown of costs both show."""

from typing import TYPE_CHECKING

from llmchoice.report.cost import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.cost import CostCase, CostSubject, StatedTerm


def rows_of(subject: "CostSubject", option: str) -> "Iterator[tuple[str, str, str]]":
    """Per case: the model that an option runs, its cost and its cards."""
    for case in subject.cases:
        for cost in case.costs:
            if cost.option == option:
                model = case.closed_model if cost.side == "closed" else case.open_model
                yield model, phrases.band(cost.monthly), phrases.gpus(cost.gpus)


def shared_terms(subject: "CostSubject") -> "tuple[StatedTerm, ...]":
    """The figures that all cases have in common."""
    first, *others = subject.cases
    return tuple(term for term in first.terms if all(term in case.terms for case in others))


def case_terms(subject: "CostSubject", case: "CostCase") -> "tuple[StatedTerm, ...]":
    """The figures of one case that another case has otherwise."""
    shared = shared_terms(subject)
    return tuple(term for term in case.terms if term not in shared)
