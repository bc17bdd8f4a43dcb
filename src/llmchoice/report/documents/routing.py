"""Which kind of work goes to which option, as a chart.

The table says the same in rows; the picture shows at a glance which kinds of work share an option
and where the two sides part.
"""

from collections.abc import Iterator

from llmchoice.language import t
from llmchoice.model.assessment import Assessment, OptionResult
from llmchoice.model.option import Side
from llmchoice.report.blocks import Edge, Flow, Node
from llmchoice.report.subject import leading

_MOST_WORKLOADS = 20
"""Beyond it a picture shows no more than the table does."""


def routing(assessment: Assessment) -> Iterator[Flow]:
    """The chart, where kinds of work are assessed one by one and there are few enough."""
    workloads = assessment.workloads
    if not 1 < len(workloads) <= _MOST_WORKLOADS:
        return
    led = [(f"work {number}", workload) for number, workload in enumerate(workloads)]
    options = {option.id: option for _, workload in led for option in leading(workload)}
    by_side = sorted(options.values(), key=lambda option: option.side)
    yield Flow(
        t("Which work goes where"),
        (*(Node(key, workload.name) for key, workload in led), *map(_option, by_side)),
        tuple(
            Edge(key, option.id, dotted=workload.recommendation.option is None)
            for key, workload in led
            for option in leading(workload)
        ),
        t("A dotted line leads to options of which none is recommended alone."),
    )


def _option(option: OptionResult) -> Node:
    side = t("Open models") if option.side is Side.OPEN else t("Closed models")
    return Node(option.id, option.short, side)
