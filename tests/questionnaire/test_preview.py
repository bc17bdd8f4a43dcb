"""Where it stands and which unknowns matter, word for word."""

import re

import pytest

from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile, Workload
from llmchoice.questionnaire.preview import preview_lines, unknown_lines
from llmchoice.questionnaire.wrap import wrapped

EQUAL = dict.fromkeys(("peace", "money", "speed"), 3.0)
CALM: dict[str, Answer] = {"matter": ("calm",), "volume": 10, "boxes": "owned", "minder": "nobody"}
NARROW = 40
MOST_LINES = 4
PERCENT = re.compile(r"\d+ %")


def profile(
    answers: dict[str, Answer] | None = None, priorities: dict[str, float] | None = None
) -> Profile:
    return Profile(organisation="Made up", answers=answers or {}, priorities=priorities)


def preview_line(kb: KnowledgeBase, profile: Profile) -> str:
    """All that is said, workload by workload, in one text."""
    return " ".join(preview_lines(Basis(kb), profile))


def figures_out(line: str) -> str:
    """Without the shares of draws, which other tests look at."""
    return PERCENT.sub("n %", line)


@pytest.fixture(scope="module")
def packaged() -> KnowledgeBase:
    return load_criteria()


def with_excluded(kb: KnowledgeBase, *choices: str) -> KnowledgeBase:
    """The knowledge base with these places excluding every option."""
    reference = {
        "id": "reference",
        "kind": "guide",
        "title": "A guide",
        "publisher": "Nobody",
        "url": "https://example.org",
        "says": "something",
        "checked_on": "2026-01-01",
        "read_as": "full",
    }
    rule = {
        "id": "nowhere",
        "when": {"place": choices},
        "excludes": [option.id for option in kb.options],
        "reason": "so it is",
        "references": ["reference"],
    }
    return KnowledgeBase.model_validate(
        {
            **kb.model_dump(by_alias=True),
            "constraints": [rule],
            "references": [reference],
        }
    )


# ── While something is open ──────────────────────────────────────────────────────────────────────
def test_a_side_that_leads_in_enough_draws_is_said_to_lead(kb: KnowledgeBase) -> None:
    assert preview_line(kb, profile({"place": "inside"})) == (
        "So far: open leads in 100 % of the simulations of what is not answered yet"
        " (3 to 5 questions, your priorities)."
    )


def test_below_the_threshold_it_is_too_early(kb: KnowledgeBase) -> None:
    line = preview_line(kb, profile())
    assert figures_out(line) == (
        "So far: too early to say. Open leads in n % of the simulations of what is not answered yet"
        " (4 to 6 questions, your priorities)."
    )
    # Half of the draws take the place to be inside, where open is the better; of those with rented
    # boxes none is possible. So it is that third, and half of the rest.
    share = int(PERCENT.findall(line)[0].removesuffix(" %"))
    assert share == pytest.approx(100 * (1 / 3 + 1 / 2 * 2 / 3), abs=3)


def test_the_threshold_is_that_of_the_knowledge_base(kb: KnowledgeBase) -> None:
    bold = kb.settings.model_copy(update={"confidence": 0.55})
    bolder = kb.model_copy(update={"settings": bold})
    assert preview_line(bolder, profile({"volume": UNKNOWN})).startswith("So far: open leads in ")


def test_before_any_answer_no_side_leads_however_the_draws_fall(kb: KnowledgeBase) -> None:
    bold = kb.settings.model_copy(update={"confidence": 0.55})
    line = preview_line(kb.model_copy(update={"settings": bold}), profile())
    assert line.startswith("So far: too early to say. Open leads in ")


def test_a_difference_that_the_draws_cannot_tell_is_no_lead(kb: KnowledgeBase) -> None:
    assert preview_line(kb, profile({"place": "outside"})) == (
        "So far: too early to say. Neither side leads in the simulations of what is not answered"
        " yet (3 to 5 questions, your priorities)."
    )


