"""The flowchart of which work goes where: every name in it is a label and nothing more."""

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from llmchoice.model.assessment import Assessment
from llmchoice.plain import plain
from llmchoice.report.blocks import Code, Paragraph
from llmchoice.report.documents.routing import routing

LINE = re.compile(
    r"""
      flowchart\ LR | \s+accTitle:\ [A-Za-z ]+ | \s+end
    | \s+subgraph\ (open|closed)-weights\["(Open|Closed)\ models"\]
    | \s+w\d+\ (-->|-\.->)\ o\d+
    | \s+[wo]\d+\["(?P<label>[^"]*)"\]
    """,
    re.VERBOSE,
)
ENTITY = re.compile(r"#(\d+);")


def _lines(assessment: Assessment) -> list[str]:
    (chapter,) = routing(assessment)
    (chart,) = [block for block in chapter.blocks if isinstance(block, Code)]
    assert chart.language == "mermaid"
    return chart.text.split("\n")


def _labels(lines: list[str]) -> list[str]:
    """The labels, as Mermaid decodes them."""
    found = [match.group("label") for match in map(LINE.fullmatch, lines) if match]
    assert len(found) == len(lines)
    return [html.unescape(ENTITY.sub(r"&#\1;", label)) for label in found if label is not None]


def _named(assessment: Assessment, name: str) -> Assessment:
    first, *others = assessment.workloads
    workloads = (first.model_copy(update={"name": name}), *others)
    return assessment.model_copy(update={"workloads": workloads})


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}\u2026"


def test_work_leads_to_its_options_and_options_stand_on_their_side(mixed: Assessment) -> None:
    assert _lines(mixed)[2:] == [
        '  w1["Claims"]',
        "  w1 --> o1",
        '  w2["Marketing"]',
        "  w2 --> o2",
        '  subgraph closed-weights["Closed models"]',
        '    o2["Vendor api"]',
        "  end",
        '  subgraph open-weights["Open models"]',
        '    o1["Own cloud"]',
        "  end",
    ]


def test_work_that_is_not_decided_points_to_its_contenders(
    mixed: Assessment, undecided: Assessment
) -> None:
    third = mixed.workloads[0].model_copy(
        update={"name": "Third", "recommendation": undecided.recommendation}
    )
    whole = mixed.model_copy(update={"workloads": (*mixed.workloads, third)})
    assert {"  w3 -.-> o1", "  w3 -.-> o2"} <= set(_lines(whole))
    (chapter,) = routing(whole)
    assert any(isinstance(block, Paragraph) for block in chapter.blocks)


@pytest.mark.parametrize("count", [0, 1, 21])
def test_there_is_no_picture_where_it_would_show_nothing(mixed: Assessment, count: int) -> None:
    changed = mixed.model_copy(update={"workloads": mixed.workloads[:1] * count})
    assert not list(routing(changed))


def test_a_hostile_name_is_a_label(mixed: Assessment, hostile: str) -> None:
    assert _labels(_lines(_named(mixed, hostile)))[0] == _cut(plain(hostile))


@settings(derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(min_size=1, max_size=60))
def test_any_name_is_a_label(mixed: Assessment, name: str) -> None:
    assert _labels(_lines(_named(mixed, name)))[0] == _cut(plain(name))
