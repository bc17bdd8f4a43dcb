"""`llmchoice trial score`: count, and put the counts into a profile."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli import completion
from llmchoice.cli.commands.trial.run import Folder
from llmchoice.cli.options import Criteria, on_day
from llmchoice.cli.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile
    from llmchoice.model.score import Pairing
    from llmchoice.trial.into import Written


def score(
    report: Report,
    folder: Folder = Path(),
    *,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="FILE",
            help="Write the counts into this profile, with a note of where they come from."
            " Counts of another test are replaced only with --force.",
            autocompletion=completion.profiles,
        ),
    ] = None,
    criteria: Criteria = None,
    date: Annotated[
        str | None, on_day("Day of the report and of the note, as YYYY-MM-DD or today.")
    ] = None,
) -> None:
    """Say how many cases each candidate passed, and what that leaves open.

    An answer passes if more people pass it than fail it. Where nobody judged it, its check
    decides; without a check, a model that was asked to judge. The best open and the best closed
    candidate are compared on the same cases.
    """
    from llmchoice.api import load_criteria
    from llmchoice.cli.bars import waiting
    from llmchoice.cli.messages import note, tell
    from llmchoice.cli.report import refuse_output
    from llmchoice.errors import usage_error
    from llmchoice.files import as_argument
    from llmchoice.model.score import TrialScore
    from llmchoice.trial.folder import files_of, read_cases, read_setup
    from llmchoice.trial.into import counted, write_into
    from llmchoice.trial.questions import outdated
    from llmchoice.trial.score import held_in
    from llmchoice.trial.score import score as scored
    from llmchoice.trial.store import Store

    delivery = report.begin(TrialScore, into, criteria)
    setup = read_setup(folder)
    refuse_output(report.output, *files_of(folder, setup), force=report.force)
    cases = read_cases(folder / setup.cases)
    with waiting("Counting"), Store.open(folder) as store:
        store.keep_cases(cases)
        result = scored(held_in(store, setup), date)
        old = outdated(setup, store)
    for candidate, count in old.items():
        tell(f"warning: {candidate}: {count} of its answers are to what trial.yaml had before")
    if into is not None:
        if result.pair is None:
            raise usage_error(
                "there are no counts to write", fix="mark some answers: llmchoice trial judge"
            )
        kb = load_criteria(criteria)
        written = write_into(Path(into), kb, result, force=report.force)
        note(f"wrote the counts into {into} ('{written.question}')")
        if written.replaced is not None:
            note(f"replaced what it held: {counted(written.replaced)}")
        if written.after.workloads:
            note("the counts hold for every kind of work in it")
        for line in _moved(kb, written, result.pair):
            note(line)
        note(f"next: llmchoice assess {as_argument(into)}")
    delivery.deliver(result, about="score")


def _moved(kb: "KnowledgeBase", written: "Written", pair: "Pairing") -> "Iterator[str]":
    """How far the counts moved the verdict; nothing where other answers are missing."""
    from llmchoice.knowledge.completeness import gaps

    before, after = (
        None if gaps(kb, profile) else _verdict(kb, profile)
        for profile in (written.before, written.after)
    )
    if after is not None:
        yield f"verdict before: {before or 'answers were missing'}; with the trial: {after}"
        if not pair.tells:
            yield "these cases tell no difference: a change of the verdict is no result of theirs"


def _verdict(kb: "KnowledgeBase", profile: "Profile") -> str:
    from llmchoice.api import priced
    from llmchoice.engine.brief import brief
    from llmchoice.figures import percent
    from llmchoice.report.wording.grounds import nothing_left

    result = brief(priced(kb, profile), profile).organisation
    strength = f"{result.strength} " if result.strength else ""
    leaning = f", leaning to {result.tendency}" if result.tendency else ""
    sure = "" if result.p_side is None else f" ({percent(result.p_side)} of the simulations)"
    left = "".join(f" {sentence}" for sentence in nothing_left(result.p_nothing_left))
    return f"{strength}{result.verdict}{leaning}{sure}{left and '.'}{left}"
