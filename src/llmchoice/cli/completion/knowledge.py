"""Names of the criteria in force: those of a folder given earlier on the line, or the packaged."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.report.entries import about, entries


def criteria_of(given: Mapping[str, object]) -> KnowledgeBase:
    """The criteria of a line's parameters; the packaged ones where its folder cannot be read."""
    folder = given.get("criteria")
    if folder:
        try:
            return load_criteria(Path(str(folder)).expanduser())
        except (LlmchoiceError, OSError, RuntimeError):  # the last: there is no such home
            pass
    return load_criteria()


def entry_offers(kb: KnowledgeBase, incomplete: str) -> Iterator[tuple[str, str]]:
    """Every id of the criteria, with what goes by it."""
    found = {name: about(entry) for name, entry in entries(kb)}
    return (item for item in found.items() if item[0].startswith(incomplete))


def option_offers(kb: KnowledgeBase, incomplete: str) -> Iterator[tuple[str, str]]:
    """The options, each with its name."""
    return ((o.id, o.name) for o in kb.options if o.id.startswith(incomplete))


def workload_offers(
    kb: KnowledgeBase, given: Mapping[str, object], incomplete: str
) -> Iterator[tuple[str, str]]:
    """The names of a profile's workloads. Raises LlmchoiceError when it cannot be read."""
    from llmchoice.api import read_profile
    from llmchoice.knowledge.text import STREAM

    behind = given.get("profiles")
    names = [str(name) for name in behind] if isinstance(behind, list | tuple) else []
    name = str(given.get("file") or next(iter(names), STREAM))
    if name == STREAM:  # reading it would wait for a person
        return
    for workload in read_profile(name, kb).workloads:
        if workload.name.startswith(incomplete):
            yield workload.name, ""
