"""What is decided in one record: for the organisation as one, or for each workload on its own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from llmchoice.figures import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sized

    from llmchoice.model.assessment import Assessment
    from llmchoice.report.subject import Subject

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A subject with the name of its workload; None for the organisation as one."""

    workload: str | None
    subject: "Subject"


def cases_of(assessment: "Assessment") -> tuple[Case, ...]:
    """The workloads, or the organisation where it has none."""
    return tuple(Case(one.name, one) for one in assessment.workloads) or (Case(None, assessment),)


def named(some: "Iterable[Case]", of: "Sized") -> str:
    """The workloads that are meant; empty where it is all of them."""
    found = list(some)
    return "" if len(found) == len(of) else listed(case.workload or "" for case in found)


def merged(found: "Iterable[tuple[Case, Said]]", of: "Sized") -> "Iterator[tuple[str, Said]]":
    """Each thing said once, after the workloads that it is said of; empty where of all."""
    said: dict[Said, dict[Case, None]] = {}
    for case, what in found:
        said.setdefault(what, {})[case] = None
    for what, some in said.items():
        yield named(some, of), what
