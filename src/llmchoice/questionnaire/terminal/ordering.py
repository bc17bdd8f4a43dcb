"""Putting picks in order by moving them."""

from collections.abc import Callable, Sequence

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from llmchoice.questionnaire.asker import Pick, Prompt, Ranks
from llmchoice.questionnaire.terminal.frame import Entry, Frame
from llmchoice.questionnaire.terminal.keys import every, named
from llmchoice.questionnaire.terminal.paper import Paper
from llmchoice.questionnaire.terminal.ranking import Ranking
from llmchoice.questionnaire.terminal.stage import bare, run, show

CONFIRM = "  ! Is this your order? Press Enter again to keep it, or move something first."
TAKEN = "  Picked up: the arrows move it, Space puts it down."
FIRST = "  ! Nothing is above it."
UP = ("s-up", "c-up", ("escape", "up"))
DOWN = ("s-down", "c-down", ("escape", "down"))
"""Shift, Ctrl and Alt with an arrow: every terminal sends at least one of them."""


class _Order:
    """The order while it is being made, and what was said about it."""

    def __init__(self, picks: Sequence[Pick], default: Ranks) -> None:
        self.ranking = Ranking([pick.id for pick in picks], default)
        self.meant = bool(default)
        """Whether the order is the person's, and not just the one of the list."""
        self.taken = False
        self.said = ""

    def step(self, by: int) -> None:
        """What an arrow does."""
        if self.taken:
            self.move(by)
        else:
            self.said = ""
            self.ranking.point(by)

    def move(self, by: int) -> None:
        self.said = ""
        self.meant = self.ranking.move(by) or self.meant

    def tie(self) -> None:
        tied = self.ranking.tie()
        self.said = "" if tied else FIRST
        self.meant = tied or self.meant

    def take(self) -> None:
        self.said = ""
        self.taken = not self.taken

    def accept(self) -> bool:
        """Whether Enter is enough: an order that nobody touched needs two in a row."""
        if self.meant or self.said == CONFIRM:
            return True
        self.said = CONFIRM
        return False

    @property
    def status(self) -> tuple[str, ...]:
        return tuple(line for line in (TAKEN if self.taken else "", self.said) if line)


def put_in_order(paper: Paper, prompt: Prompt, picks: Sequence[Pick], default: Ranks) -> Ranks:
    """All picks, put in order by moving them; equals stand together."""
    above = paper.announce(prompt)
    order = _Order(picks, default)
    by_id = {pick.id: pick for pick in picks}

    def entry(one: str) -> Entry:
        pick = by_id[one]
        return Entry(pick.text, f"{order.ranking.rank_of(one):>2}. ", pick.notes, cut=pick.cut)

    def frame() -> Frame:
        return Frame(
            hint=named(
                prompt, "arrows move", "Space picks up or puts down", "= as above", "Enter finishes"
            ),
            entries=tuple(map(entry, order.ranking.ids)),
            pointed=order.ranking.at,
            pointer="^v" if order.taken else ">",
            status=order.status,
        )

    question, control = bare()
    question.application.layout = show(control, frame, paper, above)
    keys = every(prompt, paper, lambda: order.ranking.ranks if order.meant else None)
    run(question, paper, _moving(order), keys)
    texts = ((order.ranking.rank_of(one), by_id[one].text) for one in order.ranking.ids)
    paper.answer(*(f"{rank}. {text}" for rank, text in texts))
    return order.ranking.ranks


def _moving(order: _Order) -> KeyBindings:
    keys = KeyBindings()

    def bind(do: Callable[[], None], *sequences: str | tuple[str, ...]) -> None:
        def handle(_event: KeyPressEvent) -> None:
            do()

        for one in sequences:
            keys.add(*((one,) if isinstance(one, str) else one), eager=True)(handle)

    bind(lambda: order.step(-1), "up", "k", "c-p")
    bind(lambda: order.step(1), "down", "j", "c-n")
    bind(lambda: order.move(-1), *UP)
    bind(lambda: order.move(1), *DOWN)
    bind(order.take, "space")
    bind(order.tie, "=")

    @keys.add("enter", eager=True)
    def _done(event: KeyPressEvent) -> None:
        if order.accept():
            event.app.exit()

    return keys
