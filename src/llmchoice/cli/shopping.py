"""From a profile to shortlists: for which options, under which answers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from llmchoice.errors import ExitCode, LlmchoiceError, Problem, usage_error
from llmchoice.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from llmchoice.catalogue.supplement import Store
    from llmchoice.model.assessment import Assessment, Recommendation, WorkloadResult
    from llmchoice.model.entries import Grounds
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.option import Option
    from llmchoice.model.profile import Answers, Profile
    from llmchoice.model.shortlist import Shortlist, Wished
    from llmchoice.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Shopping:
    """The lists, and which verdict they follow from."""

    lists: "tuple[Shortlist, ...]"
    verdict: "Verdict | None" = None
    """None where an option was named."""
    grounds: "tuple[Grounds, ...]" = ()
    """What is recommended for the organisation or for each workload; empty likewise."""


def chosen(  # noqa: PLR0913 - what was asked for, and what it is looked up in
    kb: "KnowledgeBase",
    profile: "Profile",
    store: "Store",
    *,
    option: str,
    workload: str | None,
    wishes: "Sequence[Wished]",
) -> Shopping:
    """A list for an option that somebody names.

    Raises:
        LlmchoiceError: exit code 2 when there is no such option or workload.
    """
    answers = answers_of(kb, profile, workload)
    wanted = wanted_option(kb, option)
    return Shopping((_list(kb, profile, store, wanted, answers, wishes, workload),))


def recommended(
    kb: "KnowledgeBase",
    profile: "Profile",
    store: "Store",
    *,
    workload: str | None,
    wishes: "Sequence[Wished]",
) -> Shopping:
    """Lists for what the assessment recommends: of the organisation, or workload by workload.

    Without one recommended option they are for the best one of each side.

    Raises:
        LlmchoiceError: exit code 2 when there is no such workload; 5 when no option is left.
    """
    from llmchoice.catalogue.leading import leading
    from llmchoice.engine.assess import assess

    assessment = assess(kb, profile)
    whole = assessment.recommendation
    own: dict[str | None, Recommendation] = {
        one.name: one.recommendation for one in assessment.workloads
    }
    parts = own or {None: whole}
    if workload is not None:
        answers_of(kb, profile, workload)
        parts = {workload: own[workload]}
    lists = tuple(
        _list(kb, profile, store, option, answers_of(kb, profile, name), wishes, name)
        for name, found in parts.items()
        for option in leading(kb.options, found)
    )
    if not lists:
        raise _nothing(kb, parts)
    part = assessment if workload is None else _part(assessment, workload)
    grounds = tuple(_grounds(name, found) for name, found in parts.items())
    return Shopping(lists, part.recommendation.verdict, grounds)


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


def warn_if_excluded(kb: "KnowledgeBase", answers: "Answers", option: str) -> None:
    """Say so when the answers rule out the option that models are listed for."""
    from llmchoice.cli.messages import note
    from llmchoice.engine.gates import exclusions
    from llmchoice.report.wording.grounds import exclusion_text

    for exclusion in exclusions(kb, answers, option):
        note(f"warning: your answers exclude {option}. {exclusion_text(exclusion)}")


def _list(  # noqa: PLR0913, PLR0917 - everything that a list depends on
    kb: "KnowledgeBase",
    profile: "Profile",
    store: "Store",
    option: "Option",
    answers: "Answers",
    wishes: "Sequence[Wished]",
    workload: str | None,
) -> "Shortlist":
    from llmchoice.catalogue.means import means
    from llmchoice.catalogue.parts import used_inputs
    from llmchoice.catalogue.shortlist import shortlist

    own = means(store.book, store.catalogue.rules, used_inputs(kb, profile), answers)
    return shortlist(store.catalogue, option, answers, (*own, *wishes), workload=workload)


def _part(assessment: "Assessment", workload: str) -> "WorkloadResult":
    return next(part for part in assessment.workloads if part.name == workload)


def _grounds(workload: str | None, found: "Recommendation") -> "Grounds":
    from llmchoice.model.entries import Grounds

    return Grounds(
        workload=workload,
        verdict=found.verdict,
        option=found.option,
        contenders=found.contenders,
    )


def _nothing(kb: "KnowledgeBase", parts: "Mapping[str | None, Recommendation]") -> LlmchoiceError:
    options = ", ".join(option.id for option in kb.options)
    problems = [
        Problem(
            "there are no models to list: the verdict is"
            f" '{found.verdict}'{'' if name is None else f' for {name}'}",
            why="at least one rule excludes each option",
            fix="'llmchoice assess' says what would make an option possible again; to list models"
            f" for an excluded option, add --option: {options}",
        )
        for name, found in parts.items()
    ]
    return LlmchoiceError(problems, ExitCode.NOTHING_ADMISSIBLE)
