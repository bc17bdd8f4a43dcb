"""`llmchoice trial run`: ask the candidates."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli.options import Quiet, amount

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from llmchoice.model.trial import Setup
    from llmchoice.trial.questions import Question
    from llmchoice.trial.run import Keep, Outcome
    from llmchoice.trial.store import Store

MOST = 1e9
SHOWN = 5
"""Failures, or cases without a mark, that are told one by one."""
Folder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder of the trial; by default this one.")
]


def counted(number: int, singular: str, plural: str) -> str:
    """A number of things, in the words for one or for more."""
    return f"{number} {singular if number == 1 else plural}"


def run(
    folder: Folder = Path(),
    *,
    budget: Annotated[
        float | None,
        typer.Option(
            parser=amount(0, MOST),
            metavar="AMOUNT",
            help="Stop asking once all answers together cost this much, whatever trial.yaml says.",
        ),
    ] = None,
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Ask again where the model, the instructions or the parameters have changed;"
            " what judges said of the old answers is dropped.",
        ),
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Send every case to every candidate that has not answered it yet, and keep the answers.

    Stop it whenever you like, and run it again: what was answered is not asked again. Keys come
    from the environment variables that trial.yaml names. Exits with 4 if answers are missing.
    """
    from llmchoice.cli.messages import be_quiet, note, put, tell
    from llmchoice.errors import ExitCode
    from llmchoice.files import as_argument
    from llmchoice.plain import plain
    from llmchoice.trial.folder import alone, read_cases, read_setup
    from llmchoice.trial.questions import open_questions, outdated
    from llmchoice.trial.store import Store

    be_quiet(wanted=quiet)
    setup = read_setup(folder)
    cases = read_cases(folder / setup.cases)
    limit = setup.budget if budget is None else budget
    with alone(folder), Store.open(folder) as store:
        store.keep_cases(cases)
        old = {} if again else outdated(setup, store)
        for candidate, count in old.items():
            tell(
                f"warning: {counted(count, 'answer', 'answers')} of {candidate} came from another"
                " model, other instructions or parameters than trial.yaml has now;"
                " --again asks anew"
            )
        outcome = put_to(setup, store, open_questions(setup, store, again=again), limit)
        for line in _progress(setup, store, outcome, limit):
            put(plain(line))
    if outcome.left:
        raise typer.Exit(ExitCode.INCOMPLETE)
    note(f"next: llmchoice trial judge {as_argument(str(folder))} --judge NAME")


def put_to(
    setup: "Setup",
    store: "Store",
    questions: "Sequence[Question]",
    budget: float | None,
    keep: "Keep | None" = None,
) -> "Outcome":
    """Put questions to the models that they are for; by default answers are kept as candidates'.

    Raises:
        LlmchoiceError: exit code 2 where a key, a price that the budget needs or httpx is missing.
    """
    import asyncio
    import os

    from llmchoice.cli.bars import asking
    from llmchoice.cli.messages import note
    from llmchoice.errors import usage_error

    try:
        from llmchoice.trial.endpoint import host, read_keys
        from llmchoice.trial.run import Outcome, Purse, ask_all
    except ImportError as error:
        raise usage_error(
            "to ask models needs a package that is not installed",
            fix="pip install 'llmchoice[trial]'",
        ) from error
    models = list({each.model.id: each.model for each in questions}.values())
    keys = read_keys(models, os.environ)
    unpriced = [model.id for model in models if model.price is None]
    if budget is not None and unpriced:
        raise usage_error(
            f"a budget cannot be kept, for {unpriced[0]} has no price",
            fix="write its price in trial.yaml, or leave the budget away",
        )
    if not questions:
        return Outcome(asked=0)
    for model in models:
        # A trial.yaml that somebody sent may name any variable, and any host.
        if model.key:
            note(f"key {model.key} goes to {host(model.endpoint or '')}")
    purse = Purse(budget, store.spent(), store.dearest())
    with asking(len(questions), purse, setup.currency) as tell:
        return asyncio.run(ask_all(setup, store, questions, keys, purse, tell, keep))


def _progress(
    setup: "Setup", store: "Store", outcome: "Outcome", budget: float | None
) -> "Iterator[str]":
    """How far the trial is, and what stands in the way of the rest."""
    from collections import Counter

    from llmchoice.figures import count

    answered = Counter(candidate for _, candidate in store.asked())
    total = len(store.cases())
    for candidate in setup.candidates:
        yield f"{candidate.id}: {count(answered[candidate.id])} of {count(total)} cases answered"
    spent = f"{store.spent():,.4f} {setup.currency}"
    yield f"cost so far: {spent}" + ("" if budget is None else f" of {budget:g}")
    for candidate_id, why in outcome.stopped.items():
        yield f"{candidate_id} was given up: {why}"
    others = [failure for failure in outcome.failures if failure.candidate not in outcome.stopped]
    for failure in others[:SHOWN]:
        yield f"{failure.candidate}, case {failure.case}: {failure.why}"
    if len(others) > SHOWN:
        more = counted(len(others) - SHOWN, "more case", "more cases")
        yield f"and {more} without an answer"
    cut = Counter(answer.candidate for answer in store.answers() if answer.ended == "length")
    for candidate_id, number in cut.items():
        answers = counted(number, "answer was", "answers were")
        yield f"{candidate_id}: {answers} cut off, as too long; see max_tokens under parameters"
    if outcome.out_of_budget:
        yield "stopped: the budget is used up"
    if outcome.left:
        missing = counted(outcome.left, "answer is", "answers are")
        yield f"{missing} missing; run it again to ask for what is missing alone"
    lost = sum(attempt.ended is None for attempt in store.attempts())
    if lost:
        requests = counted(lost, "request was on its way", "requests were on their way")
        yield f"{requests} when a run was stopped: that may have been paid"
