"""Costs and models, read once, and what a profile would pay by them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import log10

from llmchoice.catalogue.cost.book import Book, Way
from llmchoice.catalogue.cost.load import load_book
from llmchoice.catalogue.cost.monthly import (
    Load,
    MonthlyCosts,
    beside_volume,
    load_of,
    monthly_costs,
    settings_of,
)
from llmchoice.catalogue.cost.resolve import Made, unplaced_of
from llmchoice.catalogue.load import current_catalogue
from llmchoice.engine.conditions import as_choice
from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem
from llmchoice.knowledge.costs import MODELS, SECTION
from llmchoice.knowledge.document import Document
from llmchoice.model.collection import Catalogue
from llmchoice.model.knowledge import Costed, KnowledgeBase
from llmchoice.model.option import Option, Payment
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.terms import MOST_TOKENS, CostInputs, Term
from llmchoice.suggest import did_you_mean

_Key = tuple[Answer | None, ...]


@dataclass(frozen=True)
class BookCosting:
    """Costs by the packaged figures and those of a profile."""

    book: Book
    ways: Mapping[str, Way]
    """How each option is paid for, in the order of the knowledge base."""
    asked: frozenset[str]
    """The questions that the knowledge base has."""
    inputs: CostInputs
    """What a profile says of costs."""
    _known: dict[_Key, Costed | None] = field(default_factory=dict, compare=False, repr=False)
    """What was computed already, by answers: what-ifs share most."""
    _at_load: dict[tuple[MonthlyCosts, Load], Costed] = field(
        default_factory=dict, compare=False, repr=False
    )
    """The same by what the answers come to."""
    _monthly: dict[_Key, MonthlyCosts] = field(default_factory=dict, compare=False, repr=False)
    """By answers without the volume: workloads mostly share the others."""
    _distinct: list[MonthlyCosts] = field(default_factory=list, compare=False, repr=False)
    """Each of them once: what they follow from cannot be a key."""
    _made: Made = field(default_factory=Made, compare=False, repr=False)

    @property
    def ceiling(self) -> float | None:
        """The most that may be paid, in the currency of the inputs; None where they state none."""
        return self.inputs.ceiling

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The question of the volume, and those that some figure follows from."""
        terms = self.book.terms
        read = (follows.question for term in terms.terms for follows in term.when)
        changed = (each.question for each in terms.changed)
        work = (terms.tiers.question, terms.tiers.test, terms.territory.question, *changed)
        able = (q for rule in self.book.catalogue.rules.filters for q in rule.when or ())
        every = dict.fromkeys((terms.volume, *work, *read, *able))
        return tuple(q for q in every if q in self.asked)

    @cached_property
    def choosing(self) -> tuple[str, ...]:
        """The volume, and what chooses models, machines, and whether an application is needed."""
        terms = self.book.terms
        read = (terms.volume, terms.tiers.question, terms.tiers.test)
        machines = (machine.question for machine in terms.machines)
        (kept_up,) = (term for term in terms.terms if term.id is Term.APPLICATION_STAFF)
        uses = (follows.question for follows in kept_up.when)
        return tuple(q for q in dict.fromkeys((*read, *machines, *uses)) if q in self.asked)

    @cached_property
    def volumes(self) -> tuple[float, ...]:
        """Each power of ten from a million on, up to the most that is no slip of the pen."""
        return tuple(10.0**power for power in range(6, round(log10(MOST_TOKENS)) + 1))

    def costed(self, answers: Answers) -> Costed | None:
        """What a month costs; None where the volume is not known."""
        key = self._key(answers)
        if key not in self._known:
            self._known[key] = self._costed(answers)
        return self._known[key]

    def unplaced(self, answers: Answers) -> tuple[str, ...]:
        """The options that nobody is known to offer where this work has to stay."""
        return unplaced_of(self.ways, self._at_any_volume(answers).settings)

    def _key(self, answers: Answers) -> _Key:
        return tuple(map(as_choice, map(answers.get, self.questions)))

    def _at_any_volume(self, answers: Answers) -> MonthlyCosts:
        """By these answers; shared by all that differ in nothing but the volume."""
        answers = beside_volume(self.book, answers)
        key = self._key(answers)
        if key not in self._monthly:
            settings = tuple(settings_of(self.book, answers, self.inputs, self.ways, self._made))
            same = next((known for known in self._distinct if known.settings == settings), None)
            if same is None:
                same = monthly_costs(self.book, self.ways, settings)
                self._distinct.append(same)
            self._monthly[key] = same
        return self._monthly[key]

    def _costed(self, answers: Answers) -> Costed | None:
        costs = self._at_any_volume(answers)
        load = load_of(self.book, answers, costs.input_share)
        if load is None:
            return None
        key = (costs, load)
        if key not in self._at_load:
            self._at_load[key] = self._costed_at(costs, load)
        return self._at_load[key]

    def _costed_at(self, costs: MonthlyCosts, load: Load) -> Costed:
        seat, application = costs.beside(load)
        return Costed(
            monthly=costs.monthly(load),
            upkeep=tuple(
                seat if way.payment is Payment.SEATS else application for way in self.ways.values()
            ),
            ceiling=self.ceiling,
            currency=self.inputs.currency,
            rate=self.inputs.rate,
        )


