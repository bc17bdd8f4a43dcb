"""`trial run` against a server on this machine: what is asked, kept, asked again and given up."""

import os
import sqlite3
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import Run
from tests.trial.conftest import write_trial
from tests.trial.stub import Asked, Reaction, fine, refusal, serving

from llmchoice.model.score import Answer
from llmchoice.trial.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("keys")
HOSTILE = "\x1b[31m\x1b]0;title\x07<script>alert(1)</script>=1+1\u202eright\0left" + "x" * 1_000_000
CONTACTED: list[object] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        CONTACTED.append(arguments[1])
    elif event == "socket.getaddrinfo":
        CONTACTED.append((arguments[0], arguments[1]))


sys.addaudithook(_hook)


def kept(folder: Path) -> dict[tuple[str, str], Answer]:
    with Store.open(folder) as store:
        return {(answer.case, answer.candidate): answer for answer in store.answers()}


def echo(asked: Asked, _: int) -> Reaction:
    return fine(f"{asked.model} on {asked.text}")


def test_every_case_is_put_to_every_candidate(run: Run, folder: Path) -> None:
    with serving(echo) as stub:
        write_trial(folder, stub.address)
        CONTACTED.clear()
        ran = run("trial", "run", folder)
        assert ran.returncode == 0, ran.stderr
        port = int(stub.address.rsplit(":", 1)[1].split("/")[0])
        assert {(str(at[0]), at[1]) for at in CONTACTED if isinstance(at, tuple)} == {
            ("127.0.0.1", port)
        }
    answers = kept(folder)
    assert len(answers) == 6
    first = answers["2", "open-one"]
    assert first.text == "open-model on question 2"
    assert (first.tokens_in, first.tokens_out, first.ended) == (100, 50, "stop")
    assert first.cost == pytest.approx(0.2)
    assert first.seconds is not None
    assert {asked.system for asked in stub.asked} == {"Be brief."}
    assert stub.most_at_once <= 2
    assert "cost so far: 1.2000 USD" in ran.stdout
    host = stub.address.removeprefix("http://").removesuffix("/v1")
    assert ran.stderr.splitlines() == [
        f"key OPEN_KEY goes to {host}",
        f"key CLOSED_KEY goes to {host}",
        f"next: llmchoice trial judge {folder} --judge NAME",
    ]


def test_each_candidate_gets_its_own_key_and_no_file_holds_any(
    run: Run, folder: Path, keys: tuple[str, str]
) -> None:
    def react(asked: Asked, before: int) -> Reaction:
        key = asked.headers["Authorization"].removeprefix("Bearer ")
        if asked.text.endswith("1"):
            return fine(f"you sent me {key}", model=key)
        return refusal(400, f"I do not like {key}") if before == 0 else fine("yes")

    with serving(react) as stub:
        write_trial(folder, stub.address)
        ran = run("trial", "run", folder)
        sent = {asked.model: asked.headers["Authorization"] for asked in stub.asked}
    assert sent == {"open-model": f"Bearer {keys[0]}", "closed-model": f"Bearer {keys[1]}"}
    said = ran.stdout + ran.stderr
    for path in folder.iterdir():
        said += path.read_bytes().decode("latin-1")
    assert "I do not like [key]" in said
    for key in keys:
        assert key not in said


