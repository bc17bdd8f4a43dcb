"""What every type of the model shares: frozen, nothing extra, ids a person can type."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

UNKNOWN = "unknown"
"""The answer of somebody who does not know: no zero, no best case, an expected value."""

NOT_APPLICABLE = "not-applicable"
"""The answer to a question that has no meaning here: its criteria carry no weight."""

RESERVED_IDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
"""Words that YAML 1.1 turns into something else: no id may be one of them."""


def _not_reserved(value: str) -> str:
    if value in RESERVED_IDS:
        raise ValueError(f"'{value}' means something else in YAML: choose another id")
    return value


Id = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60),
    AfterValidator(_not_reserved),
]
"""Lower-case words joined by hyphens, at most 60 characters."""

Flag = Annotated[bool, Field(strict=True)]
"""True or false, and no word or number that could stand for one."""

Number = Annotated[float, Field(strict=True)]
"""A number, and no text or flag that could stand for one."""

Whole = Annotated[int, Field(strict=True)]
"""A whole number, under the same rule."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Something that a person reads: never empty."""


class Frozen(BaseModel):
    """A value: it never changes after it was made, and it has no fields but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, allow_inf_nan=False)
