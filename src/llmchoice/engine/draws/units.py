"""What reads which answers: changes that nothing reads two of add up."""

from collections.abc import Iterable, Iterator

from llmchoice.engine.draws.frame import Frame
from llmchoice.engine.draws.scoring import Case
from llmchoice.model.criterion import Criterion


def units(frame: Frame) -> tuple[frozenset[str], ...]:
    """The questions that each criterion and each rule hangs on.

    A criterion hangs on those, too, that decide which criteria its priority is the mean of. The
    ceiling on costs needs no unit of its own: it hangs on what the computed criterion hangs on.
    """
    rules = [rule.when for rule in frame.kb.constraints]
    rules += [rule.when for rule in frame.kb.contradictions]
    return (*_criteria(frame), *(_with_ancestry(frame, when) for when in rules))


def touched(read: tuple[frozenset[str], ...], base: Case, case: Case) -> frozenset[int]:
    """Places of the units that hang on an answer in which two sets of answers differ."""
    either = base.answers.keys() | case.answers.keys()
    differ = {q for q in either if base.answers.get(q) != case.answers.get(q)}
    return frozenset(at for at, questions in enumerate(read) if not differ.isdisjoint(questions))


def always_applies(frame: Frame, criterion: Criterion) -> bool:
    """Whether it counts whatever is answered."""
    return not _presence(frame, criterion) and frame.share(criterion) > 0


def _criteria(frame: Frame) -> Iterator[frozenset[str]]:
    costing = frame.basis.costing
    for group in frame.criteria:
        applying = {q for _, criterion in group for q in _presence(frame, criterion)}
        for _, criterion in group:
            read = {criterion.question}
            if criterion.computed is not None and costing is not None:
                read |= {*costing.questions}
            yield _with_ancestry(frame, read) | applying


def _presence(frame: Frame, criterion: Criterion) -> set[str]:
    """The questions that decide whether a criterion applies."""
    asked = frame.questions[criterion.question][1]
    above = frame.ancestry(asked.id) - {asked.id}
    return above | {asked.id} if asked.not_applicable else above


def _with_ancestry(frame: Frame, read: Iterable[str]) -> frozenset[str]:
    return frozenset(found for question in read for found in frame.ancestry(question))
