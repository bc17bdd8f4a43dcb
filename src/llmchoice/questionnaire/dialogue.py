"""An asker that passes over what has been replied already, and can go back.

Longer than other files because it is one class: an asker and its
journal, which are read as a whole.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from llmchoice.language import t
from llmchoice.model.profile import places
from llmchoice.plain import has_half
from llmchoice.questionnaire.asker import (
    Asker,
    Back,
    Check,
    Interrupted,
    Pick,
    Prompt,
    Ranks,
    Remarking,
    Reply,
)
from llmchoice.questionnaire.journal import ENOUGH, Journal, entry_of

Ask = Callable[[Asker, Prompt, Reply | None], Reply]
"""Shows a prompt, with an earlier reply preselected."""
LONGEST_REMARK = 2000
"""Characters: a note explains an answer, it is no document."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that stands in place of a pick."""

    pick: str
    """The id of the pick that leads to it."""
    prompt: Prompt
    check: Check


class Again(Exception):  # noqa: N818 - no error: some prompts are to be shown again
    """The interview starts over; what is not taken back is passed over."""


class Dialogue:
    """Asks each prompt by a key; the reply is kept in a journal.

    The interview is plain code that runs from its first prompt to its last one. To go back, the
    last reply is taken back and the code runs again: prompts that have their reply are passed over
    in silence, the next one is shown. So an interview ends in the same profile however often
    somebody went back.
    """

    def __init__(
        self, asker: Asker | None, journal: Journal, keep: Callable[[], None] = lambda: None
    ) -> None:
        """Take who is asked, what was replied before, and what is done after every reply.

        Without anybody to ask, the first prompt that has no reply yet raises Interrupted.
        """
        self._asker = asker
        self.journal = journal
        self._keep = keep
        self._held: list[str] | None = []
        """Lines that are shown only if a prompt is shown next; None right after a person spoke."""
        self._owed: list[str] = []
        """Lines that are shown with the next prompt, whenever it is shown."""

    def begin(self) -> None:
        """From here on the prompts come again from the first one."""
        self.journal.begin()
        self._held = []

    def is_live(self) -> bool:
        """Whether the person has just replied, and reads what is said now."""
        return self._held is None

    def say(self, *lines: str) -> None:
        """Show lines: at once after a reply, else together with the next prompt, if it is shown."""
        if self._held is None:
            self._show(*lines)
        else:
            self._held += lines

    def _show(self, *lines: str) -> None:
        if self._asker is not None:
            self._asker.say(*lines)

    def tell(self, *lines: str) -> None:
        """Show lines that may not be missed: at once after a reply, else with the next prompt."""
        if self._held is None:
            self._show(*lines)
        else:
            self._owed += lines

    def end(self) -> None:
        """Have the person's wish to end the questions stand, as a reply does."""
        self.journal.add(entry_of(ENOUGH, ENOUGH))
        self._keep()

    def has_ended(self) -> bool:
        """Whether such a wish stands; going back from what comes next takes it back."""
        if self.journal.has_enough:
            self.journal.pass_by(ENOUGH)
        return self.journal.has_enough

    def back_to(self, keys: Collection[str]) -> Again:
        """To be raised: these prompts are shown again, with their replies preselected."""
        self.journal.take_back(keys)
        self._keep()
        return Again()

    def pick(
        self,
        key: str,
        prompt: Prompt,
        picks: Sequence[Pick],
        *,
        about: str | None = None,
        writing: Writing | None = None,
    ) -> str:
        """The id of the one that was picked, or what was written in its place.

        The key is what the reply is kept under, `about` the question that a note may be on, and
        `writing` the pick that leads to a text; going back from that leads to the picks again.
        """
        ids = {pick.id for pick in picks}
        written = None if writing is None else writing.pick

        def is_written(reply: Reply | None) -> bool:
            return (
                writing is not None
                and isinstance(reply, str)
                and reply not in ids
                and writing.check(reply) is None
            )

        def ask(asker: Asker, shown: Prompt, start: Reply | None) -> str:
            before = str(start) if is_written(start) else ""
            known = written if before else start if isinstance(start, str) else None
            offers = list(picks)
            if before and written not in ids:
                # Nothing leads to it: it is offered, lest it be lost.
                known = before
                offers.append(Pick(before, t("{answer}, as before", answer=before)))
            while True:
                offered = known in {pick.id for pick in offers}
                picked = asker.pick(shown, offers, default=known if offered else None)
                if writing is None or picked != written:
                    return picked
                try:
                    below = replace(writing.prompt, may_end=shown.may_end)
                    return asker.text(below, writing.check, default=before)
                except Back:
                    known = written

        def fits(reply: Reply) -> bool:
            return (isinstance(reply, str) and reply in ids - {written}) or is_written(reply)

        return str(self._reply(key, prompt, picks, ask, fits, about))

    def many(
        self, key: str, prompt: Prompt, picks: Sequence[Pick], *, about: str | None = None
    ) -> tuple[str, ...]:
        """The ids of all that were picked."""
        ids = {pick.id for pick in picks}

        def ask(asker: Asker, shown: Prompt, start: Reply | None) -> tuple[str, ...]:
            before = start if isinstance(start, tuple) else ()
            return asker.many(shown, picks, default=[str(i) for i in before if i in ids])

        def fits(reply: Reply) -> bool:
            return isinstance(reply, tuple) and bool(reply) and ids.issuperset(_flat(reply))

        reply = self._reply(key, prompt, picks, ask, fits, about)
        return _flat(reply)

    def text(self, key: str, prompt: Prompt, check: Check, *, about: str | None = None) -> str:
        """A text that the check finds nothing wrong with."""

        def ask(asker: Asker, shown: Prompt, start: Reply | None) -> str:
            return asker.text(shown, check, default=start if isinstance(start, str) else "")

        def fits(reply: Reply) -> bool:
            return isinstance(reply, str) and check(reply) is None

        return str(self._reply(key, prompt, (), ask, fits, about))

    def choose(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
        """The id of the one that was picked; nothing of it is kept."""
        start = default if default in {pick.id for pick in picks} else None

        def ask(asker: Asker, shown: Prompt, _: Reply | None) -> str:
            return asker.pick(shown, picks, default=start)

        return str(self._asked(prompt, ask, None, None))

    def order(self, key: str, prompt: Prompt, picks: Sequence[Pick]) -> Ranks:
        """All picks in order, equals together."""
        ids = [pick.id for pick in picks]

        def fits(reply: Reply) -> bool:
            ranks = reply if isinstance(reply, tuple) else ()
            return sorted(name for rank in ranks for name in rank) == sorted(ids)

        def ask(asker: Asker, shown: Prompt, start: Reply | None) -> Ranks:
            known = start if start is not None and fits(start) else ()
            return asker.order(shown, picks, default=_ranks(known))

        return _ranks(self._reply(key, prompt, picks, ask, fits, None))

    def share(
        self, key: str, prompt: Prompt, picks: Sequence[Pick], *, total: int
    ) -> Mapping[str, int]:
        """A whole number for each pick; together they make the total."""
        ids = {pick.id for pick in picks}

        def fits(reply: Reply) -> bool:
            return (
                isinstance(reply, Mapping)
                and reply.keys() == ids
                and sum(reply.values()) == total
                and min(reply.values(), default=0) >= 0
            )

        def ask(asker: Asker, shown: Prompt, start: Reply | None) -> Mapping[str, int]:
            before = start if isinstance(start, Mapping) else {}
            known = {name: before[name] for name in ids & before.keys()}
            return asker.share(shown, picks, total=total, default=known or None)

        reply = self._reply(key, prompt, picks, ask, fits, None)
        return reply if isinstance(reply, Mapping) else {}

    def _reply(  # noqa: PLR0913, PLR0917 - what the five kinds of prompts differ in
        self,
        key: str,
        prompt: Prompt,
        picks: Sequence[Pick],
        ask: Ask,
        fits: Callable[[Reply], bool],
        about: str | None,
    ) -> Reply:
        mark = _mark(prompt, picks)
        entry = self.journal.given(key)
        if entry is not None:
            if entry.mark in {None, mark} and fits(entry.reply):
                self.journal.pass_by(key)
                self._held = []
                return entry.reply
            self.journal.take_back({key})
        reply = self._asked(prompt, ask, self.journal.remembered(key), about)
        self.journal.add(entry_of(key, reply, mark))
        self._keep()
        return reply

    def _asked(self, prompt: Prompt, ask: Ask, start: Reply | None, about: str | None) -> Reply:
        asker = self._asker
        if asker is None:
            raise Interrupted
        asker.say(*self._owed, *(self._held or ()))
        self._owed, self._held = [], None
        shown = prompt
        while True:
            if about is not None:
                shown = replace(shown, remark=self.journal.remarks.get(about, ""))
            try:
                return ask(asker, shown, start)
            except Back:
                last = self.journal.last()
                if last is not None:
                    raise self.back_to({last}) from None
                asker.say("! " + t("There is no step before this one."))
            except Remarking as request:
                start = request.so_far if request.so_far is not None else start
                self._take_remark(asker, about or "")
            shown = replace(shown, head="", lead=("",))

    def _take_remark(self, asker: Asker, about: str) -> None:
        text = remark_on_answer(asker, self.journal.remarks.get(about, ""))
        self.journal.remarks.pop(about, None)
        if text:
            self.journal.remarks[about] = text
        self._keep()


def remark_on_answer(asker: Asker, before: str) -> str:
    """The note that somebody writes; as it was before where the person goes back."""
    prompt = Prompt(
        t("Your note on this answer"),
        lead=("",),
        notes=(t("The report quotes it. It may be empty; if you go back, it stays as it was."),),
    )
    try:
        return asker.text(prompt, _remark_problem, default=before).strip()
    except Back:
        return before


def _remark_problem(text: str) -> str | None:
    if len(text) > LONGEST_REMARK:
        return t("Use at most {number} characters.", number=LONGEST_REMARK)
    return t("Part of a character is missing: type it again.") if has_half(text) else None


def _mark(prompt: Prompt, picks: Sequence[Pick]) -> str:
    """Changes with what is asked and what is offered, and with nothing else."""
    parts = [prompt.title, *(part for pick in picks for part in (pick.id, pick.text))]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _flat(reply: Reply) -> tuple[str, ...]:
    """Several ids; whatever else was kept is none."""
    return tuple(str(name) for name in reply) if isinstance(reply, tuple) else ()


def _ranks(reply: Reply) -> Ranks:
    return tuple(places(reply)) if isinstance(reply, tuple) else ()
