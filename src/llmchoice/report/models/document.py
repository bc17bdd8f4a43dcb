"""What the catalogue holds, field by field, for programs."""

import json
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

from llmchoice.report.fields import harmless


def document(parts: Mapping[str, object]) -> str:
    """One JSON document of models and plain values, in the order given.

    No character in it controls a terminal or cannot be seen.
    """
    return harmless(json.dumps(_plain(parts), indent=2, ensure_ascii=False)) + "\n"


def _plain(part: object) -> object:
    if isinstance(part, BaseModel):
        return part.model_dump(mode="json", by_alias=True)
    if isinstance(part, Mapping):
        return {key: _plain(value) for key, value in part.items()}
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [_plain(value) for value in part]
    return part
