"""What every type of the model shares: frozen, nothing extra, ids a person can type."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, StringConstraints, model_validator
from pydantic_core import CoreSchema, core_schema

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


class _Made:
    """A schema that is made once: by constraints pydantic would work it out for every field."""

    def __init__(self, schema: CoreSchema) -> None:
        self._schema = schema

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return {**self._schema}


Id = Annotated[
    str,
    _Made(
        core_schema.no_info_after_validator_function(
            _not_reserved,
            core_schema.str_schema(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60),
        )
    ),
]
"""Lower-case words joined by hyphens, at most 60 characters."""

Flag = Annotated[bool, _Made(core_schema.bool_schema(strict=True))]
"""True or false, and no word or number that could stand for one."""

Number = Annotated[float, _Made(core_schema.float_schema(strict=True, ge=-GREATEST, le=GREATEST))]
"""A number, and no text or flag that could stand for one."""

Positive = Annotated[float, _Made(core_schema.float_schema(strict=True, ge=LEAST, le=GREATEST))]
"""A number above 0."""

Figure = Annotated[float, _Made(core_schema.float_schema(strict=True))]
"""A number that was worked out, and may be as large or as small as it comes to."""

Whole = Annotated[int, _Made(core_schema.int_schema(strict=True, ge=-(10**15), le=10**15))]
"""A whole number, and no text or flag that could stand for one."""

Text = Annotated[str, _Made(core_schema.str_schema(min_length=1, strip_whitespace=True))]
"""Something that a person reads: never empty."""


def _nothing_or_something(value: float) -> float:
    if 0 < value < LEAST:
        raise ValueError(f"must be 0, or at least {LEAST:f}")
    return value


Measure = Annotated[
    float,
    _Made(
        core_schema.no_info_after_validator_function(
            _nothing_or_something, core_schema.float_schema(strict=True, ge=0, le=GREATEST)
        )
    ),
]
"""A number that is 0 or more, and if it is more, not next to nothing."""


ModelId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=60)]
"""Lower-case words and version numbers joined by hyphens or dots, such as `gpt-oss-120b`."""


class Frozen(BaseModel):
    """A value: it never changes after it was made, and it has no fields but its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, allow_inf_nan=False)


class Rising(Frozen):
    """A figure as it may be: the lowest, the usual and the highest one."""

    low: Figure
    typical: Figure
    high: Figure

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if not self.low <= self.typical <= self.high:
            raise ValueError("must rise from low to typical to high")
        return self
