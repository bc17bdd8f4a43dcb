"""What the two profiles of a what-if lack: the one as it is, and the one that is changed."""

from typing import TYPE_CHECKING

from llmchoice.errors import ExitCode, LlmchoiceError, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile

ACCEPT = "or accept them all as unknown with --missing unknown"


def demand_whole(kb: "KnowledgeBase", profile: "Profile", file: str) -> None:
    """Raise LlmchoiceError with exit code 4 when the profile to start from lacks anything."""
    from llmchoice.knowledge.completeness import gaps, line_to_add

    left = gaps(kb, profile)
    if not left:
        return
    lacking = [*left.priorities, *(question.id for question in left.questions)]
    lines = [
        *(f"  {name}: 0 to 5, under 'priorities:'" for name in left.priorities),
        *(f"  {line_to_add(question)}" for question in left.questions),
    ]
    raise LlmchoiceError(
        [
            Problem(
                f"{file}: the profile itself is not complete: {', '.join(lacking)}",
                why="what --set says is compared with the profile as it is",
                fix="\n".join([f"add to the profile, {ACCEPT}", *lines]),
            )
        ],
        ExitCode.INCOMPLETE,
    )


def demand_changed_complete(
    kb: "KnowledgeBase", profile: "Profile", settings: "Sequence[str]"
) -> None:
    """Raise LlmchoiceError with exit code 4 when settings raise questions without an answer."""
    from llmchoice.knowledge.completeness import gaps, line_to_add

    questions = gaps(kb, profile).questions
    if not questions:
        return
    count = f"{len(questions)} answer{'s' if len(questions) > 1 else ''}"
    names = ", ".join(question.id for question in questions)
    lines = [f"  --set {line_to_add(question).replace(': ', '=', 1)}" for question in questions]
    raise LlmchoiceError(
        [
            Problem(
                f"the changed profile lacks {count}: {names}",
                why=f"{', '.join(settings)} raises questions that the profile as it is leaves out",
                fix="\n".join([f"set them as well, {ACCEPT}", *lines]),
            )
        ],
        ExitCode.INCOMPLETE,
    )
