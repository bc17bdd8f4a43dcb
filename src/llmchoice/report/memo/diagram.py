"""Which workload goes to which option, as a Mermaid flowchart that GitHub draws.

The table says the same in rows; the picture shows at a glance which workloads share an option and
where the two sides part. No label can leave its quotes: all but letters, digits and spaces are
Mermaid's numeric entities.
"""

import re
from typing import TYPE_CHECKING

from llmchoice.plain import plain
from llmchoice.report.subject import leading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment, OptionResult, WorkloadResult

_MOST_WORKLOADS = 20
"""Beyond it a picture shows no more than the table does."""
_LONGEST_LABEL = 60
_MEANS_SOMETHING = re.compile(r"[^\w ]|_")


def routing(assessment: "Assessment") -> "Iterator[str]":
    """The flowchart, where the sides of the workloads differ; else nothing."""
    workloads = assessment.workloads
    if not assessment.recommendation.routing or len(workloads) > _MOST_WORKLOADS:
        return
    yield "\n".join(["```mermaid", *_chart(workloads), "```"])
    if any(workload.recommendation.option is None for workload in workloads):
        yield "A dotted line leads to options of which none is recommended alone."


def _chart(workloads: "tuple[WorkloadResult, ...]") -> "Iterator[str]":
    led = [(workload, leading(workload)) for workload in workloads]
    options = {option.id: option for _, options in led for option in options}
    nodes = {option_id: f"o{number}" for number, option_id in enumerate(options, start=1)}
    yield "flowchart LR"
    yield "  accTitle: Which workload goes to which option"
    for number, (workload, found) in enumerate(led, start=1):
        yield f'  w{number}["{_label(workload.name)}"]'
        line = "-->" if workload.recommendation.option else "-.->"
        yield from (f"  w{number} {line} {nodes[option.id]}" for option in found)
    yield from _sides(options, nodes)


def _sides(options: "dict[str, OptionResult]", nodes: dict[str, str]) -> "Iterator[str]":
    for side in sorted({option.side for option in options.values()}):
        yield f'  subgraph {side}-weights["{side} weights"]'
        yield from (
            f'    {nodes[option.id]}["{_label(option.name)}"]'
            for option in options.values()
            if option.side is side
        )
        yield "  end"


def _label(text: str) -> str:
    shown = plain(text)
    cut = shown if len(shown) <= _LONGEST_LABEL else f"{shown[: _LONGEST_LABEL - 1]}\u2026"
    return _MEANS_SOMETHING.sub(lambda match: f"#{ord(match.group())};", cut)
