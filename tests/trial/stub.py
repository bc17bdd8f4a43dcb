"""A server on this machine that speaks the API of chat completions, and misbehaves as told."""

import json
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any


@dataclass(frozen=True)
class Asked:
    """A request that came in."""

    model: str
    text: str
    """What the user said."""
    system: str | None
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(frozen=True)
class Reaction:
    """What is sent back."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    breaks: bool = False
    """Whether the connection is closed in the middle of the body."""


def fine(text: str, tokens: tuple[int, int] | None = (100, 50), **more: object) -> Reaction:
    """An answer as everybody sends it."""
    usage = {} if tokens is None else {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    message = {"role": "assistant", "content": text}
    body = {
        "model": "served",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": usage,
        **more,
    }
    return Reaction(json.dumps(body).encode())


def refusal(status: int, message: str, code: str = "error", **headers: str) -> Reaction:
    """An error as everybody sends it."""
    body = {"error": {"message": message, "code": code}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reaction(json.dumps(body).encode(), status, named)


React = Callable[[Asked, int], Reaction]
"""A request, and how often the same was asked before, to what is sent back."""


@dataclass
class Stub:
    """The server, and what it was asked."""

    react: React
    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    at_once: int = 0
    most_at_once: int = 0
    ended: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def begin(self, asked: Asked) -> int:
        with self.lock:
            before = self.counts[asked.model, asked.text]
            self.counts[asked.model, asked.text] += 1
            self.asked.append(asked)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
            return before


def _handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(size))
            said = {message["role"]: message["content"] for message in body["messages"]}
            asked = Asked(body["model"], said["user"], said.get("system"), dict(self.headers), body)
            before = stub.begin(asked)
            try:
                assert self.path == "/v1/chat/completions"
                self._send(stub.react(asked, before))
            finally:
                with stub.lock:
                    stub.at_once -= 1

        def _send(self, reaction: Reaction) -> None:
            stub.ended.wait(reaction.wait)
            with suppress(ConnectionError):
                self.send_response(reaction.status)
                for name, value in reaction.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reaction.body)))
                self.end_headers()
                if reaction.breaks:
                    self.wfile.write(reaction.body[: len(reaction.body) // 2])
                    self.wfile.flush()
                    self.connection.shutdown(socket.SHUT_RDWR)
                else:
                    self.wfile.write(reaction.body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def serving(react: React) -> Iterator[Stub]:
    """A stub that listens until the block ends."""
    stub = Stub(react)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stub))
    server.daemon_threads = False
    stub.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = Thread(target=lambda: server.serve_forever(poll_interval=0.01))
    thread.start()
    try:
        yield stub
    finally:
        stub.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()