@pytest.mark.parametrize(
    ("lacking", "priorities", "left"),
    [
        ((), None, "your priorities"),
        ((), {"peace": 5.0}, "2 of 3 priorities"),
        (("volume",), EQUAL, "1 question"),
        (("volume", "minder"), EQUAL, "2 questions"),
        (("volume", "boxes", "minder"), EQUAL, "2 to 3 questions"),
        (("boxes", "minder"), {"peace": 5.0, "money": 0.0}, "1 to 2 questions, 1 of 3 priorities"),
    ],
)
def test_it_counts_what_is_open(
    kb: KnowledgeBase, lacking: tuple[str, ...], priorities: dict[str, float] | None, left: str
) -> None:
    given = {q: a for q, a in {**CALM, "place": "inside"}.items() if q not in lacking}
    line = preview_line(kb, profile(given, priorities))
    assert f"the simulations of what is not answered yet ({left})." in line


# ── Once all is answered ─────────────────────────────────────────────────────────────────────────
def test_with_everything_answered_nothing_is_left_to_ask(kb: KnowledgeBase) -> None:
    line = preview_line(kb, profile({**CALM, "place": "inside"}, EQUAL))
    assert line == "So far: open leads in 100 % of the simulations. There is nothing left to ask."


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("outside", "Neither side leads in the simulations."),
        (UNKNOWN, "Open leads in n % of the simulations."),
    ],
)
def test_with_everything_answered_it_is_too_close_and_not_too_early(
    kb: KnowledgeBase, place: str, says: str
) -> None:
    threshold = kb.settings.model_copy(update={"confidence": 0.9})
    line = preview_line(
        kb.model_copy(update={"settings": threshold}), profile({**CALM, "place": place}, EQUAL)
    )
    assert figures_out(line) == f"So far: too close to call. {says} There is nothing left to ask."


# ── Nothing to choose from, nothing to say ───────────────────────────────────────────────────────
def test_draws_in_which_no_option_is_left_are_named(kb: KnowledgeBase) -> None:
    strict = with_excluded(kb, "outside")
    line = preview_line(strict, profile({**CALM, "boxes": "owned"}))
    assert figures_out(line) == (
        "So far: open leads in n % of the simulations of what is not answered yet"
        " (1 question, your priorities). In n % no option is left."
    )
    open_leads, none = (int(found.removesuffix(" %")) for found in PERCENT.findall(line))
    # It leads wherever something is left: the one is a share of the others, the other of all.
    assert open_leads == 100
    assert none == pytest.approx(50, abs=3)


def test_where_everything_is_excluded_no_option_is_left(kb: KnowledgeBase) -> None:
    strict = with_excluded(kb, "outside")
    assert preview_line(strict, profile({"place": "outside"})) == (
        "So far: no option is left in any of the simulations of what is not answered yet"
        " (3 to 5 questions, your priorities)."
    )
    assert preview_line(strict, profile({**CALM, "place": "outside"}, EQUAL)) == (
        "So far: no option is left in any of the simulations. There is nothing left to ask."
    )
    # Nothing leads, so nothing changes what does.
    assert unknown_lines(Basis(strict), profile({"place": "outside", "volume": UNKNOWN})) == ()


def test_while_answers_contradict_each_other_nothing_is_said(kb: KnowledgeBase) -> None:
    clash: dict[str, Answer] = {"place": "inside", "boxes": "rented", "volume": UNKNOWN}
    assert preview_line(kb, profile(clash)) == (
        "So far: nothing can be said while answers contradict each other."
    )
    assert unknown_lines(Basis(kb), profile(clash)) == ()


def test_without_any_answer_that_counts_nothing_is_said(kb: KnowledgeBase) -> None:
    reads_none = kb.priorities[0].criteria[0].model_copy(update={"question": "minder"})
    priority = kb.priorities[0].model_copy(update={"criteria": (reads_none,)})
    pointless = kb.model_copy(update={"priorities": (priority,)})
    assert preview_line(pointless, profile({"boxes": "rented"})) == (
        "So far: nothing can be said yet, because no answer affects what matters to you."
    )


