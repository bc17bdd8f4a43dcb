"""What every type of the model shares: frozen, nothing extra, ids a person can type."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from llmchoice.amounts import GREATEST, LEAST

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

Number = Annotated[float, Field(strict=True, ge=-GREATEST, le=GREATEST)]
"""A number, and no text or flag that could stand for one."""

Positive = Annotated[float, Field(strict=True, ge=LEAST, le=GREATEST)]
"""A number above 0."""

Figure = Annotated[float, Field(strict=True)]
"""A number that was worked out, and may be as large or as small as it comes to."""

Whole = Annotated[int, Field(strict=True, ge=-(10**15), le=10**15)]
"""A whole number, and no text or flag that could stand for one."""

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Something that a person reads: never empty."""


def _nothing_or_something(value: float) -> float:
    if 0 < value < LEAST:
        raise ValueError(f"must be 0, or at least {LEAST:f}")
    return value


Measure = Annotated[
    float, Field(strict=True, ge=0, le=GREATEST), AfterValidator(_nothing_or_something)
]
"""A number that is 0 or more, and if it is more, not next to nothing."""


class Frozen(BaseModel):
    """A value: it never changes after it was made, and it has no fields but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, allow_inf_nan=False)
