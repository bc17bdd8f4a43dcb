"""Costs, models and today's figures for one subject: what stands beside its verdict."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.claimcheck import ClaimToday
    from llmchoice.model.cost import CostReport, CostSubject
    from llmchoice.model.shortlist import Shortlist


@dataclass(frozen=True, slots=True)
class Beside:
    """The part of an assessment's costs and models that one subject is about."""

    workload: str | None
    """None for the organisation."""
    report: "CostReport | None"
    """Of all subjects; None where nobody computed costs."""
    costs: "CostSubject | None"
    """None where the report says nothing of this subject."""
    matched: bool
    """Whether models were looked for at all."""
    shortlists: "tuple[Shortlist, ...]"
    checks: "tuple[ClaimToday, ...]"


def beside(assessment: "Assessment", workload: str | None = None) -> Beside:
    """What the assessment says beside the verdict of the organisation, or of one workload."""
    report = assessment.costs
    subjects = report.subjects if report else ()
    return Beside(
        workload=workload,
        report=report,
        costs=next((one for one in subjects if one.workload == workload), None),
        matched=assessment.shortlist is not None,
        shortlists=tuple(s for s in assessment.shortlist or () if s.workload == workload),
        checks=assessment.checks,
    )
