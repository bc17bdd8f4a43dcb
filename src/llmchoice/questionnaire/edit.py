"""Changes to a profile in the making, and what its answers do to each other.

They contradict, or make a question pointless. Each change yields another profile.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from llmchoice.engine.answers import contradictions
from llmchoice.engine.inquiry import counted
from llmchoice.engine.parts import of_workload, weighed
from llmchoice.figures import listed
from llmchoice.knowledge.agreement import ticked_only
from llmchoice.language import t
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import WAYS, Answer, Answers, Profile, Workload
from llmchoice.model.rule import Contradiction
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.question import Scope, given_in, question_of
from llmchoice.questionnaire.session import Session


def answers_in(profile: Profile, scope: Scope) -> Answers:
    """The answers that count there: a workload's own, and the organisation's behind them."""
    return profile.answers if scope is None else of_workload(profile, profile.workloads[scope])


def weights_in(profile: Profile, scope: Scope) -> Profile:
    """The profile with the priorities that count there: a workload may have some of its own."""
    return profile if scope is None else weighed(profile, profile.workloads[scope])


def scopes(profile: Profile) -> tuple[Scope, ...]:
    """What is assessed: each workload, or the organisation where there are none."""
    return tuple(range(len(profile.workloads))) or (None,)


def with_answer(profile: Profile, scope: Scope, question: str, answer: Answer) -> Profile:
    """The profile with an answer given, or replaced."""
    own = profile.answers if scope is None else profile.workloads[scope].answers
    return with_answers(profile, scope, {**own, question: answer})


def with_answers(profile: Profile, scope: Scope, answers: Mapping[str, Answer]) -> Profile:
    """The profile with all answers of that scope itself replaced."""
    if scope is None:
        return profile.model_copy(update={"answers": answers})
    changed = profile.workloads[scope].model_copy(update={"answers": answers})
    workloads = (*profile.workloads[:scope], changed, *profile.workloads[scope + 1 :])
    return profile.model_copy(update={"workloads": workloads})


def with_way(profile: Profile, way: str, given: object) -> Profile:
    """The profile with its priorities given in this way only, one of `WAYS`."""
    return profile.model_copy(update={**dict.fromkeys(WAYS), way: given})


def pruned(kb: KnowledgeBase, profile: Profile) -> Profile:
    """The profile without answers to questions that other answers have made pointless.

    An answer of the organisation stays as long as it applies to any workload.
    """
    used = {q for scope in scopes(profile) for q in counted(kb, answers_in(profile, scope))}
    for at, workload in enumerate(profile.workloads):
        kept = counted(kb, answers_in(profile, at))
        own = {q: a for q, a in workload.answers.items() if q in kept}
        profile = with_answers(profile, at, own)
    return with_answers(profile, None, {q: a for q, a in profile.answers.items() if q in used})


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction, and whose answers it is in."""

    rule: Contradiction
    scope: Scope


def clashes(kb: KnowledgeBase, profile: Profile) -> tuple[Clash, ...]:
    """Every contradiction, in each workload or in the organisation without any."""
    return tuple(
        Clash(rule, scope)
        for scope in scopes(profile)
        for rule in contradictions(kb, counted(kb, answers_in(profile, scope)))
    )


def explained(kb: KnowledgeBase, rule: Contradiction) -> tuple[str, ...]:
    """A contradiction, for the person who answered."""
    questions = listed(f'"{kb.question(q).text}"' for q in rule.when)
    return (
        "! " + t("These answers contradict each other: {questions}", questions=questions),
        "  " + t("Reason: {reason}", reason=rule.reason),
        "  " + t("How to fix it: {fix}", fix=rule.fix),
    )


def forget_hidden(session: Session, profile: Profile) -> None:
    """Forget every reply to a question that no longer applies, and say so."""
    replied = {
        scope for entry in session.journal.known() for scope in (question_of(entry.key) or ())[1:]
    }
    divided = profile
    if not profile.workloads and not replied.isdisjoint({0, 1}):
        # The two kinds of work are laid apart later, and have replies already: an answer of the
        # organisation may be asked for on their account alone.
        kinds = tuple(Workload(name=f"{at}", answers={}) for at in range(2))
        divided = profile.model_copy(update={"workloads": kinds})
    whole = with_replies(session.kb, divided, session.journal)
    kept = pruned(session.kb, whole)
    alone = pruned(session.kb, with_replies(session.kb, profile, session.journal))
    texts = {question.id: question for question in session.kb.questions}
    dropped: set[str] = set()
    for entry in tuple(session.journal.known()):
        asked = question_of(entry.key)
        if asked is None:
            continue
        question, scope = asked
        if question not in texts or given_in(texts[question], entry.reply, session.journal) is None:
            # Other criteria may ask it, or asked it otherwise: it is in no profile, and not lost.
            continue
        if scope is None:
            used = alone.answers.keys() | kept.answers.keys()
        elif scope < len(kept.workloads):
            used = set(kept.workloads[scope].answers)
        else:
            # Whether the work is treated apart is asked later.
            continue
        if question not in used:
            session.journal.forget({entry.key})
            dropped.add(question)
    session.dialogue.tell(
        *(
            "- " + t("No longer asked, so its answer is removed: {question}", question=text.text)
            for name, text in texts.items()
            if name in dropped
        )
    )


def with_replies(kb: KnowledgeBase, profile: Profile, journal: Journal) -> Profile:
    """The profile with every reply to a question that is not in it yet."""
    questions = {question.id: question for question in kb.questions}
    for entry in journal.known():
        asked = question_of(entry.key)
        if asked is None or asked[0] not in questions:
            continue
        question, scope = asked
        if scope is not None and scope >= len(profile.workloads):
            continue
        own = profile.answers if scope is None else profile.workloads[scope].answers
        answer = given_in(questions[question], entry.reply, journal)
        if answer is not None and question not in own:
            profile = with_answer(profile, scope, question, answer)
    return with_answers(profile, None, ticked_only(kb, profile.answers))
