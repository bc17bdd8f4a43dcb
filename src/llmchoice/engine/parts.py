"""What is assessed one by one: the organisation as a whole, or each of its workloads."""

from dataclasses import dataclass

from llmchoice.engine.answers import of_workload
from llmchoice.model.profile import WAYS, Answers, Profile, Workload


@dataclass(frozen=True, slots=True)
class Part:
    """Something with answers, and a verdict, of its own."""

    name: str
    """Of the workload; empty for an organisation that is assessed as a whole."""
    profile: Profile
    """Whose weights count."""
    answers: Answers
    """Those given for it; some may not apply."""


def parts(profile: Profile) -> tuple[Part, ...]:
    """Each workload in its order; the organisation alone where it has none."""
    workloads = (
        Part(w.name, weighed(profile, w), of_workload(profile, w)) for w in profile.workloads
    )
    return tuple(workloads) or (Part("", profile, profile.answers),)


def weighed(profile: Profile, workload: Workload) -> Profile:
    """The profile with the priorities of a workload, where that has some of its own."""
    own = {way: given for way in WAYS if (given := getattr(workload, way, None)) is not None}
    if not own:
        return profile
    if workload.priorities is not None:
        own["priorities"] = {**(profile.priorities or {}), **workload.priorities}
    return profile.model_copy(update={**dict.fromkeys(WAYS), **own})
