"""Names of the criteria in force: those of a folder given earlier on the line, or the packaged."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.knowledge import KnowledgeBase


def criteria_of(given: Mapping[str, object]) -> KnowledgeBase:
    """The criteria of a line's parameters; the packaged ones where its folder cannot be read."""
    folder = given.get("criteria")
    if folder:
        try:
            return load_criteria(Path(str(folder)).expanduser())
        except (LlmchoiceError, OSError, RuntimeError):  # the last: there is no such home
            pass
    return load_criteria()


def criterion_offers(kb: KnowledgeBase, incomplete: str) -> Iterator[tuple[str, str]]:
    """Criteria, and the constraints and conditions that a report names."""
    found = [(criterion.id, criterion.name) for _, criterion in kb.criteria()]
    found += [
        (criterion.computed.constraint, f"constraint of {criterion.id}")
        for _, criterion in kb.criteria()
        if criterion.computed is not None
    ]
    found += [(constraint.id, constraint.reason) for constraint in kb.constraints]
    found += [(condition.id, condition.reason) for condition in kb.conditions]
    return (item for item in dict(found).items() if item[0].startswith(incomplete))


def option_offers(kb: KnowledgeBase, incomplete: str) -> Iterator[tuple[str, str]]:
    """The options, each with its name."""
    return ((o.id, o.name) for o in kb.options if o.id.startswith(incomplete))


def workload_offers(
    kb: KnowledgeBase, given: Mapping[str, object], incomplete: str
) -> Iterator[tuple[str, str]]:
    """The names of a profile's workloads. Raises LlmchoiceError when it cannot be read."""
    from llmchoice.cli.profiles import profile_text
    from llmchoice.knowledge.profile import read_profile
    from llmchoice.knowledge.text import STREAM

    behind = given.get("profiles")
    names = [str(name) for name in behind] if isinstance(behind, list | tuple) else []
    name = str(given.get("file") or next(iter(names), STREAM))
    if name == STREAM:  # reading it would wait for a person
        return
    for workload in read_profile(kb, *profile_text(name)).workloads:
        if workload.name.startswith(incomplete):
            yield workload.name, ""
