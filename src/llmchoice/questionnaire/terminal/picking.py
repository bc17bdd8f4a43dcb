"""Picking one or several entries of a list, on questionary's select and checkbox."""

from collections.abc import Callable, Sequence

import questionary
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyPressEvent
from questionary.prompts.common import InquirerControl

from llmchoice.plain import plain
from llmchoice.questionnaire.asker import Pick, Prompt
from llmchoice.questionnaire.terminal.frame import Entry, Frame
from llmchoice.questionnaire.terminal.keys import every, named
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.pointing import NOWHERE, moving
from llmchoice.questionnaire.terminal.stage import run, show

CHOOSE = "  ! Choose one with the arrows first."


def pick_one(paper: Paper, prompt: Prompt, picks: Sequence[Pick], default: str | None) -> str:
    """The id of the one that was picked."""
    above = paper.announce(prompt)
    known = default if default in {pick.id for pick in picks} else None
    question = questionary.select("", _choices(picks), default=known, erase_when_done=True)
    control = _control(question)
    if known is None:
        control.pointed_at = NOWHERE
    refused = False

    def frame() -> Frame:
        lost = control.pointed_at == NOWHERE
        return Frame(
            hint=named(prompt, "arrows move", "Enter chooses"),
            entries=_entries(control, picks, lambda _: ""),
            pointed=None if lost else control.pointed_at,
            status=(CHOOSE,) if lost and refused else (),
        )

    keys = moving(control)

    @keys.add("enter", eager=True, filter=Condition(lambda: control.pointed_at == NOWHERE))
    def _refuse(_event: KeyPressEvent) -> None:
        nonlocal refused
        refused = True

    def so_far() -> str | None:
        return None if control.pointed_at == NOWHERE else str(control.get_pointed_at().value)

    question.application.layout = show(control, frame, paper, above)
    picked = str(run(question, paper, keys, every(prompt, paper, so_far)))
    paper.answer(*(pick.text for pick in picks if pick.id == picked))
    return picked


def pick_many(
    paper: Paper, prompt: Prompt, picks: Sequence[Pick], default: Sequence[str]
) -> tuple[str, ...]:
    """The ids of all that were picked, at least one; one that stands alone has no company."""
    above = paper.announce(prompt)
    problem = ""

    def check(picked: list[str]) -> bool:
        nonlocal problem
        problem = _no_company(picks, picked)
        return not problem

    question = questionary.checkbox(
        "", _choices(picks, default), validate=check, erase_when_done=True
    )
    control = _control(question)

    def ticked() -> tuple[str, ...]:
        return tuple(str(choice.value) for choice in control.get_selected_values())

    def frame() -> Frame:
        return Frame(
            hint=named(prompt, "arrows move", "Space ticks", "Enter continues"),
            entries=_entries(
                control, picks, lambda id_: "[x] " if id_ in control.selected_options else "[ ] "
            ),
            pointed=control.pointed_at,
            # What is wrong changes with every tick, but is not said before Enter was refused.
            status=(f"  ! {problem}",) if problem and control.submission_attempted else (),
        )

    question.application.layout = show(control, frame, paper, above)
    keys = every(prompt, paper, lambda: ticked() or None)
    picked = tuple(str(value) for value in run(question, paper, moving(control), keys))
    paper.answer(*(pick.text for pick in picks if pick.id in picked))
    return picked


def _choices(
    picks: Sequence[Pick], checked: Sequence[str] = ()
) -> list[str | questionary.Choice | dict[str, object]]:
    """The choices as questionary takes them, with a separator above each group."""
    found: list[str | questionary.Choice | dict[str, object]] = []
    group = ""
    for pick in picks:
        if pick.group and pick.group != group:
            found.append(questionary.Separator(pick.group))
        group = pick.group
        found.append(questionary.Choice(pick.text, value=pick.id, checked=pick.id in checked))
    return found


def _control(question: questionary.Question) -> InquirerControl:
    controls = question.application.layout.find_all_controls()
    return next(control for control in controls if isinstance(control, InquirerControl))


def _entries(
    control: InquirerControl, picks: Sequence[Pick], mark: Callable[[str], str]
) -> tuple[Entry, ...]:
    by_id = {pick.id: pick for pick in picks}

    def entry(choice: questionary.Choice) -> Entry:
        if isinstance(choice, questionary.Separator):
            return Entry(choice.line, heading=True)
        pick = by_id[str(choice.value)]
        return Entry(pick.text, mark(pick.id), pick.notes, cut=pick.cut)

    return tuple(entry(choice) for choice in control.choices)


def _no_company(picks: Sequence[Pick], picked: Sequence[str]) -> str:
    """What is wrong with what was ticked; empty if nothing."""
    if not picked:
        return "Tick at least one with Space."
    lonely = [pick.text for pick in picks if pick.alone and pick.id in picked]
    return (
        f"'{plain(lonely[0])}' cannot be combined with others."
        if lonely and len(picked) > 1
        else ""
    )
