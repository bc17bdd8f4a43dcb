"""`llmchoice trial import`: answers that another tool produced."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.commands.trial.run import Folder, counted
from llmchoice.cli.options import Quiet

if TYPE_CHECKING:
    from llmchoice.model.trial import Setup


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV, JSON lines or a spreadsheet with the columns case, candidate and answer, or"
            " case and a column for each candidate; promptfoo's results as .json; the logs of llm"
            " as .json or logs.db.",
        ),
    ],
    folder: Folder = Path(),
    *,
    candidate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID[=NAME]",
            help="A candidate, and its name in the file. Without =NAME it gets the answers for"
            " which the file names nobody. Repeatable.",
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again", help="Also take marks that differ from what that judge said before."
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Take answers from a file of another tool, or marks from a judging sheet.

    Answers that are there already are kept as they are.

    An answer belongs to the case with the same id, or with exactly the same input.
    """
    from contextlib import ExitStack

    from llmchoice.cli.bars import waiting
    from llmchoice.cli.messages import be_quiet, note, put, tell
    from llmchoice.trial.folder import alone, read_cases, read_setup
    from llmchoice.trial.foreign import foreign_answers
    from llmchoice.trial.imported import match
    from llmchoice.trial.marks import judges_of, keep_marks, marks_in
    from llmchoice.trial.store import Store

    be_quiet(wanted=quiet)
    setup = read_setup(folder)
    cases = read_cases(folder / setup.cases)
    sheet = marks_in(file)
    if sheet is not None:
        with ExitStack() as stack:
            stack.enter_context(waiting("Importing"))
            for judge in judges_of(sheet):
                stack.enter_context(alone(folder, judge))
            store = stack.enter_context(Store.open(folder))
            store.keep_cases(cases)
            marked, unmarked = keep_marks(store, setup, sheet, again=again)
        marks = counted(marked, "mark", "marks")
        rest = counted(unmarked, "answer of the sheet has", "answers of the sheet have")
        put(f"{marks} imported; {rest} none")
        return
    names, only = _named(candidate or [], setup)
    with waiting("Reading"):
        answers = foreign_answers(file, frozenset(each.id for each in setup.candidates))
        matched = match(answers, setup, cases, names, only)
    # Not while a run asks: it would put its answers in the place of these.
    with alone(folder), Store.open(folder) as store, waiting("Importing"):
        store.keep_cases(cases)
        new = sum(store.add_answer(answer) for answer in matched.answers)
        total = len(store.asked())
    progress = f"{total} of {len(cases) * len(setup.candidates)} are there"
    put(f"{counted(new, 'answer', 'answers')} imported; {progress}")
    if new < len(matched.answers):
        is_kept, are_kept = "was there already, and is kept", "were there already, and are kept"
        note(counted(len(matched.answers) - new, is_kept, are_kept))
    for name, count in matched.strangers.items():
        left_out = counted(count, "answer", "answers")
        tell(f"{left_out} of {name} left out: it is no candidate (--candidate ID={name})")
    if matched.elsewhere:
        left_out = counted(matched.elsewhere, "answer", "answers")
        tell(f"{left_out} left out: what was asked is no case of this trial")


def _named(given: list[str], setup: "Setup") -> tuple[dict[str, str], str | None]:
    """What files call candidates, to their ids; and whose answers those of nobody are."""
    from llmchoice.errors import usage_error
    from llmchoice.suggest import did_you_mean

    names: dict[str, str] = {}
    only: str | None = None
    for text in given:
        who, called, name = text.partition("=")
        if setup.candidate(who) is None:
            known = [each.id for each in setup.candidates]
            raise usage_error(f"there is no candidate '{who}'", fix=did_you_mean(who, known))
        if called:
            names[name] = who
        elif only is not None:
            raise usage_error(
                f"--candidate {only} and --candidate {who} claim the same answers", fix="drop one"
            )
        else:
            only = who
    return names, only
