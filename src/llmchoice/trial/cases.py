"""The cases of a trial, read from CSV, JSON lines or a spreadsheet."""

from collections.abc import Iterable
from pathlib import Path

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem
from llmchoice.model.answered import Case
from llmchoice.model.trial import CheckKind
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean
from llmchoice.trial.records import Record, read_records

COLUMNS = tuple(Case.model_fields)
MOST = 10_000
"""Cases: far more than people judge."""
LONGEST_ID = 200


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases in a file, in its order: `id` and `input`, and what else a case may have.

    Raises:
        LlmchoiceError: exit code 2 when there is no such file, or what reads it is not installed;
            3 with every problem that it has, each with its line.
    """
    records = read_records(path)
    problems: list[Problem] = []
    cases: dict[str, Case] = {}
    for record in records:
        wrong = list(_problems(record, cases))
        problems += wrong
        if not wrong:
            case = Case.model_validate({**record.fields, "id": record.fields["id"].strip()})
            cases[case.id] = case
    if not records:
        fix = f"write one case on each line, with the columns {', '.join(COLUMNS[:3])}"
        problems.append(Problem("there are no cases in it", Place(str(path)), fix=fix))
    if len(records) > MOST:
        fix = "draw some of them: people judge every answer"
        problems.append(Problem(f"there are more than {MOST:,} cases", Place(str(path)), fix=fix))
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    return tuple(cases.values())


def _problems(record: Record, before: Iterable[str]) -> Iterable[Problem]:
    fields, place = record.fields, record.place
    for name in [name for name in fields if name not in COLUMNS]:
        what = f"there is no column {quoted(name)} in cases"
        yield Problem(what, place, fix=did_you_mean(name, COLUMNS))
    for name in ("id", "input"):
        if not fields.get(name, "").strip():
            why = "an answer belongs to its case by the id" if name == "id" else None
            yield Problem(f"this case has no {name}", place, why=why, fix=f"fill in '{name}'")
    case_id = fields.get("id", "").strip()
    if case_id in before:
        yield Problem(
            f"the id {quoted(case_id)} is there twice", place, fix="give each case an id of its own"
        )
    if len(case_id) > LONGEST_ID:
        fix = f"use at most {LONGEST_ID} characters"
        yield Problem(f"the id {quoted(case_id)} is too long", place, fix=fix)
    check = fields.get("check")
    kinds = [str(kind) for kind in CheckKind]
    if check is not None and check not in kinds:
        yield Problem(f"there is no check {quoted(check)}", place, fix=did_you_mean(check, kinds))
