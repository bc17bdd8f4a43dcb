"""JSON Schemas of the YAML files and of the JSON reports, generated from the types.

The generated files stand beside this one; `python -m llmchoice.schemas` writes them again.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from llmchoice.amounts import GREATEST
from llmchoice.catalogue.files import SCHEMAS
from llmchoice.knowledge.answer import offered
from llmchoice.knowledge.comparisons import HIGHEST
from llmchoice.knowledge.costs import LIMITS, MODELS, MOST_MONEY, POINTS, RESERVED
from llmchoice.knowledge.passed import ALSO, KEYS
from llmchoice.knowledge.preferences import LEAST_SPREAD, spread_words
from llmchoice.knowledge.profile import LONGEST_NAME
from llmchoice.knowledge.shelf import LISTS, SHARED
from llmchoice.knowledge.written import PriorityFile
from llmchoice.model.assessment import Assessment
from llmchoice.model.base import UNKNOWN
from llmchoice.model.comparison import Comparison
from llmchoice.model.cost import CostReport
from llmchoice.model.criterion import Criterion
from llmchoice.model.estimate import EACH, FROM, MONTHS, MOST_CASES, MOST_MONTHS, ONCE, TO
from llmchoice.model.knowledge import KnowledgeBase, Settings
from llmchoice.model.option import Option, SharedNoise
from llmchoice.model.panel import Panel
from llmchoice.model.profile import Profile
from llmchoice.model.question import Amount, AnyOf, Question
from llmchoice.model.recheck import Recheck
from llmchoice.model.reserved import Offered
from llmchoice.model.row import Row
from llmchoice.model.score import TrialScore
from llmchoice.model.terms import CEILINGS, MONEY, RATES, Band, Term
from llmchoice.model.testplan import TrialPlan
from llmchoice.model.trial import Setup
from llmchoice.shared import with_references
from llmchoice.tier import TIERS

LISTED = {
    "options.yaml": "The options that are compared: weights, and where they run",
    "questions.yaml": "The questions, in sections, with the answers that are offered",
    "constraints.yaml": "Rules that exclude options, conditions, contradictions, tensions, doubts",
    "steps.yaml": "The next steps, and when each is advised",
    "sources.yaml": "Articles with their claims, and references",
}
"""What stands in a file of lists."""
WAYS = ("priorities", "points", "ranking", "comparisons")
"""Ways of giving priorities, of which a profile has one."""
PASSED = (*KEYS[1:], ALSO)
DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, object]
_NUMBER: Schema = {"type": "number", "minimum": 0, "maximum": GREATEST}
_TYPED: Schema = {"type": "string", "pattern": "[0-9]"}
"""A number as people write it: `40 million`."""
_WRITTEN: Schema = {"anyOf": [_NUMBER, _TYPED]}
_MONTHS: Schema = {"anyOf": [{"type": "integer", "minimum": 1, "maximum": MOST_MONTHS}, _TYPED]}


def schemas(kb: KnowledgeBase) -> dict[str, Schema]:
    """File name to schema, for every file that has one."""
    return {
        "assessment.schema.json": _dialect(with_references(_growing(Assessment))),
        "comparison.schema.json": _dialect(_growing(Comparison)),
        "cost.schema.json": _dialect(with_references(_growing(CostReport))),
        "plan.schema.json": _dialect(_growing(TrialPlan)),
        "panel.schema.json": _dialect(with_references(_growing(Panel))),
        "recheck.schema.json": _dialect(_growing(Recheck)),
        "row.schema.json": _dialect(_growing(Row)),
        **{name: _dialect(kind.model_json_schema()) for name, kind in SCHEMAS.items()},
        "profile.schema.json": _dialect(_profile(kb)),
        "criterion.schema.json": _dialect(Criterion.model_json_schema()),
        "priority.schema.json": _dialect(PriorityFile.model_json_schema()),
        "score.schema.json": _dialect(_growing(TrialScore)),
        "trial.schema.json": _dialect(Setup.model_json_schema()),
        "settings.schema.json": _dialect(Settings.model_json_schema()),
        **{
            name.replace(".yaml", ".schema.json"): _dialect(_lists(name, kinds))
            for name, kinds in LISTS.items()
        },
    }


def _dialect(schema: Mapping[str, object]) -> Schema:
    return {"$schema": DIALECT, **schema}


def _growing(model: type[BaseModel]) -> dict[str, Any]:
    """A schema of what we write: a later version may add fields, and it holds all the same."""
    schema = model.model_json_schema(mode="serialization")
    for part in (schema, *schema["$defs"].values()):
        part.pop("additionalProperties", None)
    return schema


def _lists(name: str, kinds: Mapping[str, type[BaseModel]]) -> Schema:
    """A file that holds one list per kind of item."""
    also: dict[str, type[BaseModel]] = {SHARED: SharedNoise} if Option in kinds.values() else {}
    references, definitions = models_json_schema(
        [(kind, "validation") for kind in (*kinds.values(), *also.values())]
    )
    return {
        "title": name,
        "description": f"{LISTED[name]}: `{name}`.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {"type": "array", "items": references[kind, "validation"]}
            for key, kind in kinds.items()
        }
        | {key: references[kind, "validation"] for key, kind in also.items()},
        **definitions,
    }


def _profile(kb: KnowledgeBase) -> Schema:
    """The type's schema, with the ids of the knowledge base in place of free text."""
    schema = Profile.model_json_schema()
    del schema["properties"]["unasked"]  # no file keeps it
    answers = {
        "type": "object",
        "additionalProperties": False,
        "properties": {question.id: _answer(kb, question) for question in kb.questions},
    }
    schema["properties"]["answers"] = answers
    schema["$defs"]["Workload"]["properties"]["answers"] = answers
    schema["properties"]["notes"] = _named((q.id for q in kb.questions), {"type": "string"})
    day: Schema = {"type": "string", "format": "date"}
    schema["properties"]["expires"] = _named((q.id for q in kb.questions), day)
    schema["properties"]["decide_by"] = day
    priorities = [priority.id for priority in kb.priorities]
    for key, highest in (("priorities", 5), ("points", 100)):
        number = {"type": "number", "minimum": 0, "maximum": highest}
        for weighed in (schema, schema["$defs"]["Workload"]):
            weighed["properties"][key] = _named(priorities, number)
    ratio: Schema = {
        "anyOf": [
            {"type": "number", "minimum": 1 / HIGHEST, "maximum": HIGHEST},
            {"type": "string", "pattern": f"^1/[1-{HIGHEST}]$"},
        ]
    }
    schema["properties"]["comparisons"] = _named(priorities, _named(priorities, ratio))
    schema["properties"]["costs"] = costs()
    for unused in ("Band", "CostInputs", "Estimate", "Passed", "PerChoice", "Term"):
        schema["$defs"].pop(unused)
    schema["properties"]["spread"] = {
        "anyOf": [
            {"enum": list(spread_words(kb))},
            {"type": "number", "minimum": LEAST_SPREAD, "maximum": 100},
        ]
    }
    ranked: Schema = {"enum": priorities}
    ranking = {"type": "array", "items": {"anyOf": [ranked, {"type": "array", "items": ranked}]}}
    for weighed in (schema, schema["$defs"]["Workload"]):
        weighed["properties"]["ranking"] = ranking
        ways = [way for way in WAYS if way in weighed["properties"]]
        pairs: list[Schema] = [{"required": [*pair]} for pair in combinations(ways, 2)]
        weighed["not"] = {"anyOf": pairs}
    schema["properties"]["organisation"]["maxLength"] = LONGEST_NAME
    return schema


