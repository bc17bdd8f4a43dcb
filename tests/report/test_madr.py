"""The decision record, read back as a tool for decision records would."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from markdown_it import MarkdownIt

from llmchoice.model.assessment import Assessment, Stance
from llmchoice.report import Style, format_for, format_names, render
from llmchoice.report.wording.grounds import ground, grounds
from llmchoice.report.wording.steps import step_text

if TYPE_CHECKING:
    from markdown_it.token import Token

PIPE = Style(width=None, colour=False, unicode=True)
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
WITH_COSTS = Path(__file__).parents[1] / "golden" / "expected" / "startup.json"


def _record(assessment: Assessment) -> str:
    return render("madr", assessment, PIPE)


def _front(text: str) -> object:
    return yaml.safe_load(text.split("---\n")[1])


def _tokens(text: str) -> "list[Token]":
    body = text.split("---\n", 2)[2]
    return MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(body)


def _text(token: "Token") -> str:
    return "".join(child.content for child in token.children or ())


def _headings(text: str) -> list[tuple[str, str]]:
    tokens = _tokens(text)
    return [
        (token.tag, _text(tokens[number + 1]))
        for number, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def _under(text: str, *path: str) -> list[str]:
    """What is said below a heading, up to the next one."""
    found: list[str] = []
    trail: dict[str, str] = {}
    opened: str | None = None
    for token in _tokens(text):
        if token.type == "heading_open":
            opened = token.tag
        elif token.type == "inline" and opened:
            trail = {tag: name for tag, name in trail.items() if tag < opened}
            trail[opened] = _text(token)
            opened = None
        elif token.type == "inline" and tuple(trail.values())[-len(path) :] == path:
            found.append(_text(token))
    return found


def test_no_suffix_stands_for_it_since_records_end_in_md() -> None:
    assert "madr" in format_names()
    assert format_for(Path("docs/decisions/0007-models.md")) == "markdown"
    assert format_for(Path("0007-models.madr.md")) == "markdown"


def test_status_is_proposed_and_people_are_left_to_people(full: Assessment) -> None:
    assert _record(full).startswith('---\nstatus: "proposed"\ndate: 2026-03-04\n')
    front = _front(_record(full))
    assert isinstance(front, dict)
    assert str(front.pop("date")) == "2026-03-04"
    assert front == {
        "status": "proposed",
        "decision-makers": None,
        "consulted": None,
        "informed": None,
    }


@pytest.mark.parametrize("date", ["x: {y", "2026-01-01\nstatus: accepted", "'", "# c", "---"])
def test_a_date_that_is_none_stays_a_text(full: Assessment, date: str) -> None:
    front = _front(_record(full.model_copy(update={"date": date})))
    assert isinstance(front, dict)
    assert front["date"] == date.replace("\n", "\u23ce")
    assert front["status"] == "proposed"


def test_the_headings_are_those_of_the_template_in_its_order(full: Assessment) -> None:
    found = _headings(_record(full))
    assert found[0] == ("h1", "Open or closed language models for Acme: Own cloud")
    assert [heading for heading in found if heading[1] in NAMES] == TEMPLATE


def test_drivers_are_the_weights_and_the_constraints(full: Assessment) -> None:
    drivers = _under(_record(full), "Decision Drivers")
    assert drivers[:3] == [
        "Privacy: 62.5 % of the weight (5 of 5)",
        "Budget: 25 % of the weight (2 of 5)",
        "Freedom: 12.5 % of the weight (1 of 5)",
    ]
    (constraint,) = drivers[3:]
    assert constraint.startswith("Constraint no-export: The data may not leave the country.")
    assert constraint.endswith("It excludes Other endpoint.")


def test_options_stand_by_rank_and_the_excluded_say_so(full: Assessment) -> None:
    text = _record(full)
    options = ["Own cloud", "Vendor api", "Other endpoint (excluded)"]
    assert _under(text, "Considered Options") == options
    headings = _headings(text)
    start = headings.index(("h2", "Pros and Cons of the Options"))
    assert [name for _, name in headings[start + 1 : start + 4]] == options


def test_the_outcome_names_the_option_as_the_template_does(full: Assessment) -> None:
    outcome = _under(_record(full), "Decision Outcome")
    assert outcome[0].startswith('Chosen option: "Own cloud", because it scores highest')
    assert outcome[1].startswith("Own cloud comes first, with 71.4 of 100. The best closed option")
    assert "Margin: 7.4 points over Vendor api" in outcome


def test_consequences_are_the_reasons_and_objections(full: Assessment) -> None:
    consequences = _under(_record(full), "Consequences")
    reasons = full.reasons
    assert [line.split(",")[0] for line in consequences[: len(reasons.for_)]] == ["Good"] * len(
        reasons.for_
    )
    for reason in (*reasons.for_, *reasons.against):
        assert any(reason.name in line and grounds(reason.grounds) in line for line in consequences)
    for spot in reasons.weak:
        assert any(line.startswith("Bad") and ground(spot.ground) in line for line in consequences)
    assert any("Sign a contract." in line for line in consequences)


def test_every_argument_is_good_neutral_or_bad(full: Assessment) -> None:
    text = _record(full)
    arguments = [
        line
        for heading in ("Own cloud", "Vendor api", "Other endpoint (excluded)")
        for line in _under(text, "Pros and Cons of the Options", heading)[1:]
    ]
    assert arguments
    assert all(re.match("(Good|Neutral|Bad), because ", line) for line in arguments)


def test_a_value_above_the_rivals_is_good_and_below_it_bad(full: Assessment) -> None:
    text = _record(full)
    (good,) = [line for line in _under(text, "Own cloud") if line.startswith("Good")]
    assert good == (
        "Good, because it has 90.0 (80.0 to 100.0, for the answer is not known) of 100 on"
        " Start-up effort (data-control), where Vendor api has 40.0: It stays."
    )
    (bad,) = [line for line in _under(text, "Vendor api") if "it has" in line]
    assert bad.startswith("Bad, because it has 40.0 of 100 on Start-up effort (data-control)")


def _with_stance(full: Assessment, stance: Stance) -> Assessment:
    options = tuple(
        option.model_copy(
            update={
                "contributions": tuple(
                    item.model_copy(update={"stance": stance}) for item in option.contributions
                )
            }
        )
        for option in full.options
    )
    return full.model_copy(update={"options": options})


def test_a_computed_value_may_vary_though_its_answer_is_known(full: Assessment) -> None:
    first, *others = full.options
    item, *rest = first.contributions
    varied = item.model_copy(update={"low": 0.0, "high": 100.0, "computed": True})
    option = first.model_copy(update={"contributions": (varied, *rest)})
    text = _record(full.model_copy(update={"options": (option, *others)}))
    assert item.answer != "unknown"
    assert "(0.0 to 100.0, as costs may turn out)" in text
    assert "(0.0 to 100.0, for the answer is not known)" not in text


def test_a_stance_is_told_as_good_neutral_or_bad(full: Assessment) -> None:
    equal = _under(_record(_with_stance(full, Stance.NEUTRAL)), "Own cloud")
    assert (
        "Neutral, because it is neither ahead of Vendor api nor behind on Start-up effort." in equal
    )
    weak = _under(_record(_with_stance(full, Stance.WEAK)), "Own cloud")
    assert any(line.startswith("Bad, because it has only") for line in weak)
    good = _under(_record(_with_stance(full, Stance.GOOD)), "Own cloud")
    assert any(line.startswith("Good, because it has") for line in good)


def test_an_excluded_option_says_by_what(full: Assessment) -> None:
    lines = _under(_record(full), "Other endpoint (excluded)")
    assert any(
        line.startswith("Bad, because no-export excludes it: The data may not leave the country.")
        for line in lines
    )


def test_confirmation_tells_what_to_do_and_how_to_check_again(full: Assessment) -> None:
    confirmation = _under(_record(full), "Confirmation")
    for step in full.next_steps:
        assert any(line.startswith(step_text(step)) for line in confirmation)
    assert "llmchoice recheck FILE.json" in confirmation[-1]
    # It has no other code for a verdict: see docs/recheck.md.
    assert confirmation[-1].endswith("exits with 6 where the verdict no longer holds.")


def test_versions_answers_and_sources_are_linked(full: Assessment) -> None:
    text = _record(full)
    for figure in (full.criteria.version, full.criteria.sha256, full.profile.sha256, "9.8.7"):
        assert figure in text
    assert "https://law.example/1?a=1&amp;b=%282%29" in text
    assert any("a-12" in line for line in _under(text, "Claims and references"))
    assert any("b-7" in line for line in _under(text, "Claims set aside because they are wrong"))


def test_costs_and_models_say_of_which_day_their_prices_are() -> None:
    found = Assessment.model_validate_json(WITH_COSTS.read_text(encoding="utf-8"))
    assert found.costs
    assert found.shortlist
    text = _record(found)
    assert f"Prices as of {found.costs.prices_as_of}." in text
    assert f"Prices as of {found.shortlist[0].prices.as_of} " in text


def test_a_tie_chooses_a_side_and_no_option(tied: Assessment) -> None:
    assert _under(_record(tied), "Decision Outcome")[0] == (
        'Chosen option: open weights, one of "Own cloud" and "Twin cloud", because no single'
        " option of that side comes first."
    )


def test_undecided_chooses_nothing(undecided: Assessment) -> None:
    text = _record(undecided)
    assert "undecided, no side is recommended" in _headings(text)[0][1]
    assert _under(text, "Decision Outcome")[0].startswith("Chosen option: none yet")
    assert _under(text, "Consequences")[0].startswith("If it were ")


def test_nothing_admissible_says_what_would_readmit(nothing: Assessment) -> None:
    outcome = _under(_record(nothing), "Decision Outcome")
    assert outcome[0].startswith("Chosen option: none, because constraints exclude")
    assert any("would be admissible again" in line for line in outcome)


def test_each_workload_has_an_outcome_below_the_routing_rule(mixed: Assessment) -> None:
    text = _record(mixed)
    outcome = _under(text, "Decision Outcome")
    assert outcome[0].startswith("Chosen option: one for each workload")
    routed = "Claims goes to Own cloud. Marketing goes to Vendor api."
    assert f"No single side fits every workload. {routed}" in outcome
    for workload, option in (("Claims", "Own cloud"), ("Marketing", "Vendor api")):
        lines = _under(text, f"Workload: {workload}")
        assert lines[0].startswith(f'Chosen option: "{option}", because')
        assert _under(text, f"Workload: {workload}", "Consequences")
    assert "```mermaid\nflowchart LR\n" in text


def _arguments(text: str) -> Iterator[str]:
    body = text[text.index("## Pros and Cons") : text.index("## More Information")]
    yield from (line for line in body.splitlines() if line.startswith("* "))


def test_what_holds_for_all_workloads_is_said_once(mixed: Assessment) -> None:
    lines = list(_arguments(_record(mixed)))
    assert len(set(lines)) == len(lines)
    assert not [line for line in lines if "for Claims and Marketing" in line]
