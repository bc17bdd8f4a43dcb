"""Numbers that stand for the picks of a list."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from llmchoice.figures import enumerated
from llmchoice.language import t
from llmchoice.plain import quoted
from llmchoice.questionnaire.asker import Pick, Ranks
from llmchoice.questionnaire.lines.page import Unclear

_DIGITS = 9
"""Digits that a number may have: no list and no total needs more."""


class Numbering:
    """Picks numbered from 1 on, as a list shows them.

    A pick is meant by its number or its exact id. A whole number always means the number: an id
    that is one, which nobody sees, does not count.
    """

    def __init__(self, picks: Sequence[Pick]) -> None:
        self._picks = picks
        self._at = {pick.id: at for at, pick in enumerate(picks)}

    def pick(self, typed: str) -> str:
        """The id of the one that is meant; raises Unclear."""
        parts = tokens(typed)
        if len(parts) != 1:
            raise Unclear(t("Type one number from 1 to {last}, or help.", last=len(self._picks)))
        return self._picks[self._index(parts[0])].id

    def several(self, typed: str) -> tuple[str, ...]:
        """Ids for '1 3 4' or '1,3-5', in the order of the list; raises Unclear."""
        places: set[int] = set()
        for token in tokens(_joined(typed, "-")):
            first, _, last = token.partition("-")
            if first.isdecimal() and last.isdecimal():
                low, high = sorted((self._index(first), self._index(last)))
                places.update(range(low, high + 1))
            else:
                places.add(self._index(token))
        if not places:
            raise Unclear(
                t("Type at least one number from 1 to {last}, or help.", last=len(self._picks))
            )
        self._demand_no_company(places)
        return tuple(self._picks[at].id for at in sorted(places))

    def ranks(self, typed: str) -> Ranks:
        """All ids in order for '3 1=2', where = joins equals; raises Unclear."""
        parts = tokens(_joined(typed, "=").replace(">", " "))
        if any(not token for part in parts for token in part.split("=")):
            raise Unclear(t("Put = between two numbers: 1=2."))
        groups = [sorted(self._index(token) for token in part.split("=")) for part in parts]
        self._demand_each_once([at for group in groups for at in group])
        return tuple(tuple(self._picks[at].id for at in group) for group in groups)

    def written(self, ids: Iterable[str]) -> str:
        """Numbers as a person would type them: '1 3'."""
        return " ".join(str(self._at[name] + 1) for name in ids)

    def written_ranks(self, ranks: Ranks) -> str:
        """An order as a person would type it: '3 1=2'."""
        return " ".join("=".join(str(self._at[name] + 1) for name in equals) for equals in ranks)

    def _index(self, token: str) -> int:
        if not token.isdecimal():
            if token in self._at:
                return self._at[token]
        elif len(token) <= _DIGITS and 1 <= int(token) <= len(self._picks):
            return int(token) - 1
        raise Unclear(
            t(
                "{typed} is not in the list: type a number from 1 to {last}, or help.",
                typed=quoted(token),
                last=len(self._picks),
            )
        )

    def _demand_no_company(self, places: set[int]) -> None:
        lonely = [at for at in sorted(places) if self._picks[at].alone]
        if lonely and len(places) > 1:
            raise Unclear(
                t(
                    "{number} cannot be combined with others ({text}): type only that, or leave it"
                    " out.",
                    number=lonely[0] + 1,
                    text=self._picks[lonely[0]].text,
                )
            )

    def _demand_each_once(self, order: Sequence[int]) -> None:
        count = Counter(order)
        missing = [str(at + 1) for at in range(len(self._picks)) if at not in count]
        double = [str(at + 1) for at in sorted(count) if count[at] > 1]
        if missing or double:
            says = [t("Type every number once.")]
            says += [t("Missing: {numbers}.", numbers=enumerated(missing))] if missing else []
            says += [t("More than once: {numbers}.", numbers=enumerated(double))] if double else []
            raise Unclear(" ".join(says))


def tokens(typed: str) -> list[str]:
    """What stands between spaces, commas and semicolons; '3.' is '3'."""
    # An input method for Chinese or Japanese may type wide digits and commas.
    usual = unicodedata.normalize("NFKC", typed)
    parts = usual.replace(",", " ").replace(";", " ").split()
    return [part.rstrip(".") or part for part in parts]


def amount(token: str, total: int) -> int:
    """A whole number from 0 to the total; raises Unclear."""
    digits = token.removesuffix("%")
    if digits.isdecimal() and len(digits) <= _DIGITS and int(digits) <= total:
        return int(digits)
    raise Unclear(
        t(
            "{typed} is not a whole number from 0 to {total}: type one, or help.",
            typed=quoted(token),
            total=total,
        )
    )


def _joined(typed: str, sign: str) -> str:
    """Without spaces around a sign: '1 - 3' is '1-3'."""
    usual = unicodedata.normalize("NFKC", typed)
    return sign.join(part.strip() for part in usual.split(sign))
