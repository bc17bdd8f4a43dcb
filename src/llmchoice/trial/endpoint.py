"""One endpoint: asked as hard as is allowed, again where that may help, and never followed away.

Nothing but the address in `trial.yaml` is contacted: no redirect is followed. A proxy of the
environment is used as by other programs, but never for an address on this machine. Keys come from
the environment, and go to their endpoint alone.
"""

import asyncio
import random
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from llmchoice.errors import ExitCode, LlmchoiceError, Problem, usage_error
from llmchoice.model.trial import Limits, Model
from llmchoice.trial.questions import Question
from llmchoice.trial.reply import (
    Malformed,
    Reply,
    Timed,
    complaint,
    complaint_code,
    read_reply,
)
from llmchoice.version import __version__

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LARGEST = 32_000_000
"""Bytes of a body; what is larger is no answer that a person would judge."""
LONGEST_WAIT = 300.0
"""Seconds; an endpoint that asks for more is left alone until the next run."""
_LONGEST_CONNECT = 30.0
"""Seconds until a connection stands; none comes later."""
_SHORTEST_KEY = 16
"""Characters: what is shorter (`none`, `ollama`) is no secret, but a word that answers hold."""
_FIRST_WAIT = 1.0
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
"""Statuses after which the same request may succeed."""
_CANDIDATE = frozenset({401, 402, 403, 404, 405})
"""Statuses that every case would get: the key, the account, the address or the model is wrong."""
_NO_CREDIT = frozenset({"insufficient_quota", "billing_hard_limit_reached"})
_MS = 1000.0


class Scope(Enum):
    """What there is no answer for."""

    ONCE = auto()
    """This time: to ask again may help."""
    AWAY = auto()
    """This time, for nobody is there; where that stays so, any case."""
    CASE = auto()
    CANDIDATE = auto()
    """Any case: the candidate need not be asked again in this run."""


class Refused(Exception):  # noqa: N818 - it never leaves this package
    """There is no answer; the reason in words, without the key."""

    def __init__(self, why: str, scope: Scope, wait: float | None = None) -> None:
        super().__init__(why)
        self.scope = scope
        self.wait = wait
        """Seconds that the endpoint asks to be left alone."""


class Endpoint:
    """An address, with what is allowed there; used within `opened`."""

    def __init__(self, address: str, limits: Limits, client: httpx.AsyncClient) -> None:
        self._address = f"{address}/chat/completions"
        self._limits = limits
        self._client = client
        self.free = asyncio.Semaphore(limits.at_once)
        """One holder for each question that is being asked, waits included."""
        self._next = 0.0
        """When the next request may begin, by the clock of the loop."""

    @classmethod
    @asynccontextmanager
    async def opened(cls, address: str, limits: Limits) -> "AsyncIterator[Endpoint]":
        """The endpoint at an address, with connections that are closed when the block ends.

        Raises:
            LlmchoiceError: exit code 2 when the address, or a proxy of the environment, is none.
        """
        try:
            client = httpx.AsyncClient(
                timeout=httpx.Timeout(
                    limits.seconds, connect=min(limits.seconds, _LONGEST_CONNECT)
                ),
                limits=httpx.Limits(max_connections=limits.at_once),
                follow_redirects=False,
                trust_env=not is_local(address),
                headers={"User-Agent": f"llmchoice/{__version__}", "Accept-Encoding": "identity"},
            )
        except (httpx.InvalidURL, ImportError, ValueError) as error:
            raise usage_error(
                f"{address} cannot be asked: {error}",
                fix="check the endpoint in trial.yaml, and the proxy in your environment",
            ) from error
        async with client:
            yield cls(address, limits, client)

    async def turn(self) -> None:
        """Wait until a request may begin."""
        loop = asyncio.get_running_loop()
        spacing = 60.0 / self._limits.per_minute if self._limits.per_minute else 0.0
        begin = max(loop.time(), self._next)
        self._next = begin + spacing
        await asyncio.sleep(begin - loop.time())

    def pause(self, failed: int, wait: float | None) -> None:
        """Leave the endpoint alone for a while: as long as it asks for, else longer each time."""
        if wait is None:
            # A part is left to chance, so that what failed together is not asked again together.
            wait = min(_FIRST_WAIT * 2**failed, 60.0) * random.uniform(0.5, 1)  # noqa: S311 - no secret
        self._next = max(self._next, asyncio.get_running_loop().time() + wait)

    async def ask(self, question: Question, key: str | None) -> Timed:
        """Ask once.

        Raises:
            Refused: where there is no answer.
        """
        began = time.monotonic()
        with _saying(self._limits.seconds, key):
            async with asyncio.timeout(self._limits.seconds):
                status, headers, body = await self._sent(question, key)
        seconds = time.monotonic() - began
        if status != httpx.codes.OK:
            raise _refusal(status, headers, body, key)
        try:
            return Timed(_hidden(read_reply(body), key), seconds)
        except Malformed as error:
            why = f"the endpoint sent something that cannot be used: {_without(str(error), key)}"
            raise Refused(why, Scope.ONCE) from error

    async def _sent(self, question: Question, key: str | None) -> tuple[int, httpx.Headers, bytes]:
        name = question.model.key_header
        headers = {} if key is None else {name: key} if name else {"Authorization": f"Bearer {key}"}
        sending = self._client.stream("POST", self._address, json=question.body, headers=headers)
        async with sending as response:
            body = bytearray()
            async for part in response.aiter_bytes():
                body += part
                if len(body) > LARGEST:
                    raise Refused(f"the answer is larger than {LARGEST:,} bytes", Scope.CASE)
            return response.status_code, response.headers, bytes(body)


