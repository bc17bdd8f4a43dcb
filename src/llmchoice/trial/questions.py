"""Which questions are open."""

from llmchoice.model.trial import Setup
from llmchoice.trial.question import Question, question
from llmchoice.trial.store import Store


def open_questions(setup: Setup, store: Store, *, again: bool = False) -> list[Question]:
    """What is to be asked, case by case, so that a run that is cut short has whole cases.

    Args:
        setup: the candidates; those without an endpoint are not asked.
        store: holds the cases.
        again: whether answers to what would be asked otherwise now are asked for again.
    """
    asked = store.asked()
    candidates = [candidate for candidate in setup.candidates if candidate.endpoint]
    questions = [question(setup, who, case) for case in store.cases() for who in candidates]
    return [
        each
        for each in questions
        if (each.case, each.candidate.id) not in asked
        or (again and _is_other(each, asked[each.case, each.candidate.id]))
    ]


def outdated(setup: Setup, store: Store) -> dict[str, int]:
    """Candidate to the number of its answers to what would be asked otherwise now."""
    asked, cases = store.asked(), store.cases()
    counts: dict[str, int] = {}
    for candidate in setup.candidates:
        for case in cases:
            digest = asked.get((case.id, candidate.id))
            if digest is not None and _is_other(question(setup, candidate, case), digest):
                counts[candidate.id] = counts.get(candidate.id, 0) + 1
    return counts


def _is_other(asked: Question, digest: str | None) -> bool:
    return digest is not None and digest != asked.digest
