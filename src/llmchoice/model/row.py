"""A table over many profiles, and one line of it."""

from typing import Literal

from llmchoice.model.base import Frozen
from llmchoice.model.option import Side
from llmchoice.model.verdict import HALF, Verdict

Doubt = Literal[
    "inconsistent-comparisons",
    "nothing-left",
    "leader-excluded",
    "few-cases",
    "neither-usable",
    "ranking-tells-less",
    "no-known-offer",
    "cost-unknown",
    "cost-gap",
]


class Row(Frozen):
    """One line of `llmchoice compare`: what an organisation, or one of its workloads, comes to.

    The figures are those of `assess`, under the same names.
    """

    schema_version: Literal[1] = 1
    organisation: str
    workload: str | None
    """Null in the row of the organisation itself; rows of its workloads follow it."""
    file: str
    verdict: Verdict
    kind: Literal["partly"] | None
    """`partly` where it is undecided although some of its workloads are not; else null."""
    option: str | None
    option_name: str | None
    """Its short name; null with the option."""
    tendency: Side | None
    leading: str | None
    """The best option of that side; null where several are, and with the side."""
    leading_name: str | None
    """Its short name; null with the option."""
    margin: float | None
    p_side: float | None
    p_nothing_left: float | None
    p_leader_excluded: float | None
    regret: float | None
    cost: float | None
    """Typical monthly cost of the recommended option, or else of the leading one; null where it is
    not known, where there is no such option, and where workloads have their own."""
    currency: str | None
    """Of the cost, in three letters."""
    months: float | None = None
    """Over how many of them the cost of work that is done once is spread; null where it recurs, and
    where no cost is known."""
    consistency: float | None
    """Consistency ratio of comparisons of the priorities, 0 is perfect; null where they are given
    in another way."""
    doubts: tuple[Doubt, ...]
    """What puts the result in doubt: the codes of warnings of `assess` (of no known offer and an
    unknown cost those about that option, whatever the ceiling), and that nothing is
    admissible, or the option that leads is not, in draws that are enough to be told."""

    @property
    def neither_leads(self) -> bool:
        """Whether it is undecided, and half is within the error of what either side wins."""
        return self.p_side is not None and self.verdict is Verdict.UNDECIDED and not self.tendency

    @property
    def hardly(self) -> bool:
        """Whether most draws leave nothing admissible, and so nothing to lead."""
        return self.p_nothing_left is not None and self.p_nothing_left > HALF

    @property
    def cost_once(self) -> float | None:
        """All of what work costs that is done once; None where it recurs or is not known."""
        return None if self.cost is None or self.months is None else self.cost * self.months


class RowList(Frozen):
    """All lines of `llmchoice compare`, in the order of the profiles."""

    schema_version: Literal[1] = 1
    rows: tuple[Row, ...]

    @property
    def currency(self) -> str | None:
        """That of all costs; None where there are several, or no cost."""
        known = {row.currency for row in self.rows if row.cost is not None}
        return next(iter(known)) if len(known) == 1 else None

    @property
    def folder(self) -> str:
        """The folder that all files are in, with the sign after it; empty where there is none."""
        folders = {"".join(row.file.rpartition("/")[:2]) for row in self.rows}
        return next(iter(folders)) if len(folders) == 1 else ""
