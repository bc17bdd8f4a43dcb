"""Combine the views of several people, and show where they differ."""

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from llmchoice.cli import completion
from llmchoice.cli.inputs import Study, checked, the_store, warn_of_age
from llmchoice.cli.messages import note
from llmchoice.cli.options import Criteria, files
from llmchoice.cli.report import STDOUT, Report, is_same_file
from llmchoice.cli.verdicts import Gates, exit_code, in_words
from llmchoice.errors import ExitCode, LlmchoiceError, Problem, read_each, usage_error
from llmchoice.figures import listed
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean

if TYPE_CHECKING:
    from llmchoice.model.profile import Profile

FEWEST = 2
LEAST_SAY, MOST_SAY = 0.001, 1000
Profiles = Annotated[
    list[str] | None,
    files(
        "A profile for each member: a file, a packaged example, or - for stdin. A member has the"
        " name of the file."
    ),
]
Say = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME=NUMBER",
        help="The say of a member: 2 counts twice as much as the usual 1. Repeatable.",
        autocompletion=completion.members,
    ),
]


def panel(  # noqa: PLR0913 - one parameter per option, or group of options
    study: Study,
    report: Report,
    gates: Gates,
    *,
    profiles: Profiles = None,
    say: Say = None,
    criteria: Criteria = None,
) -> None:
    """Combine the views of several people in one organisation, and show where they disagree.

    Each simulation uses the weights of one member. Where members contradict each other, it uses
    that member's answers too, until you settle the question. Only scores are averages.
    """
    from llmchoice.api import load_criteria, priced
    from llmchoice.catalogue.supplement import supplemented
    from llmchoice.cli.bars import waiting
    from llmchoice.engine.panel import Member, assess_panel
    from llmchoice.model.panel import Panel

    names = _member_names([file for name in profiles or [] for file in _files(name)])
    delivery = report.begin(Panel, *names.values(), criteria)
    counts = _read_say(say or [], tuple(names))
    kb = load_criteria(criteria)
    profiles_of = read_each(
        names.values(), lambda name: checked(name, kb, missing=study.missing)[0]
    )
    read = dict(zip(names, profiles_of, strict=True))
    _note_organisations(read)
    members = [Member(name, profile, counts[name]) for name, profile in read.items()]
    price = partial(priced, date=study.date)
    with waiting():
        result = assess_panel(kb, members, date=study.date, draws=study.draws, price=price)
        profile, store = result.aggregate.profile.content, the_store(study.date)
        aggregate = supplemented(result.aggregate, price(kb, profile), profile, store)
    warn_of_age(kb, aggregate)
    delivery.deliver(
        result.model_copy(update={"aggregate": aggregate}),
        about=f"verdict: {in_words(aggregate.recommendation)}",
    )
    if code := exit_code(aggregate, gates):
        raise typer.Exit(code)


def _member_names(profiles: Sequence[str]) -> dict[str, str]:
    """Member to profile: a member has the name of its file, without folder and suffix."""
    if len(profiles) < FEWEST:
        raise usage_error(
            "a panel needs at least two members",
            fix="name a profile for each: llmchoice panel ciso.yaml cfo.yaml"
            " (for a single one: llmchoice assess FILE)",
        )
    names: dict[str, str] = {}
    problems: list[Problem] = []
    for profile in profiles:
        # The name of a file may be no text at all: a report shows it as one.
        stem = os.fsencode(Path(profile).stem or profile).decode(errors="replace")
        name = "stdin" if profile == STDOUT else stem
        twins = (o for o in names.values() if o == profile or is_same_file(o, profile))
        twin = next(twins, None)
        if twin is not None:
            problems.append(
                Problem(
                    f"{profile} is given twice" + ("" if profile == twin else f", also as {twin}"),
                    why="a member can be on a panel only once",
                    fix="give it once; to count it twice, use --say NAME=2",
                )
            )
        elif name in names:
            problems.append(
                Problem(
                    f"two members are called {quoted(name)}: {names[name]} and {profile}",
                    why="a member has the name of its file",
                    fix="rename one of the files",
                )
            )
        else:
            names[name] = profile
    if problems:
        raise LlmchoiceError(problems, ExitCode.USAGE)
    return names


def _read_say(texts: Sequence[str], members: Sequence[str]) -> dict[str, float]:
    """Member to how much it counts; 1 where nothing is said."""
    say: dict[str, float] = {}
    problems: list[Problem] = []
    for text in texts:
        name, equals, number = text.rpartition("=")
        if not equals:
            problems.append(Problem(f"--say {text} has no '='", fix="write --say NAME=NUMBER"))
        elif name not in members:
            fix = did_you_mean(name, members)
            problems.append(Problem(f"--say: there is no member {quoted(name)}", fix=fix))
        elif name in say:
            fix = "keep one of the two"
            problems.append(Problem(f"--say is given twice for {quoted(name)}", fix=fix))
        elif (count := _count(number)) is None:
            problems.append(
                Problem(
                    f"--say {text}: {quoted(number)} is not a number from {LEAST_SAY:g} to"
                    f" {MOST_SAY:g}",
                    fix="write a number such as 2 or 0.5; leave out members who should not count",
                )
            )
        else:
            say[name] = count
    if problems:
        raise LlmchoiceError(problems, ExitCode.USAGE)
    return {name: say.get(name, 1.0) for name in members}


def _files(name: str) -> list[str]:
    """The profiles of a folder in the order of their names; anything else is itself."""
    if not os.path.isdir(name):  # noqa: PTH112 - never raises
        return [name]
    from llmchoice.cli.sources import sources

    profiles = sources([name], recursive=False)
    for source in profiles:
        if source.error is not None:
            raise source.error
    return [source.name for source in profiles]


def _note_organisations(members: "Mapping[str, Profile]") -> None:
    """Say it where the members do not name the same organisation: that may be a slip."""
    from llmchoice.model.profile import UNNAMED

    named = {profile.organisation: member for member, profile in members.items()}
    named.pop(UNNAMED, None)
    if len(named) > 1:
        who = listed(f"{name} ({member})" for name, member in named.items())
        note(f"note: the members name different organisations: {who}")


def _count(text: str) -> float | None:
    from llmchoice.amounts import Fault, read_number

    number = read_number(text)
    return number if not isinstance(number, Fault) and LEAST_SAY <= number <= MOST_SAY else None