@dataclass(frozen=True, slots=True)
class Store:
    """What costs and models are taken from."""

    book: Book
    catalogue: Catalogue
    _costings: dict[tuple[tuple[Option, ...], frozenset[str], str], BookCosting] = field(
        default_factory=dict, compare=False, repr=False
    )
    """By options, questions and figures: who pays alike shares what was computed already."""

    def check(self, inputs: CostInputs, document: Document | None = None) -> None:
        """Refuse a GPU or a model of which nothing is known.

        Raises:
            LlmchoiceError: exit code 3.
        """
        problems = list(name_problems(self.book, inputs, document))
        if problems:
            raise LlmchoiceError(problems, ExitCode.INVALID)

    def costing(self, kb: KnowledgeBase, inputs: CostInputs) -> BookCosting | None:
        """What the options cost with these figures.

        None where criteria of somebody's own compute no cost, or value it against a ceiling alone
        and the figures hold none: an assessment warns of a ceiling that is not used.

        Raises:
            LlmchoiceError: exit code 3 for a GPU or a model of which nothing is known.
        """
        self.check(inputs)
        computed = [c for _, c in kb.criteria() if c.computed is not None]
        valued = [c for c in computed if c.decides is not None or inputs.ceiling is not None]
        if self.book.terms.volume not in {c.question for c in valued}:
            return None
        return self.costs(kb, inputs)

    def costs(self, kb: KnowledgeBase, inputs: CostInputs) -> BookCosting:
        """As `costing`, whatever the criteria compute and value; names are not checked."""
        asked = frozenset(question.id for question in kb.questions)
        key = (kb.options, asked, inputs.model_dump_json())
        if key not in self._costings:
            self._costings[key] = BookCosting(self.book, self.book.ways(kb.options), asked, inputs)
        return self._costings[key]


@cache
def current_store(day: str | None = None) -> Store:
    """The packaged figures and models, with refreshed prices.

    Args:
        day: YYYY-MM-DD, whose prices count; without it that on which they were read.

    Raises:
        LlmchoiceError: exit code 3 when there are refreshed prices that cannot be used.
    """
    catalogue = current_catalogue() if day is None else current_store().catalogue.on(day)
    return Store(load_book(catalogue), catalogue)


def name_problems(
    book: Book, inputs: CostInputs, document: Document | None = None
) -> Iterator[Problem]:
    """What is named and not known, or stands on the wrong side, with its place in the profile."""
    gpus = [gpu.id for gpu in book.hardware.gpus]
    if inputs.gpu is not None and inputs.gpu not in gpus:
        message = f"costs: no figures are known for the GPU '{inputs.gpu}'"
        yield Problem(message, place=_place(document, "gpu"), fix=did_you_mean(inputs.gpu, gpus))
    for key, name in zip(MODELS, (inputs.closed_model, inputs.open_model), strict=True):
        if name is not None:
            yield from _model(book, key, name, _place(document, key))


def _model(book: Book, key: str, name: str, place: Place | None) -> Iterator[Problem]:
    side = key.removesuffix("-model")
    priced = book.stock.get(name)
    if priced is None:
        of_side = (other for other, known in book.stock.items() if known.side == side)
        fix = did_you_mean(name, of_side, "'llmchoice models list' has their ids")
        message = f"costs: there is no model '{name}' in the catalogue"
        yield Problem(message, place=place, fix=fix)
    elif priced.side != side:
        other = next(known for known in MODELS if known != key)
        message = (
            f"costs: the weights of '{name}' are {priced.side}, and '{key}' asks for {side} ones"
        )
        yield Problem(message, place=place, fix=f"write it as '{other}', or name another model")


def _place(document: Document | None, key: str) -> Place | None:
    return None if document is None else document.place((SECTION, key))
