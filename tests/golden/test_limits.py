"""No report of a packaged profile is longer than a person who decides will read."""

from itertools import pairwise
from pathlib import Path

import pytest
from tests.packaged import DATE, assessment, knowledge, profile_of

from llmchoice.api import assess, priced, read_profile
from llmchoice.engine.comparison import compare
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.engine.recheck import recheck
from llmchoice.knowledge.folders import profile_names
from llmchoice.model.assessment import Assessment
from llmchoice.model.panel import Panel
from llmchoice.report.blocks import Settings
from llmchoice.report.registry import format_named, render

LINES, LINES_WITH_WORKLOADS = 40, 60
"""Of terminal text at 80 columns."""
WORDS, WORDS_WITH_WORKLOADS = 900, 1300
"""Of the memo: two printed pages."""
WORDS_OF_A_RECORD, WORDS_OF_OTHERS = 450, 490
"""Of a packaged profile, and of one that happens to say more."""
TWO, LINES_OF_ANOTHER_PART, WORDS_OF_ANOTHER_PART = 2, 8, 140
"""Kinds of work that such a page and record have room for, and what each other one may add."""
MADE_UP = [
    path
    for folder in ("experts", "cases/insider")
    for path in sorted((Path(__file__).parents[1] / folder).glob("*.yaml"))
    if ".expected" not in path.name
]
SIMULATIONS = 2000
"""Enough to tell most verdicts as all of them do."""
PAIRS = list(pairwise([*profile_names(), profile_names()[0]]))
"""Each packaged profile beside the next."""


@pytest.mark.parametrize("name", profile_names())
def test_the_page_is_short_in_every_format(name: str) -> None:
    report = assessment(name)
    several = bool(report.workloads)
    lines = _written(report, "text").splitlines()
    assert len(lines) <= (LINES_WITH_WORKLOADS if several else LINES)
    assert lines[1].strip(), "the verdict stands right below the title"
    memo = _written(report, "markdown").split()
    assert len(memo) <= (WORDS_WITH_WORKLOADS if several else WORDS)
    assert len(_written(report, "madr").split()) <= WORDS_OF_A_RECORD


@pytest.mark.parametrize("name", ["startup", "software-company", "newspaper"])
def test_the_page_says_in_a_line_that_prices_and_facts_are_old(name: str) -> None:
    fresh = assessment(name)
    assert not [line for line in _written(fresh, "text").splitlines() if line.startswith("Age")]
    late = assess(profile_of(name), knowledge(), date="2028-01-01", simulations=SIMULATIONS)
    page = _written(late, "text").splitlines()
    (line,) = (line for line in page if line.startswith("Age"))
    assert "Prices (of 20" in line
    assert line.endswith(" facts are old: check them.")
    assert len(page) <= (LINES_WITH_WORKLOADS if late.workloads else LINES)
    said = line.removeprefix("Age").strip()
    assert said in _written(late, "markdown")
    record = _written(late, "madr")
    assert said in record
    assert len(record.split()) <= WORDS_OF_A_RECORD


@pytest.mark.parametrize("path", MADE_UP, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_page_is_short_for_others_than_the_packaged_too(path: Path) -> None:
    profile = read_profile(path, knowledge(), missing="unknown")
    report = assess(profile, knowledge(), date=DATE, simulations=SIMULATIONS)
    several = bool(report.workloads)
    more = max(0, len(report.workloads) - TWO)
    lines, words = len(_written(report, "text").splitlines()), _words(report, "markdown")
    most = LINES_WITH_WORKLOADS + more * LINES_OF_ANOTHER_PART if several else LINES
    assert lines <= most
    assert words <= (WORDS_WITH_WORKLOADS if several else WORDS)
    assert _words(report, "madr") <= WORDS_OF_OTHERS + more * WORDS_OF_ANOTHER_PART


def test_what_lanes_cost_says_that_building_is_not_in_it() -> None:
    page = " ".join(_written(assessment("insurance-group"), "text").split())
    (told,) = (part for part in page.split(" - ") if part.startswith("If all tokens went one way"))
    assert "(USD). Keeping up an application" in told
    assert "Building is not included." in told


def _words(report: Assessment, form: str) -> int:
    return len(_written(report, form).split())


@pytest.mark.parametrize("name", profile_names())
def test_a_record_tells_what_the_choice_costs_once(name: str) -> None:
    report = assessment(name)
    consequences = _written(report, "madr").partition("### Consequences")[2].partition("\n#")[0]
    told = [line for line in consequences.splitlines() if "USD a month" in line]
    upkeep = [line for line in told if "Keeping up an application" in line]
    assert len(upkeep) <= 1
    assert len(told) - len(upkeep) <= max(1, len(report.workloads))


@pytest.mark.parametrize(("name", "other"), PAIRS)
def test_two_assessments_are_compared_on_a_page_however_much_differs(name: str, other: str) -> None:
    before, after = assessment(name), assessment(other)
    both = compare(before, after), compare(after, before)
    for result in (*both, recheck(before, after, other_profile=True)):
        page = render(result, format_named("text", type(result)), Settings(width=80))
        assert len(str(page).splitlines()) <= LINES


@pytest.mark.parametrize("name", profile_names())
@pytest.mark.parametrize("form", ["text", "markdown"])
def test_the_page_has_no_id_and_no_article(name: str, form: str) -> None:
    kb = knowledge()
    claims = [claim for article in kb.articles for claim in article.claims]
    criteria = [criterion for _, criterion in kb.criteria()]
    ids = {
        entry.id
        for kind in (kb.options, kb.questions, criteria, kb.constraints, kb.conditions, claims)
        for entry in kind
        if "-" in entry.id  # else it may be a word
    }
    page = _written(assessment(name), form)
    words = {word.strip(".,;:()\"'`") for word in page.split()}
    assert not ids & words
    assert not [article.title for article in kb.articles if article.title in page]


def test_the_page_says_why_of_many_kinds_of_work_too() -> None:
    profile = profile_of("software-company")
    coding, receipts = profile.workloads
    many = [
        kind.model_copy(update={"name": f"{kind.name} {number}"})
        for number in range(1, 5)
        for kind in (coding, receipts)
    ]
    report = assess(profile.model_copy(update={"workloads": tuple(many)}), knowledge(), DATE, 200)
    page = _written(report, "text")
    assert len(page.splitlines()) <= LINES_WITH_WORKLOADS
    assert len(_written(report, "markdown").split()) <= WORDS_WITH_WORKLOADS
    labels = [line.split()[0] for line in page.splitlines() if line[:1].isupper()]
    for label in ("First", "Why", "Against", "What", "Cost"):
        assert labels.count(label) == 1


def _written(report: Assessment, form: str) -> str:
    return str(render(report, format_named(form, Assessment), Settings(width=80)))


def test_the_page_of_the_packaged_panel_is_short() -> None:
    members = tuple(Member(n, profile_of(n)) for n in profile_names() if n.startswith("clinic-"))
    panel = assess_panel(knowledge(), members, price=priced)
    assert len(members) > TWO
    page = render(panel, format_named("text", Panel), Settings(width=80))
    assert len(str(page).splitlines()) <= LINES
