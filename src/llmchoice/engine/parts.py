"""What is assessed one by one: the organisation as a whole, its workloads, or its lanes."""

from dataclasses import dataclass

from llmchoice.engine.answers import of_workload
from llmchoice.engine.lanes import divided
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import WAYS, Answers, Profile, Workload


@dataclass(frozen=True, slots=True)
class Part:
    """Something with answers, and a verdict, of its own."""

    name: str
    """Of the workload or lane; empty for an organisation that is assessed as a whole."""
    profile: Profile
    """Whose weights count."""
    answers: Answers
    """Those given for it; some may not apply."""
    divided: tuple[str, ...] = ()
    """The questions that make it a lane: answered in another way in another one."""


def parts(kb: KnowledgeBase, profile: Profile) -> tuple[Part, ...]:
    """Each workload in its order, or each lane; the organisation alone where it has neither."""
    workloads = tuple(
        Part(w.name, weighed(profile, w), of_workload(profile, w)) for w in profile.workloads
    )
    return workloads or tuple(
        Part(lane.name, profile, lane.answers, lane.divided)
        for lane in divided(kb, profile.answers)
    )


def weighed(profile: Profile, workload: Workload) -> Profile:
    """The profile with the priorities of a workload, where that has some of its own."""
    own = {way: given for way in WAYS if (given := getattr(workload, way, None)) is not None}
    if not own:
        return profile
    if workload.priorities is not None:
        own["priorities"] = {**(profile.priorities or {}), **workload.priorities}
    return profile.model_copy(update={**dict.fromkeys(WAYS), **own})
