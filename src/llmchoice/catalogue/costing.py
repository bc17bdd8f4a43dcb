"""Computed costs as values of the criterion on running costs, for one organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log10

from llmchoice.catalogue.cost.book import Book, Way
from llmchoice.catalogue.cost.corner import ENDS
from llmchoice.catalogue.cost.study import costs_of
from llmchoice.catalogue.cost.values import end_of, value_of
from llmchoice.model.basis import Costed
from llmchoice.model.cost import MOST_TOKENS, CostInputs
from llmchoice.model.profile import Answer, Answers

_Key = tuple[Answer | None, ...]


@dataclass(frozen=True)
class BookCosting:
    """Costs by the packaged figures and those of a profile, against the ceiling of the profile."""

    book: Book
    ways: Mapping[str, Way]
    """How each option is paid for, in the order of the knowledge base."""
    inputs: CostInputs
    """With a ceiling."""
    _found: dict[_Key, Costed | None] = field(default_factory=dict, compare=False, repr=False)
    """What was computed already: what-ifs share most answers."""

    @property
    def ceiling(self) -> float:
        """The most that may be paid, in the currency of the inputs.

        Raises:
            ValueError: where the inputs state none.
        """
        if self.inputs.ceiling is None:
            raise ValueError("without a ceiling no cost has a value")
        return self.inputs.ceiling

    @property
    def questions(self) -> tuple[str, ...]:
        """The question of the volume, and those that some figure follows from."""
        terms = self.book.terms
        read = (follows.question for term in terms.terms for follows in term.when)
        return tuple(dict.fromkeys((terms.volume, *read)))

    @property
    def volumes(self) -> tuple[float, ...]:
        """Each power of ten from a million on, up to the most that is no slip of the pen."""
        return tuple(10.0**power for power in range(6, round(log10(MOST_TOKENS)) + 1))

    def costed(self, answers: Answers) -> Costed | None:
        """Values by typical cost; None where the volume is not known, or no cost is."""
        key = tuple(answers.get(question) for question in self.questions)
        if key not in self._found:
            self._found[key] = self._costed(answers)
        return self._found[key]

    def _costed(self, answers: Answers) -> Costed | None:
        costs = costs_of(self.book, self.ways, answers, self.inputs)
        if not costs:
            return None
        bands = tuple(cost.monthly for cost in costs)
        best, typical, worst = (
            tuple(value_of(None if b is None else getattr(b, end), self.ceiling) for b in bands)
            for end in ENDS
        )
        return Costed(
            values=typical,
            worst=worst,
            best=best,
            ends=tuple(
                (
                    end_of(None if b is None else b.high, self.ceiling),
                    end_of(None if b is None else b.typical, self.ceiling),
                    end_of(None if b is None else b.low, self.ceiling),
                )
                for b in bands
            ),
            monthly=bands,
            ceiling=self.ceiling,
            currency=self.inputs.currency,
        )
