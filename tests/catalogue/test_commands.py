"""`llmchoice models`: lists, pages, shortlists, and what is said of a wrong word."""

import json
import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from llmchoice.engine.assess import assess
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import Basis

PROFILES = Path(__file__).parents[1] / "pinned" / "profiles"


def listed(run: Run, *words: str) -> list[dict[str, object]]:
    done = run("models", "list", "--json", *words)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["models"]
    return found


def test_the_list_puts_unknown_prices_last(run: Run) -> None:
    found = [bool(model["prices"]) for model in listed(run)]
    assert False in found
    assert found == sorted(found, reverse=True)


def test_filters_of_the_list(run: Run) -> None:
    assert {m["weights"] for m in listed(run, "--weights", "open")} == {"open", "fully-open"}
    assert {m["vendor"] for m in listed(run, "--vendor", "ai2")} == {"Ai2"}
    assert all("br" in str(m["offers"]) for m in listed(run, "--region", "br"))
    assert all("pt" in str(m["languages"]) for m in listed(run, "--language", "pt"))
    small = listed(run, "--max-price", "0.3", "--min-context", "100000", "--commercial")
    assert small
    assert all(m["prices"] for m in small)
    assert {m["licence"] for m in listed(run, "--licence-class", "permissive")} == {
        "Apache-2.0",
        "MIT",
        "LicenseRef-OpenMDW-1.1",
    }


def test_in_80_columns_a_model_takes_a_line_with_its_maker_size_context_and_price(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("models", "list").stdout.splitlines()

    (model,) = (" ".join(line.split()) for line in lines if line.startswith("gpt-oss-120b "))
    assert re.fullmatch(r"gpt-oss-120b open OpenAI 116\.8B 131,072 [0-9.]+ / [0-9.]+", model)
    assert len(lines) < 1.5 * len(listed(run))


def test_a_list_of_nothing_says_so(run: Run) -> None:
    done = run("models", "list", "--max-price", "0.001")
    assert (done.returncode, done.stdout) == (
        0,
        "None of 69 models is known to meet all of that.\n",
    )


@pytest.mark.parametrize(
    ("words", "fix"),
    [
        (("list", "--vendor", "anthropc"), "did you mean 'Anthropic'?"),
        (("list", "--region", "european"), "choose one of"),
        (("show", "jurasic-1"), "did you mean 'jurassic-1'?"),
        (("show", "\x1b[31mx"), "see 'llmchoice models list'"),
        (("shortlist", "-p", "bank", "--option", "open-rentd"), "did you mean 'open-rented'?"),
        (("shortlist", "-p", "bank", "--workload", "x", "--option", "open-rented"), "no workloads"),
        (("shortlist", "-p", "bnak"), "did you mean 'bank'?"),
    ],
)
def test_a_wrong_word_gets_a_remedy(words: tuple[str, ...], fix: str, run: Run) -> None:
    done = run("models", *words)
    assert done.returncode == 2
    assert fix in done.stderr
    assert "\x1b" not in done.stderr
    assert not done.stdout


def test_somebody_who_read_the_article_learns_what_it_is(run: Run) -> None:
    done = run("models", "show", "jurassic-1")
    text = " ".join(done.stdout.split())
    assert done.returncode == 0
    assert "A closed model of 178 billion parameters" in text
    assert "withdrawn" in text
    assert "It is under a Creative Commons or Apache 2.0 licence. Instead: It was closed" in text


@pytest.mark.parametrize("name", ["Jurassic-1-Jumbo", "CONSTITUTIONALAI", "x-gen", "Claude-2"])
def test_other_spellings_lead_there_too(name: str, run: Run) -> None:
    assert run("models", "show", name).returncode == 0


@pytest.mark.parametrize("name", ["Granite 4.2 30B", "granite 4.2 30b"])
def test_a_model_is_shown_by_the_name_that_lists_print(name: str, run: Run) -> None:
    assert run("models", "show", name).stdout == run("models", "show", "granite-4.2-30b").stdout


def test_a_model_shows_its_terms_its_prices_and_what_is_unverified(run: Run) -> None:
    text = " ".join(run("models", "show", "llama-4-maverick").stdout.split())
    assert "Excludes EU licensees: yes" in text
    assert "Most monthly users: 700,000,000" in text
    assert "Prices as of 2026-11-21 (packaged; genai-prices 0.2.3)" in text
    text = " ".join(run("models", "show", "muse-spark-open", "--full").stdout.split())
    assert "Parameters: 816B [the model's name at Together] (unverified)" in text


def test_a_model_without_a_price_is_unknown_and_not_free(run: Run) -> None:
    text = run("models", "show", "granite-4.2-30b").stdout
    assert "Unknown: no host with a price was found." in text


@pytest.mark.parametrize("name", ["gpt-6.1-terra", "granite-4.2-30b", "orca", "onnx", "realto"])
def test_entries_of_every_kind_can_be_shown_both_ways(name: str, run: Run) -> None:
    assert f"({name}), by " in run("models", "show", name).stdout.splitlines()[0]
    document = json.loads(run("models", "show", name, "--json").stdout)
    entry = document.get("model") or document["named"]
    assert entry["id"] == name
    assert document["as_of"] == "2026-11-21"


def test_a_shortlist_for_a_named_option(run: Run) -> None:
    done = run("models", "shortlist", "-p", "bank", "--option", "open-host", "--json")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)["shortlist"]
    assert {each["filter"] for each in found["requirements"]} >= {
        "regional-offer",
        "room-for-documents",
    }
    assert found["models"]
    assert found["near_misses"]
    assert found["prices"]["as_of"] == "2026-11-21"
    text = run("models", "shortlist", "bank", "--option", "open-host", "--full").stdout
    assert "test these models on your own data" in text
    assert "Your answer to: residency." in text


