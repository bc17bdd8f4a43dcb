"""A folder of criteria, or the packaged one with an organisation's own laid over it."""

import os
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, usage_error
from llmchoice.knowledge.checks import Finding, findings
from llmchoice.knowledge.compiled import read_packaged
from llmchoice.knowledge.content import content_findings
from llmchoice.knowledge.folders import criteria_version, packaged
from llmchoice.knowledge.sheet import bound_criteria, check_columns, read_priority
from llmchoice.knowledge.shelf import LISTS, PRIORITIES, SETTINGS, Shelf
from llmchoice.knowledge.source import LARGEST, read_text
from llmchoice.knowledge.written import (
    Written,
    WrittenCondition,
    WrittenConstraint,
    WrittenStep,
    bound,
    selector,
)
from llmchoice.model.criterion import Priority, PriorityHead
from llmchoice.model.knowledge import KnowledgeBase, Settings
from llmchoice.model.option import Option
from llmchoice.model.question import Question, Section
from llmchoice.model.rule import Condition, Constraint, Contradiction, Doubt, Step, Tension
from llmchoice.model.source import Article, Reference
from llmchoice.suggest import did_you_mean


def load_criteria(own: Path | None = None) -> KnowledgeBase:
    """The packaged knowledge base, with a folder of one's own laid over it.

    An item of the own folder replaces the packaged one of the same id, and is added otherwise;
    a priority's file may hold only its id and the criteria that it changes or adds.

    Raises:
        LlmchoiceError: exit code 3 with every data error at once; 2 when the folder is missing.
    """
    shelf, digest = Shelf(), sha256()
    for layer, folder in enumerate((packaged("criteria"), *_own(own))):
        names = _files(folder, shelf)
        _check_size(folder, names)
        for name in names:
            if not (folder / name).is_file():
                # A pipe would be waited for, and a device never ends.
                place = Place(str(folder / name))
                shelf.problem("this is no file", place, "put a file in its place")
                continue
            text = read_text(folder / name)
            digest.update(f"{name}\0{text}\0".encode())
            document = read_packaged(text, str(folder / name), layer=layer)
            if name.startswith(PRIORITIES):
                read_priority(shelf, document)
            else:
                shelf.read(name, document)
    if shelf.settings is None and not shelf.problems:
        shelf.problem(f"{SETTINGS} is missing", Place("criteria"))
    for name in shelf.empty_priorities():
        place_of = shelf.deserted.get(name) or shelf.place(PRIORITIES, name)
        message = f"the priority '{name}' has no criteria"
        shelf.problem(message, place_of, "give it one, or keep the one that it had")
    if not shelf.problems:
        check_columns(shelf)
        _check_rules(shelf, "constraints", shelf.of(WrittenConstraint, "constraints"))
        _check_rules(shelf, "conditions", shelf.of(WrittenCondition, "conditions"))
        _check_rules(shelf, "steps", shelf.of(WrittenStep, "steps"))
    if shelf.problems or shelf.settings is None:
        raise LlmchoiceError(shelf.problems, ExitCode.INVALID)
    kb = _assembled(shelf, shelf.settings, digest.hexdigest())
    problems = [_located(finding, shelf) for finding in (*findings(kb), *content_findings(kb))]
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    return kb


def _check_rules(shelf: Shelf, key: str, rules: Iterable[Written]) -> None:
    """Note each rule that is about no option, and each veto that would leave none."""
    options = shelf.of(Option, "options")
    for rule in rules:
        name, named = selector(rule)
        ids = named.ids(options)
        fix = "'llmchoice criteria show ID' has the attributes of an option"
        if not ids:
            message = f"{key} {rule.id}: no option has these attributes"
            shelf.problem(message, shelf.place(key, rule.id, (name,)), fix)
        elif isinstance(rule, WrittenConstraint) and len(ids) == len(options):
            message = f"{key} {rule.id}: it excludes every option, so there is nothing to decide"
            shelf.problem(message, shelf.place(key, rule.id, (name,)), fix)


