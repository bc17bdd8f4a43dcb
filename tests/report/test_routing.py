"""The flowchart of which work goes where: every name in it is a label and nothing more."""

import html
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.backends.readers import READERS

from llmchoice.model.assessment import Assessment
from llmchoice.plain import plain
from llmchoice.report.backends import markdown
from llmchoice.report.blocks import Block, Details, Flow, Level, Paragraph, Settings
from llmchoice.report.documents.assessment import document, routing

LINE = re.compile(
    r"""
      flowchart\ LR | \s+accTitle:\ [A-Za-z ]+ | \s+end
    | \s+subgraph\ g\d+\["(Open|Closed)\ models"\]
    | \s+n\d+\ (-->|-\.->)\ n\d+
    | \s+n\d+\["(?P<label>[^"]*)"\]
    """,
    re.VERBOSE,
)
ENTITY = re.compile(r"#(\d+);")
DOTTED = "A dotted line leads to options of which none is recommended alone."


def _told(assessment: Assessment) -> str:
    return markdown.render(list(routing(assessment)), Settings())


def _lines(assessment: Assessment) -> list[str]:
    told = _told(assessment)
    heading, _, chart = told.partition("\n\n```mermaid\n")
    assert heading == "## Which work goes where"
    lines, _, _ = chart.partition("\n```")
    return lines.split("\n")


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
        '  n1["Claims"]',
        '  n2["Marketing"]',
        '  subgraph g1["Closed models"]',
        '    n3["Vendor api"]',
        "  end",
        '  subgraph g2["Open models"]',
        '    n4["Own cloud"]',
        "  end",
        "  n1 --> n4",
        "  n2 --> n3",
    ]
    assert DOTTED not in _told(mixed)


def test_work_that_is_not_decided_points_to_its_contenders(
    mixed: Assessment, undecided: Assessment
) -> None:
    third = mixed.workloads[0].model_copy(
        update={"name": "Third", "recommendation": undecided.recommendation}
    )
    whole = mixed.model_copy(update={"workloads": (*mixed.workloads, third)})
    assert {"  n3 -.-> n4", "  n3 -.-> n5"} <= set(_lines(whole))
    assert _told(whole).endswith(DOTTED)


@pytest.mark.parametrize("form", [form for form in READERS if form not in {"markdown", "linked"}])
def test_where_nothing_draws_it_there_is_no_trace_of_a_chart(mixed: Assessment, form: str) -> None:
    (flow,) = routing(mixed)
    before, within, after = map(Paragraph, ("before", "within", "after"))
    charted: list[Block] = [before, flow, Details("inside", (flow, within)), after]
    bare: list[Block] = [before, Details("inside", (within,)), after]
    read = READERS[form]
    assert read(charted, Settings(width=80)) == read(bare, Settings(width=80))


def test_no_document_is_written_in_the_language_of_a_format(mixed: Assessment) -> None:
    blocks = document(mixed, Level.FULL)
    assert sum(isinstance(block, Flow) for block in blocks) == 1
    assert "flowchart" not in repr(blocks)


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
