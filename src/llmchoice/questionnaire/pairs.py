"""The priorities compared two by two, until the person agrees well enough with themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from llmchoice.engine.weights import consistency
from llmchoice.knowledge.comparisons import FEWEST, MOST
from llmchoice.model.assessment import Consistency
from llmchoice.model.criterion import Priority
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Pick
from llmchoice.questionnaire.edit import weighed
from llmchoice.questionnaire.session import Session

SCALE = {2: "slightly", 3: "moderately", 5: "strongly", 7: "very strongly", 9: "extremely"}
"""Source: Saaty 1977, Journal of Mathematical Psychology 15:234-281."""
AGREED = 0.10
"""Consistency ratio above which judgements should be made again. Source: Saaty 1980."""
EQUAL = "-"
"""No priority has this id."""
AGAIN = "again"
LEAVE = "leave"

Pair = tuple[Priority, Priority]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How much more one priority matters than another."""

    more: Priority
    than: Priority
    times: int
    """1 where both matter the same, else a number of the scale."""

    def __str__(self) -> str:
        if self.times == 1:
            return f"{self.more.name} matters as much as {self.than.name}"
        return f"{self.more.name} matters {SCALE[self.times]} more than {self.than.name}"


def pairs_of(kb: KnowledgeBase) -> tuple[Pair, ...]:
    """Every two priorities, in the order of the knowledge base; none where too many to compare."""
    if not FEWEST <= len(kb.priorities) <= MOST:
        return ()
    return tuple(combinations(kb.priorities, 2))


def compare(session: Session, profile: Profile) -> Profile:
    """Ask which of every two priorities matters more, and how much; then look at the worst again.

    A profile holds all comparisons or none: an interruption before the last one loses them.
    """
    pairs = pairs_of(session.kb)
    session.asker.head("What matters more, two by two")
    session.asker.say(
        "Each priority has a worst and a best case: compare what the way from one to the other"
        " would be worth.",
        "They are kept once the last one is made: Ctrl-C before that loses them.",
    )
    judged = [
        _ask(session, pair, None, f"{at} of {len(pairs)}") for at, pair in enumerate(pairs, start=1)
    ]
    while True:
        profile = session.keep(weighed(profile, "comparisons", _in_order(judged)))
        found = consistency(session.kb, profile)
        if found is None:
            return profile
        ids = {found.more, found.than}
        worst = next(at for at, pair in enumerate(pairs) if {p.id for p in pair} == ids)
        if not _wants_again(session, found, judged[worst]):
            return profile
        judged[worst] = _ask(session, pairs[worst], judged[worst], "once more")


def _ask(session: Session, pair: Pair, before: Judgement | None, note: str) -> Judgement:
    """Ask for one comparison; the one before, if any, is where the person starts from."""
    picks = [Pick(p.id, p.name, notes=(f"From: {p.worst}", f"To: {p.best}")) for p in pair]
    picks.append(Pick(EQUAL, "both the same"))
    start = None if before is None else EQUAL if before.times == 1 else before.more.id
    picked = session.asker.one("Which matters more to you?", picks, notes=(note,), default=start)
    if picked == EQUAL:
        return Judgement(*pair, times=1)
    more, than = pair if picked == pair[0].id else reversed(pair)
    times = session.asker.one(
        f"How much more than {than.name}?",
        [Pick(str(times), f"{word} ({times} times as much)") for times, word in SCALE.items()],
        default=str(before.times) if before is not None and start == picked else None,
    )
    return Judgement(more, than, int(times))


def _wants_again(session: Session, found: Consistency, worst: Judgement) -> bool:
    """Show how well the comparisons agree; whether the one that fits least is to be made again."""
    session.asker.head("Do you agree with yourself?")
    ratio = f"{found.ratio:.2f}"
    if found.ratio <= AGREED:
        session.asker.say(
            f"Consistency ratio: {ratio}. The comparisons agree well enough: up to {AGREED:.2f}."
        )
        return False
    over = "just over " if ratio == f"{AGREED:.2f}" else ""
    session.asker.say(
        f"Consistency ratio: {over}{ratio}. Above {AGREED:.2f} the comparisons contradict each"
        " other; this one fits the others least:",
        f"  You said: {worst}.",
        f"  By all comparisons together: {_fitting(session.kb, found)}.",
    )
    picks = (Pick(AGAIN, "make this comparison again"), Pick(LEAVE, "leave it as it is"))
    return session.asker.one("What about it?", picks) == AGAIN


def _fitting(kb: KnowledgeBase, found: Consistency) -> str:
    """What the weights say of the pair; the priority that weighs more stands first."""
    names = {priority.id: priority.name for priority in kb.priorities}
    more, than, times = names[found.more], names[found.than], found.consistent
    if times < 1:
        more, than, times = than, more, 1 / times
    ratio = f"{times:.1f}"
    return f"{more} matters {'' if ratio == '1.0' else f'{ratio} times '}as much as {than}"


def _in_order(judged: Sequence[Judgement]) -> dict[str, dict[str, float]]:
    """Priority to another one to how many times as much the first matters."""
    rows: dict[str, dict[str, float]] = {}
    for one in judged:
        rows.setdefault(one.more.id, {})[one.than.id] = one.times
    return rows
