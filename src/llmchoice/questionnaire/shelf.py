"""The drafts that are kept: found, read, and deleted."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from llmchoice.errors import ExitCode, LlmchoiceError, Place, Problem, usage_error
from llmchoice.knowledge.preferences import WAYS
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.draft import SUFFIX, drafts_folder, is_in_use, lock_of
from llmchoice.questionnaire.journal import Journal, Record
from llmchoice.questionnaire.priorities import RATED
from llmchoice.questionnaire.question import question_of
from llmchoice.questionnaire.sofar import ORGANISATION
from llmchoice.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft on disk."""

    path: Path
    saved: datetime
    record: Record | None
    """None when it cannot be read."""

    @property
    def name(self) -> str:
        """What a person calls it by."""
        return self.path.stem

    @property
    def organisation(self) -> str | None:
        """Whose answers it holds, if that was said yet."""
        if self.record is None:
            return None
        if self.record.base is not None:
            return self.record.base.organisation
        replies = (e.reply for e in self.record.entries if e.key == ORGANISATION)
        return next((reply.strip() for reply in replies if isinstance(reply, str)), None)

    @property
    def is_begun(self) -> bool:
        """Whether it holds a reply to anything, a name included."""
        return self.record is not None and bool(self.record.entries)

    @property
    def answers(self) -> int:
        """How many questions it has answers to; a workload's own answer counts as one more."""
        entries = self.record.entries if self.record else ()
        return sum(question_of(entry.key) is not None for entry in entries)

    @property
    def ratings(self) -> int:
        """How many priorities it has rated."""
        entries = self.record.entries if self.record else ()
        return sum(entry.key.startswith(RATED) for entry in entries)

    def is_in_use(self) -> bool:
        """Whether a run that has not ended writes to it."""
        return is_in_use(self.path)


def kept_drafts() -> tuple[Kept, ...]:
    """Every draft, the latest first."""
    found = []
    with suppress(OSError):
        for path in drafts_folder().glob(f"*{SUFFIX}"):
            # It may be gone by now: another run has finished.
            with suppress(OSError):
                saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
                found.append(Kept(path, saved, _record(path)))
    return tuple(sorted(found, key=lambda kept: (kept.saved, kept.name), reverse=True))


def find_draft(name: str) -> Kept:
    """The draft of that name.

    Raises:
        LlmchoiceError: when there is none.
    """
    drafts = {kept.name: kept for kept in kept_drafts()}
    if name.removesuffix(SUFFIX) in drafts:
        return drafts[name.removesuffix(SUFFIX)]
    # Of none at all, none is near.
    near = did_you_mean(name, drafts) if drafts else "start a new one: llmchoice assess"
    raise usage_error(f"there is no draft '{name}'", fix=near)


def delete_draft(kept: Kept) -> None:
    """Remove a draft.

    Raises:
        LlmchoiceError: when a run that has not ended writes to it, or it cannot be removed.
    """
    if kept.is_in_use():
        raise usage_error(
            f"the draft '{kept.name}' is open in another terminal",
            fix="close it there first",
        )
    try:
        kept.path.unlink(missing_ok=True)
        lock_of(kept.path).unlink(missing_ok=True)
    except OSError as error:
        raise usage_error(
            f"cannot delete the draft '{kept.name}': {error.strerror or error}"
        ) from error


def journal_from(kb: KnowledgeBase, kept: Kept) -> Journal:
    """The journal that a draft holds; what does not fit these criteria is asked again.

    Raises:
        LlmchoiceError: when it cannot be read.
    """
    if kept.record is None:
        raise LlmchoiceError(
            [
                Problem(
                    f"the draft '{kept.name}' cannot be read",
                    place=Place(str(kept.path)),
                    why="it is damaged, or from another version of llmchoice",
                    fix=f"delete it: llmchoice drafts delete {kept.name}",
                )
            ],
            ExitCode.INVALID,
        )
    base = kept.record.base
    if base is not None and kept.record.criteria != kb.sha256:
        base = _fitting(kb, base)
    return Journal(base, kept.record.entries, kept.record.remarks)


def _fitting(kb: KnowledgeBase, base: Profile) -> Profile:
    """Without weights of criteria and priorities that are no longer the same."""
    priorities = {priority.id for priority in kb.priorities}
    criteria = {criterion.id for _, criterion in kb.criteria()}
    named: set[str] = {*(base.priorities or {}), *(base.points or {}), *(base.comparisons or {})}
    for row in (base.comparisons or {}).values():
        named |= row.keys()
    for rank in base.ranking or ():
        named |= {rank} if isinstance(rank, str) else set(rank)
    changed: dict[str, object] = {} if named in (set(), priorities) else dict.fromkeys(WAYS)
    shares = {name: share for name, share in base.shares.items() if name in criteria}
    return base.model_copy(update={**changed, "shares": shares})


def _record(path: Path) -> Record | None:
    try:
        return Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError, RecursionError):
        return None
