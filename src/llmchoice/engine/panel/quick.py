"""Verdicts of many sets of answers by one profile's weights, from one reading of its draws."""

from collections.abc import Sequence

from llmchoice.engine.draws.outcome import Counts, Outcome, further
from llmchoice.engine.draws.scoring import Case
from llmchoice.engine.draws.survey import add_all
from llmchoice.engine.situation import situation
from llmchoice.engine.study import sample_of
from llmchoice.engine.verdict import decide
from llmchoice.errors import LlmchoiceError
from llmchoice.model.knowledge import Basis
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
    counts = {key: Counts() for key in sets}
    add_all(sample, [Case(answers) for answers in sets.values()], [*counts.values()])
    outcomes = {key: count.outcome() for key, count in counts.items()}
    for batch in further(sample) if draws is None else ():
        unsure = [
            k for k, outcome in outcomes.items() if not outcome.clears(basis.kb.settings.confidence)
        ]
        if not unsure:
            break
        add_all(batch, [Case(sets[key]) for key in unsure], [counts[key] for key in unsure])
        outcomes |= {key: counts[key].outcome() for key in unsure}
    by_key = {key: _verdict(basis, profile, sets[key], outcomes[key]) for key in sets}
    return tuple(by_key[key] for key in keys)


def _verdict(basis: Basis, profile: Profile, answers: Answers, outcome: Outcome) -> Verdict | None:
    try:
        return decide(situation(basis, profile, answers), outcome).verdict
    except LlmchoiceError:
        return None
