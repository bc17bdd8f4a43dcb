"""`llmchoice whatif`: what it takes, what it prints, and how it ends."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml
from tests.cli.conftest import Run

from llmchoice.api import render
from llmchoice.model.comparison import Comparison, RangeChange

Decided = Callable[[str, str], str]
FLIP = ("--set", "own-test=open-ahead", "--set", "independence=5")
FAST = ("--draws", "1000", "--quiet")
STARTUP = ("whatif", "--profile", "startup.yaml", *FAST)


def words(done: CompletedProcess[str]) -> str:
    """What was printed, in one line."""
    return " ".join(done.stdout.split())


def fix_of(done: CompletedProcess[str]) -> str:
    return done.stderr.partition("fix: ")[2]


def test_before_and_after_are_shown_with_what_moved_them(run: Run) -> None:
    done = run(*STARTUP, *FLIP)
    assert (done.returncode, done.stderr) == (0, "")
    told = words(done)
    assert "Changed. Before: Closed, own cloud. After: Open, hosted" in told
    assert "With own-test=open-ahead, independence=5" in told
    why = told.partition("Why ")[2].partition("Scores ")[0]
    assert "Result of your own test: 3.1 points towards Open, hosted" in why
    assert '"better than the best closed model" after' in told


def test_shares_are_those_of_one_side_before_and_after(run: Run) -> None:
    found = Comparison.model_validate_json(run(*STARTUP, *FLIP, "--json").stdout)
    ((before, after),) = ((s.share_before, s.share_after) for s in found.sides if s.side == "open")
    assert before is not None
    assert after is not None
    assert before < after
    shares = f"Open wins {before:.0%} of the simulations before, {after:.0%} after."
    assert shares.replace("%", " %") in words(run(*STARTUP, *FLIP))


def test_json_is_the_model_and_nothing_else(run: Run) -> None:
    done = run(*STARTUP, *FLIP, "--json")
    found = Comparison.model_validate_json(done.stdout)
    assert found.settings == ("own-test=open-ahead", "independence=5")
    assert found.organisation == "Example startup"
    document = json.loads(done.stdout)
    assert list(document)[:3] == ["schema_version", "organisation", "settings"]
    assert document["before"]["verdict"] == "closed"
    assert document["after"]["verdict"] == "open"


@pytest.mark.parametrize("suffix", ["md", "txt", "json"])
def test_it_is_written_to_a_file_by_its_suffix(suffix: str, run: Run) -> None:
    arguments = ("whatif", "-p", "startup.yaml", "--draws", "1000", *FLIP, "-o", f"r.{suffix}")
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1] == f"wrote r.{suffix} (verdict: closed -> open)"
    assert Path(f"r.{suffix}").stat().st_size
    again = run(*arguments)
    assert again.returncode == 2
    assert "exists already" in again.stderr
    assert run(*arguments, "--force").returncode == 0


@pytest.mark.parametrize("name", ["madr", "pdf"])
def test_another_format_is_refused(name: str, run: Run) -> None:
    done = run(*STARTUP, *FLIP, "--format", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"there is no format '{name}'" in done.stderr


def test_without_a_setting_there_is_nothing_to_ask(run: Run) -> None:
    done = run(*STARTUP)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--set ID=VALUE" in fix_of(done)


def test_without_a_profile_it_says_so(run: Run) -> None:
    done = run("whatif", *FLIP)
    assert (done.returncode, done.stdout) == (2, "")
    assert "no profile is named" in done.stderr


def test_a_profile_comes_from_standard_input(startup: str, run: Run) -> None:
    done = run("whatif", "-p", "-", *FAST, *FLIP, stdin=startup.encode())
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(*STARTUP, *FLIP).stdout


def test_a_result_that_stays_is_said_to_stay_and_how_far_it_moved(run: Run) -> None:
    done = run(*STARTUP, "--set", "privacy=5")
    assert done.returncode == 0
    assert "No change: still Closed, own cloud" in done.stdout
    lead = r"Lead of Closed, own cloud over Open, hosted: \+(\S+) points before, \+(\S+) after\."
    moved = re.search(lead, words(done))
    assert moved
    assert float(moved[1]) < float(moved[2])


def test_what_was_set_is_shown_as_people_write_it(run: Run) -> None:
    done = run(*STARTUP, "--set", "monthly-tokens=12000 pages", "--set", "decide_by=2030-01-01")
    assert "With monthly-tokens=12,000 pages, decide_by=2030-01-01 " in words(done)


def test_a_share_that_moves_without_the_scores_is_explained(run: Run, startup: str) -> None:
    known = startup.replace("monthly-tokens: 40_000_000", "monthly-tokens: 300_000_000", 1)
    assert known != startup
    vague = ("--set", "monthly-tokens=30M to 3 billion", "--draws", "1000")
    done = run("whatif", "-", *vague, stdin=known.encode())
    assert "Why - The lead stays. What is uncertain changed, and the simulations draw" in words(
        done
    )
    found = Comparison.model_validate_json(
        run("whatif", "-", *vague, "--json", stdin=known.encode()).stdout
    )
    assert found.before is not None
    change = RangeChange(
        criterion="running-cost",
        name="Running cost",
        option=found.before.leaders[0],
        points_before=0.0,
        points_after=7.5,
    )
    told = render(found.model_copy(update={"ranges": (change,)}))
    assert isinstance(told, str)
    assert (
        "Running cost: less certain for Closed, own cloud, at the same score What it adds to the"
        " score spans 0.0 points before, 7.5 points after" in " ".join(told.split())
    )


def test_an_option_that_scores_more_and_does_not_lead_is_explained(run: Run) -> None:
    done = run("whatif", "bank", "--draws", "1000", "--set", "independence=5")
    assert "Closed, own cloud scores 0.2 points more, but the other side wins more of" in words(
        done
    )


def test_how_much_a_priority_counts_is_nothing_to_find_out(run: Run) -> None:
    true = "Make sure which is true"
    answered = run(*STARTUP, "--set", "own-test=open-ahead", "--set", "independence=5")
    assert true in words(answered)
    rated = run(*STARTUP, "--set", "capability=0")
    assert "Changed. Before: Closed, own cloud. After: undecided" in words(rated)
    assert true not in words(rated)


def test_a_setting_that_is_so_already_is_named(run: Run) -> None:
    done = run("whatif", "-p", "startup.yaml", "--draws", "1000", "--set", "own-test=60:44:53")
    assert done.returncode == 0
    assert "--set own-test=60:44:53 changes nothing: the profile says so already" in done.stderr
    lead = r"Lead of Closed, own cloud over Open, hosted: \+\S+ points, before and after\."
    assert re.search(lead, words(done))
    assert "Nothing: the recommendation is the same either way." in done.stdout
    assert not run(*STARTUP, "--set", "own-test=60:44:53").stderr


def test_answers_that_a_setting_takes_the_place_of_are_named(run: Run) -> None:
    done = run(*STARTUP[:3], "--draws", "1000", "--set", "data=secret")
    told = (
        "--set data=secret takes the place of internal, personal; --set data+=secret comes to them"
    )
    assert told in " ".join(done.stderr.split())
    more = run(*STARTUP[:3], "--draws", "1000", "--set", "data+=secret")
    assert "takes the place" not in more.stderr
    assert "With data+=secret" in words(more)


def test_a_rating_that_is_so_already_is_named_beside_one_that_is_not(run: Run) -> None:
    done = run(*STARTUP[:3], "--draws", "1000", "--set", "privacy=5", "--set", "budget=5")
    assert "--set budget=5 changes nothing" in done.stderr
    assert "--set privacy=5 changes nothing" not in done.stderr


def test_a_setting_of_a_question_that_does_not_arise_is_named(run: Run) -> None:
    done = run(*STARTUP[:3], "--draws", "1000", "--set", "training-examples=ready")
    assert done.returncode == 0
    assert "--set training-examples=ready changes nothing" in done.stderr
    assert "does not apply" in done.stderr


def test_new_questions_are_named_with_what_to_add(run: Run) -> None:
    done = run(*STARTUP, "--set", "customisation=fine-tuning")
    assert (done.returncode, done.stdout) == (4, "")
    assert "not answered in the changed profile: training-examples" in done.stderr
    assert "--set training-examples=ready | " in fix_of(done)
    assert "team-skills" not in done.stderr
    both = (*STARTUP, "--set", "customisation=fine-tuning", "--set", "training-examples=ready")
    assert run(*both).returncode == 0


def test_new_questions_may_be_taken_as_unknown(run: Run) -> None:
    done = run(*STARTUP, "--set", "customisation=fine-tuning", "--missing", "unknown")
    assert done.returncode == 0
    assert '"not asked" before, "not known" after' in words(done)


def test_the_profile_itself_must_be_complete(startup: str, run: Run) -> None:
    data = yaml.safe_load(startup)
    del data["answers"]["own-test"]
    Path("p.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    done = run("whatif", "-p", "p.yaml", *FAST, "--set", "own-test=open-ahead")
    assert (done.returncode, done.stdout) == (4, "")
    assert "p.yaml: the profile itself is not complete: own-test" in done.stderr
    assert "the changed profile" not in done.stderr
    unknown = run("whatif", "-p", "p.yaml", *FAST, *FLIP, "--missing", "unknown")
    assert '"not known" before, "better than the best closed model" after' in words(unknown)


def test_a_setting_that_contradicts_the_profile_is_refused(run: Run) -> None:
    done = run(*STARTUP, "--set", "data-location=premises")
    assert (done.returncode, done.stdout) == (3, "")
    assert "contradict" in done.stderr


def test_a_rating_has_no_place_in_a_ranking(startup: str, run: Run) -> None:
    data = yaml.safe_load(startup)
    data["ranking"] = list(data.pop("priorities"))
    Path("p.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    done = run("whatif", "-p", "p.yaml", *FAST, "--set", "privacy=5")
    assert (done.returncode, done.stdout) == (2, "")
    assert "ranking" in done.stderr


@pytest.mark.parametrize(("expected", "code"), [("open", 0), ("closed", 6)])
def test_a_gate_looks_at_the_verdict_after(expected: str, code: int, run: Run) -> None:
    done = run(*STARTUP, *FLIP, "--expect", expected)
    assert done.returncode == code
    assert "Changed. Before: Closed, own cloud. After: Open, hosted" in done.stdout
    assert ("gate failed" in done.stderr) == bool(code)


def test_a_word_that_is_no_verdict_cannot_be_expected(run: Run) -> None:
    assert run(*STARTUP, *FLIP, "--expect", "opne").returncode == 2


def test_nothing_admissible_after_has_its_own_code(run: Run) -> None:
    nothing = ("--set", "exit=keep-weights", "--set", "own-test=open-fails")
    done = run(*STARTUP, *nothing)
    assert done.returncode == 5
    assert "Changed. Before: Closed, own cloud. After: nothing admissible" in done.stdout
    assert run(*STARTUP, *nothing, "--expect", "none").returncode == 0


def test_newly_excluded_options_are_listed_with_the_reason(run: Run) -> None:
    why = words(run(*STARTUP, "--set", "exit=keep-weights")).partition("Why ")[2]
    assert why.startswith("- This rule now excludes Closed, vendor API and Closed, own cloud: ")


def test_workloads_stand_in_a_table_and_those_that_change_below_it(run: Run) -> None:
    arguments = ("whatif", "-p", "software-company.yaml", *FAST, "--set", "own-test=open-ahead")
    done = run(*arguments)
    assert done.returncode == 0
    told = words(done)
    assert "Changed. Before: mixed. After: partly decided" in told
    loud = [argument for argument in arguments if argument != "--quiet"]
    assert "(verdict: mixed -> partly decided)" in run(*loud, "-o", "r.md").stderr
    assert "reading receipts Open, hosted Open, hosted" in told
    assert "coding agent Closed wins " in told
    assert told.count("of the simulations before") == 1
    assert Comparison.model_validate_json(run(*arguments, "--json").stdout).workloads


def test_work_that_stays_undecided_and_leans_elsewhere_is_named_at_the_top(
    startup: str, run: Run
) -> None:
    start, own, rest = startup.partition("  own-test: {cases: 60, open: 44, closed: 53}\n")
    assert own
    tests = {"tickets": "open-equal", "letters": "expected-behind"}
    works = "".join(f"\n  - {{name: {n}, answers: {{own-test: {a}}}}}" for n, a in tests.items())
    text = f"{start}{rest}workloads:{works}\n"
    told = words(run("whatif", "-p", "-", *FAST, "--set", "exit=switch", stdin=text.encode()))
    top, _, _ = told.partition("Workload Before After")
    assert "Changed for letters" in top
    assert "Still undecided, but leaning elsewhere: tickets" in top


def test_everything_is_one_option_away(run: Run) -> None:
    page, full = (run(*STARTUP, *FLIP, *more).stdout for more in ((), ("--full",)))
    assert "Contributions that changed, in points" not in page
    assert "Contributions that changed, in points" in full
    body = page.partition("Every figure and every change")[0].rstrip()
    assert full.startswith(body)


@pytest.mark.parametrize("draws", ["0", "-1", "many", "100000000"])
def test_draws_have_bounds(draws: str, run: Run) -> None:
    done = run("whatif", "-p", "startup.yaml", *FLIP, "--draws", draws)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--draws" in done.stderr


def test_a_date_is_checked_printed_and_kept(run: Run) -> None:
    assert run(*STARTUP, *FLIP, "--date", "never").returncode == 2
    text = run(*STARTUP, *FLIP, "--date", "2026-11-21").stdout
    assert text.startswith("What if: Example startup, 2026-11-21\n")
    done = run(*STARTUP, *FLIP, "--date", "2026-11-21", "--json")
    found = Comparison.model_validate_json(done.stdout)
    assert found.origin_before.date == found.origin_after.date == "2026-11-21"


def test_costs_that_moved_are_told(run: Run) -> None:
    told = words(run(*STARTUP, "--set", "monthly-tokens=4e9"))
    assert "Open, hosted, a month: about 30 USD before, about 2,950 USD after" in told
    full = run(*STARTUP, "--set", "monthly-tokens=4e9", "--full").stdout
    assert "Prices as of: " in full.partition("Costs that changed")[2]
    found = Comparison.model_validate_json(
        run(*STARTUP, "--set", "monthly-tokens=4e9", "--json").stdout
    )
    assert found.costs is not None
    assert len(found.costs.changes) == 5
    for change in found.costs.changes:
        assert change.before is not None
        assert change.after is not None
        assert change.before.typical < change.after.typical


@pytest.fixture
def decided(run: Run) -> Decided:
    """Writes the JSON of an assessment of that profile."""

    def write(name: str, profile: str) -> str:
        done = run("assess", "-p", "-", "--json", "--draws", "1000", stdin=profile.encode())
        Path(name).write_text(done.stdout, encoding="utf-8")
        return name

    return write


def test_a_cost_that_is_known_on_one_side_only_is_no_move_between_figures(
    run: Run, decided: Decided, startup: str
) -> None:
    silent = re.sub("monthly-tokens: .*", "monthly-tokens: unknown", startup)
    known, unknown = decided("known.json", startup), decided("unknown.json", silent)
    for level in ((), ("--full",)):
        lost = words(run("diff", known, unknown, *level))
        found = words(run("diff", unknown, known, *level))
        assert re.search(r"a month: [^:]+ USD before, not known after", lost)
        assert re.search(r"a month: not known before, [^:]+ USD after", found)
        assert "to not known" not in lost
        assert "from not known" not in found


def test_a_ceiling_that_is_new_or_gone_is_no_move_between_amounts(
    run: Run, decided: Decided, startup: str
) -> None:
    free, bound = (
        decided("free.json", startup),
        decided("bound.json", f"{startup}\ncosts: {{ceiling: 500}}\n"),
    )
    new, gone = (words(run("diff", *files, "--full")) for files in ((free, bound), (bound, free)))
    assert "Your ceiling a month: none before, 500 after" in new
    assert "Your ceiling a month: 500 before, none after" in gone


def test_costs_that_stay_are_not_told(run: Run) -> None:
    assert "Costs that changed" not in run(*STARTUP, "--set", "privacy=5", "--full").stdout
    found = Comparison.model_validate_json(run(*STARTUP, "--set", "privacy=5", "--json").stdout)
    assert found.costs is not None
    assert found.costs.changes == ()


LANES = ("whatif", "--profile", "insurance-group.yaml", *FAST)


def test_kinds_of_data_are_compared_whatever_else_shares_their_place(run: Run) -> None:
    joined = ("--set", "data+=secret", "--set", "data-location={secret: premises}")
    before = {
        work.name: work.before
        for work in Comparison.model_validate_json(run(*LANES, *joined, "--json").stdout).workloads
    }
    assert all(before.values())
    (joint,) = (name for name in before if "protected records" in name)
    assert joint != "protected records"
    assert "not assessed" not in words(run(*LANES, *joined))


def test_what_is_no_longer_divided_is_compared_kind_by_kind_with_the_whole(run: Run) -> None:
    whole = ("--set", "data-location=premises")
    found = Comparison.model_validate_json(run(*LANES, *whole, "--json").stdout)
    assert len(found.workloads) > 1
    assert {work.after and work.after.option for work in found.workloads} == {
        found.after and found.after.option
    }
    assert all(work.before for work in found.workloads)
    told = [change.question for change in found.all_answers]
    assert told.count("data-location") == 1
    assert "data" not in told, "what reaches the model is the same"
    assert "not assessed" not in words(run(*LANES, *whole))


def test_a_kind_of_data_that_comes_with_a_place_of_its_own_was_not_assessed(run: Run) -> None:
    alone = ("--set", "data+=secret", "--set", "data-location={secret: own-cloud}")
    found = Comparison.model_validate_json(run(*LANES, *alone, "--json").stdout)
    new = [work for work in found.workloads if work.before is None]
    assert len(new) == 1
    assert found.other_workloads == [new[0].name]


def test_what_a_new_recommendation_costs_is_told_and_not_what_others_that_are_out_do(
    run: Run,
) -> None:
    found = Comparison.model_validate_json(run(*STARTUP, *FLIP, "--json").stdout)
    assert found.after is not None
    assert found.costs is not None
    assert [cost.option for cost in found.costs.chosen] == [found.after.option]
    assert found.costs.changes == ()
    assert re.search(
        r"Costs - Open, hosted, a month: about [\d,.]+ USD", words(run(*STARTUP, *FLIP))
    )
    out = ("--set", "data-location=own-cloud", "--set", "monthly-tokens=4e9")
    found = Comparison.model_validate_json(run(*STARTUP, *out, "--json").stdout)
    left = {option.id for option in found.options if option.admissible_after}
    assert found.costs is not None
    assert {cost.option for cost in found.costs.changes} - left - found.leading
    assert {cost.option for cost in found.costs_first} <= left | found.leading


@pytest.mark.parametrize(
    "command", [("whatif", "--set", "privacy=5", "--draws", "1000"), ("cost",)]
)
def test_the_page_says_that_prices_are_old_on_its_day(run: Run, command: tuple[str, ...]) -> None:
    def said(day: str) -> list[str]:
        done = run(*command, "--profile", "startup.yaml", "--date", day)
        assert "prices" not in done.stderr
        return [line for line in done.stdout.splitlines() if line.startswith("Age")]

    (line,) = said("2099-06-01")
    old = re.fullmatch(r"Age +Prices are of (20\d\d-\d\d-\d\d), which is old: check them\.", line)
    assert old
    assert not said(old[1])


def test_the_page_of_a_panel_says_that_prices_are_old(run: Run) -> None:
    page = run("panel", "startup", "bank", "--draws", "1000", "--date", "2099-06-01").stdout
    (line,) = (line for line in page.splitlines() if line.startswith("Age"))
    assert "Prices (of 20" in line
