"""An attack: random data, seeded and bounded by processor time, thrown at every command that reads.

Each round changes a profile, a folder of criteria, a decision, a draft, a setting or a trial, runs
a command on it in this process, and reads what is written back. What is counted stands in
`Figures`.
"""

import gc
import os
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path
from random import Random
from unittest.mock import patch

import yaml
from tests.attack.mutate import (
    FORMS,
    NUMBERS,
    RATED,
    as_json,
    as_yaml,
    at_the_ends,
    costs_of,
    mutated,
)
from tests.attack.readback import faults

from llmchoice.__main__ import main
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged, profile_names
from llmchoice.knowledge.jsontext import parsed

ALLOWED = {0, 2, 3, 4, 5, 6}
HANG = 10
"""Seconds of processor time after which a run hangs."""
QUICK = ("--draws", "30")
REPORTS = ("text", "markdown", "html", "json", "madr", "docx")
ROWS = ("csv", "jsonl", *(form for form in REPORTS if form != "madr"))
KEPT = 20
"""Inputs that are kept where something went wrong."""


class _HangError(BaseException):
    """A run that takes too long; no `except Exception` of the program catches it."""


@dataclass
class Figures:
    """What an attack has found."""

    tried: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, what: str, words: tuple[str, ...], detail: str) -> None:
        """Something that must not be."""
        self.wrong[what] += 1
        if len(self.examples) < KEPT:
            self.examples.append(f"{what}: {' '.join(words)[:200]}: {detail[-400:]}")

    def line(self) -> str:
        """All of it in one line."""
        kinds = ("exit 1", "tracebacks", "hangs", "live markup", "non-finite", "unreadable")
        tried = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.tried.items()))
        wrong = ", ".join(f"{self.wrong[kind]} {kind}" for kind in kinds)
        return f"tried {self.tried.total():,} ({tried}): {wrong}"


