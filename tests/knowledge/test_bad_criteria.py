"""Mistakes in a folder of criteria: each is told with its file, line and column."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.made_up import columns, reasons, row

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.knowledge.criteria import load_criteria

PRIORITY = f"""\
id: privacy
{columns()}criteria:
  - id: extra
    name: Extra
    share: 1
    question: traffic
    asks: how well
    anchors: {{0: bad, 50: fair, 100: good}}
    values:
      steady: {row(9)}
      office-hours: {row(5)}
      spiky: {row(1)}
    {reasons()}
    worries: [closed-api]
    references: [dora]
  - {{id: data-exposure, share: 54}}
"""
POINTS = f"""\
    points:
      - {{at: 10, values: {row(9)}}}
      - {{at: 20, values: {row(5)}}}
"""
AMOUNT = PRIORITY.replace("traffic", "monthly-tokens").replace(
    PRIORITY[PRIORITY.index("    values:") : PRIORITY.index("    reasons:")], POINTS
)
QUESTIONS = """\
questions:
  - id: traffic
    section: volume
    kind: one
    text: How does the load arrive?
    why: Because.
    when: {task: [routine]}
    costs: true
    choices:
      - {id: steady, text: steadily}
      - {id: office-hours, text: by day}
      - {id: spiky, text: in bursts}
"""
NUMBER = """\
questions:
  - id: monthly-tokens
    section: volume
    kind: number
    scale: log10
    likely: [10, 20]
    text: How many?
    why: Because.
"""
RULES = """\
constraints:
  - id: extra
    when: {traffic: [spiky]}
    excludes: {payment: [rented-gpus]}
    reason: so
    references: [dora]
conditions:
  - id: other
    when: {traffic: [spiky]}
    options: {payment: [rented-gpus]}
    obtain: a paper
    reason: so
    effort: low
    claims: [rise-p9-mistral-value]
contradictions:
  - {id: both, when: {traffic: [spiky]}, reason: so, fix: so}
tensions:
  - {id: odd, priority: budget, says: so, when: {hardware: [owned]}}
"""
STEPS = """\
steps:
  - id: extra
    text: do it
    because: so
    effort: low
    options: {payment: [rented-gpus]}
    when: {traffic: [spiky, unknown]}
"""
SOURCES = """\
articles:
  - id: extra
    title: An article
    publisher: Somebody
    file: extra.txt
    language: en
    paragraph_count: 2
    sections: [{id: all, title: All, first: 1, last: 2}]
    claims:
      - {id: extra-p1, paragraphs: [1], paraphrase: so, favours: open, standing: holds}
    no_claim:
      2: a heading
"""
LAW = """\
references:
  - id: extra
    kind: law
    title: A law
    publisher: Somebody
    url: https://example.org
    says: so
    checked_on: "2026-01-02"
    read_as: full
