"""Going on with a draft."""

from llmchoice.errors import usage_error
from llmchoice.knowledge.preferences import WAYS
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import UNNAMED, Profile
from llmchoice.questionnaire.asker import Asker, Pick, Prompt
from llmchoice.questionnaire.dialogue import Dialogue
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.question import question_of
from llmchoice.questionnaire.shelf import Kept, find_draft, journal_from, kept_drafts
from llmchoice.questionnaire.sofar import NOBODY, ORGANISATION, journal_of

ANEW = "-"
"""No draft has this name."""
MOST = 9
"""Drafts that are offered: older ones are listed elsewhere."""


def offer_drafts(asker: Asker) -> Kept | None:
    """Offer to go on with what was left unfinished; the draft, or None to begin anew."""
    drafts = [kept for kept in kept_drafts() if kept.is_begun and not kept.is_in_use()]
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
    found = kept_drafts()
    drafts = [kept for kept in found if kept.record is not None and not kept.is_in_use()]
    if any(kept.is_in_use() for kept in found) and not drafts:
        raise usage_error(
            "every saved draft is open in another terminal",
            fix="continue there, or start a new one: llmchoice assess",
        )
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
    found = question_of(key)
    return key.startswith("split/") or (found is not None and found[1] is not None)


def _over(journal: Journal, given: Profile) -> Profile:
    """What a profile says beside its answers, laid over what a draft says there."""
    name = next((e.reply for e in journal.known() if e.key == ORGANISATION), None)
    named = Profile(organisation=name.strip()) if isinstance(name, str) else NOBODY
    fields = {field: getattr(given, field) for field in Profile.model_fields}
    said = {field: value for field, value in fields.items() if value != getattr(NOBODY, field)}
    ways = dict.fromkeys(WAYS) if said.keys() & set(WAYS) else {}
    return (journal.base or named).model_copy(update={**ways, **said})


def in_words(kept: Kept) -> str:
    """A draft in one line: whose it is, how many answers and ratings it holds, and its day."""
    counts = [_count(kept.answers, "answer")]
    if kept.ratings:
        counts.append(_count(kept.ratings, "rating"))
    name = kept.organisation or "no name yet"
    return f"{name}: {', '.join(counts)}, {kept.saved:%Y-%m-%d %H:%M}"


def _count(number: int, thing: str) -> str:
    return f"{number or 'no'} {thing}{'' if number == 1 else 's'}"


def _chosen(asker: Asker, drafts: list[Kept], *, anew: bool) -> Kept | None:
    picks = [Pick(kept.name, f"continue with {in_words(kept)}") for kept in drafts[:MOST]]
    if anew:
        picks.append(Pick(ANEW, "start a new one; saved drafts stay"))
    notes = ["To list all drafts: llmchoice drafts list"] if len(drafts) > MOST or anew else []
    prompt = Prompt(
        "Continue with it?" if len(drafts) == 1 else "Which one?",
        head="Not finished yet",
        notes=tuple(notes),
    )
    picked = Dialogue(asker, Journal(), lambda: None).choose(prompt, picks)
    return next((kept for kept in drafts if kept.name == picked), None)
