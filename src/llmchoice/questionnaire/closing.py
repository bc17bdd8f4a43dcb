"""After the report: keep the answers as a profile, and the report in other formats."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from llmchoice.errors import LlmchoiceError
from llmchoice.figures import either
from llmchoice.files import check_target, write_whole
from llmchoice.knowledge.folders import SUFFIXES
from llmchoice.language import t
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.plain import plain
from llmchoice.questionnaire.asker import Asker, Back, Pick, Prompt
from llmchoice.questionnaire.dialogue import Dialogue
from llmchoice.questionnaire.draft import slug
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.save import profile_yaml

SAVE = "save"
LEAVE = "leave"
NAME = "llmchoice-profile.schema.json"
_KIND = re.compile(r"\.[A-Za-z]{2,5}")
"""An ending that people take for the kind of a file."""


@dataclass(frozen=True, slots=True)
class Report:
    """A format in which the report can be written."""

    name: str
    suffix: str
    about: str
    content: Callable[[Path], str | bytes]
    """What the file of that name is to hold."""


def close(
    asker: Asker,
    kb: KnowledgeBase,
    profile: Profile,
    reports: Sequence[Report],
    schema: Callable[[], str],
) -> Path | None:
    """Save the answers and write reports, as often as wanted; the profile's file, if any.

    The JSON Schema of profiles is written beside a saved one.
    """
    dialogue = Dialogue(asker, Journal())
    saved: Path | None = None
    while True:
        picked = dialogue.choose(*_offer(saved, reports))
        if picked == LEAVE:
            if saved is not None or _drops_them(dialogue):
                return saved
        elif picked == SAVE:
            saved = _save(asker, kb, profile, schema) or saved
        else:
            report = next(form for form in reports if form.name == picked)
            name = f"{slug(profile.organisation)}{report.suffix}"
            _write(asker, name, {report.suffix}, report.content)


def _drops_them(dialogue: Dialogue) -> bool:
    """Whether answers that are kept nowhere are really not wanted."""
    prompt = Prompt(t("Your answers are not saved anywhere else. Discard them?"), lead=("",))
    picks = (Pick(SAVE, t("no, keep them")), Pick(LEAVE, t("yes, discard them")))
    return dialogue.choose(prompt, picks) == LEAVE


def _offer(saved: Path | None, reports: Sequence[Report]) -> tuple[Prompt, list[Pick]]:
    """What can be kept, asked for the first time or once more."""
    title = t("What do you want to save?")
    if saved is None:
        notes = (t("You can read a profile, change it and assess it again."),)
        prompt = Prompt(title, head=t("Save the answers"), notes=notes)
        leave, save = t("nothing: discard the answers"), t("the answers, as a profile")
    else:
        prompt = Prompt(title, lead=("",))
        leave, save = t("nothing more: finish"), t("the answers, under another name")
    others = [
        Pick(form.name, t("the report as {form}: {about}", form=form.name, about=form.about))
        for form in reports
    ]
    return prompt, [Pick(SAVE, save), *others, Pick(LEAVE, leave)]


def _save(
    asker: Asker, kb: KnowledgeBase, profile: Profile, schema: Callable[[], str]
) -> Path | None:
    beside: list[str] = []

    def text(path: Path) -> str:
        schema_name = _schema_beside(path, schema())
        beside[:] = [schema_name] if schema_name else []
        return profile_yaml(kb, profile, file=path.name, schema=schema_name)

    path = _write(asker, f"{slug(profile.organisation)}.yaml", set(SUFFIXES), text)
    if path is not None and beside:
        notice = t(
            "and next to it {file}, which helps editors to complete and check it", file=beside[0]
        )
        asker.say(f"  {notice}")
    return path


def _write(
    asker: Asker, name: str, suffixes: set[str], content_for: Callable[[Path], str | bytes]
) -> Path | None:
    """Write a file under a name of the person's choice, never over another one."""
    prompt = Prompt(
        t("Which file name?"), lead=("",), notes=(t("Leave it empty to skip this file."),)
    )
    check = partial(_name_problem, suffixes=suffixes)
    while True:
        try:
            name = asker.text(prompt, check, default=name).strip()
        except Back:
            return None
        if not name:
            return None
        path = _path(name, suffixes)
        try:
            # Before anything else is written on its account.
            check_target(path, force=False)
            write_whole(path, content_for(path), force=False)
        except LlmchoiceError as error:
            # The fix that an error offers is for command lines: here another name is the way out.
            asker.say(*(f"  ! {problem.message}" for problem in error.problems))
            continue
        asker.say("  " + t("wrote {file}", file=path))
        return path


def _path(name: str, suffixes: set[str]) -> Path:
    path = Path(name)
    if name.startswith("~"):
        # A home that is not there makes an ordinary name of it: no folder, and said so.
        with suppress(RuntimeError):
            path = path.expanduser()
    if any(path.name.lower().endswith(suffix) for suffix in suffixes):
        return path
    return path.with_name(f"{path.name}{min(suffixes, key=lambda suffix: suffix != '.yaml')}")


def _name_problem(name: str, suffixes: set[str]) -> str | None:
    stripped = name.strip()
    if not stripped:
        return None
    if not Path(stripped).name or "\0" in stripped or stripped.endswith(("/", "\\")):
        return t("This is not a file name.")
    ending = Path(stripped).suffix
    if _KIND.fullmatch(ending) and not any(map(stripped.lower().endswith, suffixes)):
        return t(
            "A file that ends in {ending} would be of another kind: end the name with {suffixes},"
            " or leave it empty and choose another format.",
            ending=plain(ending),
            suffixes=either(sorted(suffixes)),
        )
    return None


def _schema_beside(profile: Path, text: str) -> str | None:
    """The name of a schema in the folder of a profile, written if need be; None if there is none.

    A file of that name with something else in it is left alone.
    """
    for name in (NAME, f"{profile.stem}.schema.json"):
        path = profile.parent / name
        if path.is_symlink() or (path.exists() and not path.is_file()):
            # Reading a pipe would wait for ever, and a link may point to anything.
            continue
        with suppress(OSError, ValueError):
            if path.read_text(encoding="utf-8") == text:
                return name
        with suppress(LlmchoiceError):
            write_whole(path, text, force=False)
            return name
    return None
