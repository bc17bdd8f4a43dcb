"""What fits where the cursor stands, by the data of the program and of the line.

Each function takes the line and the beginning of a value; it may raise, and nothing is
offered then. Each imports what it needs: names of files are offered at once.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from llmchoice.knowledge.folders import SUFFIXES, profile_names, schema_files

if TYPE_CHECKING:
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.question import Question

PACKAGED = "packaged example"
SHARES = ("0.5", "1", "2", "3")
"""How much a member may count: examples, for any number is taken."""
Offers = Iterator[tuple[str, str]]


def profiles(_ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Packaged examples, *.yaml files and folders.

    Nothing where a folder is all there is: the shell then completes it itself, without a space
    behind it. Nothing either where the shell has to expand a word first.
    """
    if incomplete.startswith(("~", "$")):
        return []
    files = dict(_files(incomplete))
    names = [name for name in profile_names() if name.startswith(incomplete) and name not in files]
    offered = [*((name, PACKAGED) for name in names), *files.items()]
    return [] if all(value.endswith("/") for value, _ in offered) else offered


def drafts(_ctx: typer.Context, incomplete: str) -> Offers:
    """Unfinished questionnaires, the latest first."""
    from llmchoice.questionnaire.shelf import in_words, kept_drafts

    for kept in kept_drafts():
        if kept.name.startswith(incomplete):
            yield kept.name, in_words(kept) if kept.record else ""


def schemas(_ctx: typer.Context, incomplete: str) -> Offers:
    """The JSON Schemas."""
    return ((name, "") for name in schema_files() if name.startswith(incomplete))


