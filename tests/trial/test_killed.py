"""A run that is killed, interrupted or started twice asks and pays for nothing twice."""

import json
import os
import re
import signal
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from threading import Event
from typing import Any

import pexpect
import pytest
from tests import forked
from tests.trial.conftest import CLOSED_KEY, OPEN_KEY, write_trial
from tests.trial.stub import Asked, Reaction, fine, refusal, serving

from llmchoice.trial.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the signals are those of POSIX")
CASES = 60
PROFILE = Path(__file__).parents[2] / "profiles" / "startup.yaml"
AT_ONCE = 4
ENVIRONMENT = {**os.environ, "OPEN_KEY": OPEN_KEY, "CLOSED_KEY": CLOSED_KEY, "TERM": "xterm"}
Pair = tuple[str, str]


def command(folder: Path, *words: str) -> list[str]:
    return [*forked.COMMAND, "trial", "run", str(folder), *words]


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(folder, *words),
        env=ENVIRONMENT,
        preexec_fn=forked.program(command(folder, *words)[3:], ENVIRONMENT),  # noqa: PLW1509 - as in forked.run
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def pairs(asked: Sequence[Asked]) -> list[Pair]:
    return [
        (each.text.removeprefix("question "), each.model.replace("model", "one")) for each in asked
    ]


def test_sixty_cases_survive_a_kill_and_come_to_a_verdict(folder: Path) -> None:
    """Errors, slow answers, rate limits, malformed bodies and broken connections on the way."""
    good: list[Pair] = []
    middle = Event()
    faults = (
        refusal(500, "oops", Retry_After="0"),
        refusal(429, "slow down", Retry_After="0.01"),
        Reaction(b"<html>", 200),
        Reaction(fine("half").body, breaks=True),
    )
    fate = Random(17)  # noqa: S311 - no secret
    faulty = {str(number): fate.choice(faults) for number in fate.sample(range(1, CASES + 1), 12)}

    def react(asked: Asked, before: int) -> Reaction:
        pair = pairs([asked])[0]
        if before == 0 and pair[0] in faulty:
            return faulty[pair[0]]
        good.append(pair)
        if len(good) >= CASES:
            middle.set()
        return Reaction(fine(f"answer {pair}").body, wait=0.02 if len(good) % 7 else 0.2)

    with serving(react) as stub:
        # So many tries that a fault is never the end; a wait after a fault is short by the stub.
        write_trial(folder, stub.address, cases=CASES, limits=f"{{at_once: {AT_ONCE}, seconds: 9}}")
        with start(folder) as run:
            assert middle.wait(60)
            run.send_signal(signal.SIGKILL)
        with Store.open(folder) as store:
            before = set(store.asked())
            on_their_way = [each for each in store.attempts() if each.ended is None]
        assert 0 < len(before) < 2 * CASES
        assert len(on_their_way) <= AT_ONCE
        asked_before = len(stub.asked)
        with start(folder) as run:
            out, err = run.communicate(timeout=100)
        assert run.returncode == 0, out + err
        assert not set(pairs(stub.asked[asked_before:])) & before
    with Store.open(folder) as store:
        answers = store.answers()
    assert len(answers) == 2 * CASES
    assert all(each.text == f"answer {(each.case, each.candidate)}" for each in answers)
    lost = {(each.case, each.candidate) for each in on_their_way}
    # Asked twice with an answer: only what was on its way when the process was killed.
    assert {pair for pair, count in Counter(good).items() if count > 1} <= lost
    assert f"{len(lost)} request" in out or not lost
    judge(folder)
    profile = folder / "p.yaml"
    profile.write_bytes(PROFILE.read_bytes())
    done = forked.run(
        *("trial", "score", folder, "--into", profile, "--force"),
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "verdict before: " in done.stderr
    told = forked.run(
        *("assess", profile, "--json", "--draws", "1000"),
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(told.stdout)
    answers_given = result["profile"]["content"]["answers"]
    failed = CASES // 3
    wanted = {"cases": CASES, "open": CASES - failed, "closed": CASES, "both": CASES - failed}
    assert answers_given["own-test"] == wanted
    moved_by_it(profile, result)


def moved_by_it(profile: Path, result: dict[str, Any]) -> None:
    """The report says how far the trial moved the verdict, and where its counts are from."""
    moved = result["recommendation"]
    assert moved["without_test"]["verdict"] == "undecided"
    assert moved["verdict"] == "closed"
    assert moved["p_side"] > moved["without_test"]["p_side"]
    page, full = (
        forked.run(
            *("assess", str(profile), "--draws", "1000", *words),
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for words in ([], ["--full"])
    )
    assert "Undecided, without your own test (Closed is ahead in" in page
    assert "Noted on the counts:" not in page
    assert "Noted on the counts:" in full
    assert "sha256" in full


def judge(folder: Path) -> None:
    """Mark every answer at a terminal; those of the open model to every third case do not pass."""
    words = ["trial", "judge", str(folder), "--judge", "ana"]
    child = pexpect.spawn(
        forked.COMMAND[0],
        [*forked.COMMAND[1:], *words],
        env=ENVIRONMENT,
        preexec_fn=forked.program(words, ENVIRONMENT),
        encoding="utf-8",
        timeout=30,
        dimensions=(40, 100),
    )
    child.delaybeforesend = None  # what is marked was waited for
    for _ in range(2 * CASES):
        child.expect(r"answer \('(\d+)', '(open|closed)-one'\)")
        assert isinstance(child.match, re.Match)
        number, side = child.match.groups()
        child.expect("skip it for now")
        child.send("3" if side == "open" and int(number) % 3 == 0 else "1")
    child.expect(f"{2 * CASES} of {2 * CASES} answers are marked")
    child.expect(pexpect.EOF)
    child.wait()


def test_an_interrupt_keeps_what_was_answered(folder: Path) -> None:
    held = Event()

    def react(asked: Asked, _: int) -> Reaction:
        if asked.text.endswith("3"):
            held.set()
            return Reaction(fine("late").body, wait=30)
        return fine("yes")

    with serving(react) as stub:
        write_trial(folder, stub.address, cases=9, limits="{at_once: 1, seconds: 60}")
        with start(folder) as run:
            assert held.wait(30)
            run.send_signal(signal.SIGINT)
            out, err = run.communicate(timeout=30)
        assert run.returncode == 130, out + err
        assert "Traceback" not in err
        with Store.open(folder) as store:
            assert len(store.asked()) == 4


def test_two_runs_at_once_are_refused(folder: Path) -> None:
    held = Event()

    def react(asked: Asked, _: int) -> Reaction:
        held.set()
        return Reaction(fine("yes").body, wait=0 if asked.text.endswith("2") else 5)

    with serving(react) as stub:
        write_trial(folder, stub.address, cases=2, limits="{at_once: 1}")
        with start(folder) as one:
            assert held.wait(30)
            with start(folder) as two:
                _, err = two.communicate(timeout=30)
            assert two.returncode == 2
            assert "another run of this trial has not ended" in err
            stub.ended.set()
            one.communicate(timeout=30)
        assert one.returncode == 0


def test_a_terminal_shows_how_far_it_is_and_what_it_has_cost(folder: Path) -> None:
    with serving(lambda *_: Reaction(fine("yes").body, wait=0.1)) as stub:
        write_trial(folder, stub.address, cases=6, limits="{at_once: 1}")
        words = command(folder)
        environment = {**ENVIRONMENT, "COLUMNS": "80"}
        child = pexpect.spawn(words[0], words[1:], env=environment, encoding="utf-8", timeout=30)
        child.expect("asking")
        child.expect("2.4000 USD")
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0