"""
FILES = {
    "priorities/extra.yaml": PRIORITY,
    "priorities/amount.yaml": AMOUNT,
    "questions.yaml": QUESTIONS,
    "number.yaml": NUMBER,
    "constraints.yaml": RULES,
    "steps.yaml": STEPS,
    "sources.yaml": SOURCES,
    "law.yaml": LAW,
}


@dataclass(frozen=True)
class Mistake:
    """In a file that is right, something is replaced: what is said, and where it points."""

    file: str
    old: str
    new: str
    said: str
    points_at: str
    """The text at that place; empty where no place is told."""


P, A, Q, N, L = (
    "priorities/extra.yaml",
    "priorities/amount.yaml",
    "questions.yaml",
    "number.yaml",
    "law.yaml",
)
R, S, T = "constraints.yaml", "sources.yaml", "steps.yaml"
UNFOUNDED = "claims: [rise-p9-mistral-value]\n    beyond: so"
VETO, NEED = "excludes: {payment: [rented-gpus]}", "options: {payment: [rented-gpus]}"
ROW = f"office-hours: {row(5)}"
LOW = f"{{at: 10, values: {row(9)}}}"
CLAIM = "{id: extra-p1, paragraphs: [1], paraphrase: so, favours: open, standing: holds}"
REASONS = "    reasons:"
COMPUTED = (
    "    computed: {anchors: {0: a, 50: b, 100: c}, constraint: so-named, reason: d}\n    reasons:"
)
TAKEN = COMPUTED.replace("so-named", "premises-only")
ONE = QUESTIONS[QUESTIONS.index("kind: one") : QUESTIONS.index("      - {id: steady")]
MANY = ONE.replace("one", "many", 1) + "".join(
    f"      - {{id: choice-{number}, text: so}}\n" for number in range(10)
)
CHOICES = "    choices:\n"
TWICE = "      - {id: calm, odds: 2, text: calmly}\n"


def odds_by(question: str, choice: str = "routine") -> str:
    """Odds that depend on another answer, some of them forgotten; then the choices."""
    odds = f"{{{choice}: {{steady: 1, office-hours: 2}}, skilled: {{steady: 1}}}}"
    return f"    odds_by: {{question: {question}, odds: {odds}}}\n{CHOICES}"


def each_by(question: str, choice: str = "routine") -> str:
    """A way to count of which each comes to something else with an answer; then the text."""
    each = "{low: 1, typical: 2, high: 3}"
    by = f"{{question: {question}, each: {{{choice}: {each}}}, reason: So., references: [gone]}}"
    way = f"{{id: heads, text: heads, each: {each}, example: 3 heads, reason: So., each_by: {by}}}"
    return f"    ways:\n      - {way}\n    text:"


BATCH = """\
    once: {text: a batch, months: 12, ways: {pagess: pages}, example: once 2k, reason: So.}
    text:"""

MISTAKES = [
    # questions
    Mistake(Q, "volume", "volumes", "questions traffic: there is no 'volumes'", "volumes"),
    Mistake(Q, "task: [", "tusk: [", "questions traffic: there is no 'tusk'", "{tusk"),
    Mistake(Q, "task: [routine]", "exit: [wait]", "there is no 'exit'", "{exit"),
    Mistake(
        Q,
        "when: {task: [routine]}",
        "when: {task: [routine]}\n    asked_of: {task: [skilled, frontier]}",
        "traffic: nobody is asked it: it does not apply with any of these answers to 'task'",
        "[skilled",
    ),
    Mistake(
        Q,
        "when: {task: [routine]}",
        "when: {data-location: [anywhere]}\n    asked_of: {use: [shipped]}",
        "traffic: nobody is asked it: it does not apply with any of these answers to 'use'",
        "[shipped",
    ),
    Mistake(Q, "[routine]", "[rotine]", "there is no 'rotine'", "[rotine"),
    Mistake(Q, "id: steady", "id: spiky", "the choice 'spiky' is listed twice", "- {id: spiky"),
    Mistake(Q, "id: steady", "id: unknown", "'unknown' is always accepted", "id: traffic"),
    Mistake(Q, "why:", "likely: [1, 2]\n    why:", "two or more choices, and no likely", "id: tr"),
    Mistake(N, "    text:", each_by("place"), "'place' is no earlier question", "place"),
    Mistake(N, "    text:", each_by("traffic"), "'traffic' is no earlier question", "traffic"),
    Mistake(N, "    text:", each_by("task", "tidy"), "there is no 'tidy'", "{tidy"),
    Mistake(N, "    text:", each_by("task"), "there is no 'gone'", "- {id: heads"),
    Mistake(N, "    text:", BATCH, "there is no 'pagess'", "{pagess"),
    Mistake(N, "likely: [10, 20]", "likely: [10]", "two or more likely amounts", "id: monthly"),
    Mistake(
        N,
        "    why",
        "    choices: [{id: a, text: a}]\n    why",
        "a number needs two or more likely amounts",
        "id: monthly",
    ),
    Mistake(Q, CHOICES, odds_by("exit"), "'exit' is no earlier question of kind one", "exit"),
    Mistake(Q, CHOICES, odds_by("regional-offer"), "'regional-offer' is no earlier", "regional"),
    Mistake(Q, CHOICES, odds_by("task"), "there are no odds of 'frontier'", "{routine"),
    Mistake(Q, CHOICES, odds_by("task", "tidy"), "there is no 'tidy'", "{tidy"),
    Mistake(Q, CHOICES, odds_by("task"), "there are no odds of 'spiky'", "{steady"),
    Mistake(Q, CHOICES, odds_by("task") + TWICE, "states its odds twice", "{question"),
    Mistake(
        Q,
        ONE,
        ONE.replace("one", "many").replace(CHOICES, odds_by("task")),
        "only a question of kind one has odds",
        "{question",
    ),
    Mistake(Q, ONE, MANY, "takes at most 12 choices: each doubles", "- {id: choice-0"),
    Mistake(
        Q, "    costs: true\n", "", "nothing uses the answer: remove the question", "id: traffic"
    ),
    # tables
    Mistake(P, "traffic", "trafic", "criteria extra: there is no 'trafic'", "trafic"),
    Mistake(P, ROW, "", "the answer 'office-hours' of 'traffic' has no row", "steady"),
    Mistake(P, "spiky:", "spikey:", "'spikey' is not an answer to 'traffic'", "[1, 1"),
    Mistake(
        P, "[5, 5, 5, 5, 5, 5, 5]", "[5, 5, 5]", "every row needs 7 values, and has 3", "[5, 5, 5]"
    ),
    Mistake(P, "open-owned: a", "open-orbit: a", "no reason for open-owned", "{closed-pr"),
    Mistake(P, "open-owned: a", "open-orbit: a", "there is no option 'open-orbit'", "a}"),
    Mistake(P, columns(), "", "columns is missing, so nobody can tell", "[9, 9"),
    Mistake(P, "open-rented, ", "open-clout, ", "there is no option 'open-clout'", "open-clout"),
    Mistake(P, "open-rented, ", "closed-api, ", "'closed-api' is there twice", "closed-api, open"),
    Mistake(A, ", open-owned]", "]", "needs 6 values, and has 7: closed-product", "{at: 10"),
    Mistake(P, "columns:", "colums:", "unknown key 'colums'", "colums"),
    Mistake(P, "columns:", "columns: none\nabout:", "columns must be a list", "none"),
    Mistake(P, "50: fair", "49: fair", "needs the anchors 0, 50 and 100", "{0: bad"),
    Mistake(P, "[closed-api]", "[closed-ap]", "there is no option 'closed-ap'", "[closed-ap]"),
    Mistake(A, REASONS, COMPUTED, "'running-cost' is already computed from costs", "{anchors"),
    Mistake(P, REASONS, COMPUTED, "'traffic' does not ask for a number", "{anchors"),
    Mistake(A, REASONS, TAKEN, "'premises-only' is a constraint already", "premises-only"),
    Mistake(
        P, ROW, "office-hours: [0, 0, 5, 5, 5, 5, 5]", "does better as the answer", "[closed-api]"
    ),
    Mistake(P, "    reasons", f"{POINTS}    reasons", "does not ask for a number", "- {at: 10"),
    Mistake(A, f"      - {LOW}\n", "", "asks for a number: give points, two or more", "id: extra"),
    Mistake(A, "at: 20", "at: 10", "the points must rise", "- {at: 10"),
    Mistake(A, "at: 10", "at: 0", "must be above 0 on a logarithmic scale", "- {at: 0"),
    # evidence
    Mistake(P, "[dora]", "[dorra]", "there is no 'dorra'", "[dorra]"),
    Mistake(P, "references: [dora]", "claims: [rise-p0]", "there is no 'rise-p0'", "[rise-p0]"),
    Mistake(P, "    references: [dora]\n", "", "has no support", "id: extra"),
    Mistake(R, "    references: [dora]\n", "", "constraints extra: has no support", "id: extra"),
    Mistake(
        P, "references: [dora]", "claims: [rise-p8-names]", "is wrong, so nothing may", "[rise-p8"
    ),
    Mistake(R, "[rise-p9-mistral-value]", "[rise-p8-names]", "is wrong, so nothing", "[rise-p8"),
    Mistake(P, "worries: [closed-api]", "set_aside: [rise-p0]", "there is no 'rise-p0'", "[rise"),
    Mistake(
        P, "worries: [closed-api]", "set_aside: [rise-p1-race]", "is not wrong, so it", "[rise"
    ),
    # rules
    Mistake(R, VETO, "excludes: {paymnt: [tokens]}", "unknown key 'paymnt'", "paymnt"),
    Mistake(R, VETO, "excludes: {payment: [rent]}", "there is no 'rent'", "rent]"),
    Mistake(R, VETO, "excludes: {weights: []}", "excludes.weights: ", "[]"),
    Mistake(R, VETO, "excludes: {offline: [maybe]}", "offline.0: must be true or false", "maybe"),
    Mistake(
        R,
        VETO,
        "excludes: {place: [host], weights: [closed]}",
        "no option has these attributes",
        "{place: [h",
    ),
    Mistake(R, VETO, "excludes: {}", "it excludes every option", "{}"),
    Mistake(
        R,
        NEED,
        "options: {place: [host], weights: [closed]}",
        "conditions other: no option has",
        "{place: [h",
    ),
    Mistake(
        T,
        NEED,
        "options: {place: [host], weights: [closed]}",
        "steps extra: no option has these",
        "{place: [h",
    ),
    Mistake(R, "traffic: [spiky]}\n    ex", "traffic: [calm]}\n    ex", "no 'calm'", "[calm]"),
    Mistake(R, "traffic: [spiky]}\n    op", "wind: [calm]}\n    op", "no 'wind'", "{wind"),
    Mistake(
        R,
        "    effort: low\n    claims",
        "    effort: low\n    unless: {traffic: [calm]}\n    claims",
        "conditions other: there is no 'calm'",
        "[calm]",
    ),
    Mistake(
        R,
        "tensions:\n",
        "doubts:\n  - {id: odd, when: {monthly-tokens: [pagez]}, says: so}\ntensions:\n",
        "doubts odd: there is no 'pagez'",
        "[pagez]",
    ),
    Mistake(R, "traffic: [spiky]}, r", "traffic: [calm]}, r", "contradictions both", "[calm]"),
    Mistake(R, "y: budget", "y: bugdet", "tensions odd: there is no 'bugdet'", "bugdet"),
    Mistake(R, "owned]}}\n", "calm]}}\n", "tensions odd: there is no 'calm'", "[calm]"),
    Mistake(R, "owned]}}\n", "unknown]}}\n", "there is no 'unknown'", "[unknown]"),
    Mistake(
        R, "so, when: {hardware", "so, when: {wind", "tensions odd: there is no 'wind'", "{wind"
    ),
    Mistake(R, "says: so, when", "sayz: so, when", "unknown key 'sayz'", "sayz"),
    Mistake(T, "traffic: [spiky", "wind: [spiky", "steps extra: there is no 'wind'", "{wind"),
    Mistake(T, "[spiky, unknown]", "[calm, unknown]", "there is no 'calm'", "[calm"),
    # content
    Mistake(P, "share: 54", "share: 64", "the shares sum to 110 and must sum to 100", "extra"),
    Mistake(P, "share: 1", "share: 51", "sum to 150 and must sum to 100: data-exposure 54", "ext"),
    Mistake(
        P, "id: data-exposure", "id: data-exposur", "there is not a criterion", "data-exposur,"
    ),
    Mistake(P, "references: [dora]", UNFOUNDED, "goes beyond the claims, and needs", "so"),
    Mistake(Q, "arrive?", "arrive", "questions traffic: asks nothing", "How"),
    Mistake(Q, "why: Because.", "why: |-\n      So\n      it is.", "must be one line", "|-"),
    Mistake(Q, "why:", "explanation: So.\n    why:", "must explain in 2 to 4 sentences", "So."),
    Mistake(R, "says: so", "says: so.", "must complete 'but you said that'", "so."),
    Mistake(R, "y: budget", "y: privacy", "no criterion of 'privacy' reads hardware", "{hardware"),
    Mistake(S, "last: 2}", "last: 1}", "the sections must cover paragraphs 1 to 2", "[{id: all"),
    Mistake(L, "https:", "http:", "a law needs an address that begins with https", "http:"),
    Mistake(L, "2026-01-02", "2026-02-30", "checked_on: must be a day of the calendar", '"2026-'),
    # articles
    Mistake(S, "2: a heading", "3: a heading", "paragraph 2 has neither a claim nor", "id: extra"),
    Mistake(S, "2: a heading", "2: a\n      3: b", "there is no paragraph 3", "id: extra"),
    Mistake(S, "2: a heading", "1: a\n      2: b", "paragraph 1 has a claim and has", "id: extra"),
    Mistake(
        S, "standing: holds", "standing: dated", "extra-p1 needs a correction", "{id: extra-p1"
    ),
    Mistake(S, "holds}", "holds, correction_references: [x]}", "there is no 'x'", "{id: extra-p1"),
    Mistake(S, f"- {CLAIM}", f"- {CLAIM}\n      - {CLAIM}", "used twice", ""),
    # what the types refuse
    Mistake(P, "share: 1", "share: 0", "share: must be greater than or equal to 0.000001", "0"),
    Mistake(P, "steady: [9,", "steady: [900,", "values.steady.0: must be less than", "900"),
    Mistake(P, "    asks: how well\n", "", "asks is missing", "id: extra"),
    Mistake(P, "worries", "worrries", "unknown key 'worrries'", "worrries"),
    Mistake(P, "id: extra", "id: yes", "means something else in YAML", "yes"),
    Mistake(
        P,
        "id: extra",
        "id: Extra one",
        "criteria.0.id: must be lower-case words joined by hyphens",
        "Extra one",
    ),
    Mistake(P, "name: Extra", "name: ''", "name: must not be empty", "''"),
    Mistake(
        P, "    share: 1\n", "    share: 1\n    share: 2\n", "duplicate key 'share'", "share: 2"
    ),
    Mistake(Q, "questions:", "qestions:", "unknown key 'qestions'", "qestions"),
    Mistake(T, STEPS, "steps: none\n", "steps must be a list", "none"),
    Mistake(T, STEPS, "- steps\n", "the file must contain a mapping", "- steps"),
]


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(LlmchoiceError) as caught:
        load_criteria(folder)
    assert caught.value.exit_code is ExitCode.INVALID
    return caught.value.problems


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name.replace("number.yaml", "questions.yaml").replace("law", "sources")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", FILES)
def test_without_a_mistake_the_folder_is_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, FILES[name])
    assert load_criteria(tmp_path).options


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.said)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, mistake: Mistake) -> None:
    right = FILES[mistake.file]
    assert mistake.old in right
    path = write(tmp_path, mistake.file, right.replace(mistake.old, mistake.new, 1))
    found = [problem for problem in problems(tmp_path) if mistake.said in problem.message]
    assert found, [problem.message for problem in problems(tmp_path)]
    if mistake.points_at:
        place = found[0].place
        assert place is not None
        assert place.file == str(path)
        line = path.read_text(encoding="utf-8").splitlines()[(place.line or 0) - 1]
        assert line[(place.column or 0) - 1 :].startswith(mistake.points_at), str(place)