# ── Workloads ────────────────────────────────────────────────────────────────────────────────────
def test_each_workload_has_a_line_of_its_own(kb: KnowledgeBase) -> None:
    apart = Profile(
        organisation="Made up",
        answers={"volume": UNKNOWN},
        workloads=(
            Workload(name="chat", answers={"place": UNKNOWN}),
            Workload(name="records", answers={"place": "inside"}),
        ),
    )
    lines = preview_lines(Basis(kb), apart)
    open_still = (
        "of the simulations of what is not answered yet (2 to 4 questions, your priorities)."
    )
    assert [figures_out(line) for line in lines] == [
        f"So far, chat: too early to say. Open leads in n % {open_still}",
        f"So far, records: open leads in n % {open_still}",
    ]
    assert preview_line(kb, apart) == " ".join(lines)
    assert [figures_out(line) for line in unknown_lines(Basis(kb), apart)] == [
        "chat: Of what you do not know, this matters most:",
        "- Where may it go? Knowing it would change the side in n % of the simulations.",
        "records: Of what you do not know, nothing changes which side leads.",
    ]


# ── Unknown answers ──────────────────────────────────────────────────────────────────────────────
def test_unknown_answers_that_matter_are_named_by_their_question(kb: KnowledgeBase) -> None:
    unsure = profile({**CALM, "place": UNKNOWN, "volume": UNKNOWN}, EQUAL)
    assert [figures_out(line) for line in unknown_lines(Basis(kb), unsure)] == [
        "Of what you do not know, this matters most:",
        "- Where may it go? Knowing it would change the side in n % of the simulations.",
    ]


def test_unknown_answers_that_change_nothing_are_not_named(kb: KnowledgeBase) -> None:
    unsure = profile({**CALM, "place": "inside", "volume": UNKNOWN}, EQUAL)
    assert unknown_lines(Basis(kb), unsure) == (
        "Of what you do not know, nothing changes which side leads.",
    )


def test_where_nothing_is_unknown_nothing_is_said_of_it(kb: KnowledgeBase) -> None:
    assert unknown_lines(Basis(kb), profile({**CALM, "place": "inside"}, EQUAL)) == ()
    # What is missing may still be answered.
    assert unknown_lines(Basis(kb), profile()) == ()


# ── The packaged knowledge base ──────────────────────────────────────────────────────────────────
def test_before_the_first_answer(packaged: KnowledgeBase) -> None:
    most = len(packaged.questions)
    least = sum(question.when is None for question in packaged.questions)
    assert re.fullmatch(
        rf"So far: too early to say\. (Open|Closed) leads in \d\d % of the"
        r" simulations of what is not answered yet"
        rf" \({least} to {most} questions, your priorities\)\.",
        preview_line(packaged, profile()),
    )


def test_the_three_unknowns_that_matter_most(packaged: KnowledgeBase) -> None:
    everything: dict[str, Answer] = {question.id: UNKNOWN for question in packaged.questions}
    head, *lines = unknown_lines(Basis(packaged), profile(everything))
    texts = [question.text for question in packaged.questions]
    assert head == "Of what you do not know, these matter most:"
    for line in lines:
        begins = [f"- {text} Knowing it would change the side in " for text in texts]
        assert line.startswith(tuple(begins))
    shares = [int(PERCENT.findall(line)[-1].removesuffix(" %")) for line in lines]
    assert shares == sorted(shares, reverse=True)
    assert len(lines) == 3


def test_no_line_names_an_option_or_is_too_long_for_a_narrow_terminal(
    packaged: KnowledgeBase,
) -> None:
    answers: dict[str, Answer] = {}
    for question in packaged.questions:
        for priorities in (None, {"privacy": 5.0}, {p.id: 3.0 for p in packaged.priorities}):
            line = preview_line(packaged, profile(answers, priorities))
            assert line.isascii()
            assert len(wrapped(line, NARROW)) <= MOST_LINES
            for option in packaged.options:
                assert option.id not in line
                assert option.name.lower() not in line.lower()
        last = question.choices[-1].id if question.choices else None
        if last:
            answers[question.id] = (last,) if question.kind == "many" else last
