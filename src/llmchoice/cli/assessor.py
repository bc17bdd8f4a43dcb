"""Assesses one profile after the other, with what they share read and drawn only once."""

import gc
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from llmchoice.catalogue.cost.resolve import batch_of
from llmchoice.cli.inputs import Inputs, the_store
from llmchoice.cli.messages import bug
from llmchoice.cli.sources import Source, opened
from llmchoice.cli.verdicts import starts
from llmchoice.engine.answers import effective
from llmchoice.engine.assess import assess
from llmchoice.engine.brief import Brief, Briefs, Deck, brief
from llmchoice.engine.notices import weak_tests
from llmchoice.engine.ordering import differ, equal_steps
from llmchoice.engine.parts import parts
from llmchoice.engine.weights import consistency
from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.source import ProfileText, read_text
from llmchoice.model.row import Row
from llmchoice.model.terms import CostInputs
from llmchoice.model.verdict import tells_excluded, tells_nothing_left

if TYPE_CHECKING:
    from llmchoice.model.ground import Consistency
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Answers, Profile
    from llmchoice.model.row import Doubt


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one profile: its rows, or what is wrong with it; never both."""

    file: str
    rows: tuple[Row, ...] = ()
    """The organisation's, then one for each of its workloads."""
    strength: str | None = None
    """Of the organisation's verdict."""
    starts: tuple[str, ...] = ()
    """The sides of what to begin with, where that is wanted."""
    problems: tuple[Problem, ...] = ()
    code: ExitCode = ExitCode.DONE


@dataclass(frozen=True, slots=True)
class Assessor:
    """Assesses profiles one by one, all in the same way."""

    kb: "KnowledgeBase"
    draws: int | None = None
    """How many simulations; by default as many as its error asks for."""
    missing: Literal["unknown"] | None = None
    """Whether missing answers are taken as unknown."""
    date: str | None = None
    """The day whose prices count; without one that on which they were read."""
    starts: bool = False
    """Whether it is wanted what to begin with, which takes longer."""
    _deck: Deck = field(default_factory=Deck)

    def outcomes(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        """What becomes of each profile, in order, as soon as it is known; none is kept."""
        # The program turns it off because runs are short; this one may not be.
        gc.enable()
        return (self._outcome(source) for source in opened(sources))

    def _outcome(self, source: Source) -> Outcome:
        try:
            return self._assessed(source)
        except LlmchoiceError as error:
            return Outcome(source.name, problems=error.problems, code=error.exit_code)
        except Exception as error:  # noqa: BLE001 - the others are not to suffer from it
            return Outcome(source.name, problems=(bug(error, source.name),), code=ExitCode.BUG)

    def _assessed(self, source: Source) -> Outcome:
        if source.error is not None:
            raise source.error
        text = read_text(Path(source.name)) if source.text is None else source.text
        given = ProfileText(text, source.name)
        inputs = Inputs.read(given, self.kb, missing=self.missing, date=self.date)
        profile = inputs.profile
        briefs = brief(inputs.basis, profile, self._deck, draws=self.draws)
        rows = self._rows(source, inputs, briefs)
        begun = self.starts and assess(
            inputs.basis, profile, date=self.date, draws=self.draws, search=False
        )
        return Outcome(
            source.name,
            rows=rows,
            strength=briefs.organisation.strength,
            starts=starts(begun) if begun else (),
        )

    def _rows(self, source: Source, inputs: Inputs, briefs: Briefs) -> tuple[Row, ...]:
        profile = inputs.profile
        rated = equal_steps(profile)
        others = rated and brief(inputs.basis, rated, self._deck, draws=self.draws)
        answers = None if briefs.workloads else profile.answers
        whole = self._row(source.name, profile, None, briefs.organisation, answers)
        workloads = (
            self._row(source.name, part.profile, part.name, result, part.answers)
            for part, result in zip(parts(self.kb, profile), briefs.workloads, strict=False)
        )
        rows = (whole, *workloads)
        if others is None:
            return rows
        # Ratings in the order of the ranking may give another result.
        return tuple(
            row.model_copy(update={"doubts": (*row.doubts, "ranking-tells-less")})
            if differ(row, other)
            else row
            for row, other in zip(rows, (others.organisation, *others.workloads), strict=True)
        )

    def _row(
        self,
        file: str,
        profile: "Profile",
        workload: str | None,
        result: Brief,
        answers: "Answers | None",
    ) -> Row:
        cost, unknown = self._price(profile, result.option or result.leading, answers)
        months = None
        if cost is not None and answers is not None:
            months = batch_of(the_store(self.date).book, effective(self.kb, answers))
        currency = (profile.costs or CostInputs()).currency
        judged = consistency(self.kb, profile)
        return Row(
            organisation=profile.organisation,
            workload=workload,
            # A name may be no text at all: a row is.
            file=os.fsencode(file).decode(errors="replace"),
            verdict=result.verdict,
            kind="partly" if result.partly else None,
            option=result.option,
            option_name=self._short_name(result.option),
            tendency=result.tendency,
            leading=result.leading,
            leading_name=self._short_name(result.leading),
            margin=result.margin,
            p_side=result.p_side,
            p_nothing_left=result.p_nothing_left,
            p_leader_excluded=result.p_leader_excluded,
            regret=result.regret,
            cost=cost,
            currency=None if cost is None else currency,
            months=months,
            consistency=judged and judged.ratio,
            doubts=(
                *_doubts(result, judged),
                *unknown,
                *(each.code for each in weak_tests(self.kb, effective(self.kb, answers or {}))),
            ),
        )

    def _short_name(self, option_id: str | None) -> str | None:
        names = {option.id: option.short for option in self.kb.options}
        return None if option_id is None else names[option_id]

    def _price(
        self, profile: "Profile", option: str | None, answers: "Answers | None"
    ) -> "tuple[float | None, tuple[Doubt, ...]]":
        """What the option typically costs a month with these answers; and what is not known."""
        if option is None or answers is None:
            return None, ()
        costs = the_store(self.date).costs(self.kb, profile.costs or CostInputs())
        given = effective(self.kb, answers)
        offered: tuple[Doubt, ...] = ("no-known-offer",) if option in costs.unplaced(given) else ()
        costed = costs.costed(given)
        if costed is None:
            return None, offered
        band = dict(zip(costs.ways, costed.monthly, strict=True)).get(option)
        return (None, (*offered, "cost-unknown")) if band is None else (band.typical, offered)


def _doubts(result: Brief, judged: "Consistency | None") -> "Iterator[Doubt]":
    if judged and judged.poor:
        yield "inconsistent-comparisons"
    if tells_nothing_left(result.p_nothing_left):
        yield "nothing-left"
    if tells_excluded(result.p_leader_excluded):
        yield "leader-excluded"
    if result.cost_gap:
        yield "cost-gap"
