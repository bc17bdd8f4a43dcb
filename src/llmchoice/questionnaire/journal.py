"""What a person replied so far: an interview is a function of it, and so can be gone back in."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from llmchoice.model.base import Frozen, Text
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Ranks, Reply

ENOUGH = "enough"
"""The key under which it is kept that a person wanted no more questions."""


class Entry(Frozen):
    """One reply, and a mark of what was shown when it was given."""

    key: Text
    """Which prompt it replies to: the same in every version, as far as that makes sense."""
    reply: str | tuple[str, ...] | Ranks | dict[str, int]
    mark: str | None = None
    """Changes with the wording of the prompt and of what it offers; None matches any."""


def entry_of(key: str, reply: Reply, mark: str | None = None) -> Entry:
    """An entry; of the reply a copy is kept that nobody changes."""
    return Entry.model_validate({"key": key, "reply": reply, "mark": mark})


class Record(Frozen):
    """A journal as it is kept on disk."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    criteria: Text
    """SHA-256 of the criteria whose questions were asked."""
    quick: bool = False
    member: bool = False
    base: Profile | None = None
    """What was given before anything was asked, without the answers."""
    entries: tuple[Entry, ...] = ()
    remarks: Mapping[str, Text] = Field(default_factory=dict)
    """Question to a note on its answer; of a workload's own answer, `question@place`."""


class Journal:
    """Replies by the key of their prompt, in the order in which they were given.

    A reply that is *given* stands: its prompt is not shown again. One that is only *remembered* was
    taken back: its prompt is shown again, with that reply preselected.
    """

    def __init__(
        self,
        base: Profile | None = None,
        given: Iterable[Entry] = (),
        remarks: Mapping[str, str] | None = None,
    ) -> None:
        self.base = base
        self.remarks = dict(remarks or {})
        self.wanted: set[str] = set()
        """Keys of prompts that are shown even if nothing calls for them."""
        self.revised: str | None = None
        """The key that was chosen at the review the last time."""
        self._given = {entry.key: entry for entry in given}
        self._remembered: dict[str, Entry] = {}
        self._path: list[str] = []

    def record(self, *, criteria: str, quick: bool, member: bool) -> Record:
        """The journal as it is kept on disk: what was taken back is kept as well."""
        return Record(
            criteria=criteria,
            quick=quick,
            member=member,
            base=self.base,
            entries=tuple(self.known()),
            remarks=self.remarks,
        )

    def begin(self) -> None:
        """From here on the prompts come again from the first one."""
        self._path.clear()

    def given(self, key: str) -> Entry | None:
        """The reply that stands, if there is one."""
        return self._given.get(key)

    @property
    def has_enough(self) -> bool:
        """Whether the person wants no more questions."""
        return ENOUGH in self._given

    def has(self, key: str) -> bool:
        """Whether a reply stands, or the person wants to give one."""
        return key in self._given or key in self.wanted

    def remembered(self, key: str) -> Reply | None:
        """The reply that stood before, if there was one."""
        entry = self._remembered.get(key)
        return entry.reply if entry else None

    def known(self) -> Iterator[Entry]:
        """Every reply: those on the way so far, those that stand beyond it, those taken back."""
        on_the_way = dict.fromkeys(self._path)
        yield from (self._given[key] for key in on_the_way if key in self._given)
        yield from (entry for key, entry in self._given.items() if key not in on_the_way)
        yield from self._remembered.values()

    def pass_by(self, key: str) -> None:
        """The prompt has its reply already."""
        self._path.append(key)

    def add(self, entry: Entry) -> None:
        """The person has replied."""
        self._remembered.pop(entry.key, None)
        self.wanted.discard(entry.key)
        self.give(entry)
        self._path.append(entry.key)

    def give(self, entry: Entry) -> None:
        """Have a reply stand, as if the person had given it."""
        self._given.pop(entry.key, None)
        self._given[entry.key] = entry

    def last(self) -> str | None:
        """The prompt before the present one, if there is one."""
        return self._path[-1] if self._path else None

    def take_back(self, keys: Collection[str]) -> None:
        """These prompts are shown again; what they had is preselected.

        Who goes back behind having had enough goes on: nothing of that is kept.
        """
        for key in keys:
            entry = self._given.pop(key, None)
            if entry is not None and key != ENOUGH:
                self._remembered[key] = entry

    def taken_back(self) -> tuple[str, ...]:
        """The prompts whose reply was taken back, and that have no other."""
        return tuple(self._remembered)

    def restore(self, keys: Iterable[str]) -> None:
        """Have replies that were taken back stand again."""
        for key in keys:
            self.give(self._remembered.pop(key))

    def remember(self, key: str, reply: Reply) -> None:
        """Have a prompt shown with this preselected."""
        self._given.pop(key, None)
        self._remembered[key] = entry_of(key, reply)

    def forget(self, keys: Collection[str]) -> None:
        """These prompts have never been replied to."""
        for key in keys:
            self._given.pop(key, None)
            self._remembered.pop(key, None)
