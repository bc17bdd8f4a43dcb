"""Assesses one profile after the other, with what they share read and drawn only once."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from llmchoice.catalogue.cost.study import costs_of
from llmchoice.cli.batch.outcome import Outcome, failed
from llmchoice.cli.inputs import Inputs, the_store
from llmchoice.engine.answers import effective, of_workload
from llmchoice.engine.brief import Brief, Deck, brief
from llmchoice.errors import LlmchoiceError
from llmchoice.knowledge.source import ProfileText
from llmchoice.knowledge.text import read_text
from llmchoice.model.cost import CostInputs
from llmchoice.model.row import Row

if TYPE_CHECKING:
    from llmchoice.cli.batch.source import Source
    from llmchoice.cli.batch.task import Task
    from llmchoice.model.profile import Answers, Profile


class Assessor:
    """Assesses profiles one by one."""

    def __init__(self, task: "Task") -> None:
        self._task = task
        self._deck = Deck()

    def outcome(self, source: "Source") -> Outcome:
        """The rows of a profile, or all that is wrong with it."""
        if source.error is not None:
            return failed(source.name, source.error)
        try:
            return Outcome(source.name, rows=tuple(self._rows(source)))
        except LlmchoiceError as error:
            return failed(source.name, error)

    def _rows(self, source: "Source") -> Iterator[Row]:
        text = read_text(Path(source.name)) if source.text is None else source.text
        given = ProfileText(text, source.name)
        inputs = Inputs.read(given, self._task.kb, missing=self._task.missing)
        profile = inputs.profile
        found = brief(inputs.basis, profile, self._deck, draws=self._task.draws)
        answers = None if found.workloads else profile.answers
        yield self._row(source.name, profile, None, found.organisation, answers)
        for workload, one in zip(profile.workloads, found.workloads, strict=False):
            answers = of_workload(profile, workload)
            yield self._row(source.name, profile, workload.name, one, answers)

    def _row(
        self,
        file: str,
        profile: "Profile",
        workload: str | None,
        found: Brief,
        answers: "Answers | None",
    ) -> Row:
        cost = self._cost(profile, found.option, answers)
        currency = (profile.costs or CostInputs()).currency
        return Row(
            organisation=profile.organisation,
            workload=workload,
            # A name may be no text at all: a row is.
            file=os.fsencode(file).decode(errors="replace"),
            verdict=found.verdict,
            option=found.option,
            option_name=self._short_name(found.option),
            margin=found.margin,
            confidence=found.confidence,
            cost=cost,
            currency=None if cost is None else currency,
        )

    def _short_name(self, option_id: str | None) -> str | None:
        names = {option.id: option.short for option in self._task.kb.options}
        return None if option_id is None else names[option_id]

    def _cost(
        self, profile: "Profile", option: str | None, answers: "Answers | None"
    ) -> float | None:
        """What the option typically costs a month, with these answers."""
        book = the_store().book
        inputs = profile.costs or CostInputs()
        ways: Mapping[str, object] = book.terms.options
        if option is None or answers is None or option not in ways:
            return None
        costs = costs_of(book, [option], effective(self._task.kb, answers), inputs)
        band = costs[0].monthly if costs else None
        return None if band is None else band.typical
