"""A flow as a Mermaid flowchart, which GitHub draws.

No label can leave its quotes: all but letters, digits and spaces are Mermaid's numeric entities.
"""

import re
from collections.abc import Iterator

from llmchoice.plain import plain
from llmchoice.report.blocks import Flow

_LONGEST_LABEL = 60
_MEANS_SOMETHING = re.compile(r"[^\w ]|_")


def flowchart(flow: Flow) -> Iterator[str]:
    """The lines of the chart: nodes on their own, then those of each group, then the edges."""
    ids = {node.id: f"n{number}" for number, node in enumerate(flow.nodes, start=1)}
    boxes = [(node.group, f'{ids[node.id]}["{_label(node.text)}"]') for node in flow.nodes]
    yield "flowchart LR"
    yield f"  accTitle: {_label(flow.title)}"
    yield from (f"  {box}" for group, box in boxes if not group)
    groups = dict.fromkeys(group for group, _ in boxes if group)
    for number, group in enumerate(groups, start=1):
        yield f'  subgraph g{number}["{_label(group)}"]'
        yield from (f"    {box}" for inside, box in boxes if inside == group)
        yield "  end"
    for edge in flow.edges:
        arrow = "-.->" if edge.dotted else "-->"
        yield f"  {ids[edge.start]} {arrow} {ids[edge.end]}"


def _label(text: str) -> str:
    shown = plain(text)
    cut = shown if len(shown) <= _LONGEST_LABEL else f"{shown[: _LONGEST_LABEL - 1]}\u2026"
    return _MEANS_SOMETHING.sub(lambda match: f"#{ord(match.group())};", cut)
