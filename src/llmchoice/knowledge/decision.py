"""A past assessment, read back from its JSON: data from somebody else, checked part by part."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from llmchoice.engine.canonical import profile_sha256
from llmchoice.errors import ExitCode, LlmchoiceError, Place, invalid_error
from llmchoice.knowledge.document import Document, parse
from llmchoice.knowledge.jsontext import MOST_PARTS, holds_more, parsed
from llmchoice.knowledge.located import Assembly
from llmchoice.knowledge.source import LARGEST
from llmchoice.model.assessment import SCHEMA_VERSION, Assessment
from llmchoice.model.profile import Profile
from llmchoice.model.source import is_day
from llmchoice.plain import quoted
from llmchoice.shared import SharedError, whole

FIX = "give a file written by 'llmchoice assess --json'"
OTHERS = {
    "comparison": "a check of an earlier decision ('recheck')",
    "settings": "a comparison ('whatif' or 'diff')",
    "aggregate": "a panel",
    "subjects": "costs",
    "priorities": "a profile",
}
"""A field that an assessment has not, or has not alone, and what the file is then."""
_NEEDED = ("schema_version", "tool", "profile", "recommendation")
MOST_SAID = 20_000
"""Values in a profile: some hundred, and a few dozen for each workload."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A past assessment, and how far its profile can be relied on."""

    file: str
    assessment: Assessment
    edited: bool
    """Whether its profile is another one than the fingerprint beside it says."""
    ignored: tuple[str, ...]
    """Fields of a newer version, which mean nothing here."""


def read_decision(text: str, file: str) -> Decision:
    """The assessment in a JSON document, whichever version of the same schema wrote it.

    Raises:
        LlmchoiceError: exit code 3 with every problem at once.
    """
    data = parsed(text, file, fix=FIX)
    problem = _no_assessment(data)
    if problem is not None or not isinstance(data, dict):
        raise _invalid(problem or "", file)
    raw = data["profile"].get("content")
    if holds_more(raw, MOST_SAID):
        raise _invalid("profile.content is larger than any profile", file)
    try:
        data = whole(data)
    except SharedError as error:
        raise _invalid(error.message, file) from error
    if holds_more(data, MOST_PARTS):
        raise _invalid(f"the file has more than {MOST_PARTS:,} values, with what it shares", file)
    # A field of the profile that is not known here may have counted: only that is refused.
    assembly = Assembly(Document(file), whole=(Profile,))
    assessment = assembly.built(Assessment, data)
    if assessment is None:
        # The places are looked for only now: reading them costs more than all the rest.
        located = Assembly(_located(text, file), whole=(Profile,))
        located.built(Assessment, data)
        raise LlmchoiceError(located.problems, ExitCode.INVALID)
    if assessment.date is not None and not is_day(assessment.date):  # a text for the type
        raise _invalid(f"date: {quoted(assessment.date)} is not a date", file)
    # Of a profile as it was written: fields that were added later do not count.
    written = sha256(json.dumps(_without_nulls(raw), sort_keys=True).encode()).hexdigest()
    fingerprints = {written, profile_sha256(assessment.profile.content)}
    return Decision(
        file=file,
        assessment=assessment,
        edited=assessment.profile.sha256 not in fingerprints,
        ignored=tuple(assembly.unknown),
    )


def demand_profile(decision: Decision) -> None:
    """Raise LlmchoiceError with exit code 3 when its profile is not the one of then.

    The verdict in the file would be checked against answers that it was not given for, and a gate
    would pass or fail for a reason that nobody sees.
    """
    if decision.edited:
        raise invalid_error(
            "the profile in the file was edited since it was assessed",
            Place(decision.file),
            why="profile.content does not match profile.sha256, so the verdict beside it is not"
            " the verdict on it",
            fix="use the file as it was written, or give the profile with --profile FILE:"
            " differences are then shown",
        )


def _no_assessment(data: object) -> str | None:
    """What else the data is; None where it may be an assessment that can be read."""
    if not isinstance(data, dict):
        return "the file contains no assessment"
    if all(key in data for key in _NEEDED) and not isinstance(data["profile"], dict):
        return "the file contains no assessment: its profile is missing"
    if any(key not in data for key in _NEEDED):
        other = next((name for key, name in OTHERS.items() if key in data), None)
        return "the file contains no assessment" + (f": it looks like {other}" if other else "")
    version = data["schema_version"]
    if version != SCHEMA_VERSION or isinstance(version, bool):
        return f"schema version {quoted(version)} is not supported: only {SCHEMA_VERSION} is"
    return None


def _without_nulls(raw: object) -> object:
    if isinstance(raw, Mapping):
        return {key: _without_nulls(value) for key, value in raw.items() if value is not None}
    return [_without_nulls(item) for item in raw] if isinstance(raw, list) else raw


def _located(text: str, file: str) -> Document:
    """The same document with the place of every part: JSON is YAML too, but slower to read."""
    if len(text) <= LARGEST:
        try:
            return parse(text, file)
        except LlmchoiceError:
            pass
    return Document(file)


def _invalid(message: str, file: str) -> LlmchoiceError:
    return invalid_error(message, Place(file), fix=FIX)
