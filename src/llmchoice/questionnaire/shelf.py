"""The drafts that are kept: found, read, gone on with, and deleted."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from llmchoice.errors import LlmchoiceError, Place, invalid_error, usage_error
from llmchoice.figures import enumerated
from llmchoice.files import remove_parts
from llmchoice.knowledge.source import read_bytes
from llmchoice.language import t, tn
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import UNNAMED, WAYS, Profile, places
from llmchoice.questionnaire.asker import Asker, Pick, Prompt
from llmchoice.questionnaire.dialogue import Dialogue
from llmchoice.questionnaire.draft import SUFFIX, drafts_folder, is_in_use, lock_of
from llmchoice.questionnaire.journal import Entry, Journal, Record
from llmchoice.questionnaire.priorities import RATED
from llmchoice.questionnaire.question import question_of
from llmchoice.questionnaire.sofar import NOBODY, ORGANISATION, journal_of
from llmchoice.suggest import did_you_mean

ANEW = "-"
"""No draft has this name."""
LARGEST = 4_000_000
"""Bytes of a draft that are read: one of a hundred workloads has some 100,000."""
MOST = 9
"""Drafts that are offered: older ones are listed elsewhere."""


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
    def entries(self) -> tuple[Entry, ...]:
        """What was replied; nothing when it cannot be read."""
        return self.record.entries if self.record else ()

    @property
    def organisation(self) -> str | None:
        """Whose answers it holds, if that was said yet."""
        if self.record is not None and self.record.base is not None:
            return self.record.base.organisation
        replies = (e.reply for e in self.entries if e.key == ORGANISATION)
        return next((reply.strip() for reply in replies if isinstance(reply, str)), None)

    @property
    def answers(self) -> int:
        """How many questions it has answers to; a workload's own answer counts as one more."""
        return sum(question_of(entry.key) is not None for entry in self.entries)

    @property
    def ratings(self) -> int:
        """How many priorities it has rated."""
        return sum(entry.key.startswith(RATED) for entry in self.entries)


def kept_drafts() -> tuple[Kept, ...]:
    """Every draft, the latest first."""
    drafts = []
    with suppress(OSError):
        for path in drafts_folder().glob(f"*{SUFFIX}"):
            # It may be gone by now: another run has finished.
            with suppress(OSError):
                # Of a link itself: it may lead nowhere, and is to be deleted all the same.
                saved = datetime.fromtimestamp(path.lstat().st_mtime).astimezone()
                if path.is_dir() and not path.is_symlink():
                    continue
                drafts.append(Kept(path, saved, _record(path)))
    return tuple(sorted(drafts, key=lambda kept: (kept.saved, kept.name), reverse=True))


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
    if is_in_use(kept.path):
        raise usage_error(
            f"the draft '{kept.name}' is open in another terminal", fix="close it there first"
        )
    try:
        remove_parts(kept.path)
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
        raise invalid_error(
            f"the draft '{kept.name}' cannot be read",
            Place(str(kept.path)),
            why="it is damaged, or from another version of llmchoice",
            fix=f"delete it: llmchoice drafts delete {kept.name}",
        )
    base = kept.record.base
    if base is not None:
        # As it was written, although the file may have been edited by hand: answers stand in the
        # entries, which are checked, and an empty way of stating priorities states none.
        ways = {way: getattr(base, way) or None for way in WAYS}
        workloads = tuple(w.model_copy(update={"answers": {}}) for w in base.workloads)
        unanswered = {"answers": {}, "notes": {}, "workloads": workloads}
        base = base.model_copy(update={**ways, **unanswered})
        if kept.record.criteria != kb.sha256:
            base = _fitting(kb, base)
    return Journal(base, kept.record.entries, kept.record.remarks)


def _fitting(kb: KnowledgeBase, base: Profile) -> Profile:
    """Without weights of criteria and priorities that are no longer the same."""
    priorities = {priority.id for priority in kb.priorities}
    criteria = {criterion.id for _, criterion in kb.criteria()}
    named: set[str] = {*(base.priorities or {}), *(base.points or {}), *(base.comparisons or {})}
    for row in (base.comparisons or {}).values():
        named |= row.keys()
    named.update(*places(base.ranking or ()))
    changed: dict[str, object] = {} if named in (set(), priorities) else dict.fromkeys(WAYS)
    shares = {name: share for name, share in base.shares.items() if name in criteria}
    return base.model_copy(update={**changed, "shares": shares})


def _record(path: Path) -> Record | None:
    # A pipe in the folder would be waited for, and a device never ends.
    if not path.is_file():
        return None
    try:
        data = read_bytes(path, LARGEST)
        return Record.model_validate_json(data) if len(data) <= LARGEST else None
    except (LlmchoiceError, ValidationError, RecursionError):
        return None