@pytest.mark.parametrize("key", ["none", "ollama", "fifteen-letters"])
def test_a_word_in_place_of_a_key_stays_in_answers(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("OPEN_KEY", key)
    with serving(lambda *_: fine(f"there is {key}, {key}")) as stub:
        write_trial(folder, stub.address, cases=1)
        assert run("trial", "run", folder).returncode == 0
    assert kept(folder)["1", "open-one"].text == f"there is {key}, {key}"


def test_a_key_goes_nowhere_unencrypted(run: Run, folder: Path) -> None:
    write_trial(folder, "http://192.0.2.1:8000/v1")
    CONTACTED.clear()
    ran = run("trial", "run", folder)
    assert ran.returncode == 2
    assert "the key of open-one would go to 192.0.2.1:8000 unencrypted" in ran.stderr
    assert CONTACTED == []


def test_nobody_at_an_address_is_not_asked_case_after_case(run: Run, folder: Path) -> None:
    with serving(echo) as stub:
        pass
    limits = "{at_once: 1, seconds: 5, tries: 2}"
    write_trial(folder, stub.address, cases=20, limits=limits)
    ran = run("trial", "run", folder)
    assert ran.returncode == 4
    for candidate in ("open-one", "closed-one"):
        assert f"{candidate} was given up: no connection" in ran.stdout
    with Store.open(folder) as store:
        assert len(store.attempts()) == 4


def test_a_key_that_is_not_set_ends_it_before_anything_is_asked(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPEN_KEY")
    with serving(echo) as stub:
        write_trial(folder, stub.address)
        ran = run("trial", "run", folder)
        assert ran.returncode == 2
        assert "OPEN_KEY is not set" in ran.stderr
        assert stub.asked == []


PASSING = {
    "a rate limit": refusal(429, "slow down", Retry_After="0.01"),
    "a rate limit without a time": refusal(429, "slow down"),
    "a rate limit until a day in the past": refusal(
        429, "slow down", Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"
    ),
    "an error": refusal(500, "oops", Retry_After="0"),
    "a proxy's page": Reaction(b"<html>Bad gateway</html>", 502, {"Retry-After": "0"}),
    "no JSON": Reaction(b"<html>hello</html>"),
    "half of it": Reaction(b'{"choices": [{"message": {"content": "ha'),
    "JSON of something else": Reaction(b"[1, 2]"),
    "no choices": Reaction(b'{"choices": []}'),
    "no text": Reaction(b'{"choices": [{"message": {"content": 5}}]}'),
    "nothing": Reaction(b""),
    "a broken connection": Reaction(b"x" * 1000, breaks=True),
    "an answer that never comes": Reaction(wait=60),
}


@pytest.mark.parametrize("first", PASSING.values(), ids=PASSING)
def test_what_passes_is_asked_again(run: Run, folder: Path, first: Reaction) -> None:
    def react(asked: Asked, before: int) -> Reaction:
        hit = asked.text.endswith("1") and asked.model == "open-model" and before == 0
        return first if hit else echo(asked, before)

    with serving(react) as stub:
        write_trial(folder, stub.address, cases=2, limits="{at_once: 2, seconds: 0.5}")
        ran = run("trial", "run", folder)
        assert ran.returncode == 0, ran.stdout
        assert len(stub.asked) == 5
    assert kept(folder)["1", "open-one"].text == "open-model on question 1"


def test_what_does_not_pass_is_left_for_the_next_run(run: Run, folder: Path) -> None:
    works = False

    def react(asked: Asked, before: int) -> Reaction:
        if asked.text.endswith("1") and not works:
            return refusal(400, "this text is not allowed here")
        return echo(asked, before)

    with serving(react) as stub:
        write_trial(folder, stub.address)
        ran = run("trial", "run", folder)
        assert ran.returncode == 4
        assert "open-one, case 1: the endpoint answered with status 400: this text" in ran.stdout
        assert "2 answers are missing" in ran.stdout
        assert len(stub.asked) == 6
        works = True
        assert run("trial", "run", folder).returncode == 0
        assert len(stub.asked) == 8
        assert run("trial", "run", folder).returncode == 0
        assert len(stub.asked) == 8


@pytest.mark.parametrize(
    "reaction",
    [
        refusal(401, "no such key"),
        refusal(404, "no such model"),
        refusal(429, "no credit", "insufficient_quota"),
        refusal(429, "come back tomorrow", Retry_After="86400"),
        Reaction(b"", 302, {"Location": "http://192.0.2.1/v1/chat/completions"}),
    ],
    ids=lambda reaction: str(reaction.status),
)
def test_a_candidate_that_cannot_answer_is_given_up_and_the_other_goes_on(
    run: Run, folder: Path, reaction: Reaction
) -> None:
    def react(asked: Asked, before: int) -> Reaction:
        return reaction if asked.model == "open-model" else echo(asked, before)

    with serving(react) as stub:
        write_trial(folder, stub.address, cases=20)
        ran = run("trial", "run", folder)
        assert ran.returncode == 4
        assert "open-one was given up" in ran.stdout
        assert sum(asked.model == "open-model" for asked in stub.asked) <= 2
    assert {candidate for _, candidate in kept(folder)} == {"closed-one"}


def test_a_budget_stops_it_before_it_is_exceeded(run: Run, folder: Path) -> None:
    with serving(echo) as stub:
        write_trial(folder, stub.address, cases=20, limits="{at_once: 8}")
        ran = run("trial", "run", folder, "--budget", "1.5")
        assert ran.returncode == 4
        assert "the budget is used up" in ran.stdout
        # An answer costs 0.2.
        assert len(stub.asked) == 7
        assert run("trial", "run", folder, "--budget", "1.5").returncode == 4
        assert len(stub.asked) == 7
        assert run("trial", "run", folder, "--budget", "2").returncode == 4
        assert len(stub.asked) == 10


def test_a_budget_cannot_be_kept_where_nobody_says_what_an_answer_takes(
    run: Run, folder: Path
) -> None:
    with serving(lambda *_: fine("yes", tokens=None)) as stub:
        write_trial(folder, stub.address, cases=20)
        ran = run("trial", "run", folder, "--budget", "1.5")
        assert ran.returncode == 4
        assert "it does not say how many tokens" in ran.stdout
        assert len(stub.asked) <= 4


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "gopher://127.0.0.1:9"])
def test_a_proxy_that_cannot_be_used_is_told(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    address = "https://192.0.2.1/v1"
    monkeypatch.setenv("ALL_PROXY", proxy)
    write_trial(folder, address)
    CONTACTED.clear()
    ran = run("trial", "run", folder)
    assert ran.returncode == 2
    assert f"error: {address} cannot be asked" in ran.stderr
    assert CONTACTED == []


def test_a_full_disk_ends_it_in_words(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def small(path: Path, **options: float | None) -> sqlite3.Connection:
        connection = connect(path, **options)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    connect: Callable[..., sqlite3.Connection] = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", small)
    with serving(lambda *_: fine("x" * 1_000_000)) as stub:
        write_trial(folder, stub.address)
        ran = run("trial", "run", folder)
    assert ran.returncode == 2
    assert "the store of the trial cannot be used" in ran.stderr
    assert "why: database or disk is full" in ran.stderr


def test_hostile_and_long_answers_are_kept_as_they_are(run: Run, folder: Path) -> None:
    with serving(lambda *_: fine(HOSTILE)) as stub:
        write_trial(folder, stub.address, cases=1)
        ran = run("trial", "run", folder)
        assert ran.returncode == 0
    assert {answer.text for answer in kept(folder).values()} == {HOSTILE}
    assert "\x1b" not in ran.stdout + ran.stderr


def test_a_hostile_complaint_is_shown_as_text(run: Run, folder: Path) -> None:
    with serving(lambda *_: refusal(400, "\x1b[31mred\nerror: all is well")) as stub:
        write_trial(folder, stub.address, cases=1)
        ran = run("trial", "run", folder)
    assert "\x1b" not in ran.stdout
    assert "\nerror: all is well" not in ran.stdout


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ({"content": None, "refusal": "I will not."}, "I will not."),
        ({"content": None, "reasoning_content": "hm"}, ""),
        ({"content": "cut \ud83d"}, "cut \N{REPLACEMENT CHARACTER}"),
        ({"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}, "ab"),
    ],
)
def test_an_answer_in_another_shape_is_understood(
    run: Run, folder: Path, message: dict[str, object], text: str
) -> None:
    choices = [{"message": message, "finish_reason": "length"}]
    with serving(lambda *_: fine("", choices=choices)) as stub:
        write_trial(folder, stub.address, cases=1)
        done = run("trial", "run", folder)
    assert done.returncode == 0
    assert "open-one: 1 answer was cut off" in done.stdout
    assert {(answer.text, answer.ended) for answer in kept(folder).values()} == {(text, "length")}


def test_other_instructions_are_asked_anew_only_when_that_is_asked_for(
    run: Run, folder: Path
) -> None:
    with serving(echo) as stub:
        write_trial(folder, stub.address)
        run("trial", "run", folder)
        setup = folder / "trial.yaml"
        setup.write_text(setup.read_text("utf-8").replace("Be brief.", "Be long."), "utf-8")
        ran = run("trial", "run", folder)
        assert "3 answers of open-one came from another model" in ran.stderr
        assert len(stub.asked) == 6
        ran = run("trial", "run", folder, "--again", "--quiet")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert len(stub.asked) == 12
        assert "cost so far: 2.4000 USD" in ran.stdout
        text = setup.read_text("utf-8")
        setup.write_text(text.replace("Be long.", "Be brief."), "utf-8")
        assert run("trial", "run", folder, "--again", "--budget", "2.4").returncode == 4
        assert len(stub.asked) == 12
    assert len(kept(folder)) == 6


def test_parameters_and_another_header_are_sent_as_they_are(run: Run, folder: Path) -> None:
    with serving(echo) as stub:
        write_trial(folder, stub.address, cases=1)
        setup = folder / "trial.yaml"
        text = setup.read_text("utf-8").replace(
            "key: OPEN_KEY,", "key: OPEN_KEY, key_header: api-key, parameters: {temperature: 0.5},"
        )
        setup.write_text(text, "utf-8")
        run("trial", "run", folder)
        asked = next(each for each in stub.asked if each.model == "open-model")
    assert asked.headers["api-key"] == os.environ["OPEN_KEY"]
    assert "Authorization" not in asked.headers
    assert asked.body["temperature"] == 0.5
