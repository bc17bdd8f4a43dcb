"""Several people whose draws are mixed: what each of them wants, and takes to be the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from llmchoice.mcda.weighting import Single
from llmchoice.model.base import UNKNOWN
from llmchoice.model.profile import Answer, Answers


@dataclass(frozen=True, slots=True)
class Voice:
    """One of several people: in each draw one of them is heard."""

    share: float
    """How often it is heard, above 0; those of all voices sum to 1."""
    weighting: Single
    """Of the priorities."""
    claims: Answers = field(default_factory=dict)
    """Its own answers to questions that others answer otherwise."""


def distinct(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices, those that say the same made one: a draw is the same whoever of them is heard."""
    merged: list[Voice] = []
    for voice in voices:
        for at, other in enumerate(merged):
            if (voice.weighting, voice.claims) == (other.weighting, other.claims):
                merged[at] = replace(other, share=other.share + voice.share)
                break
        else:
            merged.append(voice)
    return tuple(merged)


def claims_of(voices: Iterable[Voice]) -> tuple[tuple[float, Answers], ...]:
    """Each set of claims once, with how often it is heard; one without any where nobody is."""
    heard: list[tuple[float, Answers]] = []
    for voice in voices:
        for at, (share, claims) in enumerate(heard):
            if claims == voice.claims:
                heard[at] = (share + voice.share, claims)
                break
        else:
            heard.append((voice.share, voice.claims))
    return tuple(heard) or ((1.0, {}),)


def with_claims(answers: Answers, claims: Answers) -> Mapping[str, Answer]:
    """The answers with claims in the place of what is unknown."""
    open_ones = {q: claim for q, claim in claims.items() if answers.get(q) == UNKNOWN}
    return {**answers, **open_ones} if open_ones else answers