class Attack:
    """One attack, in a folder of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.figures = Figures()
        self._folder = folder
        self._random = Random(seed)  # noqa: S311 - the same attack each time
        text = (packaged("profiles") / "startup.yaml").read_text(encoding="utf-8")
        self._good = folder / "good.yaml"
        self._good.write_text(text, encoding="utf-8")
        kb = load_criteria()
        self._questions = [question.id for question in kb.questions]
        self._costs = costs_of(kb)
        done = run("assess", str(self._good), *QUICK, "--json")
        several = run("assess", "software-company", *QUICK, "--json")
        self._decided = [parsed(each.out.decode(), "", fix="") for each in (done, several)]
        (folder / "good.json").write_bytes(done.out)

    def for_seconds(self, seconds: float) -> Figures:
        """Attack for so much processor time."""
        rounds: tuple[Callable[[], None], ...] = (
            *(self._profile, self._profile, self._overlay, self._decisions, self._draft),
            self._setting,
            self._trial,
        )
        end = time.process_time() + seconds
        turn = 0
        while time.process_time() < end:
            rounds[turn % len(rounds)]()
            turn += 1
        return self.figures

    def _profile(self) -> None:
        name = self._random.choice(profile_names())
        data = yaml.safe_load((packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8"))
        if self._random.random() < 0.3:
            data[self._random.choice(("points", "shares"))] = data.pop("priorities", None)
        if self._random.random() < 0.2:
            data["costs"] = {**RATED, **at_the_ends(self._costs, self._random)}
        path = self._written("mutated.yaml", as_yaml(self._changed(data), self._random))
        form = self._random.choice(REPORTS)
        self._try("profiles", form, "assess", path, *QUICK, "--missing", "unknown")
        rows = self._random.choice(ROWS)
        done = self._try("profiles", rows, "compare", path, self._good.name, *QUICK)
        if rows != "docx" and b"good.yaml" not in done.out:
            self.figures.note("exit 1", ("compare", path), "the other profile is not compared")
        others = (("profile", "check"), ("profile", "show"))
        self._try("profiles", None, *self._random.choice(others), path)
        form = self._random.choice(REPORTS)
        words = self._random.choice(
            (
                ("cost", path),
                ("trial", "plan", path),
                ("whatif", path, "--set", "privacy=5", *QUICK),
                ("panel", path, str(self._good), *QUICK),
            )
        )
        form = "json" if form == "madr" else form
        self._try("profiles", form, *words)

    def _overlay(self) -> None:
        folder = self._folder / "overlay"
        shutil.rmtree(folder, ignore_errors=True)
        names = [path.relative_to(packaged("criteria")) for path in _criteria_files()]
        for name in self._random.sample(names, self._random.randint(1, 3)):
            data = yaml.safe_load((packaged("criteria") / name).read_text(encoding="utf-8"))
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(as_yaml(self._changed(data), self._random))
        own = ("--criteria", str(folder))
        self._try("overlays", None, "criteria", "check", str(folder))
        self._try("overlays", "text", "profile", "new", *own)
        form = self._random.choice(REPORTS)
        self._try("overlays", form, "assess", str(self._good), *own, *QUICK, "--missing", "unknown")

    def _decisions(self) -> None:
        data = self._changed(self._random.choice(self._decided), rarely=20)
        path = self._written("mutated.json", as_json(data, self._random))
        form = self._random.choice(REPORTS[:4])
        self._try("decisions", form, "diff", path, str(self._folder / "good.json"))
        self._try("decisions", self._random.choice(REPORTS), "recheck", path, *QUICK)

    def _draft(self) -> None:
        folder = self._folder / "llmchoice" / "drafts"
        folder.mkdir(parents=True, exist_ok=True)
        entries = [
            {"key": f"facts/{question}", "reply": self._random.choice(FORMS)}
            for question in self._random.sample(self._questions, 5)
        ]
        entries.insert(0, {"key": "organisation", "reply": self._random.choice(FORMS)})
        base = yaml.safe_load(self._good.read_text(encoding="utf-8"))
        record = {"schema": 1, "criteria": "0" * 64, "base": base, "entries": entries}
        path = folder / "odd-1.json"
        path.write_bytes(as_json(self._changed(record), self._random))
        self._try("drafts", "text", "drafts", "list")
        self._try("drafts", "text", "drafts", "show", "odd-1")
        self._try("drafts", None, "assess", "--draft", "odd-1", "--no-input", *QUICK)
        self._try("drafts", None, "drafts", "delete", "--all")
        if list(folder.iterdir()):
            self.figures.note("exit 1", ("drafts", "delete"), "something is left")

    def _setting(self) -> None:
        value = str(self._random.choice((*FORMS, *NUMBERS))).replace("\0", "")
        value = value.encode(errors="replace").decode()
        question = self._random.choice(self._questions)
        self._try(
            "settings", "text", "assess", str(self._good), *QUICK, "--set", f"{question}={value}"
        )

    def _trial(self) -> None:
        folder = self._folder / "trial"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        setup: dict[str, object] = {
            "name": "T",
            "cases": "cases.jsonl",
            "check": {"kind": "contains"},
        }
        setup["candidates"] = [
            {"id": f"{side}-one", "side": side, "model": side} for side in ("open", "closed")
        ]
        (folder / "trial.yaml").write_bytes(as_yaml(self._changed(setup, rarely=10), self._random))
        form = self._random.choice(FORMS)
        cases = [{"id": str(at), "input": form, "expected": "yes", "tag": form} for at in (1, 2, 3)]
        self._lines("trial/cases.jsonl", cases)
        said = [
            {"case": case["id"], "candidate": f"{side}-one", "answer": self._random.choice(FORMS)}
            for case in cases
            for side in ("open", "closed")
        ]
        answers = self._lines("answers.jsonl", said)
        self._try("trials", None, "trial", "import", answers, str(folder))
        sheet = folder / f"sheet.{self._random.choice(('html', 'xlsx'))}"
        judge = ("--judge", "Ann", "--sheet", str(sheet))
        self._try("trials", None, "trial", "judge", str(folder), *judge)
        if sheet.suffix == ".html" and sheet.exists():
            found = faults("html", sheet.read_bytes())
            for fault in (each for each in found if each != "live markup: <form>"):
                self.figures.note(fault.partition(":")[0], ("trial", "judge"), fault)
        if sheet.suffix == ".xlsx" and sheet.exists():
            self._try("trials", None, "trial", "import", str(sheet), str(folder))
        report = self._random.choice((*REPORTS[:4], REPORTS[5]))
        into = self._folder / "into.yaml"
        data = yaml.safe_load(self._good.read_text(encoding="utf-8"))
        into.write_bytes(as_yaml(self._changed(data, rarely=5), self._random))
        self._try("trials", report, "trial", "score", str(folder))
        self._try("trials", None, "trial", "score", str(folder), "--into", str(into))

    def _lines(self, name: str, rows: list[dict[str, str]]) -> str:
        lines = (as_json(self._changed(row, rarely=10), self._random) for row in rows)
        return self._written(name, b"\n".join(lines))

    def _changed(self, data: object, rarely: int = 1) -> object:
        chance = self._random.choice((0.01, 0.03, 0.1)) / rarely
        return mutated(data, self._random, chance)

    def _written(self, name: str, data: bytes) -> str:
        path = self._folder / name
        path.write_bytes(data)
        return str(path)

    def _try(self, kind: str, form: str | None, *words: str) -> "Done":
        self.figures.tried[kind] += 1
        asked = words
        named = "profile" not in words and "drafts" not in words
        if form is not None and named and form != "text":
            asked = (*words, "--format", form)
        done = run(*asked)
        if done.hung:
            self.figures.note("hangs", asked, "")
        elif done.code not in ALLOWED:
            self.figures.note("exit 1", asked, done.err)
        if done.raised or "Traceback" in done.err:
            self.figures.note("tracebacks", asked, done.raised or done.err)
        if form is not None and done.code in {0, 5, 6} and done.out:
            try:
                for fault in faults(form, done.out):
                    self.figures.note(fault.partition(":")[0], asked, fault)
            except Exception as error:  # noqa: BLE001 - whatever another program cannot read
                self.figures.note("unreadable", asked, repr(error))
        return done


@dataclass
class Done:
    """How a run ended."""

    code: int
    out: bytes
    err: str
    raised: str = ""
    hung: bool = False


def run(*words: str) -> Done:
    """The command line in this process, with a limit on its processor time."""
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    code, raised, hung = 0, "", False
    with (
        patch.object(sys, "argv", ["llmchoice", *words]),
        patch.object(sys, "stdin", TextIOWrapper(BytesIO(), encoding="utf-8")),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
    ):
        try:
            with _limited():
                main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except _HangError:
            hung = True
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            raised = repr(error)
    gc.enable()
    return Done(code, _bytes(out), _bytes(err).decode(errors="replace"), raised, hung)


@contextmanager
def _limited() -> Iterator[None]:
    def hang(_number: int, _frame: object) -> None:
        raise _HangError

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGVTALRM, hang)
    signal.setitimer(signal.ITIMER_VIRTUAL, HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _bytes(stream: TextIOWrapper) -> bytes:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue()


def _criteria_files() -> list[Path]:
    return sorted(packaged("criteria").rglob("*.yaml"))


@contextmanager
def at(folder: Path) -> Iterator[None]:
    """Work in a folder, and keep there whatever a person would have at home."""
    names = ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
    before = Path.cwd()
    with patch.dict(os.environ, dict.fromkeys(names, str(folder))):
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
