"""What was replied so far, kept on disk after every reply."""

import os
import re
import secrets
import unicodedata
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from llmchoice.errors import LlmchoiceError, usage_error
from llmchoice.files import parts, write_whole
from llmchoice.language import t
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.places import NOWHERE, state_folder
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.session import Mode

SUFFIX = ".json"
LONGEST_SLUG = 60
NAMELESS = "profile"
"""For a name without a letter or digit, such as an emoji alone."""
_WORD = frozenset("LMN")
"""Unicode's letters, marks and numbers."""


def drafts_folder() -> Path:
    """Where drafts are kept."""
    return state_folder() / "drafts"


def new_draft_path(organisation: str | None = None) -> Path:
    """A new file for the draft of one run: two runs never write to the same one."""
    name = slug(organisation) if organisation else "draft"
    return drafts_folder() / f"{name}-{secrets.token_hex(4)}{SUFFIX}"


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits of a name in any script, joined by hyphens."""
    if not name.isascii():
        from anyascii import anyascii  # noqa: PLC0415 - only names beyond ASCII need its tables

        composed = unicodedata.normalize("NFKC", name)
        # Signs would become words: an emoji its description.
        name = anyascii(
            "".join(c if unicodedata.category(c)[0] in _WORD else " " for c in composed)
        )
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:LONGEST_SLUG].strip("-") or NAMELESS


def lock_of(path: Path) -> Path:
    """The file by which other runs see that a draft is in use."""
    return path.with_suffix(".lock")


def is_in_use(path: Path) -> bool:
    """Whether a run that has not ended writes to that draft."""
    if not lock_of(path).exists():
        return False
    lock = _lock(path)
    try:
        lock.acquire()
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False
    lock.release()
    return False


def leftovers() -> tuple[Path, ...]:
    """What runs that were killed left beside the drafts: half a save, or a lock of no draft."""
    folder = drafts_folder()
    locks = (
        lock
        for lock in sorted(folder.glob("*.lock"))
        if not os.path.lexists(lock.with_suffix(SUFFIX))
    )
    return (*parts(folder), *(lock for lock in locks if not is_in_use(lock)))


def remove_leftovers() -> int:
    """Remove them, as far as that is allowed; how many there were."""
    paths = leftovers()
    for path in paths:
        with suppress(OSError):
            path.unlink()
    return len(paths)


class Draft:
    """The draft of one run; no other run writes to it meanwhile."""

    def __init__(self, kb: KnowledgeBase, path: Path, mode: Mode) -> None:
        self.path = path
        self.kept = False
        """Whether the file holds everything that was replied."""
        self._kb = kb
        self._mode = mode
        self._lock = _lock(path)
        self._reserved: tuple[str | None] | None = None
        self._reported = False

    def prepare(self) -> str | None:
        """Make the folder and reserve the file, once; why no draft can be kept, if so.

        Raises:
            LlmchoiceError: when another run has reserved it.
        """
        if self._reserved is None:
            self._reserved = (self._reserve(),)
        return self._reserved[0]

    def _reserve(self) -> str | None:
        try:
            # What an organisation says of itself is nobody else's business on this machine.
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not os.access(self.path.parent, os.W_OK):
                return self._failure(t("you may not write to the folder"))
            remove_leftovers()
            self._lock.acquire()
        except Timeout:
            raise usage_error(
                f"the draft '{self.path.stem}' is open in another terminal",
                fix="continue there, or close it there first",
            ) from None
        except NotImplementedError:
            # A file system without locks: names are drawn at random, so runs still keep apart.
            return None
        except OSError as error:
            return self._failure(error.strerror or str(error))
        return None

    def save(self, journal: Journal) -> str | None:
        """Write the journal as it stands; the first time that it fails, why."""
        record = journal.record(
            criteria=self._kb.sha256, quick=self._mode.quick, member=self._mode.member
        )
        text = record.model_dump_json(by_alias=True, exclude_none=True, indent=1)
        self.kept = False
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self.path, f"{text}\n", force=True, private=True)
        except OSError as error:
            return self._failure(error.strerror or str(error))
        except LlmchoiceError as error:
            return self._failure(str(error))
        self.kept = True
        return None

    def discard(self) -> None:
        """Remove the file: what it was kept for is done."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.release(remove=True)
        self.kept = False

    def release(self, *, remove: bool = False) -> None:
        """Let other runs have it."""
        self._lock.release()
        if remove or not self.path.exists():
            with suppress(OSError):
                lock_of(self.path).unlink(missing_ok=True)

    def _failure(self, reason: str) -> str | None:
        if self._reported:
            return None
        self._reported = True
        if NOWHERE in self.path.parents:
            return t("No draft can be saved: you have no home folder. Set XDG_STATE_HOME or HOME.")
        return t(
            "No draft can be saved in {folder}: {reason}.", folder=self.path.parent, reason=reason
        )


def _lock(path: Path) -> FileLock:
    return FileLock(lock_of(path), blocking=False, mode=0o600)
