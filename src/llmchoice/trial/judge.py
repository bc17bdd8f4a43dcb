"""Judging at a terminal: every answer gets a mark from somebody who does not see whose it is."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase

from llmchoice.errors import LlmchoiceError
from llmchoice.language import t
from llmchoice.model.score import Answer, Case, Judgement, Which
from llmchoice.model.trial import Mark, Scale, Setup
from llmchoice.questionnaire.asker import Asker, Back, Pick, Prompt, Remarking
from llmchoice.questionnaire.dialogue import remark_on_answer
from llmchoice.report.wording.trial import mark_name
from llmchoice.trial.store import Store, keyed, now

SKIP = "skip"
REST = "rest"
SHOWN = 6000
"""Characters of a text that are shown at first."""
TAB = 4
"""Columns between the stops of a tab in what is judged."""


@dataclass(frozen=True, slots=True)
class Blind:
    """A case with its answers, as one judge is shown them."""

    case: Case
    answers: tuple[Answer, ...]
    """In the order in which they are shown."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The candidates in that order: never for the judge's eyes."""
        return tuple(answer.candidate for answer in self.answers)

    @property
    def letters(self) -> tuple[tuple[str, Answer], ...]:
        """Each answer with the letter that the judge knows it by."""
        return tuple((_letter(at), answer) for at, answer in enumerate(self.answers))


def _letter(at: int) -> str:
    """A to Z, then AA, AB and so on."""
    before, last = divmod(at, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[last]


def blinded(
    cases: Iterable[Case], answers: Sequence[Answer], salt: bytes, judge: str
) -> tuple[Blind, ...]:
    """Every case that has an answer, in the order of the cases.

    The order of its answers is that of keyed digests of judge, case and text. So it is another for
    each case and judge, the same whenever it is asked for, and it would be the same if candidates
    had other names or sides.
    """
    by_case: dict[str, list[Answer]] = {}
    for answer in answers:
        by_case.setdefault(answer.case, []).append(answer)
    return tuple(
        Blind(
            case, tuple(sorted(by_case[case.id], key=lambda a: keyed(salt, judge, a.case, a.text)))
        )
        for case in cases
        if case.id in by_case
    )


def complete(blinds: Sequence[Blind], candidates: Collection[str]) -> tuple[Blind, ...]:
    """Those that every candidate has answered; all of them where there is none such.

    An answer that comes later would be known by being new.
    """
    whole = tuple(blind for blind in blinds if set(blind.shown) >= set(candidates))
    return whole or tuple(blinds)


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer to be marked."""

    number: int
    """Of the case, from 1."""
    blind: Blind
    letter: str
    answer: Answer


@dataclass(slots=True)
class Judging:
    """How far a judge is."""

    asker: Asker
    store: Store
    setup: Setup
    judge: str
    turns: Sequence[Turn]
    total: int
    """Cases."""
    judgements: dict[Which, Judgement] = field(default_factory=dict)
    """What this judge has said, by case and candidate."""
    notes: dict[Which, str] = field(default_factory=dict)
    """Notes on answers that have no mark yet: a mark takes them along."""
    _last: str | None = None
    """The case that is on the screen."""

    @property
    def open(self) -> int:
        """Answers that this judge has not marked."""
        return sum(turn.answer.which not in self.judgements for turn in self.turns)

    def run(self, *, again: bool = False) -> None:
        """Ask for the marks of every case in which one is missing, in order; again: for every mark.

        What was said before is preselected. Nothing is shown of an answer alone that came later.

        Raises:
            Interrupted: when the judge leaves; whatever was marked is kept.
        """
        unfinished = {
            turn.answer.case for turn in self.turns if turn.answer.which not in self.judgements
        }
        due = [turn for turn in self.turns if again or turn.answer.case in unfinished]
        at = 0
        while at < len(due):
            try:
                self._ask(due[at])
            except Back:
                if at == 0:
                    self.asker.say("! " + t("There is no answer before this one."))
                at = max(at - 1, 0)
                continue
            at += 1

    def _ask(self, turn: Turn) -> None:
        """Ask for one mark and keep it; one that is skipped stays open."""
        which = turn.answer.which
        before = self.judgements.get(which)
        note = self.notes.get(which, (before.note if before else None) or "")
        picked = before.mark.value if before else None
        self._show(turn)
        whole = len(turn.answer.text) <= SHOWN
        while True:
            prompt = Prompt(
                t(
                    "Answer {letter}. {question}",
                    letter=turn.letter,
                    question=asked_of_judges(self.setup),
                ),
                lead=("",),
                remark=note,
            )
            try:
                reply = self.asker.pick(
                    prompt, _picks(self.setup.scale, whole=whole), default=picked
                )
            except Remarking as request:
                picked = request.so_far if isinstance(request.so_far, str) else picked
                note = remark_on_answer(self.asker, note)
                self.notes[which] = note
                continue
            if reply == REST:
                self.asker.say(*_indented(turn.answer.text[SHOWN:]))
                whole = True
                continue
            break
        if reply == SKIP:
            return
        judgement = Judgement(
            case=turn.answer.case,
            candidate=turn.answer.candidate,
            judge=self.judge,
            mark=Mark(reply),
            note=note or None,
            shown=turn.blind.shown,
            at=now(),
        )
        try:
            self.store.add_judgement(judgement, of=turn.answer)
        except LlmchoiceError:
            self.judgements.pop(which, None)
            self.asker.say("! " + t("That answer was replaced meanwhile, so the mark is not kept."))
        else:
            self.judgements[which] = judgement
            self.notes.pop(which, None)

    def _show(self, turn: Turn) -> None:
        case = turn.blind.case
        if self._last != case.id:
            self._last = case.id
            self.asker.head(t("Case {number} of {total}", number=turn.number, total=self.total))
            self.asker.say(*_indented(case.input))
            if case.expected is not None:
                self.asker.say("", t("What is expected:"), *_indented(case.expected))
        answer = turn.answer.text
        self.asker.say("", t("Answer {letter}:", letter=turn.letter), *_indented(answer[:SHOWN]))
        if len(answer) > SHOWN:
            self.asker.say(t("({number} more characters)", number=len(answer) - SHOWN))


def judging(
    store: Store, setup: Setup, blinds: Sequence[Blind], asker: Asker, judge: str
) -> Judging:
    """The judging of one judge, with what was said before."""
    turns = [
        Turn(number, blind, letter, answer)
        for number, blind in enumerate(blinds, 1)
        for letter, answer in blind.letters
    ]
    judgements = {j.which: j for j in store.judgements() if j.judge == judge}
    return Judging(asker, store, setup, judge, turns, len(blinds), judgements)


def asked_of_judges(setup: Setup) -> str:
    """What judges are asked about every answer."""
    return setup.scale.asks or t("Could you use it?")


def _picks(scale: Scale, *, whole: bool) -> list[Pick]:
    picks: list[Pick] = []
    for mark in Mark:
        name, meaning = mark_name(mark), scale.means.get(mark)
        if meaning is not None:
            name = t("{mark}: {meaning}", mark=name, meaning=meaning)
        picks.append(Pick(mark.value, name))
    picks.append(Pick(SKIP, t("skip it for now")))
    if not whole:
        picks.append(Pick(REST, t("show the rest of it first")))
    return picks


def _indented(text: str) -> list[str]:
    """Its lines, set off from what the program says, so that no text can pass for that."""
    lines = text.expandtabs(TAB).splitlines() if text.strip() else [t("(nothing)")]
    return [f"  {line}" for line in lines]
