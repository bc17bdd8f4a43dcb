"""Parts of a made-up knowledge base: what every test of the engine may need, and no content."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.criterion import Criterion, Priority
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Option, SharedNoise
from llmchoice.model.profile import Profile
from llmchoice.model.question import Question
from llmchoice.model.rule import Condition, Constraint

Item = TypeVar("Item")

Part = dict[str, object]


def packaged() -> list[str]:
    """The packaged options, in order."""
    return [option.id for option in load_criteria().options]


def columns() -> str:
    """What a file of one's own says of its columns: all packaged options."""
    return f"columns: [{', '.join(packaged())}]\n"


def reasons() -> str:
    """One for each packaged option."""
    return f"reasons: {{{', '.join(f'{name}: a' for name in packaged())}}}"


def row(value: int) -> str:
    """The same value for every packaged option."""
    return str([value] * len(packaged()))


def option(name: str, side: str, **more: object) -> Part:
    """An option of that side, as the data of its type."""
    return {
        "id": name,
        "weights": side,
        "operator": "provider",
        "place": "host",
        "payment": "tokens",
        "needs_developers": True,
        "needs_gpu_staff": False,
        "outsiders": True,
        "offline": False,
        **dict.fromkeys(("name", "short", "hosting", "example"), name),
        **more,
    }


def judged(
    kb: KnowledgeBase,
    sides: Sequence[str],
    tables: Mapping[str, Sequence[float]],
    off: float = 0,
) -> KnowledgeBase:
    """A question, a priority and a criterion per table, which has a value per option.

    Everything is known but the values, which may be off by so many points.
    """
    ids = [f"{side}-{at}" for at, side in enumerate(sides)]
    questions = {"kind": "one", "text": "x", "why": "x", "section": kb.sections[0].id}
    head = {"order": 1, "name": "x", "about": "x", "worst": "x", "best": "x"}
    common = {"name": "x", "share": 1, "asks": "x", "reasons": dict.fromkeys(ids, "x")}
    common |= {"anchors": dict.fromkeys((0, 50, 100), "x"), "uncertainty": off}
    return kb.model_copy(
        update={
            "options": tuple(
                Option.model_validate(option(i, s)) for i, s in zip(ids, sides, strict=True)
            ),
            "questions": tuple(
                Question.model_validate({**questions, "id": name, "choices": [_ONLY]})
                for name in tables
            ),
            "priorities": tuple(
                Priority(
                    id=name,
                    criteria=(
                        Criterion.model_validate(
                            {
                                **common,
                                "id": f"c-{name}",
                                "question": name,
                                "values": {"it": row},
                            }
                        ),
                    ),
                    **head,
                )
                for name, row in tables.items()
            ),
            **dict.fromkeys(("constraints", "conditions", "contradictions", "steps"), ()),
            "shared_noise": SharedNoise(),
        }
    )


_ONLY = {"id": "it", "text": "x"}


def alike(kb: KnowledgeBase, **said: object) -> Profile:
    """A profile that rates all priorities alike, where nothing else is said."""
    answers = {q.id: "it" for q in kb.questions}
    if "ranking" not in said:
        said = {"priorities": {p.id: 3 for p in kb.priorities}, **said}
    return Profile.model_validate({"organisation": "x", "answers": answers, **said})


def with_options(kb: KnowledgeBase, kept: Sequence[str]) -> KnowledgeBase:
    """The same knowledge base with these options, in this order."""
    places = [[o.id for o in kb.options].index(name) for name in kept]
    return kb.model_copy(
        update={
            "options": picked(kb.options, places),
            "priorities": tuple(_priority(p, places, kept) for p in kb.priorities),
            "constraints": tuple(c for rule in kb.constraints for c in _excluding(rule, kept)),
            "conditions": tuple(c for rule in kb.conditions for c in _needing(rule, kept)),
        }
    )


def picked(items: Sequence[Item], places: Sequence[int]) -> tuple[Item, ...]:
    return tuple(items[at] for at in places)


def _priority(priority: Priority, places: list[int], kept: Sequence[str]) -> Priority:
    criteria = tuple(_criterion(c, places, kept) for c in priority.criteria)
    return priority.model_copy(update={"criteria": criteria})


def _criterion(criterion: Criterion, places: list[int], kept: Sequence[str]) -> Criterion:
    points = [p.model_copy(update={"values": picked(p.values, places)}) for p in criterion.points]
    return criterion.model_copy(
        update={
            "values": {key: picked(row, places) for key, row in criterion.values.items()},
            "points": tuple(points),
            "reasons": {name: criterion.reasons[name] for name in kept},
            "worries": tuple(name for name in criterion.worries if name in kept),
        }
    )


def _excluding(rule: Constraint, kept: Sequence[str]) -> list[Constraint]:
    left = tuple(name for name in rule.excludes if name in kept)
    return [rule.model_copy(update={"excludes": left})] if left else []


def _needing(rule: Condition, kept: Sequence[str]) -> list[Condition]:
    left = tuple(name for name in rule.options if name in kept)
    return [rule.model_copy(update={"options": left})] if left else []


def with_twin(kb: KnowledgeBase, original: str) -> KnowledgeBase:
    names = [o.id for o in kb.options]
    doubled = with_options(kb, [*names, original])
    twin = doubled.options[-1].model_copy(update={"id": "twin"})
    priorities = tuple(
        p.model_copy(
            update={
                "criteria": tuple(
                    c.model_copy(
                        update={"reasons": {**c.reasons, "twin": c.reasons[original]}},
                    )
                    for c in p.criteria
                )
            }
        )
        for p in doubled.priorities
    )
    constraints = tuple(
        rule.model_copy(update={"excludes": (*rule.excludes, "twin")})
        if original in rule.excludes
        else rule
        for rule in doubled.constraints
    )
    return doubled.model_copy(
        update={
            "options": (*doubled.options[:-1], twin),
            "priorities": priorities,
            "constraints": constraints,
        }
    )
