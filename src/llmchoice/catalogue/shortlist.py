"""The models that pass for one option and one set of answers, ordered by stated facts only."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from llmchoice.catalogue.demands import (
    Outcome,
    blended,
    fact,
    meets,
    memory,
    outcome,
    sold_as_asked,
)
from llmchoice.engine.conditions import matches, may_match
from llmchoice.model.catalogue import Model, Weights
from llmchoice.model.collection import Catalogue
from llmchoice.model.option import Option
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.rule import When
from llmchoice.model.shortlist import (
    Asked,
    Direction,
    Fact,
    Filter,
    Listed,
    Met,
    NearMiss,
    RankedBy,
    Requirement,
    Shortlist,
    Wished,
)
from llmchoice.tier import TIERS

_Rules = tuple[Option, tuple[str, ...]]
"""An option, and the ids of rules."""
_Asking = tuple[Option, tuple[Fact, ...]]
"""An option, and the facts of which nothing is asked."""
_Given = tuple[Answer | None, ...]
_SIGNS = {Direction.LOW: 1, Direction.HIGH: -1, Direction.KNOWN: 0}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A model, and how it does on every requirement."""

    model: Model
    """With the offers and prices of those who have the territory that is asked for."""
    results: tuple[tuple[Asked, Outcome], ...]

    @property
    def misses(self) -> tuple[tuple[Asked, Outcome], ...]:
        """The requirements that are not known to be met."""
        return tuple(pair for pair in self.results if pair[1] is not Outcome.MET)


def shortlist(
    catalogue: Catalogue,
    option: Option,
    answers: Answers,
    wishes: Sequence[Wished] = (),
    *,
    workload: str | None = None,
) -> Shortlist:
    """Which models pass for an option, and which miss it by a single requirement."""
    own = tuple(each for each in wishes if each.options.matches(option))
    replaced = [each.replaces for each in own if each.replaces is not None]
    # What answers may yet bring about, once they are known, is pending.
    due = [
        each
        for each in _due(catalogue, option, replaced)
        if not (
            each.assumed
            and any(wish.asks_of(demand.fact) for wish in own for demand in each.requires)
        )
    ]
    asked = _brought_about(due, answers)
    ranking = [rank for rank in catalogue.rules.ranking if not _spared(rank.unless, answers)]
    priced = any(rank.fact is Fact.PRICE for rank in ranking)
    pending = [
        each
        for each in due
        if each not in asked and each.when is not None and may_match(each.when, answers)
    ]
    filters: tuple[Asked, ...] = (*asked, *own)
    judged = _ordered(catalogue, option, filters, ranking)
    placed = any(each.asks_of(Fact.REGIONS) for each in filters)
    passed = [judgement for judgement in judged if not judgement.misses]
    return Shortlist(
        workload=workload,
        option=option.id,
        side=option.weights,
        as_of=catalogue.as_of,
        prices=catalogue.prices,
        in_scope=len(judged),
        requirements=tuple(
            _requirement(each, judged, always=each.when is None and each not in own)
            for each in filters
        ),
        pending=tuple(_requirement(each, (), always=False) for each in pending),
        unchecked=tuple(
            each.says
            for each in catalogue.rules.unchecked
            if each.options.matches(option)
            and matches(each.when, answers)
            and not any(rule.asks_of(each.fact) for rule in filters if each.fact is not None)
        ),
        ranked_by=tuple(rank.says for rank in ranking),
        models=tuple(
            Listed.model_validate(
                {
                    **_candidate(catalogue, judgement.model, priced=priced, placed=placed),
                    "place": place,
                    "reasons": tuple(_met(each, Outcome.MET) for each, _ in judgement.results),
                }
            )
            for place, judgement in enumerate(passed, start=1)
        ),
        near_misses=tuple(
            NearMiss.model_validate(
                {
                    **_candidate(catalogue, judgement.model, priced=priced, placed=placed),
                    "lacks": _met(*judgement.misses[0]),
                }
            )
            for judgement in judged
            if len(judgement.misses) == 1
        ),
        territories={
            each.name: each.territory
            for each in catalogue.providers
            if each.territory is not None
            and placed
            and any(each.id in judgement.model.offers.providers for judgement in passed)
        },
        evaluate=catalogue.rules.evaluate,
    )


@dataclass(frozen=True, slots=True)
class Passing:
    """The models that pass all that answers ask of them; no rule is put to a model twice."""

    catalogue: Catalogue
    _rules: dict[_Asking, tuple[list[Filter], tuple[str, ...]]] = field(default_factory=dict)
    """Those that may count, and the questions that bring them about."""
    _models: dict[_Rules, tuple[Model, ...]] = field(default_factory=dict)
    """Those that an option is about, as those sell them who have the places that rules ask for."""
    _meeting: dict[_Rules, frozenset[str]] = field(default_factory=dict)
    _passing: dict[tuple[_Asking, _Given], tuple[str, ...]] = field(default_factory=dict)

    def ids(self, option: Option, answers: Answers, but: tuple[Fact, ...]) -> tuple[str, ...]:
        """The first to look at first; no rule counts that asks of one of `but` alone."""
        asking = (option, but)
        if asking not in self._rules:
            due = _due(self.catalogue, option, but)
            self._rules[asking] = due, tuple({q for rule in due for q in rule.questions})
        due, questions = self._rules[asking]
        key = (asking, tuple(map(answers.get, questions)))
        if key not in self._passing:
            asked = _brought_about(due, answers)
            places = tuple(rule for rule in asked if rule.asks_of(Fact.REGIONS))
            meeting = [self._ids_meeting(option, rule, places) for rule in asked]
            models = (model.id for model in self._sold(option, places))
            self._passing[key] = tuple(m for m in models if all(m in ids for ids in meeting))
        return self._passing[key]

    def _sold(self, option: Option, places: Sequence[Asked]) -> tuple[Model, ...]:
        key = (option, tuple(rule.id for rule in places))
        if key not in self._models:
            judged = _ordered(self.catalogue, option, places, self.catalogue.rules.ranking)
            self._models[key] = tuple(judgement.model for judgement in judged)
        return self._models[key]

    def _ids_meeting(self, option: Option, rule: Asked, places: Sequence[Asked]) -> frozenset[str]:
        key = (option, (rule.id, *(place.id for place in places)))
        if key not in self._meeting:
            rules = self.catalogue.rules
            self._meeting[key] = frozenset(
                model.id
                for model in self._sold(option, places)
                if meets(rule.requires, model, self.catalogue.licence(model.licence), rules)
            )
        return self._meeting[key]