def settings(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Question or priority, `=`, and the answers or ratings that it takes.

    Ids end in `=`. Where a single one is left, its values are offered at once, so that no shell
    puts a space behind the `=`.
    """
    kb = _criteria(ctx)
    target, equals, value = incomplete.partition("=")
    if not equals:
        targets = {question.id: question.text for question in kb.questions}
        targets |= {priority.id: priority.name for priority in kb.priorities}
        begun = {name: about for name, about in targets.items() if name.startswith(target)}
        if len(begun) != 1:
            return [(f"{name}=", about) for name, about in begun.items()]
        (target,) = begun
    offered = _values(kb, target.removesuffix("+"), value)
    return [(f"{target}={name}", about) for name, about in offered]


def criteria_names(ctx: typer.Context, incomplete: str) -> Offers:
    """Every id of the criteria, with what goes by it."""
    from llmchoice.knowledge.entries import entries
    from llmchoice.model.entries import about

    by_id = {name: about(entry) for name, _, entry in entries(_criteria(ctx))}
    return (item for item in by_id.items() if item[0].startswith(incomplete))


def options(ctx: typer.Context, incomplete: str) -> Offers:
    """The ways to run models."""
    known = _criteria(ctx).options
    return ((option.id, option.name) for option in known if option.id.startswith(incomplete))


def workloads(ctx: typer.Context, incomplete: str) -> Offers:
    """The workloads of the profile that stands earlier on the line."""
    from llmchoice.api import read_profile
    from llmchoice.engine.parts import parts
    from llmchoice.knowledge.source import STREAM

    # An option that still lacks its value keeps arguments before it from being read.
    alone = ctx.params.get("file") or next(iter(ctx.args), None)
    name = str(alone or next(iter(ctx.params.get("profiles") or ()), STREAM))
    if name == STREAM:  # reading it would wait for a person
        return
    kb = _criteria(ctx)
    for part in parts(kb, read_profile(name, kb)):
        if part.name and part.name.startswith(incomplete):
            yield part.name, ""


def members(_ctx: typer.Context, incomplete: str) -> Offers:
    """`NAME=` for every member of the panel on the line; where one is left, numbers behind it."""
    from llmchoice.cli.completion.answer import line_of

    # Typer, which was asked as fish asks, stops reading at the `--say` that lacks its value.
    examples = profile_names()
    stems = (
        Path(word).stem
        for word in line_of("fish", os.environ).before
        if Path(word).stem in examples or Path(word).is_file()
    )
    name, equals, number = incomplete.partition("=")
    begun = [n for n in dict.fromkeys(stems) if (n == name if equals else n.startswith(name))]
    if len(begun) > 1:
        yield from ((f"{member}=", "") for member in begun)
        return
    for member in begun:
        yield from ((f"{member}={share}", "") for share in SHARES if share.startswith(number))


def models(_ctx: typer.Context, incomplete: str) -> Offers:
    """Models, and what the articles name."""
    from llmchoice.catalogue.load import current_catalogue

    catalogue = current_catalogue()
    known = [(model.id, model.name, model.vendor) for model in catalogue.models]
    known += [(named.id, named.name, named.vendor or "") for named in catalogue.named]
    for model_id, name, vendor in known:
        if model_id.startswith(incomplete):
            yield model_id, f"{name}, {vendor}" if vendor else name


def _of_catalogue(kind: str) -> Callable[[typer.Context, str], Offers]:
    """What the catalogue names of a kind, which is a fact of models."""

    def offer(_ctx: typer.Context, incomplete: str) -> Offers:
        from llmchoice.catalogue.demands import known_values
        from llmchoice.catalogue.load import current_catalogue
        from llmchoice.model.shortlist import Fact

        names = known_values(current_catalogue(), Fact(kind))
        return ((name, "") for name in names if name.startswith(incomplete))

    return offer


languages = _of_catalogue("languages")
origins = _of_catalogue("country")
regions = _of_catalogue("regions")
vendors = _of_catalogue("vendor")


def _criteria(ctx: typer.Context) -> "KnowledgeBase":
    """The criteria of the line; the packaged ones where its folder cannot be read."""
    from llmchoice.errors import LlmchoiceError
    from llmchoice.knowledge.criteria import load_criteria

    folder = ctx.params.get("criteria")
    if folder:
        # RuntimeError: there is no such home.
        with suppress(LlmchoiceError, OSError, RuntimeError):
            return load_criteria(Path(str(folder)).expanduser())
    return load_criteria()


def _values(kb: "KnowledgeBase", target: str, value: str) -> Offers:
    """What may stand behind the `=` of a question, or of a priority."""
    for question in kb.questions:
        if question.id == target:
            yield from _answers(question, value)
    if any(priority.id == target for priority in kb.priorities):
        for rating, about in enumerate(kb.settings.importance_scale):
            if str(rating).startswith(value):
                yield str(rating), about


def _answers(question: "Question", value: str) -> Offers:
    """Whole values; of several answers joined by commas, the last one is completed."""
    from llmchoice.knowledge.answer import offered
    from llmchoice.model.base import NOT_APPLICABLE, UNKNOWN
    from llmchoice.model.question import Amount, AnyOf

    special = {UNKNOWN: "it is not known", NOT_APPLICABLE: "it does not apply"}
    if isinstance(question, Amount):
        amounts = ((f"{amount:.0f}", question.unit or "") for amount in question.likely)
        yield from (a for a in (*amounts, (UNKNOWN, special[UNKNOWN])) if a[0].startswith(value))
        return
    before, comma, last = value.rpartition(",")
    if comma and not isinstance(question, AnyOf):
        return
    texts = special | {answer.id: answer.text for answer in question.worded}
    taken = set(before.split(",")) if comma else set()
    alone = {UNKNOWN, NOT_APPLICABLE, *(c.id for c in question.choices if c.alone)}
    for name in offered(question):
        if name.startswith(last) and name not in taken and not (comma and name in alone):
            yield f"{before}{comma}{name}", texts.get(name, "")


def _files(incomplete: str) -> Offers:
    _, _, start = incomplete.rpartition("/")
    lead = incomplete[: len(incomplete) - len(start)]
    with suppress(OSError), os.scandir(lead or ".") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            # As a shell does: what is hidden is offered to those who ask for it.
            if not entry.name.startswith(start) or (entry.name[0] == "." and not start):
                continue
            if entry.is_dir():
                yield f"{lead}{entry.name}/", "folder"
            elif entry.name.endswith(SUFFIXES):
                yield f"{lead}{entry.name}", "file"
