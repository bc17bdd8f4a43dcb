"""What asking on would gain: the expected value of perfect information on what is not answered.

It assumes that all is learned, and for certain, which no answering is worth more than; how it is
estimated, and how far off that is, says docs/method.md, section 14. An open answer that only moves
costs between their ends is taken as usual in them, which makes it too low by what knowing that
would be worth. Source: Howard 1966, IEEE Transactions on Systems Science and Cybernetics 2:22-26.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from llmchoice.engine.answers import effective, odds_among
from llmchoice.engine.draws.outcome import representative
from llmchoice.engine.draws.scoring import Case, Scorer
from llmchoice.engine.gates import admissible
from llmchoice.engine.situation import situation
from llmchoice.engine.study import sample_of, study
from llmchoice.engine.verdict import best_pair, named, placed, rests_on_unknown
from llmchoice.engine.weights import CERTAIN
from llmchoice.mcda.weighting import shares
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis
from llmchoice.model.profile import Answers, Profile

DRAWS = 2000
"""Enough for tenths of a point: they vary nothing but the open answers."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What all that is open together can do."""

    points: float
    """Of 100, that knowing it gains on average; 0 where nothing is open."""
    excluded: float
    """Share of draws, from 0 to 1, in which it excludes an option that the side hangs on; of
    several the greatest."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What the questions that are left can still do."""

    leader: str
    """The option that leads as things stand."""
    points: float
    """Of 100, that knowing all of it gains on average; an estimate, see `gain`."""
    is_named: bool
    """Whether a side is named as things stand."""
    is_withheld: bool
    """Whether a side wins enough and is not named, for too much rests on unknown answers."""
    is_near: bool
    """Whether no side is named, and one lacks no more simulations for it than are slight."""
    holding: Mapping[str, float]
    """The questions for which an interview goes on although little is gained, each with the odds
    that its answer excludes an option that the side hangs on, from 0 to 1; 1 for those that have to
    be asked by themselves."""


def rest_of(
    basis: Basis,
    profile: Profile,
    answers: Answers,
    asked: frozenset[str],
    demanded: frozenset[str],
) -> Rest | None:
    """What is left to ask can do; None where no option is left.

    `answers` are those that count, `unknown` where something is open. Questions that are `asked`
    can still be; `demanded` ones are, whatever they gain.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    case = situation(basis, profile, answers)
    studied = study(case, search=False)
    is_named = studied.decision.side is not None
    outcome = studied.outcome
    leaders, rivals = best_pair(placed(case, outcome), outcome.ahead if outcome else None)
    if not leaders:
        return None
    winner = named(case.kb, outcome)
    # What excludes the other side only confirms one that is named.
    exposed = leaders[:1] if is_named else (leaders[0], *rivals[:1])
    chances = [risks(basis, answers, asked, option) for option in exposed]
    settings, worth = case.kb.settings, gain(basis, profile, answers, asked, exposed)
    likely = settings.slight_risk
    by_itself = {q: max(each[q] for each in chances) for q in asked}
    risky = {q: chance for q, chance in by_itself.items() if 0 < chance >= likely}
    if 0 < worth.excluded >= likely:
        risky = {q: chance for q, chance in by_itself.items() if chance > 0} or by_itself
    return Rest(
        leader=leaders[0],
        points=worth.points,
        is_named=is_named,
        is_withheld=winner is not None and rests_on_unknown(case, winner),
        is_near=not is_named
        and outcome is not None
        and outcome.majority + settings.slight_influence >= settings.confidence,
        holding={**risky, **dict.fromkeys(demanded, 1.0)},
    )


def gain(
    basis: Basis, profile: Profile, answers: Answers, asked: frozenset[str], exposed: Sequence[str]
) -> Gain:
    """What it is worth to ask what is open.

    Draws that leave a side nothing say nothing of the gain: what is excluded is counted apart.

    Any unknown answer to a question that is not `asked` is final. The side hangs on the `exposed`
    options.

    Raises:
        LlmchoiceError: when no priority has any weight.
    """
    sample = sample_of(basis, profile.model_copy(update={"spread": CERTAIN}), DRAWS)
    frame = sample.frame
    final = frozenset(q for q, a in answers.items() if basis.kb.question(q).leaves_open(a)) - asked
    case, places = Case(answers, final), [frame.places[option] for option in exposed]
    leads: list[np.ndarray[tuple[int], np.dtype[np.float64]]] = []
    possible, barred = 0, np.zeros(len(places))
    for chunk in sample.chunks():
        scores, is_possible = Scorer(
            frame, replace(chunk, errors=np.zeros_like(chunk.errors))
        ).scores(case)
        ours, theirs = (representative(scores, rows) for rows in frame.sides)
        with np.errstate(invalid="ignore"):
            lead = ours - theirs
        leads.append(lead[np.isfinite(lead) & is_possible])
        possible += int(np.count_nonzero(is_possible))
        barred += np.count_nonzero(is_possible & ~scores.admissible[places], axis=1)
    lead = np.concatenate(leads)
    return Gain(
        points=float(np.maximum(0, lead).mean() - max(0.0, lead.mean())) if len(lead) else 0.0,
        excluded=float(barred.max(initial=0)) / possible if possible else 0.0,
    )


def risks(basis: Basis, answers: Answers, asked: Iterable[str], option: str) -> Mapping[str, float]:
    """Each question by the odds that its answer, by itself, excludes an option; from 0 to 1."""
    chances = {}
    for name in asked:
        question = basis.kb.question(name)
        odds = shares(odds_among(basis.kb, question, {**answers, name: UNKNOWN}))
        chances[name] = sum(
            chance
            for choice, chance in zip(question.choices, odds, strict=False)
            if option not in admissible(basis, effective(basis.kb, {**answers, name: choice.id}))
        )
    return chances
