"""The members as one: the profile to assess, and who is heard in the simulations."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from llmchoice.engine.answers import effective, label_of
from llmchoice.engine.panel.facts import Pool
from llmchoice.engine.panel.member import Member, name_of, pairs
from llmchoice.engine.panel.merge import aggregate
from llmchoice.engine.panel.voices import Voices, voices
from llmchoice.engine.voices import Voice, distinct, with_claims
from llmchoice.mcda.weighting import Single
from llmchoice.model.assessment import AnswerGiven, Assessment
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.label import Dispute, Said
from llmchoice.model.panel import Departure
from llmchoice.model.profile import Profile
from llmchoice.model.question import Question


@dataclass(frozen=True, slots=True)
class Joint:
    """The members together."""

    profile: Profile
    voices: Voices
    """Who is heard in the simulations."""

    def by_claims(self, weighting: Single) -> Voices:
        """What members claim, to somebody who wants something of its own."""
        return self._changed(lambda voice: replace(voice, weighting=weighting))

    @property
    def by_wants(self) -> Voices:
        """What members want, where the facts are those of somebody alone."""
        return self._changed(lambda voice: replace(voice, claims={}))

    def _changed(self, change: Callable[[Voice], Voice]) -> Voices:
        return {part: distinct(map(change, heard)) for part, heard in self.voices.items()}


def joint(kb: KnowledgeBase, members: Sequence[Member], known: Mapping[str, Pool]) -> Joint:
    """The members as one, given what they know together."""
    heard = voices(kb, members, known)
    raised = {part: _raised(kb, pool, heard[part]) for part, pool in known.items()}
    return Joint(aggregate(kb, members, raised), heard)


def _raised(kb: KnowledgeBase, pool: Pool, heard: Sequence[Voice]) -> Pool:
    """Without the questions that no claim raises, although they hang on a contested one."""
    asked = {q for voice in heard for q in effective(kb, with_claims(pool.answers, voice.claims))}
    return replace(pool, answers={q: a for q, a in pool.answers.items() if q in asked})


def labelled(kb: KnowledgeBase, together: Assessment, known: Mapping[str, Pool]) -> Assessment:
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
    kb: KnowledgeBase, answers: Iterable[AnswerGiven], parts: Sequence[Pool]
) -> tuple[AnswerGiven, ...]:
    return tuple(_label(kb, given, parts) for given in answers)


def _label(kb: KnowledgeBase, given: AnswerGiven, parts: Sequence[Pool]) -> AnswerGiven:
    question = kb.question(given.question)
    disputes = {_in_dispute(question, pool) for pool in parts}
    if disputes == {None}:
        return given
    dispute = next(iter(disputes)) if len(disputes) == 1 else Dispute(kind="varies", said=())
    return given.model_copy(update={"dispute": dispute})


def departures(variant: Assessment, together: Assessment) -> tuple[Departure, ...]:
    """Where the one comes to another verdict than the other, or to another option."""
    return tuple(_departures(variant, together))


def _departures(variant: Assessment, together: Assessment) -> Iterator[Departure]:
    for part, original in pairs(variant, together):
        then, now = part.recommendation, original.recommendation
        other_option = None not in {then.option, now.option} and then.option != now.option
        if then.verdict != now.verdict or other_option:
            yield Departure(
                workload=name_of(part) or None,
                what="option" if then.verdict == now.verdict else "verdict",
                verdict=then.verdict,
                option=then.option,
            )


def _in_dispute(question: Question, pool: Pool) -> Dispute | None:
    """Who says what, where an answer is not settled among the members."""
    view = pool.views.get(question.id)
    if view is None or not view.known or pool.answers.get(question.id) != UNKNOWN:
        return None
    return Dispute(
        kind="contested" if len(view.known) > 1 else "set-aside",
        said=tuple(
            Said(members=tuple(who), label=label_of(question, answer)) for answer, who in view.known
        ),
    )
