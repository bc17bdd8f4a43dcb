"""`llmchoice trial judge`: mark the answers without knowing whose they are."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.commands.trial.run import SHOWN, Folder, counted, put_to
from llmchoice.cli.options import Force

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.errors import LlmchoiceError
    from llmchoice.model.trial import Setup
    from llmchoice.trial.judge import Judging
    from llmchoice.trial.run import Outcome


def judge(  # noqa: PLR0913 - one parameter per option
    folder: Folder = Path(),
    *,
    name: Annotated[
        str | None,
        typer.Option(
            "--judge",
            metavar="NAME",
            help="Name of the judge: each has marks, and an order of the answers, of their own.",
        ),
    ] = None,
    by_model: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Let a model judge, one that trial.yaml names under 'judges'. Its marks are kept"
            " apart: those of people, and checks, count first, and the score says what rests on"
            " the model alone.",
        ),
    ] = None,
    plain: Annotated[
        bool,
        typer.Option("--plain", help="Ask with numbered lists and lines to fill in."),
    ] = False,
    sheet: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a sheet (.html or .xlsx) for somebody without a terminal, instead of"
            " asking here; `trial import` reads it back.",
        ),
    ] = None,
    force: Force = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also show what this judge has marked already.")
    ] = False,
) -> None:
    """Show each case with its answers, in random order and without names, and ask for marks.

    Every mark is kept at once: leave with Ctrl-C, and call it again to go on.
    """
    from llmchoice.cli.asking import asker_on_stderr
    from llmchoice.cli.bars import waiting
    from llmchoice.cli.messages import note, put
    from llmchoice.cli.report import refuse_output
    from llmchoice.errors import ExitCode, LlmchoiceError, Problem, usage_error
    from llmchoice.files import as_argument, write_whole
    from llmchoice.language import t
    from llmchoice.trial.folder import alone, files_of, read_cases, read_setup
    from llmchoice.trial.judge import blinded, complete, judging
    from llmchoice.trial.sheet import sheet as made
    from llmchoice.trial.store import Store

    if by_model is not None:
        if name is not None or sheet is not None or plain or force or again:
            raise usage_error("--by-model goes with no other option", fix="leave the others away")
        _by_model(folder, by_model)
        return
    setup = read_setup(folder)
    target = None if sheet is None else str(sheet)
    refuse_output(target, *files_of(folder, setup), option="--sheet", force=force)
    cases = read_cases(folder / setup.cases)
    who, where = _named(name, setup), as_argument(str(folder))
    with Store.open(folder) as store:
        store.keep_cases(cases)
        answers = [each for each in store.answers() if setup.candidate(each.candidate)]
        if not answers:
            raise _nothing_to_judge()
        answered = blinded(store.cases(), answers, store.salt, who)
        blinds = complete(answered, {each.id for each in setup.candidates})
        if left := len(cases) - len(blinds):
            note(f"{left} of {len(cases)} cases left out: not every candidate has answered them")
        if any(len(blind.answers) < len(setup.candidates) for blind in blinds):
            note("no case has an answer of every candidate: one that comes later will stand out")
        before = {j.which: j for j in store.judgements() if j.judge == who}
        if sheet is not None:
            with waiting("Writing"):
                content = made(sheet, setup, blinds, before, who, store.salt)
            write_whole(sheet, content, force=force, private=True)
            note(f"wrote {sheet}; read it back: llmchoice trial import FILE {where}")
            return
        if not sys.stdin.isatty() and not plain:
            raise LlmchoiceError(
                [Problem("nobody can be asked here", fix="call it at a terminal, or add --plain")],
                ExitCode.INCOMPLETE,
            )
        with alone(folder, who):
            work = judging(store, setup, blinds, asker_on_stderr(plain=plain), who)
            if marked := len(work.turns) - work.open:
                note(f"{who} has marked {marked} of {len(work.turns)} answers before; if that was")
                note("somebody else, leave with Ctrl-C, and take another name")
            _run(work, again=again)
    marked = len(work.turns) - work.open
    put(t("{marked} of {total} answers are marked.", marked=marked, total=len(work.turns)))
    if not work.open:
        note(f"next: llmchoice trial score {where}")


def _run(work: "Judging", *, again: bool) -> None:
    """Ask for marks; a judge who leaves is told what is kept."""
    from llmchoice.cli.messages import put, tell
    from llmchoice.errors import ExitCode
    from llmchoice.language import t

    try:
        work.run(again=again)
    except KeyboardInterrupt:
        put("", err=True)
        tell(t("Stopped. Every mark is kept; call it again to go on."))
        if any(work.notes.values()):
            tell(t("A note on an answer without a mark is not kept."))
        raise typer.Exit(ExitCode.INTERRUPTED) from None


def _named(name: str | None, setup: "Setup") -> str:
    """The name of a person who judges."""
    from llmchoice.errors import ExitCode, LlmchoiceError, usage_error
    from llmchoice.plain import JOINERS, plain, unseen
    from llmchoice.trial.marks import model_problem

    who = (name or "").strip()
    if not who:
        raise usage_error("the judge has no name", fix="give one: --judge NAME")
    if any(unseen(char) and char not in JOINERS for char in who):
        fix = "leave out control characters and what cannot be seen"
        raise usage_error(f"nobody can be called '{plain(who)}'", fix=fix)
    problem = model_problem(who, setup)
    if problem is not None:
        raise LlmchoiceError([problem], ExitCode.USAGE)
    return who


def _nothing_to_judge() -> "LlmchoiceError":
    from llmchoice.errors import usage_error

    return usage_error("there is no answer to judge", fix="llmchoice trial run")


def _by_model(folder: Path, judge_id: str) -> None:
    """Have a model mark whatever it has not marked yet."""
    from llmchoice.cli.messages import note, put, tell
    from llmchoice.errors import ExitCode, usage_error
    from llmchoice.files import as_argument
    from llmchoice.plain import plain
    from llmchoice.suggest import did_you_mean
    from llmchoice.trial.folder import alone, read_cases, read_setup
    from llmchoice.trial.questions import keep_mark, open_marks
    from llmchoice.trial.store import Store

    setup = read_setup(folder)
    judge = setup.judge(judge_id)
    if judge is None:
        known = [each.id for each in setup.judges]
        fix = did_you_mean(judge_id, known) if known else "name one under 'judges' in trial.yaml"
        raise usage_error(f"there is no model '{judge_id}' that judges", fix=fix)
    with alone(folder), Store.open(folder) as store:
        store.keep_cases(read_cases(folder / setup.cases))
        if not any(setup.candidate(each.candidate) for each in store.answers()):
            raise _nothing_to_judge()
        outcome = put_to(setup, store, open_marks(setup, store, judge), setup.budget, keep_mark)
        spent = store.spent()
    put(plain(f"{judge.id}: {counted(outcome.answered, 'answer', 'answers')} marked"))
    put(f"cost so far: {spent:,.4f} {setup.currency}")
    for line in _unmarked(judge.id, outcome):
        put(plain(line))
    if outcome.out_of_budget:
        put("stopped: the budget is used up")
    if any(each.model == judge.model for each in setup.candidates):
        tell(f"warning: {judge.id} judges answers of its own, and models like those better")
    if outcome.left:
        put(
            f"{counted(outcome.left, 'mark is', 'marks are')} missing; run it again for these alone"
        )
        raise typer.Exit(ExitCode.INCOMPLETE)
    note(f"next: llmchoice trial score {as_argument(str(folder))}")


def _unmarked(judge_id: str, outcome: "Outcome") -> "Iterator[str]":
    """Why the judge was given up; else cases with answers that got no mark, and why."""
    from collections import defaultdict

    reasons: dict[str, list[str]] = defaultdict(list)
    for why in outcome.stopped.values():
        yield f"{judge_id} was given up: {why}"
    for failure in outcome.failures:
        if failure.why not in outcome.stopped.values():
            reasons[failure.case].append(failure.why)
    for case, whys in list(reasons.items())[:SHOWN]:
        answers = counted(len(whys), "answer", "answers")
        yield f"case {case}, {answers}: {'; '.join(dict.fromkeys(whys))}"
    if len(reasons) > SHOWN:
        yield f"and {counted(len(reasons) - SHOWN, 'more case', 'more cases')} without a mark"
