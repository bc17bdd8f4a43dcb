"""Assessments that an earlier version wrote, in the form that they have today.

Fields are only ever added to the JSON, so an earlier file lacks some. What can be worked out is
added here; the profile cannot.
"""

from collections.abc import Iterator, Mapping

from llmchoice.knowledge.jsontext import GREATEST

Raw = dict[str, object]


def completed(data: Raw) -> Raw:
    """The same data with the fields of today; whatever is no assessment stays as it is."""
    for part in (data, *_mappings(data.get("workloads"))):
        for option in _mappings(part.get("options")):
            _contributions(list(_mappings(option.get("contributions"))))
    profile = data.get("profile")
    if isinstance(profile, dict) and profile.get("content") is None:
        # Only its name is known: whoever needs more has to ask for it.
        profile["content"] = {"organisation": profile.get("organisation")}
    return data


def has_profile(data: Mapping[str, object]) -> bool:
    """Whether the file holds the profile that was assessed, and not only its fingerprint."""
    profile = data.get("profile")
    return isinstance(profile, dict) and profile.get("content") is not None


def _contributions(items: list[Raw]) -> None:
    weights: dict[object, list[float]] = {}
    for item in items:
        weights.setdefault(str(item.get("priority")), []).append(_weight(item))
    for item in items:
        item.setdefault("computed", False)
        if "share" not in item:
            same = weights[str(item.get("priority"))]
            # A priority that counts for nothing no longer shows how it is split.
            item["share"] = _weight(item) / sum(same) if sum(same) else 1 / len(same)


def _weight(item: Raw) -> float:
    weight = item.get("weight")
    number = isinstance(weight, int | float) and not isinstance(weight, bool)
    return float(weight) if number and 0 <= weight <= GREATEST else 0.0  # type: ignore[arg-type, operator] # it is a number: see above


def _mappings(data: object) -> Iterator[Raw]:
    yield from (item for item in data if isinstance(item, dict)) if isinstance(data, list) else ()