def _named(names: Iterable[str], value: Schema) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(names, value),
    }


def _answer(kb: KnowledgeBase, question: Question) -> Schema:
    choice: Schema = {"enum": list(offered(question))}
    described: Schema = {"description": f"{question.text} {question.why}"}
    if isinstance(question, Amount):
        number = {**_NUMBER, "minimum": question.least}
        return {**described, "anyOf": [number, *_worked_out(question), choice]}
    if isinstance(question, AnyOf):
        known: Schema = {"not": {"contains": {"const": UNKNOWN}}}
        several: Schema = {"type": "array", "items": choice, "minItems": 1}
        several["anyOf"] = [known, {"maxItems": 1}]
        return {**described, "anyOf": [choice, several]}
    if question.per is not None:
        choices = (given.id for given in kb.question(question.per.question).choices)
        return {**described, "anyOf": [choice, {**_named(choices, choice), "minProperties": 1}]}
    if question.counts is not None:
        return {**described, "anyOf": [choice, _counts()]}
    return {**described, **choice}


def _worked_out(question: Amount) -> Iterator[Schema]:
    """An amount as people know it: a range, one batch, or what they count."""
    once = [] if question.once is None else [(ONCE,)]
    for names in ((FROM, TO), *once):
        yield {**_named(names, _WRITTEN), "required": [*names]}
    batch = () if question.once is None else question.once.ways
    for way in question.ways:
        counted = dict.fromkeys((way.id, TO, EACH), _WRITTEN)
        months = {MONTHS: _MONTHS} if way.id in batch else {}
        yield {**_named((), _WRITTEN), "properties": {**counted, **months}, "required": [way.id]}
    yield _TYPED


def costs() -> dict[str, object]:
    """Every term with what it may be, and the settings beside them."""
    rate, ceiling = (
        {"type": "number", "minimum": low, "maximum": high} for low, high in (RATES, CEILINGS)
    )
    return {
        "type": "object",
        "description": "Figures of your own for costs, in place of the packaged ones.",
        "additionalProperties": False,
        "properties": {
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "rate": {**rate, "description": "How much of your currency one US dollar buys."},
            "ceiling": {
                **ceiling,
                "description": "The most that you would pay in a month: bills and people.",
            },
            "tier": {"enum": list(TIERS)},
            "gpu": {"type": "string"},
            "closed-model": {"type": "string"},
            "open-model": {"type": "string"},
            **dict.fromkeys(RESERVED, Offered.model_json_schema()),
            **{str(term): _figure(term) for term in Term},
        },
        "dependentRequired": {
            offer: [model] for offer, model in zip(RESERVED, MODELS, strict=True)
        },
    }


def _figure(term: Term) -> dict[str, object]:
    low, high = (0.0, MOST_MONEY) if term in MONEY else LIMITS[term]
    whole = term is Term.SPARES
    number: dict[str, object] = {
        "type": "integer" if whole else "number",
        "minimum": low,
        "maximum": high,
    }
    if term in POINTS:
        return number
    ends = list(Band.model_fields)
    band = {
        "type": "object",
        "additionalProperties": False,
        "required": ends,
        "properties": dict.fromkeys(ends, number),
    }
    return {"anyOf": [number, band]}


def _counts() -> Schema:
    """Counts of a test."""
    count: Schema = {"type": "integer", "minimum": 0, "maximum": MOST_CASES}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "cases": {"type": "integer", "minimum": 1, "maximum": MOST_CASES},
            **dict.fromkeys(PASSED, count),
        },
        "required": list(KEYS),
    }
