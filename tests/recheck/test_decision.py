"""Reading a past assessment: what is taken, and what is refused and why."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from llmchoice.api import assess
from llmchoice.engine.canonical import profile_sha256
from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.knowledge import jsontext
from llmchoice.knowledge.decision import Decision, demand_profile, read_decision
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Workload
from llmchoice.report.fields import fields
from llmchoice.shared import whole

Data = dict[str, Any]
Read = Callable[[Data], Decision]
Decided = Callable[[str], str]


def refused(text: str) -> LlmchoiceError:
    with pytest.raises(LlmchoiceError) as caught:
        read_decision(text, "decision.json")
    assert caught.value.exit_code is ExitCode.INVALID
    return caught.value


def complaint(text: str) -> str:
    (problem,) = refused(text).problems
    return f"{problem.message} ({problem.place}) {problem.why or ''}"


@pytest.mark.parametrize("name", ["startup", "software-company", "hospital", "scale-up"])
def test_what_assess_wrote_is_read_back_as_it_was(name: str, decided: Decided) -> None:
    text = decided(name)
    found = read_decision(text, "decision.json")
    assert found.assessment == Assessment.model_validate(whole(json.loads(text)))
    assert (found.edited, found.ignored) == (False, ())
    demand_profile(found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON (decision.json:1:1)"),
        ("organisation: Acme\n", "not JSON (decision.json:1:1)"),
        ('{"a": 1,\n  b}', "not JSON (decision.json:2:3)"),
        ("[]", "contains no assessment"),
        ("{}", "contains no assessment"),
        ('{"organisation": "A", "priorities": {}}', "looks like a profile"),
        ('{"schema_version": 1, "aggregate": {}}', "looks like a panel"),
        ('{"schema_version": 1, "subjects": []}', "looks like costs"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "'c' appears twice"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ('{"a": 1e999}', "is too large"),
        (f'{{"a": {"9" * 5000}}}', "is too large"),
        ('{"a": "\\ud800"}', "half of a character"),
        ('{"\\udc00": 1}', "half of a character"),
        ("[" * 100_000, "nested too deeply"),
        (json.dumps([[0] * 1001]), "more than 1,000 entries"),
    ],
)
def test_what_is_no_assessment_is_refused_with_a_reason(text: str, said: str) -> None:
    assert said in complaint(text)


def test_a_report_without_its_profile_is_no_profile(document: Data) -> None:
    said = complaint(json.dumps(document | {"profile": None}))
    assert "contains no assessment: its profile is missing" in said


def test_another_schema_version_is_refused(document: Data) -> None:
    for version in (2, "1", True, None):
        assert "is not supported" in complaint(json.dumps(document | {"schema_version": version}))


def test_every_mistake_is_named_with_its_place(document: Data) -> None:
    document["options"][0]["score"] = "much"
    del document["recommendation"]["verdict"]
    document["profile"]["content"]["prioritie"] = {}
    problems = refused(json.dumps(document, indent=2)).problems
    whats = " ".join(problem.message for problem in problems)
    assert "options.0.score" in whats
    assert "recommendation.verdict is missing" in whats
    assert "unknown key 'prioritie'" in whats
    assert all(problem.place and problem.place.line for problem in problems)


def test_a_date_that_is_none_is_refused(document: Data) -> None:
    assert "is not a date" in complaint(json.dumps(document | {"date": "\x1b[31m"}))


def test_a_flood_of_mistakes_ends_soon(document: Data) -> None:
    document["workloads"] = [{"options": [{}] * 900}] * 100
    assert len(refused(json.dumps(document)).problems) < 100


def test_too_many_values_are_refused(document: Data) -> None:
    document["warnings"] = [[[0] * 900] * 900] * 4
    assert "more than 3,000,000 values" in complaint(json.dumps(document))


def test_a_profile_beyond_measure_is_refused(document: Data) -> None:
    work = {"name": "w", "answers": {f"q-{n}": "a" for n in range(100)}}
    document["profile"]["content"]["workloads"] = [work] * 200
    assert "larger than any profile" in complaint(json.dumps(document))


def test_fields_of_a_newer_version_are_left_out_and_named(document: Data, read: Read) -> None:
    before = read(document).assessment
    document["carbon"] = {"grams": 3}
    for option in document["options"]:
        option["colour"] = "red"
    found = read(document)
    assert found.assessment == before
    assert set(found.ignored) == {"carbon", "options.colour"}


def test_a_field_of_a_newer_profile_is_refused_for_it_may_have_counted(document: Data) -> None:
    document["profile"]["content"]["mood"] = "sunny"
    assert "unknown key 'mood'" in complaint(json.dumps(document))


def test_a_file_without_its_profile_is_refused(document: Data) -> None:
    del document["profile"]["content"]
    assert "profile.content is missing" in complaint(json.dumps(document))


def test_an_edited_profile_is_refused(document: Data, read: Read) -> None:
    document["profile"]["content"]["answers"]["own-test"] = "open-ahead"
    found = read(document)
    assert found.edited
    with pytest.raises(LlmchoiceError, match="was edited since") as caught:
        demand_profile(found)
    assert caught.value.exit_code is ExitCode.INVALID


def test_a_profile_written_otherwise_is_the_same(document: Data, read: Read) -> None:
    """Another program may sort the keys and write 5 for 5.0."""
    content = document["profile"]["content"]
    content["priorities"] = {k: int(v) for k, v in reversed(content["priorities"].items())}
    assert not read(document).edited


def test_a_profile_without_a_field_of_today_is_the_same(document: Data, read: Read) -> None:
    """What an earlier version could not say, it did not say."""
    del document["profile"]["content"]["expires"]
    said = read(document).assessment.profile.content
    document["profile"]["sha256"] = profile_sha256(said)
    assert not read(document).edited


def test_what_assess_wrote_is_read_and_far_from_too_long(kb: KnowledgeBase) -> None:
    said = (packaged("profiles") / "startup.yaml").read_text(encoding="utf-8")
    profile = read_profile(kb, said, "startup.yaml")
    workloads = tuple(Workload(name=f"Use {number}", answers={}) for number in range(6))
    profile = profile.model_copy(update={"workloads": workloads})
    text = fields(assess(profile, kb, simulations=20))
    # Others may have sixty, and half as much again to say, such as sources of their own.
    assert 15 * len(text.encode()) < jsontext.LARGEST
    assert not jsontext.holds_more(whole(json.loads(text)), jsontext.MOST_PARTS // 15)
    found = read_decision(text, "decision.json")
    assert len(found.assessment.workloads) == 6
    demand_profile(found)


def test_too_many_values_are_refused_before_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(json, "loads", refuse)
    text = "[" + "[]," * (2 * jsontext.MOST_PARTS) + "[]]"
    assert "the file has more than 3,000,000 values" in complaint(text)


def test_a_large_file_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(jsontext, "LARGEST", 1000)
    path = tmp_path / "large.json"
    path.write_text("[" + " " * 1000 + "]", encoding="utf-8")
    with pytest.raises(LlmchoiceError, match="larger than 1,000 bytes"):
        jsontext.read_file(str(path))


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (None, ExitCode.USAGE, "no such file"),
        (b"\xff\xfe{}", ExitCode.INVALID, "not UTF-8"),
        (b"\xef\xbb\xbf{}", None, ""),
    ],
)
def test_a_file_that_is_no_text_is_refused(
    data: bytes | None, code: ExitCode | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "f.json"
    if data is not None:
        path.write_bytes(data)
    if code is None:
        assert jsontext.read_file(str(path))[0] == "{}"
        return
    with pytest.raises(LlmchoiceError, match=said) as caught:
        jsontext.read_file(str(path))
    assert caught.value.exit_code is code
