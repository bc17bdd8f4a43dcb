"""What a blind test has: cases, the answers to them, and what judges said of these."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from llmchoice.model.base import Frozen, Text
from llmchoice.model.trial import CheckKind, Mark

CaseId = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Amount = Annotated[float, Field(ge=0)]
Count = Annotated[int, Field(ge=0, le=10**15)]
Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")]
"""ISO 8601 in UTC, to the second or finer."""


class Case(Frozen):
    """Something that a model is asked."""

    id: CaseId
    input: Annotated[str, StringConstraints(min_length=1)]
    """Sent as it is."""
    expected: str | None = None
    tag: str | None = None
    """A kind of case, of which results are told apart."""
    check: CheckKind | None = None
    """In place of the check of the trial."""


class Answer(Frozen):
    """What a candidate answered to a case; there is one of each at most."""

    case: CaseId
    candidate: str
    text: str
    """As it came, markup and escape codes included; it may be empty. Never show it as it is."""
    asked: str | None = None
    """SHA-256 of what was sent: model, messages and parameters; none for what was imported."""
    tokens_in: Count | None = None
    tokens_out: Count | None = None
    """As the endpoint counted them, hidden reasoning included where it counts that."""
    seconds: Amount | None = None
    """From the request that was answered to the whole of the answer; waits before it left out."""
    cost: Amount | None = None
    """In the currency of the trial; none where price or tokens are not known."""
    served_by: str | None = None
    """What the endpoint says that it ran."""
    ended: str | None = None
    """Why it ended, as the endpoint says: `stop`, or `length` where it was cut off."""
    origin: Literal["run", "import"] = "run"
    at: Moment


class Attempt(Frozen):
    """A request, kept before it is sent: what no answer is known of may have been paid for."""

    number: int
    case: CaseId
    candidate: str
    began: Moment
    ended: Moment | None = None
    """None where the run was killed before it ended."""
    problem: str | None = None
    """Why there is no answer; none where there is one."""
    cost: Amount | None = None
    """What its answer cost, also once that was replaced; none where it is not known."""


class Judgement(Frozen):
    """What a judge said of an answer; there is one of each at most, the last one."""

    case: CaseId
    candidate: str
    judge: Text
    mark: Mark
    note: str | None = None
    shown: tuple[str, ...] = ()
    """The candidates in the order in which their answers were shown; empty where it is unknown."""
    by: Literal["person", "model"] = "person"
    at: Moment


class Checked(Frozen):
    """What the automatic check said of an answer; worked out when it is asked for, never kept."""

    case: CaseId
    candidate: str
    kind: CheckKind
    passed: bool