@contextmanager
def _saying(seconds: float, key: str | None) -> Iterator[None]:
    """Turn what goes wrong on the way into words."""
    try:
        yield
    except httpx.ConnectTimeout as error:
        raise Refused("no connection: nobody answers", Scope.AWAY) from error
    except (TimeoutError, httpx.TimeoutException) as error:
        raise Refused(f"no whole answer came within {seconds:g} seconds", Scope.ONCE) from error
    except httpx.ConnectError as error:
        raise Refused(f"no connection: {_without(str(error), key)}", Scope.AWAY) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        why = _without(str(error), key) or type(error).__name__
        raise Refused(f"the connection broke: {why}", Scope.ONCE) from error


def _refusal(status: int, headers: httpx.Headers, body: bytes, key: str | None) -> Refused:
    detail = _without(complaint(body), key)
    why = f"the endpoint answered with status {status}" + (f": {detail}" if detail else "")
    if complaint_code(body) in _NO_CREDIT or status in _CANDIDATE:
        return Refused(why, Scope.CANDIDATE)
    if httpx.codes.is_redirect(status):
        return Refused(f"{why}; redirects are not followed", Scope.CANDIDATE)
    if status not in _PASSING:
        return Refused(why, Scope.CASE)
    wait = _asked_wait(headers)
    if wait is not None and wait > LONGEST_WAIT:
        why = f"{why}; it asks to wait {wait / 60:,.0f} minutes"
        return Refused(why, Scope.CANDIDATE, wait)
    return Refused(why, Scope.ONCE, wait)


def _asked_wait(headers: httpx.Headers) -> float | None:
    """Seconds that the endpoint asks to wait; None where it asks for nothing that makes sense."""
    for name, unit in (("retry-after-ms", _MS), ("retry-after", 1.0)):
        text = headers.get(name, "").strip()
        try:
            seconds = float(text) / unit
        except ValueError:
            seconds = _until(text)
        if 0 <= seconds < float("inf"):
            return seconds
    return None


def _until(text: str) -> float:
    """Seconds until a date as HTTP has it; below 0 where it is none."""
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return -1.0


def _without(text: str, key: str | None) -> str:
    """A text from an endpoint, which may repeat the key that it was sent."""
    return text.replace(key, "[key]") if key else text


def _hidden(reply: Reply, key: str | None) -> Reply:
    if key is None or len(key) < _SHORTEST_KEY:
        return reply
    return replace(
        reply,
        text=_without(reply.text, key),
        served_by=reply.served_by and _without(reply.served_by, key),
        ended=reply.ended and _without(reply.ended, key),
    )


def read_keys(models: Iterable[Model], environment: Mapping[str, str]) -> dict[str, str]:
    """Environment variable to key, for each model that names one.

    Raises:
        LlmchoiceError: exit code 2 with every variable that is not set, or holds what no header
            can carry, and every key that would cross the network in the clear; what a variable
            holds is not repeated.
    """
    keys: dict[str, str] = {}
    problems: list[Problem] = []
    for model in models:
        name = model.key
        if name is None:
            continue
        where = model.endpoint or ""
        if urlsplit(where).scheme == "http" and not is_local(where):
            message = f"the key of {model.id} would go to {host(where)} unencrypted"
            why = "everybody on the way could read it"
            fix = "use https:// in 'endpoint', or leave 'key' away where none is needed"
            problems.append(Problem(message, why=why, fix=fix))
        if name in keys:
            continue
        keys[name] = environment.get(name, "").strip()
        if not keys[name]:
            message = f"the model {model.id} needs a key, and {name} is not set"
            problems.append(Problem(message, fix=f"export {name}=..., in this terminal alone"))
        elif not (keys[name].isascii() and keys[name].isprintable()):
            problems.append(Problem(f"what {name} holds is no key", fix="set it again"))
    if problems:
        raise LlmchoiceError(problems, ExitCode.USAGE)
    return keys


def host(address: str) -> str:
    """The host of an address, with its port where it names one."""
    return urlsplit(address).netloc


def is_local(address: str) -> bool:
    """Whether an address is on this machine."""
    name = urlsplit(address).hostname or ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False
