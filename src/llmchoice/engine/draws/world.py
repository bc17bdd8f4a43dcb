"""One set of answers in one chunk of draws: what each draw takes the unknown answers to be."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from llmchoice.engine.answers import settling
from llmchoice.engine.conditions import Knowledge, chosen
from llmchoice.engine.draws.costs import Costs
from llmchoice.engine.draws.frame import Frame, Masks
from llmchoice.engine.draws.sample import Chunk
from llmchoice.engine.values import place, stands_at, untested
from llmchoice.mcda.curves import triangular
from llmchoice.mcda.passrates import Quantiles, beta_quantiles, differences_by, first_rates_by
from llmchoice.model.estimate import Estimate, Limit, Passed
from llmchoice.model.profile import Answer, Answers
from llmchoice.model.question import Question

Key = tuple[Answer | None, ...]
"""A question, its answer, and the one on which the odds depend of what that turns out to be."""
Truth = bool | Masks
"""The same for all draws, or one truth for each."""
Floats = NDArray[np.float64]


class Codes:
    """Which possible answer holds in each draw of a chunk; the same for every set of answers."""

    def __init__(self, frame: Frame, chunk: Chunk) -> None:
        self.frame = frame
        self._chunk = chunk
        self._places: dict[Key, NDArray[np.intp]] = {}
        self._among: dict[tuple[Key, tuple[str, ...]], Truth] = {}
        self._differences: dict[Key, Floats] = {}
        self._quantiles: dict[tuple[float, float, int, int], Floats] = {}

    @property
    def questions(self) -> Mapping[str, Question]:
        """Id to question."""
        return self.frame.questions

    def of(self, question: str, answers: Answers) -> NDArray[np.intp]:
        """(n,): place, among the possible ones, of what an open answer turns out to be.

        Where its odds depend on another open answer, they are by what that one turns out to be.
        """
        key = (question, *self.frame.grounds(question, answers))
        if key not in self._places:
            at = list(self.questions).index(question)
            drawn = self._chunk.answers[at]
            places = np.zeros(len(drawn), dtype=np.intp)
            # There are few answers: to compare with each is faster than to search.
            for upper in self._uppers(question, answers)[:-1]:
                places += drawn >= upper
            self._places[key] = places
        return self._places[key]

    def _uppers(self, question: str, answers: Answers) -> Floats:
        """(answers,) or (answers, n): cumulated odds of what an open answer turns out to be."""
        asked, answer = self.questions[question], answers.get(question)
        known = settling(self.frame.kb, asked, answers)
        name = asked.hangs_on(answer)
        if name is None or known is not None:
            return self.frame.odds(question, answer, known)
        choices = self.questions[name].choices
        by_other = np.array([self.frame.odds(question, answer, choice.id) for choice in choices])
        return by_other.T[:, self.of(name, answers)]

    def among(self, question: str, answers: Answers, wanted: tuple[str, ...]) -> Truth:
        """Whether it turns out to be among some choices, in each draw; an amount is among none."""
        key = ((question, *self.frame.grounds(question, answers)), wanted)
        if key not in self._among:
            asked = self.questions[question]
            places = np.array([choice.id in wanted for choice in asked.choices])
            truth: Truth = places[self.of(question, answers)] if asked.choices else False
            self._among[key] = truth
        return self._among[key]

    def differences(self, question: str, counts: Passed, answers: Answers) -> Floats:
        """(n,): the pass rate of open models less that of closed ones, from -1 to 1.

        As far as the odds of an untested organisation still count, the difference of the choice
        that each draw has by them; else what the counts alone leave possible.
        """
        key = (question, *self.frame.grounds(question, answers))
        if key not in self._differences:
            counted = differences_by(
                self._quantiles_in(question), counts.cases, counts.open, counts.closed, counts.both
            )
            stands = stands_at(self.frame.kb, self.questions[question])
            self._differences[key] = self._beside(question, counts, answers, stands, counted)
        return self._differences[key]

    def open_rates(self, question: str, counts: Passed, answers: Answers) -> Floats:
        """(n,): the pass rate of open models, by the same draws and choices.

        From 0 to 1.
        """
        counted = first_rates_by(
            self._quantiles_in(question), counts.cases, counts.open, counts.closed, counts.both
        )
        asked = self.questions[question]
        trial = asked.counts.trial if asked.counts is not None else None
        if trial is None:
            return counted
        stands = stands_at(self.frame.kb, asked)
        # Who does better passes what is assumed of a closed model, and the other so much less.
        rates = {choice: trial.closed_rate + min(each, 0) for choice, each in stands.items()}
        return self._beside(question, counts, answers, rates, counted)

    def _quantiles_in(self, question: str) -> Quantiles:
        at = self.frame.countable.index(question)
        return lambda first, second, row: self._quantiles_of(first, second, at, row)

    def _beside(
        self,
        question: str,
        counts: Passed,
        answers: Answers,
        stands: Mapping[str, float],
        counted: Floats,
    ) -> Floats:
        """(n,): what was counted, beside where the choice of each draw stands."""
        if not stands:
            return counted
        part = self.part_untested(question, counts, answers)
        each = np.array([stands[choice.id] for choice in self.questions[question].choices])
        return part * each.take(self.of(question, answers)) + (1 - part) * counted

    def part_untested(self, question: str, counts: Passed, answers: Answers) -> Floats | float:
        """How much these odds still count; (n,) where they depend on a drawn answer."""
        kb, asked = self.frame.kb, self.questions[question]

        def part(own: Answers) -> float:
            return untested(kb, asked, own).part(counts)

        name = asked.hangs_on(counts)
        if name is None or settling(kb, asked, answers) is not None:
            return part(answers)
        choices = self.questions[name].choices
        by_other = np.array([part({**answers, name: choice.id}) for choice in choices])
        return by_other.take(self.of(name, answers))

    def _quantiles_of(self, first: float, second: float, place: int, row: int) -> Floats:
        """(n,): those of a Beta distribution; results of a test often differ on one side alone."""
        key = (first, second, place, row)
        if key not in self._quantiles:
            self._quantiles[key] = beta_quantiles(first, second, self._chunk.rates[place, row])
        return self._quantiles[key]

    def amounts(self, question: str, estimate: Estimate) -> Floats:
        """(n,): places, on the scale of the question, of the amounts that a range turns out as."""
        scale = self.questions[question].scale
        low, mode, high = (
            place(end, scale) for end in (estimate.low, estimate.typical, estimate.high)
        )
        uniform = self._chunk.answers[list(self.questions).index(question)]
        return triangular(low, mode, high, uniform)


class World(Knowledge[Truth]):
    """Answers that are known, drawn, or held at their expectation."""

    ALWAYS, NEVER = True, False

    def __init__(self, codes: Codes, answers: Mapping[str, Answer], held: frozenset[str]) -> None:
        super().__init__(codes.questions)
        self._codes = codes
        self.answers = answers
        self._held = held

    def known(self, questions: tuple[str, ...]) -> tuple[object, ...]:
        """What the answers to some questions are, and which of them are held.

        In a chunk, what hangs on no others is the same where these are.
        """
        answers = tuple(map(self.answers.get, questions))
        held = self._held and self._held.intersection(questions)
        return (*answers, held) if held else answers

    @cached_property
    def costs(self) -> Costs | None:
        """The computed values; None where none are."""
        return self._codes.frame.costs(self.answers)

    def is_drawn(self, question: str) -> bool:
        """Whether each draw has an answer of its own."""
        is_open = self._questions[question].leaves_open(self.answers.get(question))
        return is_open and question not in self._held

    def turns_on(self, question: str) -> str | None:
        """The question, drawn, on whose answer the odds of one depend that is not known."""
        answer = self.answers.get(question)
        other = self._questions[question].hangs_on(answer)
        return other if other is not None and self.is_drawn(other) else None

    def range_of(self, question: str) -> Estimate | None:
        """The range that is the answer to a question; None where the answer is none."""
        answer = self.answers.get(question)
        return answer if isinstance(answer, Estimate) and not answer.certain else None

    def applies(self, question: str) -> Truth:
        """Whether the question is asked and has an answer, which then counts."""
        return super().applies(question) if question in self.answers else False

    def among(self, question: str, wanted: tuple[str, ...], *, unknown: bool) -> Truth:
        """Whether the answer is among some choices; `unknown` where it is held."""
        if self.is_drawn(question):
            return self._codes.among(question, self.answers, wanted)
        answer = self.answers.get(question)
        if self._questions[question].leaves_open(answer):
            return unknown
        named = not chosen(answer).isdisjoint(wanted)
        return named or (isinstance(answer, Passed) and self._may_be(question, answer, wanted))

    def _may_be(self, question: str, counts: Passed, wanted: tuple[str, ...]) -> Truth:
        """Whether the drawn rates are those of a choice for which there are too few cases.

        Few cases exclude nothing by themselves, and disprove nothing either.
        """
        asked = self._questions[question].counts
        held: Truth = False
        for limit in asked.unreached(counts) if asked is not None else ():
            if limit.choice not in wanted:
                continue
            held = held | self._within(limit, question, counts)
        return held

    def _within(self, limit: Limit, question: str, counts: Passed) -> Truth:
        differences = self._codes.differences(question, counts, self.answers)
        rates = self._codes.open_rates(question, counts, self.answers)
        within: Truth = True
        for drawn, bound in (
            (differences, limit.difference_below),
            (rates, limit.open_below),
            (rates - differences, limit.closed_below),
        ):
            if bound is not None:
                within = within & (drawn < bound)
        if limit.difference_above is not None:
            within = within & (differences > limit.difference_above)
        return within

    def both(self, left: Truth, right: Truth) -> Truth:
        """Whether both hold, draw by draw where they differ between draws."""
        if isinstance(left, bool):
            return right if left else False
        if isinstance(right, bool):
            return left if right else False
        return left & right