def test_a_shortlist_in_a_territory_says_where_each_host_runs_it_and_what_that_covers(
    run: Run,
) -> None:
    words = ("models", "shortlist", str(PROFILES / "startup.yaml"), "--option", "open-host")
    there = run(*words, "--region", "ca").stdout
    for model in ("GLM-5.3", "DeepSeek V4 Pro"):
        assert re.search(rf"{model} .*together \(us and ca\)", there)
    limit = "Together AI: The promise covers only where a request is processed."
    assert limit in " ".join(there.split())
    assert "Kimi K3" in run(*words, "--region", "us", "--full").stdout
    anywhere = run(*words, "--set", "residency=any-country").stdout
    assert not re.search(r"\(us|The promise covers", anywhere)


def test_a_shortlist_without_an_option_follows_the_verdict(run: Run) -> None:
    done = run("models", "shortlist", "-p", "startup", "--json")
    assert done.returncode == 0, done.stderr
    kb = load_criteria()
    text = (PROFILES / "startup.yaml").read_text(encoding="utf-8")
    recommended = assess(Basis(kb), read_profile(kb, text, "startup.yaml")).recommendation.option
    (found,) = json.loads(done.stdout)["shortlist"]
    assert found["option"] == recommended
    (ground,) = json.loads(done.stdout)["grounds"]
    assert (ground["workload"], ground["option"]) == (None, recommended)
    told = run("models", "shortlist", "-p", "startup").stdout
    assert told.startswith("Models to try\n\nClosed, own cloud\n")


