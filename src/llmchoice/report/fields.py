"""A result field by field, for programs."""

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


def fields(result: "BaseModel") -> str:
    """One JSON document in the order of the fields; nothing is rounded."""
    document = result.model_dump(mode="json", by_alias=True)
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=False)
