"""Several people whose draws are mixed: what each of them wants, and takes to be the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from llmchoice.mcda.weighting import Single


@dataclass(frozen=True, slots=True)
class Voice:
    """One of several people: in each draw one of them is heard."""

    share: float
    """How often it is heard, above 0; those of all voices sum to 1."""
    weighting: Single
    """Of the priorities."""
    claims: Mapping[str, float] = field(default_factory=dict)
    """Question that others answer otherwise to a number from 0 to 1: an unknown answer that is
    drawn by this number is the one that the voice gives."""


def distinct(voices: Iterable[Voice]) -> tuple[Voice, ...]:
    """The voices, those that say the same made one: a draw is the same whoever of them is heard."""
    found: list[Voice] = []
    for voice in voices:
        for at, other in enumerate(found):
            if (voice.weighting, voice.claims) == (other.weighting, other.claims):
                found[at] = replace(other, share=other.share + voice.share)
                break
        else:
            found.append(voice)
    return tuple(found)
