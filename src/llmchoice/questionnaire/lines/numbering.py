"""Numbers that stand for the picks of a list, and numbers that are shared out over them."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from llmchoice.figures import enumerated
from llmchoice.language import t
from llmchoice.plain import quoted
from llmchoice.questionnaire.asker import Back, Pick, Prompt, Ranks
from llmchoice.questionnaire.lines.conversation import Conversation, Request
from llmchoice.questionnaire.lines.page import Page, Unclear

_DIGITS = 9
"""Digits that a number may have: no list and no total needs more."""


class Numbering:
    """Picks numbered as a list shows them, from 1 on if nothing else is said.

    A pick is meant by its number or its exact id. A whole number always means the number: an id
    that is one, which nobody sees, does not count.
    """

    def __init__(self, picks: Sequence[Pick], first: int = 1) -> None:
        self._picks = picks
        self._first = first
        self._last = first + len(picks) - 1
        self._at = {pick.id: at for at, pick in enumerate(picks)}

    def pick(self, typed: str) -> str:
        """The id of the one that is meant; raises Unclear."""
        parts = tokens(typed)
        if len(parts) != 1:
            raise Unclear(
                t(
                    "Type one number from {first} to {last}, or help.",
                    first=self._first,
                    last=self._last,
                )
            )
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
                t(
                    "Type at least one number from {first} to {last}, or help.",
                    first=self._first,
                    last=self._last,
                )
            )
        lonely = [at for at in sorted(places) if self._picks[at].alone]
        if lonely and len(places) > 1:
            raise Unclear(
                t(
                    "{number} cannot be combined with others ({text}): type only that, or leave it"
                    " out.",
                    number=lonely[-1] + self._first,
                    text=self._picks[lonely[-1]].text,
                )
            )
        return tuple(self._picks[at].id for at in sorted(places))

    def ranks(self, typed: str) -> Ranks:
        """All ids in order for '3 1=2', where = joins equals; raises Unclear."""
        parts = tokens(_joined(typed, "=").replace(">", " "))
        if any(not token for part in parts for token in part.split("=")):
            raise Unclear(t("Put = between two numbers: 1=2."))
        groups = [sorted(self._index(token) for token in part.split("=")) for part in parts]
        count = Counter(at for group in groups for at in group)
        missing = [str(at + self._first) for at in range(len(self._picks)) if at not in count]
        double = [str(at + self._first) for at in sorted(count) if count[at] > 1]
        if missing or double:
            says = [t("Type every number once.")]
            says += [t("Missing: {numbers}.", numbers=enumerated(missing))] if missing else []
            says += [t("More than once: {numbers}.", numbers=enumerated(double))] if double else []
            raise Unclear(" ".join(says))
        return tuple(tuple(self._picks[at].id for at in group) for group in groups)

    def written(self, ids: Iterable[str]) -> str:
        """Numbers as a person would type them: '1 3'."""
        return " ".join(str(self._at[name] + self._first) for name in ids)

    def written_ranks(self, ranks: Ranks) -> str:
        """An order as a person would type it: '3 1=2'."""
        return " ".join(
            "=".join(str(self._at[name] + self._first) for name in equals) for equals in ranks
        )

    def _index(self, token: str) -> int:
        if not token.isdecimal():
            if token in self._at:
                return self._at[token]
        elif len(token) <= _DIGITS and 0 <= int(token) - self._first < len(self._picks):
            return int(token) - self._first
        raise Unclear(
            t(
                "{typed} is not in the list: type a number from {first} to {last}, or help.",
                typed=quoted(token),
                first=self._first,
                last=self._last,
            )
        )


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


class Shares:
    """Asks for a number for every pick until they make the total.

    Numbers given once are kept: when the sum is wrong, or when the person goes back a line, an
    empty line keeps what was given.
    """

    def __init__(
        self, page: Page, conversation: Conversation, prompt: Prompt, picks: Sequence[Pick]
    ) -> None:
        self._page = page
        self._conversation = conversation
        self._picks = picks
        self._request = Request(prompt, "", "", picks)

    def ask(self, total: int, default: Mapping[str, int]) -> dict[str, int]:
        """A number for each id, in the order of the picks; raises what an Asker raises."""
        how = t(
            "Share out {total}: type a whole number for each, 0 or more, one on each line; or all"
            " {count} on one line, in the order of the list.",
            total=total,
            count=len(self._picks),
        )
        self._request = replace(self._request, how=how)
        self._conversation.show(self._request)
        known = {pick.id for pick in self._picks}
        given = {name: number for name, number in default.items() if name in known}
        while True:
            self._round(total, given)
            given = {pick.id: given[pick.id] for pick in self._picks}
            if sum(given.values()) == total:
                return given
            self._page.show(_off(sum(given.values()), total))

    def _round(self, total: int, given: dict[str, int]) -> None:
        """Ask from the first pick to the last; the numbers are put into `given`."""
        at = 0
        while at < len(self._picks):
            used = sum(given[pick.id] for pick in self._picks[:at])
            try:
                numbers = self._numbers(at, total, used, given)
            except Back:
                if not at:
                    raise
                at -= 1
                continue
            if len(numbers) > 1:
                at = 0
            for number in numbers:
                given[self._picks[at].id] = number
                at += 1

    def _numbers(self, at: int, total: int, used: int, given: Mapping[str, int]) -> list[int]:
        """One number, or one for every pick."""
        pick = self._picks[at]
        kept = given.get(pick.id)

        def read(typed: str) -> list[int]:
            parts = tokens(typed)
            if not parts and kept is not None:
                return [kept]
            if len(parts) not in {1, len(self._picks)}:
                raise Unclear(
                    t(
                        "Type one number from 0 to {total}, or all {count}; or help.",
                        total=total,
                        count=len(self._picks),
                    )
                )
            return [amount(part, total) for part in parts]

        left = total - used
        request = replace(
            self._request,
            label=t("Number for {number}:", number=at + 1),
            keeps="" if kept is None else keeping(f"{kept}"),
            so_far=dict(given) or None,
        )
        state = (
            t("{left} of {total} left", left=left, total=total)
            if left >= 0
            else t("{over} over {total}", over=-left, total=total)
        )
        return self._conversation.answer(
            request, read, before=(f"{at + 1}. {pick.text} ({state})",)
        )


def keeping(numbers: str) -> str:
    """What an empty line does where something was given before."""
    return t("Enter keeps {numbers}.", numbers=numbers)


def _off(together: int, total: int) -> str:
    places = {"sum": together, "off": abs(total - together), "total": total}
    short = t("Together that is {sum}, {off} less than {total}.", **places)
    over = t("Together that is {sum}, {off} more than {total}.", **places)
    again = t("Start again from the first: an empty line keeps a number.")
    return f"{short if together < total else over} {again}"
