"""The decision record, read back as a tool for decision records would."""

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
import yaml
from markdown_it import MarkdownIt
from tests.hostile.inert import marks_where_inert, text_of
from tests.packaged import knowledge, profile_of

from llmchoice.api import assess
from llmchoice.engine.recheck import recheck
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged, profile_names
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.settings import read_settings
from llmchoice.model.assessment import Assessment, FirstMoreOften, PassedOver
from llmchoice.model.recheck import Recheck
from llmchoice.report.registry import Record, format_named, render
from llmchoice.report.wording.grounds import grounds, step_text

if TYPE_CHECKING:
    from markdown_it.token import Token

TEMPLATE = [
    ("h2", "Context and Problem Statement"),
    ("h2", "Decision Drivers"),
    ("h2", "Considered Options"),
    ("h2", "Decision Outcome"),
    ("h3", "Consequences"),
    ("h3", "Confirmation"),
    ("h2", "Pros and Cons of the Options"),
    ("h2", "More Information"),
]
"""The headings of the MADR 4.0.0 template, in its order."""
NAMES = {name for _, name in TEMPLATE}
MOST_WORDS = 450
TEST = re.compile(r"Test \d+ (?:more )?of your own cases.*")
DATE = "2026-11-21"


@cache
def _packaged(name: str, *settings: str) -> Assessment:
    kb = load_criteria()
    text = (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")
    profile = read_profile(kb, text, name, read_settings(kb, settings))
    return assess(profile, kb, DATE, 1000)


def _record(result: Assessment | Recheck, record: Record | None = None) -> str:
    return str(render(result, format_named("madr", type(result)), record=record))


def _body(text: str) -> str:
    return text.split("---\n", 2)[2]


def _tokens(text: str) -> "list[Token]":
    return MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(_body(text))


def _headings(text: str) -> list[tuple[str, str]]:
    tokens = _tokens(text)
    return [
        (token.tag, text_of(tokens[number + 1]))
        for number, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def _under(text: str, heading: str) -> list[str]:
    """What is said below a heading, up to the next one of any level."""
    found: list[str] = []
    current, opened = "", False
    for token in _tokens(text):
        if token.type == "heading_open":
            opened = True
        elif token.type == "inline" and opened:
            current, opened = text_of(token), False
        elif token.type == "inline" and current == heading:
            found.append(text_of(token))
    return found


@pytest.mark.parametrize("name", profile_names())
def test_a_record_has_few_words(name: str) -> None:
    assessment = _packaged(name)
    assert len(_record(assessment, Record(number=12)).split()) <= MOST_WORDS
    found = recheck(assessment, assessment)
    assert len(_record(found, Record(number=12)).split()) <= MOST_WORDS


@pytest.mark.parametrize("status", ["accepted", "superseded by ADR-0123", "x: {y", "'", "# c"])
def test_front_matter_is_data(full: Assessment, status: str) -> None:
    front = yaml.safe_load(_record(full, Record(status)).split("---\n")[1])
    assert front.keys() == {"status", "date"}
    assert front["status"] == status
    assert str(front["date"]) == full.date


def test_a_record_is_proposed_and_has_no_number_unless_it_is_given(full: Assessment) -> None:
    assert _record(full).startswith("---\nstatus: proposed\n")
    title = "Use Own cloud for Acme"
    assert _headings(_record(full))[0] == ("h1", title)
    assert _headings(_record(full, Record(number=7)))[0] == ("h1", f"7. {title}")


def test_without_a_date_there_is_none(full: Assessment) -> None:
    text = _record(full.model_copy(update={"date": None}))
    assert yaml.safe_load(text.split("---\n")[1]) == {"status": "proposed"}
    assert "--date" not in text


def test_the_headings_are_those_of_the_template_in_its_order(full: Assessment) -> None:
    for assessment in (full, _packaged("startup")):
        found = _headings(_record(assessment))
        assert [heading for heading in found if heading[1] in NAMES] == TEMPLATE


def test_a_record_says_that_it_is_at_the_threshold(full: Assessment) -> None:
    sentence = "At the threshold: chance in the simulations may have tipped it."
    for at_threshold in (True, False):
        close = full.recommendation.model_copy(update={"at_threshold": at_threshold})
        record = _record(full.model_copy(update={"recommendation": close}))
        assert (sentence in record) is at_threshold


def test_drivers_are_the_weights_and_the_rules(full: Assessment) -> None:
    assert _under(_record(full), "Decision Drivers") == [
        "Privacy (62.5 %)",
        "Budget (25 %)",
        "Ruled out: Other endpoint. The data may not leave the country.",
    ]


def test_drivers_that_weigh_the_same_are_not_cut_apart(full: Assessment) -> None:
    first, *others = sorted(full.priorities, key=lambda priority: -priority.weight)
    level = [priority.model_copy(update={"weight": 0.125}) for priority in others]
    drivers = _under(
        _record(full.model_copy(update={"priorities": (first, *level)})), "Decision Drivers"
    )
    assert {f"{priority.name} (12.5 %)" for priority in level} <= set(drivers)


def test_options_stand_by_rank_and_the_excluded_say_so(full: Assessment) -> None:
    options = ["Own cloud", "Vendor api", "Other endpoint (ruled out)"]
    assert _under(_record(full), "Considered Options") == options


def test_the_outcome_names_the_option_as_the_template_does(full: Assessment) -> None:
    outcome, start = _under(_record(full), "Decision Outcome")
    assert start.startswith("Start with Own cloud: ")
    assert outcome.startswith('Chosen option: "Own cloud", because it scores highest')
    assert "It is 7.4 points ahead of Vendor api." in outcome
    assert outcome.endswith("How sure: likely open (likely from 75 %, clear from 90 %).")


def test_consequences_are_the_reasons_and_objections_of_the_assessment() -> None:
    startup = _packaged("startup")
    consequences = _under(_record(startup), "Consequences")
    for reason in startup.reasons.for_[:2]:
        text = f'Good, because of "{reason.name}": {grounds(reason.grounds)}'
        assert text in consequences
    for reason in startup.reasons.against[:2]:
        assert f'Bad, because of "{reason.name}": {grounds(reason.grounds)}' in consequences
    assert all(line.startswith(("Good, ", "Bad, ", "It costs ")) for line in consequences)
    assert any("USD a month" in line for line in consequences)


def test_pros_and_cons_of_the_others_follow_the_stance_of_the_engine() -> None:
    startup = _packaged("startup")
    text = _record(startup)
    others = [o for o in startup.options if o.admissible and o.rank != 1]
    for option in others:
        good, bad = _under(text, option.short)
        names = {item.name: item.stance for item in option.contributions}
        topics = good.removeprefix("Good, because of: ").split("; ")
        assert {names[topic] for topic in topics} == {"good"}
        topics = bad.removeprefix("Bad, because of: ").split("; ")
        assert {names[topic] for topic in topics} <= {"bad", "weak"}


def test_confirmation_tells_what_to_do_and_how_to_check_again(full: Assessment) -> None:
    confirmation = _under(_record(full), "Confirmation")
    assert f"To do: {step_text(full.next_steps[0])}" in confirmation
    assert confirmation[-1] == "Check it again: llmchoice recheck DECISION.json"


@pytest.mark.parametrize("name", profile_names())
def test_a_record_advises_a_test_where_the_page_does_and_the_same_one(name: str) -> None:
    assessment = _packaged(name)
    page = str(render(assessment, format_named("markdown", Assessment)))
    told, on_page = (set(TEST.findall(text)) for text in (_record(assessment), page))
    # Of kinds of work that are decided the page has room for their next step alone.
    assert on_page <= told if assessment.workloads else on_page == told


def test_a_record_says_why_an_option_that_does_better_is_not_chosen(
    full: Assessment, undecided: Assessment
) -> None:
    higher = PassedOver(
        option="vendor-api",
        points=1.2,
        excluded=0,
        leader="own-cloud",
        leader_excluded=0,
        typically_over=False,
        because="simulations",
    )
    oftener = FirstMoreOften(
        option="vendor-api", share=0.5, excluded=0, points=7.4, because="score"
    )
    for assessment, what, sentence in (
        (
            undecided,
            {"passed_over": (higher,)},
            "Vendor api scores 1.2 points more, but the other side",
        ),
        (full, {"first_more_often": oftener}, "Vendor api comes first more often, in 50 % of"),
    ):
        better = assessment.recommendation.model_copy(update=what)
        told = _record(assessment.model_copy(update={"recommendation": better}))
        assert any(line.startswith(sentence) for line in _under(told, "Decision Outcome"))
        assert sentence not in _record(assessment)


def test_it_says_what_it_was_made_from(full: Assessment) -> None:
    text = _record(full)
    for figure in (full.criteria.version, full.criteria.sha256, full.profile.sha256, "9.8.7"):
        assert figure in text
    assert f"llmchoice assess PROFILE.yaml --format madr --date {full.date}" in text


def test_a_tie_chooses_a_side_and_no_option(tied: Assessment) -> None:
    text = _record(tied)
    assert _headings(text)[0][1].startswith("Use open models for ")
    outcome, _ = _under(text, "Decision Outcome")
    assert outcome.startswith("Chosen option: Own cloud or Twin cloud, because they are level.")
    assert "How sure: likely open" in outcome


def test_undecided_chooses_nothing(undecided: Assessment) -> None:
    text = _record(undecided)
    assert _headings(text)[0][1].startswith("Not decided yet")
    assert _under(text, "Decision Outcome")[0].startswith("Chosen option: none yet")


def test_an_undecided_record_names_what_it_begins_with_and_what_is_good_for_whom() -> None:
    newspaper = _packaged("newspaper")
    assert newspaper.recommendation.option is None
    text = _record(newspaper)
    short = {option.id: option.short for option in newspaper.options}
    start = newspaper.recommendation.start_with
    assert start is not None
    assert any(
        line.startswith(f"Start with {short[start.option]}")
        for line in _under(text, "Decision Outcome")
    )
    assert not any(line.startswith("Start with") for line in _under(text, "Confirmation"))
    (leader,) = newspaper.reasons.leaders
    told = (f"Good for {short[leader]}, because of ", f"Bad for {short[leader]}, because of ")
    assert all(line.startswith(told) for line in _under(text, "Consequences"))


def test_nothing_admissible_says_what_would_readmit(nothing: Assessment) -> None:
    text = _record(nothing)
    assert _under(text, "Decision Outcome")[0].startswith("Chosen option: none, because")
    checks = _under(text, "Confirmation")
    ways = [line for line in checks if "would be allowed again if" in line]
    assert len(ways) == min(3, len(nothing.recommendation.readmission))
    beyond = [line for line in checks if line.startswith("The full report has")]
    assert len(beyond) == (len(nothing.recommendation.readmission) > 3)


def test_each_workload_has_an_outcome(mixed: Assessment) -> None:
    text = _record(mixed)
    first, *outcomes = _under(text, "Decision Outcome")
    assert first.startswith("Chosen option: one for each kind of work")
    assert outcomes[:2] == [
        "Claims: Own cloud (likely open, 83 %)",
        "Marketing: Vendor api (likely closed, 83 %)",
    ]
    assert outcomes[2].startswith("A side is recommended from 75 % of the simulations on")
    consequences = _under(text, "Consequences")
    # Both have the same reasons here, which are said once.
    assert [line.partition(" because")[0] for line in consequences] == [
        "For all of it: Good for Own cloud,",
        "For all of it: Bad for Own cloud,",
    ]


def test_of_many_kinds_of_work_a_record_tells_what_is_good_too() -> None:
    profile = profile_of("software-company")
    coding, receipts = profile.workloads
    more = coding.model_copy(update={"name": "code review"})
    many = profile.model_copy(update={"workloads": (coding, more, receipts)})
    result = assess(many, knowledge(), simulations=2000)
    consequences = _under(_record(result), "Consequences")
    for work in result.workloads:
        leader = next(o.short for o in work.options if o.id == work.recommendation.option)
        best = next(reason.name for reason in work.reasons.for_ if reason.known)
        good = f"Good for {leader}, because of: {best}"
        assert any(work.name in line and good in line for line in consequences)
    assert any("Bad for " in line for line in consequences)
    assert len(_record(result).split()) <= 490 + 140


def test_a_recheck_confirms_or_takes_the_place_of_a_decision() -> None:
    before = _packaged("startup")
    after = _packaged("startup", "own-test=open-ahead", "independence=5")
    kept, changed = _record(recheck(before, before)), _record(recheck(before, after))
    assert _headings(kept)[0][1].startswith("Confirm the decision for Example startup")
    assert "This record confirms" in _under(kept, "Decision Outcome")[0]
    assert _headings(changed)[0][1].startswith("Change from Closed, own cloud to Open, hosted")
    assert "takes the place" in _under(changed, "Decision Outcome")[0]
    assert any(
        line.endswith('better than before on "Result of your own test".')
        for line in _under(changed, "Consequences")
    )
    order = [heading for heading in TEMPLATE if heading[1] != "Pros and Cons of the Options"]
    assert [found for found in _headings(changed) if found[1] in NAMES] == order


def test_a_recheck_tells_an_option_that_is_gone_from_one_that_is_ruled_out() -> None:
    before = _packaged("startup")
    gone, *rest = before.options
    after = before.model_copy(update={"options": tuple(rest)})
    considered = _under(_record(recheck(before, after)), "Considered Options")
    assert f"{gone.short} (no longer an option)" in considered
    assert not any("ruled out" in line for line in considered if line.startswith(gone.short))


@pytest.mark.parametrize("dates", [(None, None), (DATE, "2027-01-31"), (DATE, DATE)])
def test_a_recheck_tells_then_from_today_with_and_without_dates(
    dates: tuple[str | None, str | None],
) -> None:
    before, after = (_packaged("startup").model_copy(update={"date": date}) for date in dates)
    more = _under(_record(recheck(before, after)), "More Information")
    names = [line.partition(":")[0] for line in more if "SHA-256" in line]
    days = [f" ({date})" if date else "" for date in dates]
    assert names == [
        f"Criteria then{days[0]}",
        f"Profile then{days[0]}",
        f"Criteria today{days[1]}",
        f"Profile today{days[1]}",
    ]


def test_hostile_text_is_inert(full: Assessment, hostile: str) -> None:
    def with_name(name: str) -> Assessment:
        profile = full.profile.model_copy(update={"organisation": name})
        return full.model_copy(update={"profile": profile})

    assert marks_where_inert(lambda name: _body(_record(with_name(name))), hostile)
