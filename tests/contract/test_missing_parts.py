"""What nobody computed is not there, and the rest of a report is whole without it."""

import json
from collections.abc import Callable
from html.parser import HTMLParser

import jsonschema
import pytest
from markdown_it import MarkdownIt

from llmchoice.model.assessment import Assessment, Reasons, WorkloadResult
from llmchoice.model.sensitivity import Sensitivity
from llmchoice.report import Style, format_names, render
from llmchoice.report.names import names_of
from llmchoice.report.verdict import sentences

Make = Callable[[str], Assessment]
PIPE = Style(width=None, colour=False, unicode=True)
TERMINAL = Style(width=60, colour=True, unicode=True)
OF_A_SUBJECT: dict[str, object] = {
    "robustness": None,
    "sensitivity": Sensitivity(),
    "unknowns": (),
    "answers": (),
    "next_steps": (),
    "reasons": Reasons.model_validate({"for": (), "against": ()}),
}
MISSING: dict[str, object] = {
    **OF_A_SUBJECT,
    "costs": None,
    "shortlist": None,
    "checks": (),
    "sources": (),
    "warnings": (),
    "consistency": None,
    "date": None,
    "priorities": (),
}


def without(assessment: Assessment, parts: dict[str, object]) -> Assessment:
    """The assessment less those parts, and less those of each of its workloads."""
    own = {name: value for name, value in parts.items() if name in OF_A_SUBJECT}
    workloads = tuple(_without(workload, own) for workload in assessment.workloads)
    return assessment.model_copy(update={**parts, "workloads": workloads})


def _without(workload: WorkloadResult, parts: dict[str, object]) -> WorkloadResult:
    return workload.model_copy(update=parts)


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _texts(markdown: str) -> list[str]:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    return [
        "".join(child.content for child in token.children or ())
        for token in tokens
        if token.type == "inline"
    ]


def said(name: str, report: str) -> str:
    """What a reader sees of a report."""
    if name == "html":
        page = Page()
        page.feed(report)
        page.close()
        assert page.tags.count("h1") == 1
        assert page.tags[-1] == "/html"
        return " ".join(" ".join(page.text).split())
    if name == "madr":
        return "\n".join(_texts(report.split("---\n", 2)[2]))
    return "\n".join(_texts(report)) if name == "markdown" else report


def check_whole(name: str, assessment: Assessment) -> str:
    """Beginning, end, whose it is, and the verdict in a sentence."""
    report = render(name, assessment, PIPE)
    assert report.endswith("\n")
    if name == "json":
        assert Assessment.model_validate_json(report) == assessment
        return ""
    shown = said(name, report)
    assert assessment.profile.organisation in shown
    (first, *_) = sentences(assessment, names_of(assessment))
    assert first.split(".")[0] in " ".join(shown.split())
    return shown


@pytest.mark.parametrize("name", format_names())
def test_a_report_is_whole(name: str, sample: str, made: Make) -> None:
    check_whole(name, made(sample))


@pytest.mark.parametrize("part", MISSING)
@pytest.mark.parametrize("name", format_names())
def test_a_report_is_whole_without_any_one_part(
    name: str, part: str, sample: str, made: Make
) -> None:
    assessment = without(made(sample), {part: MISSING[part]})
    check_whole(name, assessment)


@pytest.mark.parametrize("name", format_names())
def test_a_report_is_whole_without_all_of_them(name: str, sample: str, made: Make) -> None:
    shown = check_whole(name, without(made(sample), MISSING))
    # What is missing is left out or told in words, and never by Python's.
    assert not {"None", "nan", "undefined", "()", "[]", "null"} & set(shown.split())


@pytest.mark.parametrize("name", format_names())
def test_a_report_is_whole_without_any_option(name: str, made: Make) -> None:
    assessment = without(made("startup"), {**MISSING, "options": ()})
    check_whole(name, assessment)


def test_a_terminal_shows_what_is_left(sample: str, made: Make) -> None:
    assert render("text", without(made(sample), MISSING), TERMINAL)


@pytest.mark.parametrize("parts", [{}, MISSING], ids=["whole", "bare"])
def test_the_json_obeys_its_schema_all_the_same(
    parts: dict[str, object], sample: str, made: Make, published: dict[str, object]
) -> None:
    report = json.loads(render("json", without(made(sample), parts), PIPE))
    jsonschema.validate(report, published, jsonschema.Draft202012Validator)
