"""Every word of a document comes from a message, from the result, or from a figure.

A made-up language puts each message in brackets, and what fills a place in brackets of another
kind. What stands outside them bypassed the catalogue; a sentence that stands in a place of another
one was glued, and no translation could give it an order of its own.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import get_args

import pytest
from pydantic import BaseModel
from tests import forked
from tests.backends.pages import read_html
from tests.pseudo import (
    FILLED,
    OPEN,
    PLACE,
    SHUT,
    WORD,
    Bracketed,
    bypassing,
    data_of,
    longest_first,
    outside,
)
from tests.trial.conftest import held

from llmchoice.api import assess, priced
from llmchoice.catalogue.store import current_store
from llmchoice.catalogue.supplement import supplemented
from llmchoice.engine.comparison import compare
from llmchoice.engine.panel import Member, assess_panel
from llmchoice.engine.recheck import recheck
from llmchoice.engine.values import unknown_rows
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.entries import criteria_list, entries_of
from llmchoice.knowledge.folders import packaged
from llmchoice.knowledge.profile import read_profile
from llmchoice.language import speaking
from llmchoice.model.assessment import Assessment
from llmchoice.model.entries import (
    CriteriaCheck,
    ModelEntry,
    ModelList,
    NamedEntry,
    PriceList,
    Refresh,
    Shortlists,
)
from llmchoice.model.estimate import Passed
from llmchoice.model.option import Side
from llmchoice.model.row import Doubt, RowList
from llmchoice.model.score import ModelJudging, TrialScore
from llmchoice.model.testplan import Detects, Entrant, Expected, TestPlan, TestSize, TrialPlan
from llmchoice.model.trial import Mark
from llmchoice.model.verdict import Verdict
from llmchoice.report import registry
from llmchoice.report.backends.html import panel_texts
from llmchoice.report.blocks import Block, Code, Level, Metadata, Mono
from llmchoice.trial.score import score

DRAWS = 60
DATE = "2026-11-21"
PROFILES = ("startup", "software-company", "public-agency", "law-firm")
CLINIC = ("clinic-ciso", "clinic-cfo", "clinic-cto")
FOR_PROGRAMS = {"tone", "mark", "language", "url", "id", "judgements"}
"""Fields of blocks that no reader sees."""
COMMANDS = "commands"
MOST_WORDS = 3
"""Of a message that may stand in a place."""
LONG_NAMES = {
    "values within their stated uncertainty",
    "unknown answers over their possible values",
}
"""Longer ones that say what something is, and nothing of it."""


@cache
def of_profile(name: str) -> Assessment:
    kb = load_criteria()
    text = (packaged("profiles") / f"{name}.yaml").read_text(encoding="utf-8")
    return assess(read_profile(kb, text, name), kb, DATE, DRAWS)


def _assessments() -> Iterator[BaseModel]:
    yield from map(of_profile, PROFILES)


def _comparisons() -> Iterator[BaseModel]:
    yield compare(of_profile("startup"), of_profile("law-firm"))
    yield compare(of_profile("software-company"), of_profile("software-company"))


def _costs() -> Iterator[BaseModel]:
    found = [of_profile(name).costs for name in PROFILES]
    yield from (costs for costs in found if costs is not None)


def _panels() -> Iterator[BaseModel]:
    kb = load_criteria()
    texts = {name: (packaged("profiles") / f"{name}.yaml").read_text("utf-8") for name in CLINIC}
    members = [Member(name, read_profile(kb, text, name)) for name, text in texts.items()]
    panel = assess_panel(kb, members, date=DATE, draws=DRAWS)
    profile = panel.aggregate.profile.content
    whole = supplemented(panel.aggregate, priced(kb, profile), profile, current_store())
    yield panel.model_copy(update={"aggregate": whole})


def _rechecks() -> Iterator[BaseModel]:
    yield recheck(of_profile("startup"), of_profile("startup"))
    yield recheck(of_profile("startup"), of_profile("law-firm"), other_profile=True)


def _criteria() -> Iterator[BaseModel]:
    yield criteria_list(load_criteria())


def _entries() -> Iterator[BaseModel]:
    kb = load_criteria()
    unknown = unknown_rows(kb)
    rule, need, step = kb.constraints[0], kb.conditions[0], kb.steps[0]
    names = ("privacy", "data-exposure", "residency", kb.options[0].id, rule.id, need.id, step.id)
    yield from (entries_of(kb, name, unknown) for name in names)


def _by_command(kind: type[BaseModel], *words: str) -> Callable[[], Iterator[BaseModel]]:
    """What a command gives as JSON."""

    def results() -> Iterator[BaseModel]:
        done = forked.run(*words, "--json", capture_output=True, check=True)
        yield kind.model_validate_json(done.stdout)

    return results


def _refreshes() -> Iterator[BaseModel]:
    """Prices of some days: one that changed, one that stayed, and none."""
    yield Refresh.model_validate(
        {
            "as_of": DATE,
            "package": "prices",
            "version": "1.0",
            "read": 2,
            "changed": [
                {"model": "llama-3.1-8b", "provider": "host", "input": [1, 2], "output": [3, 4]}
            ],
            "kept": [{"model": "gpt-4", "provider": "host", "as_of": DATE}],
            "without": ["llama-3.1-8b"],
            "file": "prices.json",
        }
    )


def _rows() -> Iterator[BaseModel]:
    """Rows as they are, and one that has everything that a row may have."""
    command = _by_command(RowList, "compare", "software-company", "newspaper", "--draws", "1000")
    (compared,) = command()
    assert isinstance(compared, RowList)
    everything = {"margin": -0.149, "months": 3.0, "consistency": 0.2, "p_nothing_left": 0.3}
    doubtful = compared.rows[-1].model_copy(
        update={**everything, "p_leader_excluded": 0.4, "doubts": get_args(Doubt)}
    )
    yield RowList(rows=(*compared.rows, doubtful))


def _trial_plans() -> Iterator[BaseModel]:
    """A test that is enough, one that is not, one that turns nothing, and none at all."""
    size = TestSize(
        cases=20,
        more=20,
        hold=18,
        open_from=19,
        closed_up_to=None,
        settled=0.9,
        changed=0.4,
        agrees=0.85,
        detects=(Detects(difference=0.1, power=0.04), Detects(difference=0.2, power=0.5)),
    )
    way = Expected(choice="open-equal", text="as well", difference=-0.15, likely=1)
    plan = TestPlan(
        name="letters",
        verdict=Verdict.UNDECIDED,
        question="own-test",
        counted=None,
        closed_rate=0.9,
        decides=True,
        expected=(way,),
        sizes=(size, size.model_copy(update={"open_from": None, "closed_up_to": 3})),
        enough=20,
        instead=None,
    )
    changes: tuple[dict[str, object], ...] = (
        {},
        {"enough": None},
        {"verdict": Verdict.OPEN},
        {"decides": False, "enough": None},
        {"counted": Passed(cases=9, open=8, closed=7)},
        {"counted": Passed(cases=9, open=8, closed=7), "decides": False},
        {"question": None, "sizes": ()},
        {"question": None, "sizes": (), "verdict": Verdict.NONE},
    )
    plans = tuple(plan.model_copy(update=change) for change in changes)
    entrants = tuple(
        Entrant(side=side, option="open-host", option_name="hosted", model="a", name="A")
        for side in Side
    )
    yield TrialPlan(organisation="Acme", plans=plans, entrants=entrants)


def _by_a_model(found: TrialScore) -> TrialScore:
    judging = ModelJudging(judge="m", answers=9, alone=4, shared=5, same=3, own=True)
    return found.model_copy(update={"by_models": (judging,)})


def _trial_scores() -> Iterator[BaseModel]:
    no, edits, yes = Mark.NOT_USABLE, Mark.AFTER_EDITS, Mark.USABLE
    said = [(yes, no)] * 9 + [(edits, yes), (no, no)]
    yield score(held({}), None)
    yield score(held({"ana": said}, tag="letters"), "2026-03-04")
    yield score(held({"ana": said, "bo": said}, expected="42", check="contains"))
    yield _by_a_model(score(held({"ana": said})))
    yield score(held({"ana": [(no, yes)] * 12, "bo": [(no, edits)] * 12}))


RESULTS: dict[str, Callable[[], Iterator[BaseModel]]] = {
    "Assessment": _assessments,
    "Comparison": _comparisons,
    "CostReport": _costs,
    "CriteriaCheck": _by_command(CriteriaCheck, "criteria", "check", "--balance"),
    "CriteriaList": _criteria,
    "KnowledgeEntries": _entries,
    "Panel": _panels,
    "Recheck": _rechecks,
    "Refresh": _refreshes,
    "RowList": _rows,
    "ModelEntry": _by_command(ModelEntry, "models", "show", "llama-3.1-8b"),
    "ModelList": _by_command(ModelList, "models", "list"),
    "NamedEntry": _by_command(NamedEntry, "models", "show", "gpt-3"),
    "PriceList": _by_command(PriceList, "models", "prices"),
    "Shortlists": _by_command(Shortlists, "models", "shortlist", "hospital"),
    "TrialPlan": _trial_plans,
    "TrialScore": _trial_scores,
}


@cache
def _told(kind: str) -> list[tuple[BaseModel, list[Block]]]:
    """Every result of that type with its blocks in brackets: the document and the record of it."""
    forms = [form for form in registry.FORMATS if form.record and kind in registry.RECORDS]
    results = list(RESULTS[kind]())
    with speaking(Bracketed()):
        return [
            (result, registry.blocks_of(result, form, Level.FULL))
            for result in results
            for form in (registry.FORMATS[0], *forms)
        ]


EVERY_KIND = pytest.mark.parametrize("kind", registry.DOCUMENTS)


@EVERY_KIND
def test_every_word_of_a_document_is_a_message_data_or_a_figure(kind: str) -> None:
    told = _told(kind)
    outside = [text for result, blocks in told for text in _offenders(blocks, result)]
    assert not list(dict.fromkeys(outside))


@EVERY_KIND
def test_no_sentence_stands_in_a_place_of_another(kind: str) -> None:
    texts = [text for _, blocks in _told(kind) for text in _texts(blocks)]
    assert not list(dict.fromkeys(glued for text in texts for glued in _glued(text)))


def _glued(text: str) -> Iterator[str]:
    """Each clause in a place of a message with words of its own, but for a mere label of it."""
    for message in _messages(text):
        if WORD.search(message.own) and not message.is_label:
            for inner in message.within:
                if inner.is_clause:
                    yield f"{inner.own!r} in {message.own!r}"


@dataclass(slots=True)
class Message:
    """A message as it was filled in."""

    own: str = ""
    """Its text, with an ellipsis for each place."""
    within: list["Message"] = field(default_factory=list)
    """The messages in its places."""

    @property
    def is_label(self) -> bool:
        """Whether it only says what follows its colon, in every language alike."""
        return self.own.endswith(": \N{HORIZONTAL ELLIPSIS}")

    @property
    def is_clause(self) -> bool:
        """Whether it is more than a name, a figure or a few words that a table may hold as well."""
        if self.own in LONG_NAMES:
            return False
        return self.own.endswith(".") or len(WORD.findall(self.own)) > MOST_WORDS


def _messages(text: str) -> Iterator[Message]:
    """Every message in a text, whichever it stands in."""
    around: list[Message] = []
    in_place = False
    for character in text:
        if character == OPEN:
            message = Message()
            if around:
                around[-1].within.append(message)
            around.append(message)
            in_place = False
        elif character == SHUT and around:
            yield around.pop()
            in_place = bool(around)
        elif character == PLACE:
            around[-1].own += "\N{HORIZONTAL ELLIPSIS}"
            in_place = True
        elif character == FILLED:
            in_place = False
        elif around and not in_place:
            around[-1].own += character


def _offenders(blocks: object, result: BaseModel) -> Iterator[str]:
    data = longest_first(data_of(result))
    for text in _texts(blocks):
        if rest := bypassing(text, data):
            yield f"{rest!r} in {text!r}"


def _texts(block: object) -> Iterator[str]:
    """All that a reader sees of blocks, but for what is typed or is for programs."""
    if isinstance(block, str) and not isinstance(block, Enum):
        yield block
    elif isinstance(block, tuple | list):
        for part in block:
            yield from _texts(part)
    elif is_dataclass(block) and not isinstance(block, Code | Metadata | Mono):
        for part in fields(block):
            value = getattr(block, part.name)
            if part.name == COMMANDS:
                yield from (about for about, _ in value)
            elif part.name not in FOR_PROGRAMS:
                yield from _texts(value)


def test_what_a_page_of_html_adds_to_a_document_comes_from_messages_too() -> None:
    report = of_profile("startup")
    (html,) = (form for form in registry.FORMATS if form.name == "html")
    with speaking(Bracketed()):
        blocks = registry.blocks_of(report, html)
        _, lines = read_html(str(registry.render(report, html)))
        spoken = panel_texts()
    told = " ".join(text for block in blocks for text in _texts(block))
    known = {*WORD.findall(told), *WORD.findall(" ".join(data_of(report)))}
    texts = (line for line in lines if "llmchoice" not in line)  # a command is typed as it is
    assert not [line for line in texts if set(WORD.findall(outside(line))) - known]
    assert not {key: text for key, text in spoken.items() if WORD.search(outside(text))}
