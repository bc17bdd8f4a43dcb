"""What a blind test has (cases, answers, what judges said of them), and what it came to."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from llmchoice.model.base import Frozen, Text
from llmchoice.model.estimate import Passed
from llmchoice.model.option import Side
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


Which = tuple[CaseId, str]
"""A case and a candidate: they name an answer."""


class OfAnswer(Frozen):
    """What is of the answer of a candidate to a case."""

    case: CaseId
    candidate: str

    @property
    def which(self) -> Which:
        """The answer that it is of."""
        return self.case, self.candidate


class Answer(OfAnswer):
    """What a candidate answered to a case; there is one of each at most."""

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


class Judgement(OfAnswer):
    """What a judge said of an answer; there is one of each at most, the last one."""

    judge: Text
    mark: Mark
    note: str | None = None
    shown: tuple[str, ...] = ()
    """The candidates in the order in which their answers were shown; empty where it is unknown."""
    by: Literal["person", "model"] = "person"
    at: Moment


class Checked(OfAnswer):
    """What the automatic check said of an answer; worked out when it is asked for, never kept."""

    kind: CheckKind
    passed: bool


class Rate(Frozen):
    """How many of some cases were passed, and the rate that this leaves possible."""

    cases: int
    passed: int
    low: float | None
    """Lower end of the 95 % interval of the rate, from 0 to 1; null without cases."""
    high: float | None


class CandidateScore(Frozen):
    """How a candidate did."""

    id: str
    side: Side
    model: str
    rate: Rate
    """Of the answers that a judge or a check has decided on."""
    marks: dict[Mark, int]
    """How often people gave each mark; an answer with two judges counts twice."""
    by_model: Rate | None
    """Of the marks of models, whoever else judged; null where none was asked to."""
    checked: Rate | None
    """Of the automatic checks; null where no case has one."""
    unanswered: int
    """Cases without an answer."""
    undecided: int
    """Answers that neither a judge nor a check has decided on, and those on which as many judges
    say yes as no."""
    cut_off: int
    """Answers that ended because they were too long."""
    seconds: float | None
    """Median seconds of an answer; null where nobody measured them."""
    cost: float | None
    """Mean cost of an answer, in the currency of the trial; null where it is not known of all."""

    @property
    def without_result(self) -> int:
        """Cases that count for nothing."""
        return self.unanswered + self.undecided


HARDLY, UNLIKELY = 0.01, 0.05
"""Of chance alone, below which `p` says that."""


class Pairing(Frozen):
    """The best open and the best closed candidate, on the cases that both have a result for."""

    open: str
    closed: str
    counts: Passed
    difference: float
    """Pass rate of the open one less that of the closed one, from -1 to 1."""
    low: float
    """Lower end of its 95 % interval."""
    high: float
    p: float
    """Of McNemar's exact test, two-sided, from 0 to 1."""
    chosen: bool
    """Whether one of them was the best of several of its side, which flatters it."""

    @property
    def tells(self) -> bool:
        """Whether these cases can tell the two apart: the interval leaves out no difference."""
        return not self.low <= 0 <= self.high

    @property
    def by_chance(self) -> Literal["hardly", "unlikely", "possible"]:
        """Whether chance alone may have told the two apart, by what is usual of such tests."""
        if self.p < HARDLY:
            return "hardly"
        return "unlikely" if self.p < UNLIKELY else "possible"


class Agreement(Frozen):
    """Whether judges say the same of the same answers."""

    judges: tuple[str, ...]
    answers: int
    """Answers that more than one judge marked."""
    same: int
    """Those of which all of them said the same."""
    alpha: float | None
    """Krippendorff's alpha for ordered marks, at most 1; null where it says nothing: fewer than two
    such answers, or only one mark was ever given; or what works it out is not installed."""


class ModelJudging(Frozen):
    """A model that was asked to judge, beside the people who did."""

    judge: str
    answers: int
    """That it marked."""
    alone: int
    """Those of them with neither a person's mark nor a check: they count by what models said."""
    shared: int
    """Those that people decided on as well."""
    same: int
    """Those of the shared ones that it passes as people do, or as they do not."""
    own: bool
    """Whether it judged answers of a candidate that is the same model."""


class TagScore(Frozen):
    """The pair on one kind of case."""

    tag: str
    open: Rate
    closed: Rate


class Failure(Frozen):
    """An answer that was not passed."""

    case: str
    candidate: str
    side: Side
    asked: str
    """The case, cut."""
    said: str
    """The answer, cut."""
    notes: tuple[str, ...]
    """What judges noted."""


class TrialScore(Frozen):
    """What `llmchoice trial score` says."""

    schema_version: Literal[1] = 1
    name: str
    date: str | None
    """YYYY-MM-DD; null where none was given."""
    cases: int
    passes: Mark
    """The least mark that counts as passed."""
    currency: str
    candidates: tuple[CandidateScore, ...]
    pair: Pairing | None
    """Null as long as no case has a result for both sides."""
    tags: tuple[TagScore, ...]
    agreement: Agreement | None
    """Of people alone; null with fewer than two."""
    by_models: tuple[ModelJudging, ...]
    """Empty where no model was asked to judge."""
    failures: tuple[Failure, ...]
    """The cases of the pair that neither passed, then those that one alone failed; a few."""
    sha256: str
    """Of the cases, answers and judgements that it was counted from."""
