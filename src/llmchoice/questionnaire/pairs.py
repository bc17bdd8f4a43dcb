"""The priorities compared two by two, until the person agrees well enough with themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from llmchoice import figures
from llmchoice.engine.weights import consistency
from llmchoice.knowledge.comparisons import FEWEST, MOST
from llmchoice.language import message, t, tell
from llmchoice.model.criterion import Priority
from llmchoice.model.ground import Consistency
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.edit import with_way
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.why import why_priority

SCALE = {
    2: message("slightly"),
    3: message("moderately"),
    5: message("strongly"),
    7: message("very strongly"),
    9: message("extremely"),
}
"""Source: Saaty 1977, Journal of Mathematical Psychology 15:234-281."""
EQUAL = "-"
"""No priority has this id."""
SWINGS = message(
    "Each priority has a worst and a best case: judge how much it would be worth to get from the"
    " worst to the best."
)
AGAIN = "again"
LEAVE = "leave"

PREFIX = "weigh/pair/"
"""Of the keys of these prompts."""

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
            return _as_much(self.more.name, self.than.name)
        return t(
            "{more} matters {degree} more than {than}.",
            more=self.more.name,
            degree=tell(SCALE[self.times]),
            than=self.than.name,
        )


def pairs_of(kb: KnowledgeBase) -> tuple[Pair, ...]:
    """Every two priorities, in the order of the knowledge base; none where too many to compare."""
    if not FEWEST <= len(kb.priorities) <= MOST:
        return ()
    return tuple(combinations(kb.priorities, 2))


def compare(session: Session, profile: Profile) -> Profile:
    """Ask which of every two matters more, and how much; then look at the worst one again."""
    pairs = pairs_of(session.kb)
    session.dialogue.say("", tell(SWINGS))
    judged = [
        _ask(session, pair, t("{number} of {all}", number=at, all=len(pairs)))
        for at, pair in enumerate(pairs, start=1)
    ]
    rows: dict[str, dict[str, float]] = {}
    for judgement in judged:
        rows.setdefault(judgement.more.id, {})[judgement.than.id] = judgement.times
    profile = with_way(profile, "comparisons", rows)
    agreement = session.once("consistency", profile, lambda: consistency(session.kb, profile))
    if agreement is not None:
        _check_agreement(session, agreement, judged)
    return profile


def _ask(session: Session, pair: Pair, note: str) -> Judgement:
    """Ask for one comparison."""
    key = _key(pair)
    picks = [*(Pick(each.id, each.name) for each in pair), Pick(EQUAL, t("both the same"))]

    def why() -> tuple[str, ...]:
        first, second = (why_priority(session.kb, priority) for priority in pair)
        return (*first, "", *second)

    prompt = Prompt(
        t("Which matters more to you?"),
        head=t("What matters more, in pairs"),
        notes=(note, *(line for each in pair for line in _cases(each))),
        why=why,
        may_end=True,
    )
    picked = session.dialogue.pick(key, prompt, picks)
    if picked == EQUAL:
        return Judgement(*pair, times=1)
    more, than = pair if picked == pair[0].id else reversed(pair)
    times = session.dialogue.pick(
        f"{key}/{more.id}",
        Prompt(
            t("How much more than {priority}?", priority=than.name),
            notes=(*_cases(more), *_cases(than)),
            why=why,
            may_end=True,
        ),
        [
            Pick(str(times), t("{word} ({times} times as much)", word=tell(word), times=times))
            for times, word in SCALE.items()
        ],
    )
    return Judgement(more, than, int(times))


def _key(pair: Pair) -> str:
    return f"{PREFIX}{pair[0].id}/{pair[1].id}"


def _check_agreement(session: Session, agreement: Consistency, judged: Sequence[Judgement]) -> None:
    """Show how well the comparisons agree, and offer to make the worst one again."""
    ratio, limit = figures.ratio(agreement.ratio), figures.ratio(agreement.limit)
    if agreement.ratio <= agreement.limit:
        session.dialogue.say(
            "",
            t(
                "Consistency ratio: {ratio}. The comparisons agree well enough: the limit is"
                " {limit}.",
                ratio=ratio,
                limit=limit,
            ),
        )
        return
    worst = {agreement.more, agreement.than}
    at = next(i for i, j in enumerate(judged) if {j.more.id, j.than.id} == worst)
    fitting = _fitting(session.kb, agreement)
    prompt = Prompt(
        t("What do you want to do?"),
        head=t("Do your comparisons agree?"),
        lead=(
            t(
                "Consistency ratio: {ratio}. Above {limit} the comparisons contradict each other;"
                " this one fits the others worst:",
                ratio=t("just over {figure}", figure=ratio) if ratio == limit else ratio,
                limit=limit,
            ),
            "  " + t("You said: {judgement}", judgement=judged[at]),
            "  " + t("All comparisons together say: {judgement}", judgement=fitting),
        ),
    )
    picks = (Pick(AGAIN, t("make this comparison again")), Pick(LEAVE, t("leave it as it is")))
    key = f"{PREFIX}agree"
    if session.dialogue.pick(key, prompt, picks) == LEAVE:
        return
    session.journal.forget({key})
    pair = pairs_of(session.kb)[at]
    raise session.dialogue.back_to(
        {_key(pair), *(f"{_key(pair)}/{priority.id}" for priority in pair)}
    )


def _fitting(kb: KnowledgeBase, agreement: Consistency) -> str:
    """What the weights say of the pair; the priority that weighs more stands first."""
    names = {priority.id: priority.name for priority in kb.priorities}
    more, than, times = names[agreement.more], names[agreement.than], agreement.consistent
    if times < 1:
        more, than, times = than, more, 1 / times
    ratio = f"{times:.1f}"
    if ratio == "1.0":
        return _as_much(more, than)
    return t("{more} matters {ratio} times as much as {than}.", more=more, ratio=ratio, than=than)


def _as_much(more: str, than: str) -> str:
    return t("{more} matters as much as {than}.", more=more, than=than)


def _cases(priority: Priority) -> tuple[str, ...]:
    """A priority, and below it what it is to get from its worst to its best case."""
    return (f"{priority.name}:", *(f"  {line}" for line in swing(priority).notes))


def swing(priority: Priority) -> Pick:
    """A priority to pick, with its worst and its best case."""
    worst, best = t("From: {case}", case=priority.worst), t("To: {case}", case=priority.best)
    return Pick(priority.id, priority.name, notes=(worst, best))
