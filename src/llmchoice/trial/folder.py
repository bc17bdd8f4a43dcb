"""The folder of a trial: begun, read, and held by one at a time.

What people write is in files of text: the setup in `trial.yaml`, the cases beside it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from filelock import FileLock, Timeout

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, invalid_error, usage_error
from llmchoice.files import as_argument, write_whole
from llmchoice.knowledge.document import parse
from llmchoice.knowledge.located import validated
from llmchoice.knowledge.source import read_text
from llmchoice.model.score import Case
from llmchoice.model.trial import CheckKind, Setup
from llmchoice.plain import quoted
from llmchoice.suggest import did_you_mean
from llmchoice.trial.records import Record, read_records
from llmchoice.trial.store import FILE as STORE

FILE = "trial.yaml"


def read_setup(folder: Path) -> Setup:
    """The setup of the trial in a folder.

    Raises:
        LlmchoiceError: exit code 2 when there is none, 3 with every problem that it has.
    """
    path = folder / FILE
    if folder.is_dir() and not path.exists():
        raise usage_error(
            f"there is no trial in {folder}: it has no {FILE}",
            fix=f"llmchoice trial new {as_argument(str(folder))}",
        )
    _check_kind(path)
    document = parse(read_text(path), str(path))
    if not isinstance(document.data, dict):
        message = f"{FILE} must be a mapping"
        fix = "write 'key: value' lines; start from 'llmchoice trial new'"
        raise invalid_error(message, document.place(()), fix=fix)
    setup, problems = validated(Setup, document.data, document, ())
    if setup is None or document.problems:
        raise LlmchoiceError([*document.problems, *problems], ExitCode.INVALID)
    return setup


def files_of(folder: Path, setup: Setup) -> tuple[Path, ...]:
    """What a trial is made of, which no report and no sheet takes the place of."""
    return (folder / FILE, folder / setup.cases, folder / STORE)


def _check_kind(path: Path) -> None:
    """Refuse what stands in a trial's folder and is no file: nobody named it."""
    if path.exists() and not path.is_file():
        # A pipe would be waited for, and a device never ends.
        raise invalid_error("this is no file", Place(str(path)), fix="put a file in its place")


COLUMNS = tuple(Case.model_fields)
MOST_CASES = 10_000
"""Cases: far more than people judge."""
LONGEST_ID = 200


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases in a file, in its order: `id` and `input`, and what else a case may have.

    Raises:
        LlmchoiceError: exit code 2 when there is no such file, or what reads it is not installed;
            3 with every problem that it has, each with its line.
    """
    _check_kind(path)
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
    if len(records) > MOST_CASES:
        fix = "draw some of them: people judge every answer"
        problems.append(
            Problem(f"there are more than {MOST_CASES:,} cases", Place(str(path)), fix=fix)
        )
    if problems:
        raise LlmchoiceError(problems, ExitCode.INVALID)
    return tuple(cases.values())


def _problems(record: Record, before: Iterable[str]) -> Iterable[Problem]:
    fields, place = record.fields, record.place
    for name in [name for name in fields if name not in COLUMNS]:
        message = f"there is no column {quoted(name)} in cases"
        yield Problem(message, place, fix=did_you_mean(name, COLUMNS))
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


_START = Path(__file__).parent / "start"
_OWNER = 0o700


def make_folder(folder: Path) -> tuple[Path, ...]:
    """Make the folder, for its owner alone, with the files of a trial in it; these, by name.

    Raises:
        LlmchoiceError: exit code 2 when one of the files is there already, and nothing is written
            then; when the folder cannot be made.
    """
    starts = sorted(_START.iterdir())
    for start in starts:
        if (folder / start.name).exists():
            raise usage_error(
                f"{folder / start.name} is there already", fix="choose a folder of another name"
            )
    try:
        folder.mkdir(mode=_OWNER, exist_ok=True)
    except OSError as error:
        raise usage_error(
            f"cannot make the folder {folder}: {(error.strerror or str(error)).lower()}",
            fix="choose a folder that you may write to; the one around it must exist",
        ) from error
    written: list[Path] = []
    try:
        for start in starts:
            write_whole(folder / start.name, start.read_bytes(), force=False)
            written.append(folder / start.name)
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
    return tuple(written)


@contextmanager
def alone(folder: Path, judge: str | None = None) -> Iterator[None]:
    """The only run in a folder until the block ends, also where that is by kill -9.

    With a judge it is no run, but whoever judges under that name.

    Raises:
        LlmchoiceError: exit code 2 where another one has not ended.
    """
    name = (
        "trial" if judge is None else f"judge-{blake2b(judge.encode(), digest_size=4).hexdigest()}"
    )
    lock = FileLock(folder / f"{name}.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout as error:
        if judge is None:
            message, fix = "another run of this trial has not ended", "wait for it, or stop it"
        else:
            message = f"{quoted(judge)} is judging this trial already"
            fix = "leave there first; two people need two names"
        raise usage_error(message, fix=fix) from error
    except (OSError, NotImplementedError) as error:
        raise usage_error(
            f"cannot write to {folder}: {error}", fix="choose a folder that you may write to"
        ) from error
    try:
        yield
    finally:
        lock.release()
