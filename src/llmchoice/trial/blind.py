"""What a judge is shown: the answers to a case, without names, in an order of its own."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from string import ascii_uppercase

from llmchoice.model.score import Answer, Case


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
        Blind(case, tuple(sorted(by_case[case.id], key=lambda a: _place(salt, judge, a))))
        for case in cases
        if case.id in by_case
    )


def complete(blinds: Sequence[Blind], candidates: Collection[str]) -> tuple[Blind, ...]:
    """Those that every candidate has answered; all of them where there is none such.

    An answer that comes later would be known by being new.
    """
    whole = tuple(blind for blind in blinds if set(blind.shown) >= set(candidates))
    return whole or tuple(blinds)


def _place(salt: bytes, judge: str, answer: Answer) -> bytes:
    parts = (judge, answer.case, answer.text)
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), key=salt).digest()
