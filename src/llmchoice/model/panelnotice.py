"""What a reader of a panel should know before relying on it: a code and its figures."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from llmchoice.model.base import Frozen
from llmchoice.model.notice import AnyNotice, RankingTellsLess, WorkloadNotice


class ExcludedEitherWay(WorkloadNotice):
    """An option is excluded whichever member is right."""

    code: Literal["excluded-either-way"] = "excluded-either-way"
    option: str
    questions: tuple[str, ...]
    """The contested questions, of which every answer given excludes it."""
    rules: tuple[str, ...]


class RecommendedDespite(AnyNotice):
    """An option is recommended, and the answer of some members would exclude it."""

    code: Literal["recommended-despite"] = "recommended-despite"
    option: str
    members: tuple[str, ...]
    question: str


class SeveralOrganisations(AnyNotice):
    """The members name different organisations."""

    code: Literal["several-organisations"] = "several-organisations"
    organisations: tuple[str, ...]
    """The first one is used."""


class DifferentShares(AnyNotice):
    """The members split priorities among their criteria in different ways."""

    code: Literal["different-shares"] = "different-shares"
    priorities: tuple[str, ...]


class DifferentCosts(AnyNotice):
    """Members differ under `costs:` in more than the ceiling, and none of it is used."""

    code: Literal["different-costs"] = "different-costs"
    members: tuple[str, ...]


class MemberCeiling(Frozen):
    """The most that one member would pay in a month."""

    member: str
    ceiling: float


class SeveralCeilings(AnyNotice):
    """The members state several ceilings, and the highest is used."""

    code: Literal["several-ceilings"] = "several-ceilings"
    ceilings: tuple[MemberCeiling, ...]
    currency: str


class CostsOfSome(AnyNotice):
    """What some members say under `costs:` holds for all."""

    code: Literal["costs-of-some"] = "costs-of-some"
    members: tuple[str, ...]


class CeilingOfSome(AnyNotice):
    """The ceiling that some members state holds for all."""

    code: Literal["ceiling-of-some"] = "ceiling-of-some"
    members: tuple[str, ...]


class InconsistentMember(AnyNotice):
    """The comparisons of the priorities by one member contradict each other."""

    upfront: ClassVar[bool] = True
    code: Literal["inconsistent-member"] = "inconsistent-member"
    member: str
    ratio: float
    """Consistency ratio: 0 is perfect."""
    limit: float


PanelNotice = Annotated[
    ExcludedEitherWay
    | RecommendedDespite
    | SeveralOrganisations
    | DifferentShares
    | DifferentCosts
    | SeveralCeilings
    | CostsOfSome
    | CeilingOfSome
    | InconsistentMember
    | RankingTellsLess,
    Field(discriminator="code"),
]