def test_a_verdict_without_an_option_gets_a_list_for_the_best_of_each_side(run: Run) -> None:
    done = run("models", "shortlist", "-p", "bank", "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["verdict"] == "undecided"
    assert {each["side"] for each in document["shortlist"]} == {"open", "closed"}
    text = run("models", "shortlist", "-p", "bank", "--full").stdout
    assert text.startswith("Models to try\n\nVerdict: Undecided.\n")
    for each in document["shortlist"]:
        assert f"\n{document['options'][each['option']]}\n" in text
    # What holds of every list is said once.
    assert text.count("How to choose") == 1


def test_workloads_have_lists_of_their_own(run: Run) -> None:
    done = run("models", "shortlist", "-p", "software-company", "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    names = list(dict.fromkeys(each["workload"] for each in document["shortlist"]))
    assert len(names) > 1
    one = run("models", "shortlist", "-p", "software-company", "--workload", names[0], "--json")
    alone = json.loads(one.stdout)["shortlist"]
    assert alone == [each for each in document["shortlist"] if each["workload"] == names[0]]


def test_what_lists_follow_from_is_data_in_the_result_and_short_on_the_page(run: Run) -> None:
    words = ("models", "shortlist", "-p", "software-company")
    document = json.loads(run(*words, "--json").stdout)
    assert document["verdict"] == "mixed"
    assert [set(ground) for ground in document["grounds"]] == [
        {"workload", "verdict", "option", "contenders"}
    ] * 2
    for ground in document["grounds"]:
        lists = [s for s in document["shortlist"] if s["workload"] == ground["workload"]]
        assert [each["option"] for each in lists] == [ground["option"]]
        assert ground["contenders"][0] == ground["option"]
    first, verdict, title = run(*words).stdout.split("\n\n")[:3]
    assert (first, verdict) == ("Models to try", "Verdict: Mixed.")
    assert title.splitlines()[0].endswith(f", for {document['grounds'][0]['workload']}")


def test_where_nothing_is_admissible_there_is_no_list_and_the_reason_is_said(run: Run) -> None:
    nothing_left = ("data-location=premises", "hardware=no-budget")
    settings = [word for one in nothing_left for word in ("--set", one)]
    words = ("models", "shortlist", "-p", "bank", *settings, "--missing", "unknown")
    done = run(*words)
    assert (done.returncode, done.stdout) == (5, "")
    assert "the verdict is 'none'" in done.stderr
    assert "llmchoice assess" in done.stderr
    chosen = run(*words, "--option", "open-rented")
    assert chosen.returncode == 0
    assert "warning: your answers exclude open-rented" in chosen.stderr


def test_an_option_that_the_answers_exclude_is_said_to_be(run: Run) -> None:
    done = run("models", "shortlist", "-p", "bank", "--option", "closed-api")
    assert done.returncode == 0
    assert "warning: your answers exclude closed-api" in done.stderr


def test_a_shortlist_needs_no_whole_profile_where_the_option_is_named(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "p.yaml").write_text("organisation: [bold]x\n", encoding="utf-8")
    (tmp_path / "q.yaml").write_text("organisation: x\nanswers: {residency: region}\n", "utf-8")
    assert run("models", "shortlist", "-p", "p.yaml", "--option", "open-rented").returncode == 3
    assert run("models", "shortlist", "-p", "q.yaml", "--option", "open-rented").returncode == 0
    assert run("models", "shortlist", "-p", "q.yaml").returncode == 4


def test_prices_name_their_day_and_source(run: Run) -> None:
    text = run("models", "prices").stdout
    assert "Prices as of 2026-11-21 (packaged; genai-prices 0.2.3)" in text
    assert "granite-4.2-30b" in text
    document = json.loads(run("models", "prices", "--json").stdout)
    assert document["prices"]["origin"] == "packaged"
    assert len(document["models"]) == 69


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize(
    "words",
    [
        "list",
        "prices",
        "show jurassic-1",
        "show llama-4-maverick",
        "shortlist -p startup",
    ],
)
def test_a_narrow_terminal_gets_narrow_lines(
    words: str, columns: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = run("models", *words.split()).stdout.splitlines()
    assert lines
    # One word may be longer than a line.
    assert all(len(line) <= columns or " " not in line.strip() for line in lines)


@pytest.mark.parametrize("memory", ["inf", "nan", "0", "1e300"])
def test_memory_that_no_cards_have_is_wrong_usage(memory: str, run: Run) -> None:
    done = run("models", "shortlist", "-p", "startup", "--gpu-memory", memory)
    assert done.returncode == 2
    assert "--gpu-memory" in done.stderr


def test_an_incomplete_profile_can_be_helped_as_the_message_says(run: Run, tmp_path: Path) -> None:
    whole = (PROFILES / "startup.yaml").read_text(encoding="utf-8")
    lines = [line for line in whole.splitlines() if not line.strip().startswith("monthly-tokens")]
    path = tmp_path / "p.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    words = ("models", "shortlist", "--profile", str(path))
    refused = run(*words)
    assert refused.returncode == 4
    assert "--missing unknown" in refused.stderr
    for help_ in (("--missing", "unknown"), ("--set", "monthly-tokens=1e6")):
        done = run(*words, *help_)
        assert done.returncode == 0, done.stderr
        assert "models meet your requirements" in done.stdout


@pytest.mark.parametrize("option", ["closed-api", "closed-cloud", "open-host"])
def test_memory_of_ones_own_asks_nothing_of_what_somebody_else_runs(option: str, run: Run) -> None:
    words = ("models", "shortlist", "-p", "startup", "--option", option, "--json")
    without, done = run(*words), run(*words, "--gpu-memory", "24")
    assert done.stdout == without.stdout
    assert f"--gpu-memory asks nothing for {option}" in done.stderr
    assert "--gpu-memory" not in without.stderr


def test_a_ceiling_that_excludes_the_wanted_option_is_told(run: Run, tmp_path: Path) -> None:
    text = run("profile", "show", "startup").stdout
    profile = tmp_path / "p.yaml"
    profile.write_text(f"{text}costs: {{ceiling: 60}}\n", encoding="utf-8")
    words = ("models", "shortlist", "-p", str(profile), "--option", "closed-api")
    assert "your ceiling is 60" not in run(*words).stderr
    done = run(*words, "--set", "monthly-tokens=40000000000")
    assert "warning: your answers exclude closed-api" in done.stderr
    assert "your ceiling is 60" in done.stderr
