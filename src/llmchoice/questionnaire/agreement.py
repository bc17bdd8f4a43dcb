"""What was said to matter, shown as weights, and held against the answers."""

from collections.abc import Iterator

from llmchoice.engine import weights
from llmchoice.engine.tensions import TensionAt, tensions
from llmchoice.figures import whole_percent
from llmchoice.language import t
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.priorities import PREFIX
from llmchoice.questionnaire.question import question_of
from llmchoice.questionnaire.session import Session
from llmchoice.questionnaire.sofar import forget_weights

BARS = f"{PREFIX}bars"
GO_ON = "go-on"
WEIGHTS = "weights"
ANSWER = "answer"
LONGEST_BAR = 14
"""Characters: with a percentage and a name, a bar fits in 40 columns."""


def show_weights(session: Session, profile: Profile) -> None:
    """Show the weights as bars, and have them confirmed."""
    prompt = Prompt(
        t("Is this what you meant?"),
        head=t("How much each priority counts"),
        lead=tuple(bars(session.kb, profile)),
    )
    picks = (Pick(GO_ON, t("yes, continue")), Pick(WEIGHTS, t("no, change my priorities")))
    if session.dialogue.pick(BARS, prompt, picks) == WEIGHTS:
        raise change_weights(session, BARS)


def bars(kb: KnowledgeBase, profile: Profile) -> Iterator[str]:
    """A line for each priority, the weightiest first; bars in proportion to the weights."""
    by_id = weights.of_priorities(kb, profile)
    longest = max(by_id.values())
    for priority in sorted(kb.priorities, key=lambda priority: -by_id[priority.id]):
        weight = by_id[priority.id]
        bar = "#" * round(weight / longest * LONGEST_BAR)
        yield f"{whole_percent(weight):>5} {bar:<{LONGEST_BAR}} {priority.name}"
    yield ""


def ask_about_tensions(session: Session, profile: Profile) -> None:
    """Ask about each weight that is slight although the answers speak of it."""
    places_of: dict[str, list[TensionAt]] = {}
    for tension in tensions(session.kb, profile):
        places_of.setdefault(tension.rule.id, []).append(tension)
    for name, places in places_of.items():
        _ask_about(session, profile, f"{PREFIX}tension/{name}", places)


def in_words(kb: KnowledgeBase, tension: TensionAt) -> str:
    """A slight weight, and the answer that speaks against it."""
    names = {priority.id: priority.name for priority in kb.priorities}
    places = {
        "priority": names[tension.rule.priority],
        "share": whole_percent(tension.weight),
        "answer": tension.rule.says,
    }
    text = t("{priority} counts for only {share}, but you said that {answer}.", **places)
    return t("{work}: {text}", work=tension.workload, text=text) if tension.workload else text


def _ask_about(session: Session, profile: Profile, key: str, places: list[TensionAt]) -> None:
    prompt = Prompt(
        t("Is that right?"),
        head=t("Do these fit together?"),
        lead=(in_words(session.kb, places[0]),),
    )
    picks = (
        Pick(GO_ON, t("yes, keep both")),
        Pick(WEIGHTS, t("no, change my priorities")),
        Pick(ANSWER, t("no, change the answer")),
    )
    picked = session.dialogue.pick(key, prompt, picks)
    if picked == WEIGHTS:
        forget_weights(session.journal, profile)
        raise change_weights(session, key)
    if picked == ANSWER:
        session.journal.forget({key})
        questions = {question for tension in places for question in tension.rule.when}
        asked = ((entry.key, question_of(entry.key)) for entry in session.journal.known())
        raise session.dialogue.back_to(
            {key for key, about in asked if about is not None and about[0] in questions}
        )


def change_weights(session: Session, key: str | None = None) -> Exception:
    """To be raised: everything about what matters is asked again."""
    if key is not None:
        # What asked for the change is no answer to keep.
        session.journal.forget({key})
    session.journal.forget({BARS})
    keys = {entry.key for entry in session.journal.known()}
    return session.dialogue.back_to({name for name in keys if name.startswith(PREFIX)})
