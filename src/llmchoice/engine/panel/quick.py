"""Verdicts of many sets of answers by one profile's weights, from one reading of its draws."""

from collections.abc import Mapping, Sequence

from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import outcomes
from llmchoice.engine.situation import situation
from llmchoice.engine.study import sample_of
from llmchoice.engine.verdict import decide
from llmchoice.errors import LlmchoiceError
from llmchoice.model.basis import Basis
from llmchoice.model.option import Side
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.verdict import Verdict


def verdicts(
    basis: Basis, profile: Profile, given: Sequence[Answers], draws: int | None
) -> tuple[Verdict | None, ...]:
    """The verdict that `assess` comes to for each set of answers, with the same draws.

    Args:
        basis: the knowledge base, and what costs are.
        profile: whose priorities and shares count.
        given: complete sets of answers, which hold nothing but answers that count.
        draws: as in `assess`.

    Returns:
        One verdict per set; None where no applicable criterion has any weight.
    """
    keys = [tuple(answers.items()) for answers in given]
    sets = dict(zip(keys, given, strict=True))
    sample = sample_of(basis, profile, draws)
    found = outcomes(sample, [Case(answers) for answers in sets.values()])
    by_key = {
        key: _verdict(basis, profile, answers, outcome.shares)
        for (key, answers), outcome in zip(sets.items(), found, strict=True)
    }
    return tuple(by_key[key] for key in keys)


def _verdict(
    basis: Basis, profile: Profile, answers: Answers, shares: Mapping[Side, float]
) -> Verdict | None:
    try:
        return decide(situation(basis, profile, answers), shares).verdict
    except LlmchoiceError:
        return None
