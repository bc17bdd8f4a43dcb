"""Which kind of work goes to which option, as a Mermaid flowchart that GitHub draws.

The table says the same in rows; the picture shows at a glance which kinds of work share an option
and where the two sides part. No label can leave its quotes: all but letters, digits and spaces are
Mermaid's numeric entities.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from llmchoice.language import t
from llmchoice.model.option import Side
from llmchoice.plain import plain
from llmchoice.report.blocks import Block, Code, Details, Paragraph
from llmchoice.report.subject import leading

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment, OptionResult, WorkloadResult

_MOST_WORKLOADS = 20
"""Beyond it a picture shows no more than the table does."""
_LONGEST_LABEL = 60
_MEANS_SOMETHING = re.compile(r"[^\w ]|_")


def routing(assessment: "Assessment") -> Iterator[Details]:
    """The flowchart, where kinds of work are assessed one by one and there are few enough."""
    workloads = assessment.workloads
    if not 1 < len(workloads) <= _MOST_WORKLOADS:
        return
    blocks: list[Block] = [Code("\n".join(_chart(workloads)), "mermaid")]
    if any(workload.recommendation.option is None for workload in workloads):
        blocks.append(
            Paragraph(t("A dotted line leads to options of which none is recommended alone."))
        )
    yield Details(t("Which work goes where, as a chart"), tuple(blocks))


def _chart(workloads: "tuple[WorkloadResult, ...]") -> Iterator[str]:
    led = [(workload, leading(workload)) for workload in workloads]
    options = {option.id: option for _, options in led for option in options}
    nodes = {option_id: f"o{number}" for number, option_id in enumerate(options, start=1)}
    yield "flowchart LR"
    yield f"  accTitle: {_label(t('Which work goes where'))}"
    for number, (workload, found) in enumerate(led, start=1):
        yield f'  w{number}["{_label(workload.name)}"]'
        line = "-->" if workload.recommendation.option else "-.->"
        yield from (f"  w{number} {line} {nodes[option.id]}" for option in found)
    yield from _sides(options, nodes)


def _sides(options: "dict[str, OptionResult]", nodes: dict[str, str]) -> Iterator[str]:
    for side in sorted({option.side for option in options.values()}):
        name = t("Open models") if side is Side.OPEN else t("Closed models")
        yield f'  subgraph {side}-weights["{_label(name)}"]'
        yield from (
            f'    {nodes[option.id]}["{_label(option.short)}"]'
            for option in options.values()
            if option.side is side
        )
        yield "  end"


def _label(text: str) -> str:
    shown = plain(text)
    cut = shown if len(shown) <= _LONGEST_LABEL else f"{shown[: _LONGEST_LABEL - 1]}\u2026"
    return _MEANS_SOMETHING.sub(lambda match: f"#{ord(match.group())};", cut)
