"""Ways through an interview, gone by hand: they must end where a script ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from tests.questionnaire.byhand import ByHand, KeyboardPerson, LinePerson
from tests.questionnaire.person import NOTE, YOUR_NOTE, Person, Replies, interviewed, kept

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.session import Mode

SILENT = Mode(preview=False)
Hands = Callable[[Replies], ByHand]
HANDS: Mapping[str, Hands] = {
    "keys": KeyboardPerson,
    "lines": LinePerson,
    "clumsy keys in 40 columns": partial(KeyboardPerson, columns=40, clumsy=True),
    "clumsy lines in 40 columns": partial(LinePerson, columns=40, clumsy=True),
}


def as_it_is(kb: KnowledgeBase) -> KnowledgeBase:
    return kb


@dataclass(frozen=True, slots=True)
class Way:
    """A way through an interview, as a person goes it who follows a script."""

    replies: Replies
    mode: Mode = SILENT
    of: Callable[[KnowledgeBase], KnowledgeBase] = as_it_is
    """The knowledge base that is asked about, made from the small one."""
    start: Profile | Callable[[], Journal] | None = None

    def gone(self, kb: KnowledgeBase, person: Person, folder: Path) -> Profile:
        """The profile at the end of it."""
        world = self.of(kb)
        draft = Draft(world, folder / f"{id(person)}.json", self.mode)
        try:
            return interviewed(world, person, draft, start=self.begun(), mode=self.mode)
        finally:
            draft.discard()

    def begun(self) -> Profile | Journal | None:
        """What stands already; a journal is added to, and so made anew for everybody."""
        return self.start() if callable(self.start) else self.start


def by_hand(ways: Mapping[str, Way]) -> pytest.MarkDecorator:
    """Each way for both askers, in turn with care in 80 columns, and clumsily in 40."""
    names = tuple(HANDS)
    params = [
        pytest.param(way, HANDS[hands], id=f"{name} - {hands}")
        for at, (name, way) in enumerate(ways.items())
        for hands in (names[:2], names[2:])[at % 2]
    ]
    return pytest.mark.parametrize(("way", "hands"), params)


def by_leaving(ways: Mapping[str, Way]) -> pytest.MarkDecorator:
    """Each way, left with one asker and gone on with the other."""
    both = (("keys", "lines"), ("lines", "keys"))
    params = [
        pytest.param(way, HANDS[leaving], HANDS[going_on], id=f"{name} - {leaving} first")
        for name, way in ways.items()
        for leaving, going_on in both
    ]
    return pytest.mark.parametrize(("way", "leaving", "resuming"), params)


def alike(kb: KnowledgeBase, way: Way, hands: Hands, folder: Path) -> tuple[ByHand, Profile]:
    """Go a way by hand: it must lead past the same prompts to the same profile as the script."""
    person, by_hand = Person(way.replies), hands(way.replies)
    expected = way.gone(kb, person, folder)

    profile = way.gone(kb, by_hand, folder)

    assert profile == expected
    assert by_hand.asked == person.asked
    assert by_hand.offers == person.offers
    assert by_hand.defaults == person.defaults
    assert by_hand.unsaid() == person.unsaid()
    return by_hand, profile


def resumable(kb: KnowledgeBase, way: Way, leaving: Hands, resuming: Hands, folder: Path) -> int:
    """Leave at each prompt of a way and go on from the draft; at how many that made no difference.

    One asker is left, and the other one goes on.
    """
    straight = Person(way.replies)
    expected = way.gone(kb, straight, folder)
    world = way.of(kb)
    for after in range(len(straight.asked)):
        left, draft = leaving(way.replies), Draft(world, folder / f"{after}.json", way.mode)
        left.leaves_after = after
        left.works_at = {after}
        with pytest.raises(Interrupted):
            interviewed(world, left, draft, start=way.begun(), mode=way.mode)
        assert left.asked == straight.asked[: after + 1]
        draft.release()
        begins_at = after
        if left.asked[-1] == YOUR_NOTE:
            # Nobody goes on in a note: who left there asks for it once more.
            begins_at -= 1
            left.replies[left.asked[begins_at]].insert(0, NOTE)
        start = kept(draft) if draft.path.exists() else way.begun()
        rest = resuming(left.replies)
        rest.works_at = {0}
        again = Draft(world, draft.path, way.mode)
        assert interviewed(world, rest, again, start=start, mode=way.mode) == expected
        again.discard()
        assert rest.asked == straight.asked[begins_at:]
    return len(straight.asked)
