"""A member of a panel, and what the members are assessed with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from llmchoice.engine.assess import assess
from llmchoice.engine.parts import parts
from llmchoice.engine.voices import Voice
from llmchoice.errors import LlmchoiceError
from llmchoice.model.assessment import AssessedPart, Assessment, assessed_parts, name_of
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.verdict import Verdict

Price = Callable[[KnowledgeBase, Profile], Basis]
"""Puts beside a knowledge base what one profile would pay: a `Costing`."""

DECIDED = frozenset({Verdict.OPEN, Verdict.CLOSED})


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a profile: complete and valid for the knowledge base."""

    name: str
    profile: Profile
    say: float = 1
    """How much the member counts against the others; above 0."""


def unpriced(kb: KnowledgeBase, _profile: Profile) -> Basis:
    """The knowledge base alone: nothing is known of what a profile would pay."""
    return Basis(kb)


@dataclass(frozen=True, slots=True)
class Assessor:
    """Assesses profiles in one and the same way, each of them only once, by its own costs."""

    kb: KnowledgeBase
    date: str | None
    draws: int | None
    price: Price = unpriced
    known: dict[tuple[str, bool, str], Assessment] = field(default_factory=dict)

    def basis(self, profile: Profile) -> Basis:
        """The knowledge base with what a profile would pay."""
        return self.price(self.kb, profile)

    def alone(self, member: Member) -> Assessment:
        """What a member comes to by its own profile, and what would change it.

        Raises:
            LlmchoiceError: as `assess` does, with the name of the member.
        """
        return self(member.profile, member.name, search=True)

    def __call__(
        self,
        profile: Profile,
        name: str = "the panel",
        *,
        search: bool = False,
        voices: Mapping[str, tuple[Voice, ...]] | None = None,
    ) -> Assessment:
        """The assessment of a profile.

        `name`: what it is called where something is wrong; `search` and `voices` as in `assess`.

        Raises:
            LlmchoiceError: as `assess` does, with the name before what is wrong.
        """
        key = (profile.model_dump_json(), search, str(voices))
        if key not in self.known:
            try:
                self.known[key] = assess(
                    self.basis(profile),
                    profile,
                    date=self.date,
                    draws=self.draws,
                    search=search,
                    voices=voices,
                )
            except LlmchoiceError as error:
                named = [replace(p, message=f"{name}: {p.message}") for p in error.problems]
                raise LlmchoiceError(named, error.exit_code) from error
        return self.known[key]


def pairs(first: Assessment, second: Assessment) -> tuple[tuple[AssessedPart, AssessedPart], ...]:
    """The parts of the first, each with the part of the second that has its name."""
    named = {name_of(part): part for part in assessed_parts(second)}
    return tuple((part, named[name_of(part)]) for part in assessed_parts(first))


def outcome(assessment: Assessment) -> frozenset[tuple[str, Verdict]]:
    """The verdict of every part: mixed verdicts are the same only if they route the same."""
    return frozenset(
        (name_of(part), part.recommendation.verdict) for part in assessed_parts(assessment)
    )


def agree(first: Assessment, second: Assessment) -> bool:
    """Whether two verdicts are the same; mixed ones only if they route the same."""
    verdicts = {first.recommendation.verdict, second.recommendation.verdict}
    return len(verdicts) == 1 and (verdicts != {Verdict.MIXED} or outcome(first) == outcome(second))


def decided(assessment: Assessment) -> bool:
    """Whether every part has a side."""
    return all(verdict in DECIDED for _, verdict in outcome(assessment))


def given(kb: KnowledgeBase, profile: Profile) -> Mapping[str, Answers]:
    """Workload to the answers that hold for it; of one part called '' where there are none."""
    return {part.name: part.answers for part in parts(kb, profile)}
