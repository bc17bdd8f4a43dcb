"""`--quick` without a terminal: what is missing is taken as unknown where it cannot matter."""

from typing import TYPE_CHECKING

from llmchoice.cli.messages import note
from llmchoice.errors import ExitCode, LlmchoiceError, Problem

if TYPE_CHECKING:
    from llmchoice.cli.inputs import Inputs
    from llmchoice.model.profile import Profile


def spare(inputs: "Inputs") -> "Profile":
    """The profile with `unknown` for what is missing, where the side is proven without it.

    A profile without priorities is returned as it is: nothing is settled without them.

    Raises:
        LlmchoiceError: exit code 4 while it is not proven that no missing answer changes the side;
            it names them in order of influence.
    """
    from llmchoice.knowledge.completeness import gaps, with_unknown
    from llmchoice.questionnaire.sparing import told, unsettled

    kb, profile = inputs.basis.kb, inputs.profile
    left = gaps(kb, profile)
    if left.priorities or not left:
        return profile
    if unsettled(inputs.basis, profile):
        raise LlmchoiceError([_problem(inputs)], ExitCode.INCOMPLETE)
    note(" ".join(told(inputs.basis, profile)))
    return with_unknown(kb, profile)


def _problem(inputs: "Inputs") -> Problem:
    from llmchoice.knowledge.completeness import line_to_add
    from llmchoice.model.base import UNKNOWN
    from llmchoice.questionnaire.sparing import by_influence_in

    costing = inputs.basis.costing
    questions = by_influence_in(inputs.basis, inputs.profile)
    missing = "the missing answer"
    if len(questions) > 1:
        missing = f"the {len(questions)} missing answers, most of all without {questions[0].id}"
    why = "--quick treats an answer as unknown only if it is proven that no answer changes the side"
    if costing is not None and any(q.id in costing.questions for q in questions):
        why += ", and with a ceiling nothing is proven until all that costs depend on is answered"
    fix = (
        f"add to 'answers:' from the top ({UNKNOWN} where nobody knows) until the side is settled,"
        f" or accept them all as unknown with --missing {UNKNOWN}"
    )
    return Problem(
        f"{inputs.file}: the side is not settled yet without {missing}",
        why=why,
        fix="\n".join([fix, *(f"  {line_to_add(question)}" for question in questions)]),
    )
