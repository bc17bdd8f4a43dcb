"""A scripted person, and the ways through the small knowledge base of these tests."""

from collections.abc import Mapping, Sequence

from llmchoice.questionnaire.asker import Check, Interrupted, Pick

Reply = str | tuple[str, ...]
Replies = dict[str, list[Reply]]

NAME = "What is your organisation called?"
MATTER = "What goes in?"
PROMISE = "What must be promised?"
PLACE = "Where may it go?"
VOLUME = "How much is it?"
BOXES = "Whose boxes?"
MINDER = "Who minds them?"
WAY = "How do you want to say what matters?"
RATE = "How much is the way from worst to best worth?"
MOST = "Which would be worth most to you?"
NEXT = "And which of the others?"
APART = "How shall it be treated?"
NOW = "What now?"
WHICH = "Which answer do you want to change?"
WHOSE = "Whose answer?"
DIFFERENT = "Which other questions do the two answer differently?"

PLAIN: Replies = {
    NAME: ["Acme"],
    MATTER: [("calm",)],
    PLACE: ["outside"],
    VOLUME: ["40 million"],
    BOXES: ["rented"],
    WAY: ["rate"],
    RATE: ["3", "0", "5"],
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


class Person:
    """Answers each title with the replies listed for it, in turn."""

    def __init__(self, replies: Mapping[str, Sequence[Reply]], *, leaves_at: str = "") -> None:
        self.replies = {title: list(given) for title, given in replies.items()}
        self.leaves_at = leaves_at
        self.asked: list[str] = []
        self.offers: list[list[str]] = []
        self.defaults: list[object] = []
        self.heard: list[str] = []

    def say(self, *lines: str) -> None:
        self.heard += lines

    def head(self, line: str) -> None:
        self.heard.append(line)

    def one(
        self,
        title: str,
        picks: Sequence[Pick],
        *,
        notes: Sequence[str] = (),
        default: str | None = None,
    ) -> str:
        reply = self._reply(title, picks, notes, default)
        assert reply in self.offers[-1]
        return str(reply)

    def many(
        self,
        title: str,
        picks: Sequence[Pick],
        *,
        notes: Sequence[str] = (),
        default: Sequence[str] = (),
    ) -> tuple[str, ...]:
        reply = self._reply(title, picks, notes, tuple(default))
        assert isinstance(reply, tuple)
        assert set(reply) <= set(self.offers[-1])
        return reply

    def text(
        self, title: str, check: Check, *, notes: Sequence[str] = (), default: str = ""
    ) -> str:
        while True:
            reply = str(self._reply(title, (), notes, default))
            problem = check(reply)
            if problem is None:
                return reply
            self.heard.append(problem)

    def _reply(
        self, title: str, picks: Sequence[Pick], notes: Sequence[str], default: object
    ) -> Reply:
        self.heard += notes
        self.asked.append(title)
        self.offers.append([pick.id for pick in picks])
        self.defaults.append(default)
        if title == self.leaves_at:
            raise Interrupted
        assert self.replies.get(title), f"no reply left to: {title}"
        return self.replies[title].pop(0)

    def unsaid(self) -> Replies:
        return {title: left for title, left in self.replies.items() if left}

    def hears(self, part: str) -> bool:
        return any(part in line for line in self.heard)