def _brought_about(due: Iterable[Filter], answers: Answers) -> tuple[Filter, ...]:
    return tuple(
        each
        for each in due
        if (each.when is None or matches(each.when, answers)) and not _spared(each.unless, answers)
    )


def _spared(unless: When | None, answers: Answers) -> bool:
    return unless is not None and matches(unless, answers)


def _due(catalogue: Catalogue, option: Option, but: Collection[Fact]) -> list[Filter]:
    rules = (each for each in catalogue.rules.filters if not any(map(each.only_of, but)))
    return [each for each in rules if each.options.matches(option)]


def _ordered(
    catalogue: Catalogue, option: Option, asked: Sequence[Asked], ranking: Sequence[RankedBy]
) -> list[_Judged]:
    """Every model that the option is about, judged, the first to look at first."""
    facts = [rank for rank in ranking if rank.options.matches(option)]
    return sorted(
        (_judged(catalogue, model, asked) for model in in_scope(catalogue, option)),
        key=lambda judgement: _order(catalogue, judgement.model, facts),
    )


def in_scope(catalogue: Catalogue, option: Option) -> tuple[Model, ...]:
    """The models that an option is about at all: closed ones for a closed option.

    Each with the offers and prices of those who sell it for that option.
    """
    weights = {
        w for scope in catalogue.rules.scopes if scope.side is option.weights for w in scope.weights
    }
    models = (model for model in catalogue.models if model.weights in weights)
    sold = next((each for each in catalogue.rules.sold if each.options.matches(option)), None)
    return tuple(models if sold is None else (model.sold_by(sold.sellers) for model in models))


def _judged(catalogue: Catalogue, model: Model, filters: Iterable[Asked]) -> _Judged:
    licence = catalogue.licence(model.licence)
    asked = tuple(filters)
    demands = (demand for each in asked for demand in each.requires)
    sold = sold_as_asked(demands, model, licence, catalogue.rules)
    return _Judged(
        sold,
        tuple((each, outcome(each.requires, sold, licence, catalogue.rules)) for each in asked),
    )


def _order(
    catalogue: Catalogue, model: Model, ranking: Sequence[RankedBy]
) -> tuple[tuple[bool, float] | str, ...]:
    """Sort key: what is not known comes last on every fact; ties in the order of ids."""
    licence = catalogue.licence(model.licence)
    keys: list[tuple[bool, float] | str] = []
    for rank in ranking:
        value = fact(rank.fact, model, licence, catalogue.rules)
        if rank.fact is Fact.TIER and isinstance(value, str):
            value = TIERS.index(value)
        known = isinstance(value, int | float)
        number = float(value) if isinstance(value, int | float) else 0.0
        keys.append((not known, _SIGNS[rank.first] * number))
    return (*keys, model.id)


def _requirement(each: Asked, judged: Iterable[_Judged], *, always: bool) -> Requirement:
    return Requirement(
        filter=each.id,
        because=each.because if isinstance(each, Filter) else None,
        wish=each.wish if isinstance(each, Wished) else None,
        questions=tuple(each.when or ()),
        always=always,
        met_by=sum((each, Outcome.MET) in judgement.results for judgement in judged),
    )


def _candidate(
    catalogue: Catalogue, model: Model, *, priced: bool, placed: bool
) -> dict[str, object]:
    unread = model.weights is not Weights.CLOSED and not catalogue.licence(model.licence).verified
    return {
        "model": model.id,
        "name": model.name,
        "vendor": model.vendor,
        "country": model.country,
        "weights": model.weights,
        "licence": model.licence,
        "context": model.context,
        "memory": memory(model, catalogue.rules),
        "price": model.price if priced else None,
        "providers": {
            name: where if placed else ()
            for offered in model.offers.by_seller.values()
            for name, where in offered.items()
            if priced
        },
        "blended": blended(model.price, catalogue.rules) if priced else None,
        "unverified": tuple(dict.fromkeys((*model.unverified, *(["licence"] if unread else [])))),
    }


def _met(each: Asked, result: Outcome) -> Met:
    """What there is to say of a model that meets or lacks it."""
    text = None
    if isinstance(each, Filter):
        texts = {Outcome.MET: each.meets, Outcome.UNCLEAR: each.unclear, Outcome.UNMET: each.lacks}
        text = texts[result]
    wish = each.wish if isinstance(each, Wished) else None
    return Met(filter=each.id, text=text, wish=wish, unknown=result is Outcome.UNCLEAR)
