"""Sharing out a total, one line each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from llmchoice.language import t
from llmchoice.questionnaire.asker import Back, Pick, Prompt
from llmchoice.questionnaire.lines.conversation import Conversation, Request
from llmchoice.questionnaire.lines.numbering import amount, tokens
from llmchoice.questionnaire.lines.page import Page, Unclear


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
            label=before_cursor(t("Number for {number}:", number=at + 1)),
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


def before_cursor(label: str) -> str:
    """A label with the space that keeps what is typed off it."""
    return f"{label} "


def _off(together: int, total: int) -> str:
    places = {"sum": together, "off": abs(total - together), "total": total}
    if together < total:
        return t(
            "Together that is {sum}, {off} less than {total}. Start again from the first: an empty"
            " line keeps a number.",
            **places,
        )
    return t(
        "Together that is {sum}, {off} more than {total}. Start again from the first: an empty"
        " line keeps a number.",
        **places,
    )
