"""Recommend open or closed models, with the reasons."""

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from llmchoice.cli.asking import Asking, Plan, asker_on_stderr
from llmchoice.cli.inputs import Given, Inputs, Study, note_unasked, profile_text, warn_of_age
from llmchoice.cli.messages import note
from llmchoice.cli.report import RecordReport
from llmchoice.cli.verdicts import Gates, exit_code, in_words
from llmchoice.errors import ExitCode, LlmchoiceError, Problem

if TYPE_CHECKING:
    from llmchoice.knowledge.source import ProfileText
    from llmchoice.model.profile import Profile
    from llmchoice.questionnaire.shelf import Kept


def assess(
    given: Given,
    study: Study,
    asking: Asking,
    report: RecordReport,
    gates: Gates,
) -> None:
    """Assess an organisation and recommend open or closed models, with the reasons.

    At a terminal it asks for what the profile leaves out, and for everything where there is none;
    elsewhere it names what is missing and exits with code 4.
    """
    from llmchoice.model.assessment import Assessment

    delivery = report.begin(Assessment, given.name(), given.criteria)
    plan = _plan(given, study, asking)

    def conclude(inputs: Inputs) -> tuple[ExitCode, Assessment]:
        note_unasked(inputs.basis.kb, inputs.profile, given.set_ or (), inputs.file)
        assessment = study.assessed(inputs)
        warn_of_age(inputs.basis.kb, assessment)
        delivery.deliver(assessment, about=f"verdict: {in_words(assessment.recommendation)}")
        return exit_code(assessment, gates), assessment

    if asking.asks and not plan.complete:
        from llmchoice.cli.interactive import ask_and_conclude

        code = ask_and_conclude(plan, asking, given.criteria, study.date, conclude)
    else:
        code, _ = conclude(_whole(plan, asking))
    if code:
        raise typer.Exit(code)


def _plan(given: Given, study: Study, asking: Asking) -> Plan:
    """Read what is given and, behind it, what a draft holds; price it once."""
    from llmchoice.api import load_criteria, read_profile
    from llmchoice.knowledge.completeness import gaps
    from llmchoice.knowledge.source import ProfileText
    from llmchoice.model.profile import UNNAMED, Profile

    name = given.name()
    kb = load_criteria(given.criteria)
    begun = None
    if name is not None or given.set_:
        empty = ProfileText(f"organisation: {UNNAMED}", "--set")
        source = empty if name is None else profile_text(name)
        begun = read_profile(source, kb, given.set_ or ())
        if study.date is not None and begun.decide_by is not None:
            _warn_of_passed_day(begun, source, study.date)
    kept = None
    if asking.resumes or (asking.asks and begun is None and study.missing is None):
        kept = _draft(asking)
    so_far = begun or Profile(organisation=UNNAMED)
    if kept is not None:
        from llmchoice.questionnaire.shelf import resumed
        from llmchoice.questionnaire.sofar import profile_so_far

        so_far = profile_so_far(kb, resumed(kb, kept, begun))
    file = name or (f"draft {kept.name}" if kept else "no profile")
    inputs = Inputs.read(
        so_far, kb, missing=study.missing, complete=False, date=study.date, file=file
    )
    whole = not gaps(kb, inputs.profile) and begun is not None
    return Plan(
        inputs,
        begun if study.missing is None else inputs.profile,
        kept,
        complete=whole and (kept is None or not asking.asks),
    )


def _warn_of_passed_day(profile: "Profile", text: "ProfileText", on: str) -> None:
    """Say where the profile wants to have decided before the day of the assessment."""
    from llmchoice.knowledge.document import parse
    from llmchoice.knowledge.expiry import passed_day

    problem = passed_day(profile, on, parse(text.text, text.file))
    if problem is not None:
        place = f" ({problem.place})" if problem.place else ""
        note(f"warning: {problem.message}{place}: {problem.fix}")


def _draft(asking: Asking) -> "Kept | None":
    """The draft to go on with; where there are several, or none was asked for, the person chooses.

    It is chosen first of all: what it says of costs decides what is computed.
    """
    from llmchoice.questionnaire.shelf import draft_to_resume, offer_drafts

    asker = None
    if asking.asks:
        asker = asker_on_stderr(plain=asking.plain)
        if not asking.resumes:
            return offer_drafts(asker)
    return draft_to_resume(asking.draft, asker)


def _whole(plan: Plan, asking: Asking) -> Inputs:
    """What is given, where there is nobody to ask for the rest.

    Raises:
        LlmchoiceError: exit code 4 when answers are missing.
    """
    from llmchoice.knowledge.completeness import demand_complete

    inputs, kept = plan.inputs, plan.kept
    if asking.quick or (kept is not None and kept.record is not None and kept.record.quick):
        inputs = _spared(inputs)
    demand_complete(inputs.basis.kb, inputs.profile, inputs.file)
    return inputs


def _spared(inputs: "Inputs") -> "Inputs":
    """With --quick: `unknown` for what is missing, where it changes no side or gains little.

    Without priorities all stays as it is: nothing is settled without them.
    """
    from llmchoice.knowledge.completeness import gaps, with_unknown
    from llmchoice.questionnaire.sparing import spared_lines, unsettled

    kb, profile = inputs.basis.kb, inputs.profile
    left = gaps(kb, profile)
    if left.priorities or not left:
        return inputs
    if unsettled(inputs.basis, profile):
        raise LlmchoiceError([_unsettled(inputs)], ExitCode.INCOMPLETE)
    note(" ".join(spared_lines(inputs.basis, profile)))
    return replace(inputs, profile=with_unknown(kb, profile))


def _unsettled(inputs: "Inputs") -> Problem:
    from llmchoice.knowledge.completeness import line_to_add
    from llmchoice.model.base import UNKNOWN
    from llmchoice.questionnaire.sparing import by_influence_in

    costing = inputs.basis.costing
    questions = by_influence_in(inputs.basis, inputs.profile)
    missing = "the missing answer"
    if len(questions) > 1:
        missing = f"the {len(questions)} missing answers, most of all without {questions[0].id}"
    why = (
        "--quick treats an answer as unknown only if it is proven that no answer changes the side,"
        " or if all that is missing is expected to gain little"
    )
    capped = costing is not None and costing.ceiling is not None
    if costing is not None and capped and any(q.id in costing.questions for q in questions):
        why += "; with a ceiling nothing is proven until all that costs depend on is answered"
    fix = (
        f"add to 'answers:' from the top ({UNKNOWN} where nobody knows) until the side is settled,"
        f" or accept them all as unknown with --missing {UNKNOWN}"
    )
    return Problem(
        f"{inputs.file}: the side is not settled yet without {missing}",
        why=why,
        fix="\n".join([fix, *(f"  {line_to_add(question)}" for question in questions)]),
    )
