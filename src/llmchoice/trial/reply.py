"""What an endpoint sent back, as far as it is understood."""

import json
from dataclasses import dataclass

from llmchoice.model.trial import TokenPrices
from llmchoice.plain import whole

_LONGEST = 300
"""Characters of a complaint that are kept."""
_MOST = 10**12
"""Tokens: what is beyond counts as not told."""


class Malformed(Exception):  # noqa: N818 - it never leaves this package
    """A body that is no answer; the reason in words."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one question."""

    text: str
    tokens_in: int | None
    tokens_out: int | None
    served_by: str | None
    ended: str | None

    def cost(self, price: TokenPrices | None) -> float | None:
        """What it cost; None where the price or the tokens are not known."""
        if price is None:
            return None
        if not price.input and not price.output:
            return 0.0
        if self.tokens_in is None or self.tokens_out is None:
            return None
        return price.of(self.tokens_in, self.tokens_out)


@dataclass(frozen=True, slots=True)
class Timed:
    """An answer, and the seconds from the request to the whole of it."""

    reply: Reply
    seconds: float


def read_reply(body: bytes) -> Reply:
    """The answer in the body of a chat completion.

    A model that refused, or that spent all its tokens before it said anything, has answered: by
    what it said of that, or by an empty text.

    Raises:
        Malformed: where there is none.
    """
    data = _parsed(body)
    choices = data.get("choices") if isinstance(data, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(data, dict) or not isinstance(first, dict) or not isinstance(message, dict):
        raise Malformed(complaint(body) or "it holds no answer")
    usage = data.get("usage")
    usage = usage if isinstance(usage, dict) else {}
    return Reply(
        text=_content(message),
        tokens_in=_count(usage.get("prompt_tokens")),
        tokens_out=_count(usage.get("completion_tokens")),
        served_by=_word(data.get("model")),
        ended=_word(first.get("finish_reason")),
    )


def complaint(body: bytes) -> str:
    """What an endpoint says is wrong, shortened; nothing where it says nothing."""
    data = _fields(body)
    error = data.get("error")
    if isinstance(error, dict):
        error = error.get("message")
    if error is None:
        error = data.get("message") or data.get("detail")
    return whole(error[:_LONGEST]) if isinstance(error, str) else ""


def complaint_code(body: bytes) -> str:
    """The word that an endpoint has for what is wrong; nothing where it has none."""
    error = _fields(body).get("error")
    code = (error.get("code") or error.get("type")) if isinstance(error, dict) else None
    return code if isinstance(code, str) else ""


def _fields(body: bytes) -> dict[object, object]:
    """What stands in a body; nothing where it is no object."""
    try:
        data = _parsed(body)
    except Malformed:
        return {}
    return data if isinstance(data, dict) else {}


def _parsed(body: bytes) -> object:
    try:
        data: object = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed("it is not JSON") from error
    return data


def _content(message: dict[object, object]) -> str:
    content = message.get("content")
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        return whole("".join(part for part in parts if isinstance(part, str)))
    if content is None:
        content = message.get("refusal") or ""
    if not isinstance(content, str):
        raise Malformed("its answer is no text")
    return whole(content)


def _count(value: object) -> int | None:
    right = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST
    return int(value) if right and isinstance(value, int) else None


def _word(value: object) -> str | None:
    return whole(value[:_LONGEST]) if isinstance(value, str) else None
