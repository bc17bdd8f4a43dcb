"""Several people whose draws are mixed: what each of them wants, and takes to be the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from llmchoice.mcda.weighting import Single
from llmchoice.model.base import UNKNOWN
from llmchoice.model.profile import Answer, Answers

Words = TypeVar("Words")


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
    heard = _added((voice.share, (voice.weighting, voice.claims)) for voice in voices)
    return tuple(Voice(share, weighting, claims) for share, (weighting, claims) in heard)


def claims_of(voices: Iterable[Voice]) -> tuple[tuple[float, Answers], ...]:
    """Each set of claims once, with how often it is heard; one without any where nobody is."""
    return tuple(_added((voice.share, voice.claims) for voice in voices)) or ((1.0, {}),)


def _added(heard: Iterable[tuple[float, Words]]) -> list[tuple[float, Words]]:
    """Shares of what is the same made one; it need not be hashable."""
    each: list[tuple[float, Words]] = []
    for share, words in heard:
        at = next((at for at, (_, other) in enumerate(each) if other == words), None)
        if at is None:
            each.append((share, words))
        else:
            each[at] = (each[at][0] + share, words)
    return each


def with_claims(answers: Answers, claims: Answers) -> Mapping[str, Answer]:
    """The answers with claims in the place of what is unknown."""
    open_ones = {q: claim for q, claim in claims.items() if answers.get(q) == UNKNOWN}
    return {**answers, **open_ones} if open_ones else answers