def _located(finding: Finding, shelf: Shelf) -> Problem:
    """A finding at its place; in one's own folder, if that is what brought it about."""
    message = f"{finding.key} {finding.id}: {finding.message}"
    place = shelf.place(finding.key, finding.id, finding.path)
    over = shelf.laid_over({*re.findall(r"[a-z0-9-]+", finding.message), *map(str, finding.path)})
    if over is None or shelf.layer(finding.key, finding.id):
        return Problem(message, place=place, fix=finding.fix)
    why = f"{place} relies on what is replaced here"
    fix = finding.fix or "replace that too, or keep what it relies on"
    return Problem(message, place=over, why=why, fix=fix)


def _own(folder: Path | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    # os.path, unlike Path, answers no where it may not look.
    if not os.path.isdir(folder):  # noqa: PTH112 - see above
        raise usage_error(f"{folder} is not a folder", fix="name a folder with criteria")
    if not any(folder.glob("*.y*ml")) and not any((folder / PRIORITIES).glob("*.y*ml")):
        raise usage_error(
            f"{folder} contains no criteria",
            why=f"criteria belong in {', '.join(LISTS)} or {PRIORITIES}/NAME.yaml",
            fix="name the folder that contains them",
        )
    return (folder,)


def _files(folder: Path, shelf: Shelf) -> list[str]:
    """Files to read, in a fixed order; any other YAML file is a problem, not a silence."""
    known = [SETTINGS, *LISTS]
    for path in sorted(folder.glob("*.y*ml")):
        if path.name not in known:
            fix = did_you_mean(path.name, [*known, f"{PRIORITIES}/{path.name}"])
            shelf.problem(f"{path.name} is not a criteria file", Place(str(path)), fix)
    for path in sorted((folder / PRIORITIES).glob("*.yml")):
        fix = f"rename it to {path.stem}.yaml"
        shelf.problem(f"{path.name} is not supported", Place(str(path)), fix)
    priorities = sorted(f"{PRIORITIES}/{p.name}" for p in (folder / PRIORITIES).glob("*.yaml"))
    return [*(name for name in known if os.path.lexists(folder / name)), *priorities]


def _check_size(folder: Path, names: Iterable[str]) -> None:
    """Refuse a folder that holds more than one file may, four times what is packaged.

    Raises:
        LlmchoiceError: exit code 3, before any of it is read.
    """
    # os.path, unlike Path, answers no where it may not look.
    files = [folder / name for name in names if os.path.isfile(folder / name)]  # noqa: PTH113 - see above
    if sum(file.stat().st_size for file in files) > LARGEST:
        problem = Problem(
            f"the files of the criteria have more than {LARGEST:,} bytes together",
            place=Place(str(folder)),
            fix="leave out what does not belong there",
        )
        raise LlmchoiceError([problem], ExitCode.INVALID)


def _assembled(shelf: Shelf, settings: Settings, digest: str) -> KnowledgeBase:
    heads = sorted(shelf.of(PriorityHead, PRIORITIES), key=lambda head: head.order)
    criteria = bound_criteria(shelf)
    options = shelf.of(Option, "options")
    # Every part was validated when it was read: to do it again would cost a tenth of a run.
    return KnowledgeBase.model_construct(
        version=criteria_version(),
        sha256=digest,
        settings=settings,
        options=options,
        shared_noise=shelf.shared_noise,
        sections=shelf.of(Section, "sections"),
        questions=shelf.of(Question, "questions"),
        priorities=tuple(
            Priority.model_construct(
                **dict(head),
                criteria=tuple(c for c in criteria if shelf.priority_of[c.id] == head.id),
            )
            for head in heads
        ),
        constraints=tuple(
            Constraint.model_construct(**bound(rule, options))
            for rule in shelf.of(WrittenConstraint, "constraints")
        ),
        conditions=tuple(
            Condition.model_construct(**bound(rule, options))
            for rule in shelf.of(WrittenCondition, "conditions")
        ),
        contradictions=shelf.of(Contradiction, "contradictions"),
        tensions=shelf.of(Tension, "tensions"),
        doubts=shelf.of(Doubt, "doubts"),
        steps=tuple(
            Step.model_construct(**bound(step, options)) for step in shelf.of(WrittenStep, "steps")
        ),
        articles=shelf.of(Article, "articles"),
        references=shelf.of(Reference, "references"),
    )
