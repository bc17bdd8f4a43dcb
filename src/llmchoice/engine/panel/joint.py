"""The members as one: the profile to assess, and the knowledge base to assess it with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from llmchoice.engine.panel.claims import Contest, contest, in_dispute, unraised
from llmchoice.engine.panel.facts import Together
from llmchoice.engine.panel.member import Member, name_of, pairs
from llmchoice.engine.panel.merge import aggregate
from llmchoice.engine.panel.narrow import narrowed
from llmchoice.engine.panel.voices import Voices, voices
from llmchoice.engine.voices import distinct
from llmchoice.model.assessment import AnswerGiven, Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.label import Dispute
from llmchoice.model.panel import Departure
from llmchoice.model.profile import Answer, Profile


@dataclass(frozen=True, slots=True)
class Joint:
    """The members together."""

    profile: Profile
    kb: KnowledgeBase
    """Narrowed to what members claim, where they contradict each other."""
    contested: Contest
    voices: Voices
    """Who is heard in the simulations."""

    @property
    def wants_alone(self) -> Voices:
        """The voices with their weights only: for facts that are those of one member."""
        return {
            part: distinct(replace(voice, claims={}) for voice in heard)
            for part, heard in self.voices.items()
        }


def joint(kb: KnowledgeBase, members: Sequence[Member], known: Mapping[str, Together]) -> Joint:
    """The members as one, given what they know together."""
    contested = contest(kb, known, {member.name: member.say for member in members})
    whole = aggregate(kb, members, known)
    idle = unraised(kb, contested)
    profile = whole.model_copy(
        update={
            "answers": _without(whole.answers, idle),
            "workloads": tuple(
                w.model_copy(update={"answers": _without(w.answers, idle)}) for w in whole.workloads
            ),
        }
    )
    tight = narrowed(kb, known, contested)
    heard = voices(tight, members, known, contested)
    return Joint(profile if idle else whole, tight, contested, heard)


def _without(answers: Mapping[str, Answer], questions: frozenset[str]) -> dict[str, Answer]:
    return {question: answer for question, answer in answers.items() if question not in questions}


def labelled(kb: KnowledgeBase, together: Assessment, known: Mapping[str, Together]) -> Assessment:
    """The assessment, in which the answers that are not settled say who says what."""
    every = list(known.values())
    return together.model_copy(
        update={
            "answers": _labelled(kb, together.answers, every),
            "workloads": tuple(
                work.model_copy(update={"answers": _labelled(kb, work.answers, [known[work.name]])})
                for work in together.workloads
            ),
        }
    )


def _labelled(
    kb: KnowledgeBase, answers: Iterable[AnswerGiven], parts: Sequence[Together]
) -> tuple[AnswerGiven, ...]:
    return tuple(_label(kb, given, parts) for given in answers)


def _label(kb: KnowledgeBase, given: AnswerGiven, parts: Sequence[Together]) -> AnswerGiven:
    question = kb.question(given.question)
    said = {in_dispute(question, there) for there in parts}
    if said == {None}:
        return given
    dispute = next(iter(said)) if len(said) == 1 else Dispute(kind="varies", said=())
    return given.model_copy(update={"dispute": dispute})


def departures(found: Assessment, together: Assessment) -> tuple[Departure, ...]:
    """Where the one comes to another verdict than the other, or to another option."""
    return tuple(_departures(found, together))


def _departures(found: Assessment, together: Assessment) -> Iterator[Departure]:
    for there, here in pairs(found, together):
        then, now = there.recommendation, here.recommendation
        other_option = None not in {then.option, now.option} and then.option != now.option
        if then.verdict != now.verdict or other_option:
            yield Departure(
                workload=name_of(there) or None,
                what="option" if then.verdict == now.verdict else "verdict",
                verdict=then.verdict,
                option=then.option,
            )