def offer_drafts(asker: Asker) -> Kept | None:
    """Offer to go on with what was left unfinished; the draft, or None to begin anew."""
    drafts = [kept for kept in kept_drafts() if kept.entries and not is_in_use(kept.path)]
    if not drafts:
        return None
    return _chosen(asker, drafts, anew=True)


def draft_to_resume(name: str | None, asker: Asker | None) -> Kept:
    """The draft of that name; without a name the only one, or the one that the person chooses.

    Without anybody to ask it is the latest one.

    Raises:
        LlmchoiceError: when there is none.
    """
    if name is not None:
        return find_draft(name)
    all_drafts = kept_drafts()
    drafts = [kept for kept in all_drafts if kept.record is not None and not is_in_use(kept.path)]
    if any(is_in_use(kept.path) for kept in all_drafts) and not drafts:
        raise usage_error(
            "every saved draft is open in another terminal",
            fix="continue there, or start a new one: llmchoice assess",
        )
    damaged = [kept for kept in all_drafts if kept.record is None]
    if damaged and not drafts:
        return damaged[0]
    if not drafts:
        raise usage_error("there is no draft to continue", fix="start a new one: llmchoice assess")
    if len(drafts) == 1 or asker is None:
        return drafts[0]
    return _chosen(asker, drafts, anew=False) or drafts[0]


def resumed(kb: KnowledgeBase, kept: Kept, start: Profile | None) -> Journal:
    """The journal of a draft; what a profile says goes before what the draft holds.

    Raises:
        LlmchoiceError: when the draft cannot be read.
    """
    journal = journal_from(kb, kept)
    if start is not None:
        _refuse_another(kept, start)
        given = journal_of(kb, start)
        if given.base is not None:
            if given.base.workloads:
                journal.forget({e.key for e in tuple(journal.known()) if _is_of_work(e.key)})
            journal.base = _over(journal, given.base)
        for entry in given.known():
            journal.give(entry)
        journal.remarks.update(given.remarks)
    return journal


def _refuse_another(kept: Kept, start: Profile) -> None:
    """A profile of one organisation has no place in the draft of another one."""
    if UNNAMED in {kept.organisation or UNNAMED, start.organisation}:
        return
    if kept.organisation != start.organisation:
        raise usage_error(
            f"the draft '{kept.name}' is for {kept.organisation}, but the profile is for"
            f" {start.organisation}",
            fix="leave one of the two out",
        )


def _is_of_work(key: str) -> bool:
    """Whether a prompt is about kinds of work: those of a profile are others."""
    asked = question_of(key)
    return key.startswith("split/") or (asked is not None and asked[1] is not None)


def _over(journal: Journal, given: Profile) -> Profile:
    """What a profile says beside its answers, laid over what a draft says there."""
    name = next((e.reply for e in journal.known() if e.key == ORGANISATION), None)
    named = Profile(organisation=name.strip()) if isinstance(name, str) else NOBODY
    fields = {field: getattr(given, field) for field in Profile.model_fields}
    stated = {field: value for field, value in fields.items() if value != getattr(NOBODY, field)}
    ways = dict.fromkeys(WAYS) if stated.keys() & set(WAYS) else {}
    return (journal.base or named).model_copy(update={**ways, **stated})


def in_words(kept: Kept) -> str:
    """A draft in one line: whose it is, how many answers and ratings it holds, and its day."""
    counts = [tn("1 answer", "{number} answers", kept.answers) if kept.answers else t("no answers")]
    if kept.ratings:
        counts.append(tn("1 rating", "{number} ratings", kept.ratings))
    name = kept.organisation or t("no name yet")
    return f"{name}: {enumerated((*counts, f'{kept.saved:%Y-%m-%d %H:%M}'))}"


def _chosen(asker: Asker, drafts: list[Kept], *, anew: bool) -> Kept | None:
    picks = [
        Pick(kept.name, t("continue with {draft}", draft=in_words(kept))) for kept in drafts[:MOST]
    ]
    if anew:
        picks.append(Pick(ANEW, t("start a new one; saved drafts stay")))
    listing = t("To list all drafts: {command}", command="llmchoice drafts list")
    prompt = Prompt(
        t("Continue with it?") if len(drafts) == 1 else t("Which one?"),
        head=t("Not finished yet"),
        notes=(listing,) if len(drafts) > MOST or anew else (),
    )
    picked = Dialogue(asker, Journal()).choose(prompt, picks)
    return next((kept for kept in drafts if kept.name == picked), None)
