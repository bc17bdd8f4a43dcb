"""Errors that options share: what is wrong about one of them is often wrong about its like.

A mixture: in each draw, and for each criterion, either one attribute is picked, and every option
takes the error of the first option that has the same value of it; or none is, and each takes its
own. So every error stays exactly uniform, and those of two options that agree in an attribute
correlate by the part that the attribute is picked with.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import Option, SharedNoise

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sharing:
    """One attribute by which errors are shared."""

    picked: tuple[tuple[int, float, float], ...]
    """Place of each criterion for which it ever is, and the selectors with which it is: from the
    first one, from 0 to 1, up to the second."""
    followers: tuple[tuple[int, int], ...]
    """Place of an option, and of the one whose error it takes, among the options by id."""


def sharings(kb: KnowledgeBase) -> tuple[Sharing, ...]:
    """The attributes that the knowledge base names, as far as any options agree in them."""
    # By id, so that the order in which options are listed decides nothing.
    options = sorted(kb.options, key=lambda option: option.id)
    named = [criterion.shared_noise or kb.shared_noise for _, criterion in kb.criteria()]
    low = [0.0] * len(named)
    shared = []
    for attribute in SharedNoise.model_fields:
        high = [at + getattr(noise, attribute) for at, noise in zip(low, named, strict=True)]
        followers = _followers(options, attribute)
        ever = tuple(
            (at, start, end)
            for at, (start, end) in enumerate(zip(low, high, strict=True))
            if end > start
        )
        if followers and ever:
            shared.append(Sharing(ever, followers))
        low = high
    return tuple(shared)


def _followers(options: Sequence[Option], attribute: str) -> tuple[tuple[int, int], ...]:
    first: dict[object, int] = {}
    pairs = (
        (at, first.setdefault(getattr(option, attribute), at)) for at, option in enumerate(options)
    )
    return tuple((at, leader) for at, leader in pairs if at != leader)


def share(errors: Floats, selectors: Floats, sharing: Sequence[Sharing]) -> None:
    """Have options share errors, in place.

    Args:
        errors: (criteria, options by id, n).
        selectors: (criteria, n), uniform from 0 to 1.
        sharing: by what.
    """
    bits = errors.view(np.int32)
    for each in sharing:
        for criterion, low, high in each.picked:
            selector, own = selectors[criterion], bits[criterion]
            mask = -((selector >= low) & (selector < high)).astype(np.int32)
            for at, leader in each.followers:
                # A leader never follows by the same attribute, so its error is still its own.
                # Bit by bit, without a branch: which draws are picked is nothing to be foreseen.
                differ = own[at] ^ own[leader]
                differ &= mask
                own[at] ^= differ
