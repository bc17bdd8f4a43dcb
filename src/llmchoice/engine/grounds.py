"""Which sentence of the criteria explains a value, by the answer behind it."""

from llmchoice.engine import values
from llmchoice.engine.conditions import chosen
from llmchoice.model.criterion import Criterion
from llmchoice.model.ground import Ground
from llmchoice.model.option import Option
from llmchoice.model.passed import Passed
from llmchoice.model.profile import Answer


def ground(criterion: Criterion, option: Option, answer: Answer, at: int) -> Ground:
    """Why an option, at its place in the tables, has its value.

    A test that was counted is told by its counts. Of several answers those that set the value
    choose the sentence; without one of their own the option's general sentence stands.
    """
    if isinstance(answer, Passed) and criterion.counts is not None and criterion.counts.says:
        return Ground(text=_counted(criterion.counts.says, answer), of_answer=True)
    choices = frozenset(values.decisive(criterion, answer, at)) or chosen(answer)
    for special in criterion.answer_reasons:
        if special.options.matches(option) and not choices.isdisjoint(special.answers):
            return Ground(text=special.text, of_answer=True)
    return Ground(text=criterion.reasons[option.id])


def _counted(text: str, counts: Passed) -> str:
    for place, number in (
        ("{cases}", counts.cases),
        ("{open}", counts.open),
        ("{closed}", counts.closed),
    ):
        text = text.replace(place, str(number))
    return text
