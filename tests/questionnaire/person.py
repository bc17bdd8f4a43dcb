"""A scripted person, and the ways through the small knowledge base of these tests."""

from collections.abc import Mapping, Sequence

from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import (
    Asker,
    Back,
    Check,
    Enough,
    Interrupted,
    Pick,
    Prompt,
    Ranks,
    Remarking,
)
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.flow import interview
from llmchoice.questionnaire.journal import Journal, Record
from llmchoice.questionnaire.session import Mode
from llmchoice.questionnaire.sofar import journal_of

Reply = str | tuple[str, ...] | Ranks | Mapping[str, int]
Replies = dict[str, list[Reply]]
BACK = "<back>"
"""In place of a reply: goes back."""
LEAVE = "<leave>"
"""In place of a reply: leaves."""
NOTE = "<note>"
ENOUGH = "<enough>"
"""In place of a reply: wants to write a note."""
YOUR_NOTE = "Your note on this answer"

NAME = "What is your organisation called?"
MATTER = "What goes in?"
PROMISE = "What must be promised?"
PLACE = "Where may it go?"
VOLUME = "How much is it?"
BOXES = "Whose boxes?"
MINDER = "Who minds them?"
WAY = "How do you want to say what matters?"
RATE = "How much is the way from worst to best worth?"
ORDER = "Put them in order: the one worth most to you first."
POINTS = "Share out 100 points: how much is each worth to you?"
MEANT = "Is this what you meant?"
RIGHT = "Is that right?"
APART = "How do you want to treat it?"
NOW = "Review your answers. Choose one to change it."
DIFFERENT = "Which other answers differ between the two?"

PLAIN: Replies = {
    NAME: ["Acme"],
    MATTER: [("calm",)],
    PLACE: ["outside"],
    VOLUME: ["40 million"],
    BOXES: ["rented"],
    WAY: ["rate"],
    RATE: ["3", "0", "5"],
    MEANT: ["go-on"],
    NOW: ["go-on"],
}
"""The shortest way through: nothing conditional applies."""


SPLIT: Replies = {
    MATTER: [("calm", "grave"), ("calm",), ("grave",)],
    PROMISE: ["much"],
    APART: ["apart"],
    "What do you call the first kind of work?": ["chat"],
    "And the second?": ["chat", "files"],
    DIFFERENT: [("boxes",)],
    BOXES: ["rented", "rented", "owned"],
    MINDER: ["somebody"],
}
"""On top of the shortest way: two kinds of work with boxes of their own."""


def interviewed(
    kb: KnowledgeBase,
    person: Asker,
    draft: Draft,
    *,
    start: Profile | Journal | None = None,
    mode: Mode | None = None,
) -> Profile:
    """What comes of asking that person for everything that `start` lacks."""
    journal = start if isinstance(start, Journal) else journal_of(kb, start)
    return interview(
        Basis(kb), journal, asker=person, draft=draft, mode=mode or Mode(preview=False)
    )


def kept(draft: Draft) -> Journal:
    """The journal that a draft on disk holds."""
    record = Record.model_validate_json(draft.path.read_bytes())
    return Journal(record.base, record.entries, record.remarks)


class Person:
    """Answers each title with the replies listed for it, in turn."""

    def __init__(self, replies: Mapping[str, Sequence[Reply]], *, leaves_at: str = "") -> None:
        self.replies = {title: list(given) for title, given in replies.items()}
        self.leaves_at = leaves_at
        self.asked: list[str] = []
        self.offers: list[list[str]] = []
        self.defaults: list[object] = []
        self.heard: list[str] = []
        self.prompts: list[Prompt] = []
        self.picks: list[tuple[Pick, ...]] = []

    @property
    def help(self) -> Sequence[str]:
        return ("Say what you like.",)

    def say(self, *lines: str) -> None:
        self.heard += lines

    def head(self, line: str) -> None:
        self.heard.append(line)

    def pick(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
        reply = self._reply(prompt, picks, default)
        assert reply in self.offers[-1]
        return str(reply)

    def many(
        self, prompt: Prompt, picks: Sequence[Pick], *, default: Sequence[str] = ()
    ) -> tuple[str, ...]:
        reply = self._reply(prompt, picks, tuple(default))
        assert isinstance(reply, tuple)
        names = tuple(str(name) for name in reply)
        assert set(names) <= set(self.offers[-1])
        return names

    def text(self, prompt: Prompt, check: Check, *, default: str = "") -> str:
        while True:
            reply = str(self._reply(prompt, (), default))
            problem = check(reply)
            if problem is None:
                return reply
            self.heard.append(problem)

    def order(self, prompt: Prompt, picks: Sequence[Pick], *, default: Ranks = ()) -> Ranks:
        reply = self._reply(prompt, picks, default)
        assert isinstance(reply, tuple)
        return tuple((rank,) if isinstance(rank, str) else rank for rank in reply)

    def share(
        self,
        prompt: Prompt,
        picks: Sequence[Pick],
        *,
        total: int,
        default: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        reply = self._reply(prompt, picks, default)
        assert isinstance(reply, Mapping)
        assert sum(reply.values()) == total
        return reply

    def _reply(self, prompt: Prompt, picks: Sequence[Pick], default: object) -> Reply:
        title = prompt.title
        self.heard += [line for line in (prompt.head, *prompt.lead, *prompt.notes) if line]
        self.heard += [note for pick in picks for note in pick.notes]
        self.asked.append(title)
        self.offers.append([pick.id for pick in picks])
        self.defaults.append(default)
        self.prompts.append(prompt)
        self.picks.append(tuple(picks))
        if title == self.leaves_at:
            raise Interrupted
        assert self.replies.get(title), f"no reply left to: {title}"
        reply = self.replies[title].pop(0)
        if reply == LEAVE:
            raise Interrupted
        if reply == BACK:
            raise Back
        if reply == ENOUGH:
            assert prompt.may_end
            raise Enough
        if reply == NOTE:
            assert prompt.remark is not None
            raise Remarking
        return reply

    def default_of(self, title: str) -> list[object]:
        """What was preselected each time that the title was asked."""
        pairs = zip(self.asked, self.defaults, strict=True)
        return [default for asked, default in pairs if asked == title]

    def unsaid(self) -> Replies:
        return {title: left for title, left in self.replies.items() if left}

    def hears(self, part: str) -> bool:
        return any(part in line for line in self.heard)
