"""From a profile to the option that a shortlist is for, and the answers that count."""

from typing import TYPE_CHECKING

from llmchoice.errors import usage_error
from llmchoice.knowledge.suggest import did_you_mean

if TYPE_CHECKING:
    from llmchoice.model.assessment import Recommendation
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.option import Option
    from llmchoice.model.profile import Answers, Profile


def answers_of(kb: "KnowledgeBase", profile: "Profile", workload: str | None) -> "Answers":
    """The answers that count, of the organisation or of one of its workloads.

    Raises:
        LlmchoiceError: exit code 2 when there is no such workload.
    """
    from llmchoice.engine.answers import effective, of_workload

    if workload is None:
        return effective(kb, profile.answers)
    for one in profile.workloads:
        if one.name == workload:
            return effective(kb, of_workload(profile, one))
    names = [one.name for one in profile.workloads]
    fix = did_you_mean(workload, names) if names else "the profile has no workloads"
    raise usage_error(f"there is no workload '{workload}'", fix=fix)


def wanted_option(kb: "KnowledgeBase", name: str) -> "Option":
    """The option of an id. Raises LlmchoiceError with exit code 2 when there is none."""
    for option in kb.options:
        if option.id == name:
            return option
    fix = did_you_mean(name, [option.id for option in kb.options])
    raise usage_error(f"there is no option '{name}'", fix=fix)


def recommended_option(kb: "KnowledgeBase", profile: "Profile", workload: str | None) -> "Option":
    """The option that the assessment recommends.

    Raises:
        LlmchoiceError: exit code 2 when it recommends none.
    """
    from llmchoice.engine.assess import assess

    assessment = assess(kb, profile)
    found = assessment.recommendation
    for one in assessment.workloads:
        if one.name == workload:
            found = one.recommendation
    if found.option is not None:
        return wanted_option(kb, found.option)
    raise usage_error(
        f"the verdict is '{found.verdict}': no single option is recommended",
        why=found.summary,
        fix=_way_out(kb, found, [one.name for one in profile.workloads] if not workload else []),
    )


def _way_out(kb: "KnowledgeBase", found: "Recommendation", workloads: list[str]) -> str:
    options = found.contenders or tuple(option.id for option in kb.options)
    text = f"choose with --option: {', '.join(options)}"
    if workloads:
        text += f"; or name a workload with --workload: {', '.join(workloads)}"
    return text


def warn_if_excluded(kb: "KnowledgeBase", answers: "Answers", option: "Option") -> None:
    """Say so when the answers rule out the option that models are listed for."""
    from llmchoice.cli.messages import note
    from llmchoice.engine.gates import exclusions

    for exclusion in exclusions(kb, answers, option.id):
        note(f"warning: your answers exclude {option.id}. {exclusion.reason}")
