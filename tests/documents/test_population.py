"""The made-up population: valid, sourced, and in docs/population.md as it is printed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from benchmarks.frequencies import Entry, frequencies
from tests.documents.printed import ROOT, between, printed

from llmchoice.api import load_criteria, read_profile
from llmchoice.knowledge.completeness import demand_complete

PAGE = ROOT / "docs" / "population.md"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
FEW = "200"
"""Organisations that are assessed in each test run; all of them are with `--update`."""
OUTCOMES = ("closed-fails", "open-ahead", "open-equal", "open-behind", "open-fails")


def _printed(*arguments: str) -> str:
    return printed("-m", "benchmarks.population", *arguments)


def test_the_page_shows_what_the_program_prints(pytestconfig: pytest.Config) -> None:
    few = _printed("--count", FEW).partition("\n\n")[0] + "\n"
    text = PAGE.read_text(encoding="utf-8")
    if pytestconfig.getoption("--update") and between(text, "few")[1] != few:
        tables, _, remarks = _printed("--remarks").rpartition("\n\n")
        for marker, figures in (("few", few), ("figures", tables + "\n"), ("remarks", remarks)):
            before, _, after = between(text, marker)
            text = before + figures + after
        PAGE.write_text(text, encoding="utf-8")
    assert between(text, "few")[1] == few


def test_the_prose_names_no_figure_that_the_program_does_not_print() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, remarks, said = between(text, "remarks")
    hoped = before.partition("## What an expert would say to that")[2]
    figures = NUMBER.findall(hoped + between(text, "figures")[1] + remarks)
    assert hoped
    assert set(NUMBER.findall(said)) - set(figures) == set()


def test_what_the_page_says_in_words_is_counted_over_all_organisations() -> None:
    (tested,) = re.findall(
        r"^- How open models do on their own cases: (.*)$",
        _printed("--count", "5", "--remarks"),
        re.MULTILINE,
    )
    assert sum(int(count) for count in re.findall(r"(\d+) (?:do not|expect|have)", tested)) == 5


def test_every_profile_is_valid_and_complete(tmp_path: Path) -> None:
    found = json.loads(_printed("--count", "20", "--json", "--write", str(tmp_path)))
    criteria = load_criteria()
    profiles = [read_profile(path, criteria) for path in sorted(tmp_path.iterdir())]
    for profile in profiles:
        demand_complete(criteria, profile, profile.organisation)
    assert [one["organisation"] for one in found] == [p.organisation for p in profiles]
    assert len(found) == 20
    # Something is first everywhere but where nothing may be used.
    first = [one for one in found if one["verdict"] != "none"]
    assert [sum(one["first"].values()) for one in first] == pytest.approx([1] * len(first))


def test_what_is_drawn_comes_as_often_as_stated() -> None:
    chance = np.random.default_rng(1)
    known = {entry.id: entry for entry in (*frequencies().facts, *frequencies().questions)}
    size = [known["size"].draw({}, chance) for _ in range(4000)]
    for choice, percent in known["size"].share.items():
        assert size.count(choice) / 40 == pytest.approx(percent, abs=3)
    facts = dict.fromkeys(known, frozenset[str]())
    tests = [known["own-test"].draw(facts, chance) for _ in range(4000)]
    tested = [one for one in tests if isinstance(one, dict) or one in OUTCOMES]
    counted = [one for one in tested if isinstance(one, dict)]
    stated = known["own-test"]
    assert stated.counted
    assert len(tested) / 40 == pytest.approx(sum(stated.share[one] for one in OUTCOMES), abs=3)
    assert 100 * len(counted) / len(tested) == pytest.approx(stated.counted.share, abs=6)


def _named(entry: Entry) -> Iterator[tuple[str, str]]:
    """What an entry names: an entry and one of its answers."""
    own = (entry.share, entry.several, *(rule.to for rule in entry.set_))
    for table in (*own, *(rule.odds for rule in entry.times)):
        yield from ((entry.id, choice) for choice in table)
    if entry.counted:
        yield from ((entry.id, word) for word in entry.counted.rates)
    bounds = (*entry.set_, *entry.times, *entry.plus, *([entry.apart] if entry.apart else []))
    for bound in bounds:
        for conditions in (bound.when, bound.unless):
            yield from ((key, choice) for key, named in conditions.items() for choice in named)


def test_frequencies_name_only_what_can_be_answered() -> None:
    known = frequencies()
    criteria = load_criteria()
    offered = {fact.id: set(fact.share) for fact in known.facts}
    offered |= {q.id: {one.id for one in q.worded} | set(q.special) for q in criteria.questions}
    assert {entry.id for entry in known.questions} == {q.id for q in criteria.questions}
    assert set(known.priorities.mean) == {p.id for p in criteria.priorities}
    for entry in (*known.facts, *known.questions):
        assert [pair for pair in _named(entry) if pair[1] not in offered[pair[0]]] == []


def test_every_frequency_has_a_source_or_says_that_it_is_assumed() -> None:
    known = frequencies()
    given = [entry.source for entry in (*known.facts, *known.questions)] + [known.priorities.source]
    assert all(given)
    assert {source for one in given for source in one} == {*known.sources, "assumed"}
