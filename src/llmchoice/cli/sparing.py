"""`--quick` without a terminal: what is missing is taken as unknown where it cannot matter."""

from typing import TYPE_CHECKING

from llmchoice.cli.messages import note
from llmchoice.errors import ExitCode, LlmchoiceError, Problem

if TYPE_CHECKING:
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile


def spare(kb: "KnowledgeBase", profile: "Profile", file: str) -> "Profile":
    """The profile with `unknown` for what is missing, where the side is settled without it.

    A profile without priorities is returned as it is: nothing is settled without them.

    Raises:
        LlmchoiceError: exit code 4 when missing answers could still change the side; it names them
            in order of influence.
    """
    from llmchoice.knowledge.completeness import gaps, with_unknown
    from llmchoice.questionnaire.sparing import told, unsettled

    left = gaps(kb, profile)
    if left.priorities or not left:
        return profile
    if unsettled(kb, profile):
        raise LlmchoiceError([_problem(kb, profile, file)], ExitCode.INCOMPLETE)
    note(" ".join(told(kb, profile)))
    return with_unknown(kb, profile)


def _problem(kb: "KnowledgeBase", profile: "Profile", file: str) -> Problem:
    from llmchoice.knowledge.completeness import line_to_add
    from llmchoice.model.base import UNKNOWN
    from llmchoice.questionnaire.sparing import by_influence_in

    questions = by_influence_in(kb, profile)
    missing = "the missing answer"
    if len(questions) > 1:
        missing = f"the {len(questions)} missing answers, most of all with {questions[0].id}"
    fix = (
        f"add to 'answers:' from the top ({UNKNOWN} where nobody knows) until the side is settled,"
        f" or accept them all as unknown with --missing {UNKNOWN}"
    )
    return Problem(
        f"{file}: the side can still change with {missing}",
        why="--quick takes an answer as unknown only where no answer could change the side",
        fix="\n".join([fix, *(f"  {line_to_add(question)}" for question in questions)]),
    )
