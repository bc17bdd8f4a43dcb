"""Blind judging: at a terminal, in lines, on sheets; nothing says whose an answer is."""

import json
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.cli.conftest import Run
from tests.trial.conftest import answer, filled, judgement, write_trial

from llmchoice.model.score import Answer, Case
from llmchoice.model.trial import Mark, Setup
from llmchoice.questionnaire.asker import Back, Interrupted, Pick, Prompt, Remarking
from llmchoice.trial.folder import alone
from llmchoice.trial.judge import blinded, complete, judging
from llmchoice.trial.sheet import sheet
from llmchoice.trial.store import Store

SALT = bytes(32)
HOSTILE = "\x1b[2J<script>alert(1)</script> =1+1 \u202egnp.exe\n| **b** | [x](javascript:1)"


class Screen:
    """An asker that keeps what is shown, and replies as it is told."""

    def __init__(self, replies: Iterable[object]) -> None:
        self.shown: list[str] = []
        self.replies = iter(replies)

    @property
    def help(self) -> tuple[str, ...]:
        return ()

    def say(self, *lines: str) -> None:
        self.shown += lines

    def head(self, line: str) -> None:
        self.shown.append(line)

    def pick(self, prompt: Prompt, picks: Iterable[Pick], *, default: str | None = None) -> str:
        self.shown += [prompt.title, *(pick.text for pick in picks), f"default {default}"]
        reply = next(self.replies, Interrupted())
        if isinstance(reply, BaseException):
            raise reply
        return str(reply)

    def text(self, prompt: Prompt, _check: object, *, default: str = "") -> str:
        self.shown += [prompt.title, f"default {default}"]
        return str(next(self.replies))


def setup(names: tuple[str, ...], sides: tuple[str, ...]) -> Setup:
    who = [
        {"id": name, "side": side, "model": f"model-of-{name}"}
        for name, side in zip(names, sides, strict=True)
    ]
    return Setup.model_validate({"name": "T", "candidates": who})


def screen_of(
    folder: Path, names: tuple[str, ...], sides: tuple[str, ...], texts: list[tuple[str, ...]]
) -> list[str]:
    """What a judge sees who marks everything; the first candidate always gives the first text."""
    cases = [Case(id=f"c{at}", input=f"question {at}") for at in range(len(texts))]
    answers = [
        answer(case.id, name, text)
        for case, said in zip(cases, texts, strict=True)
        for name, text in zip(names, said, strict=True)
    ]
    blinds = blinded(cases, sorted(answers, key=lambda a: a.candidate), SALT, "ana")
    screen = Screen([Mark.USABLE.value] * len(answers))
    with Store.open(folder) as store:
        store.keep_cases(cases)
        for each in answers:
            store.replace_answer(each)
        judging(store, setup(names, sides), blinds, screen, "ana").run()  # type: ignore[arg-type] # all that a judge is asked by
    return screen.shown


@given(
    texts=st.lists(st.tuples(*[st.text(max_size=30)] * 3), min_size=1, max_size=4),
    order=st.permutations([0, 1, 2]),
    swapped=st.booleans(),
)
def test_other_names_and_sides_leave_the_screen_as_it_is(
    texts: list[tuple[str, str, str]],
    order: list[int],
    swapped: bool,  # noqa: FBT001 - drawn
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    names = ("alpha", "a-much-longer-name", "z")
    sides = ("open", "closed", "open")
    others = tuple(names[at] for at in order)
    opposite = ("closed", "open", "closed") if swapped else sides
    first = screen_of(tmp_path_factory.mktemp("t"), names, sides, list(texts))
    second = screen_of(tmp_path_factory.mktemp("t"), others, opposite, list(texts))
    assert first == second


def test_the_order_is_another_for_each_case_and_judge() -> None:
    cases = [Case(id=str(at), input="?") for at in range(200)]
    answers = [answer(c.id, name, f"{name} {c.id}") for c in cases for name in ("one", "two")]
    shown = {
        judge: [blind.shown for blind in blinded(cases, answers, SALT, judge)]
        for judge in ("ana", "bo")
    }
    firsts = sum(order[0] == "one" for order in shown["ana"])
    # 200 fair coins: outside 70 to 130 once in 40,000 tries, and the salt is fixed.
    assert 70 <= firsts <= 130
    alike = sum(a == b for a, b in zip(shown["ana"], shown["bo"], strict=True))
    assert 70 <= alike <= 130


@pytest.fixture
def two(folder: Path) -> tuple[Path, list[Case], list[Answer]]:
    cases = [Case(id=str(at), input=f"question {at}") for at in (1, 2)]
    answers = [answer(c.id, who, f"{who} to {c.id}") for c in cases for who in ("o", "c")]
    with Store.open(folder) as store:
        store.keep_cases(cases)
        for each in answers:
            store.add_answer(each)
    return folder, cases, answers


def judged(two: tuple[Path, list[Case], list[Answer]], *replies: object) -> Screen:
    folder, cases, answers = two
    screen = Screen(replies)
    with Store.open(folder) as store:
        blinds = blinded(cases, answers, SALT, "ana")
        work = judging(store, setup(("o", "c"), ("open", "closed")), blinds, screen, "ana")  # type: ignore[arg-type] # as above
        try:
            work.run()
        except Interrupted:
            screen.shown.append("stopped")
    return screen


def marks(folder: Path) -> list[str]:
    with Store.open(folder) as store:
        return sorted(each.mark.value for each in store.judgements())


def test_it_goes_on_where_it_was_left(two: tuple[Path, list[Case], list[Answer]]) -> None:
    first = judged(two, "usable", "not-usable", "usable")
    assert first.shown[-1] == "stopped"
    assert marks(two[0]) == ["not-usable", "usable", "usable"]
    second = judged(two, "usable", "usable-after-edits")
    assert "Case 1 of 2" not in second.shown
    assert marks(two[0]) == ["not-usable", "usable", "usable", "usable-after-edits"]
    assert "stopped" not in second.shown


def test_back_shows_the_mark_before_and_changes_it(
    two: tuple[Path, list[Case], list[Answer]],
) -> None:
    screen = judged(two, "usable", Back(), "not-usable")
    assert "default usable" in screen.shown
    assert marks(two[0]) == ["not-usable"]


def test_back_at_the_first_answer_is_no_end(two: tuple[Path, list[Case], list[Answer]]) -> None:
    screen = judged(two, Back(), "usable")
    assert "! There is no answer before this one." in screen.shown
    assert marks(two[0]) == ["usable"]


def test_what_is_skipped_stays_open(two: tuple[Path, list[Case], list[Answer]]) -> None:
    judged(two, "skip", "usable", "skip", "usable")
    assert marks(two[0]) == ["usable", "usable"]
    again = judged(two, "not-usable", "usable", "not-usable", "skip")
    assert again.shown.count("default usable") == 2
    assert marks(two[0]) == ["not-usable", "not-usable", "usable", "usable"]


def test_an_answer_that_came_later_is_shown_with_those_that_were_marked(folder: Path) -> None:
    cases = [Case(id="1", input="?")]
    answers = [answer("1", who, f"says {who}") for who in ("o", "c")]
    with Store.open(folder) as store:
        store.keep_cases(cases)
        store.add_answer(answers[0])
    judged((folder, cases, answers[:1]), "usable")
    with Store.open(folder) as store:
        store.add_answer(answers[1])
    later = judged((folder, cases, answers), "usable", "usable")
    assert {"  says o", "  says c"} <= set(later.shown)
    assert "default usable" in later.shown
    with Store.open(folder) as store:
        assert {each.shown for each in store.judgements()} == {
            blinded(cases, answers, SALT, "ana")[0].shown
        }


def test_a_case_waits_for_every_candidate_unless_none_is_whole() -> None:
    cases = [Case(id=str(at), input="?") for at in range(2)]
    answers = [answer("0", "o"), answer("0", "c"), answer("1", "o")]
    blinds = blinded(cases, answers, SALT, "ana")
    assert [each.case.id for each in complete(blinds, ("o", "c"))] == ["0"]
    assert complete(blinds, ("o", "c", "third")) == blinds


def test_a_mark_of_an_answer_that_was_replaced_meanwhile_is_not_kept(
    two: tuple[Path, list[Case], list[Answer]],
) -> None:
    folder, _, answers = two
    with Store.open(folder) as store:
        for each in answers[:2]:
            store.replace_answer(each.model_copy(update={"text": "another"}))
    screen = judged(two, "usable", "usable", "usable", "usable")
    told = "! That answer was replaced meanwhile, so the mark is not kept."
    assert screen.shown.count(told) == 2
    assert "stopped" not in screen.shown
    assert marks(folder) == ["usable", "usable"]


def test_letters_go_on_behind_z() -> None:
    answers = [answer("1", f"c{at}", str(at)) for at in range(54)]
    (blind,) = blinded([Case(id="1", input="?")], answers, SALT, "ana")
    letters = [letter for letter, _ in blind.letters]
    assert [letters[at] for at in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]
    assert len(set(letters)) == 54


def test_a_note_is_kept_with_its_mark(two: tuple[Path, list[Case], list[Answer]]) -> None:
    judged(two, Remarking("usable"), "too long ", "usable")
    with Store.open(two[0]) as store:
        (said,) = store.judgements()
    assert (said.note, said.mark, said.judge) == ("too long", Mark.USABLE, "ana")
    assert sorted(said.shown) == ["c", "o"]


def test_a_note_outlasts_going_back_and_skipping(
    two: tuple[Path, list[Case], list[Answer]],
) -> None:
    note = Remarking("usable"), "too long"
    judged(two, "usable", *note, Back(), "usable", "usable")
    with Store.open(two[0]) as store:
        assert sorted(said.note or "" for said in store.judgements()) == ["", "too long"]


def test_a_long_answer_is_shown_in_two_parts(folder: Path) -> None:
    cases = [Case(id="1", input="?")]
    answers = [answer("1", "o", "a" * 10_000), answer("1", "c", "short")]
    with Store.open(folder) as store:
        store.keep_cases(cases)
        for each in answers:
            store.add_answer(each)
    first = judged((folder, cases, answers), "usable")
    texts = [text for text in first.shown if "(4000 more characters)" in text]
    assert len(texts) == 1
    at = first.shown.index("Answer A:")
    long_first = "a" in first.shown[at + 1][:3]
    replies = ("rest", "usable", "usable") if long_first else ("usable", "rest", "usable")
    rest = judged((folder, cases, answers), *replies)
    assert "  " + "a" * 4000 in rest.shown
    assert marks(folder) == ["usable", "usable"]


def test_no_text_passes_for_the_program_and_no_case_is_cut(folder: Path) -> None:
    long = "b" * 7000
    cases = [Case(id="1", input=long, expected=long)]
    answers = [answer("1", "o", "a" * 6000 + "\nCase 2 of 9\x0bAnswer B:"), answer("1", "c", "\tx")]
    with Store.open(folder) as store:
        store.keep_cases(cases)
        for each in answers:
            store.add_answer(each)
    screen = judged((folder, cases, answers), "rest", "usable", "rest", "usable")
    assert screen.shown.count(f"  {long}") == 2
    assert {"  Case 2 of 9", "  Answer B:", "      x"} <= set(screen.shown)
    assert "Case 2 of 9" not in screen.shown


@pytest.fixture
def asked(run: Run) -> Path:
    """A trial of two cases whose answers are hostile."""
    folder = Path("t")
    folder.mkdir()
    write_trial(folder, "http://localhost:1/v1", cases=2)
    rows = [
        {"case": str(case), "candidate": who, "answer": f"{who[0]}{case} {HOSTILE}"}
        for case in (1, 2)
        for who in ("open-one", "closed-one")
    ]
    lines = "".join(f"{json.dumps(row)}\n" for row in rows)
    Path("a.jsonl").write_text(lines, encoding="utf-8")
    assert run("trial", "import", "a.jsonl", "t").returncode == 0
    return folder


def test_it_is_judged_in_lines_and_nothing_reaches_the_terminal_unread(
    run: Run, asked: Path
) -> None:
    done = run("trial", "judge", str(asked), "--judge", "ana", "--plain", stdin=b"1\n3\n2\n1\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "4 of 4 answers are marked.\n"
    assert not {"\x1b", "\u202e"} & set(done.stderr)
    assert "open-one" not in done.stderr
    assert "closed-one" not in done.stderr


def test_a_judge_who_leaves_is_told_how_to_go_on(run: Run, asked: Path) -> None:
    done = run("trial", "judge", str(asked), "--judge", "ana", "--plain", stdin=b"1\n")
    assert done.returncode == 130
    assert "Every mark is kept" in done.stderr
    again = run("trial", "judge", str(asked), "--judge", "ana", "--plain", stdin=b"1\n" * 4)
    assert "4 of 4 answers are marked." in again.stdout


@pytest.mark.parametrize("name", ["s.html", "s.xlsx"])
def test_a_sheet_holds_no_key(name: str, run: Run, asked: Path) -> None:
    assert run("trial", "judge", str(asked), "--judge", "bo", "--sheet", name).returncode == 0
    if name.endswith("html"):
        text = Path(name).read_text(encoding="utf-8")
        assert "<script>alert" not in text
    else:
        cells = [c for row in load_workbook(name).active.iter_rows() for c in row]  # type: ignore[union-attr] # it has a sheet
        assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
        text = "\n".join(str(cell.value) for cell in cells)
    assert "-one" not in text
    assert "-model" not in text
    assert not {"\x1b", "\u202e"} & set(text)


def test_a_sheet_is_read_back(run: Run, asked: Path) -> None:
    run("trial", "judge", str(asked), "--judge", "bo", "--sheet", "s.xlsx")
    filled("s.xlsx", "back.csv", lambda at: "usable" if at else "")
    done = run("trial", "import", "back.csv", str(asked))
    assert done.stdout == "3 marks imported; 1 answer of the sheet has none\n"
    assert marks(asked) == ["usable"] * 3


def test_a_sheet_of_answers_that_were_replaced_is_refused(run: Run, asked: Path) -> None:
    run("trial", "judge", str(asked), "--judge", "bo", "--sheet", "s.xlsx")
    filled("s.xlsx", "back.csv", lambda _: "usable")
    with Store.open(asked) as store:
        store.replace_answer(answer("1", "open-one", "another"))
    done = run("trial", "import", "back.csv", str(asked))
    assert done.returncode == 3
    assert "fits no answer of this trial (back.csv:" in done.stderr
    assert marks(asked) == []


def test_a_mark_that_there_is_not_is_refused_with_its_line(run: Run, asked: Path) -> None:
    run("trial", "judge", str(asked), "--judge", "bo", "--sheet", "s.xlsx")
    filled("s.xlsx", "back.csv", lambda _: "useable")
    done = run("trial", "import", "back.csv", str(asked))
    assert done.returncode == 3
    assert "there is no mark 'useable'" in done.stderr
    assert "did you mean 'usable'?" in done.stderr


def test_what_joins_letters_and_tabs_stay(run: Run) -> None:
    folder = Path("t")
    folder.mkdir()
    write_trial(folder, "http://localhost:1/v1", cases=1)
    text = "\u0645\u06cc\u200c\u0634\u0648\u062f \U0001f469\u200d\U0001f467\tx"
    answers = "".join(f"1,{who},{text}\n" for who in ("open-one", "closed-one"))
    Path("a.csv").write_text(f"case,candidate,answer\n{answers}", encoding="utf-8")
    run("trial", "import", "a.csv", "t")
    done = run("trial", "judge", "t", "--judge", "ana", "--plain", stdin=b"1\n1\n")
    assert done.stderr.count("  " + text.expandtabs(4)) == 2
    for name in ("s.html", "s.xlsx"):
        done = run(
            "trial",
            "judge",
            "t",
            "--judge",
            "\u0639\u0644\u06cc\u200c\u0646\u0627",
            "--sheet",
            name,
        )
        assert done.returncode == 0, done.stderr
        assert done.stderr == f"wrote {name}; read it back: llmchoice trial import FILE t\n"
        assert Path(name).stat().st_mode & 0o777 == 0o600
    assert text.expandtabs(4) in Path("s.html").read_text(encoding="utf-8")
    assert 'data-judge="\u0639\u0644\u06cc\u200c\u0646\u0627"' in Path("s.html").read_text(
        encoding="utf-8"
    )
    filled("s.xlsx", "back.csv", lambda _: "usable")
    assert text.expandtabs(4) in Path("back.csv").read_text(encoding="utf-8")
    done = run("trial", "import", "back.csv", "t")
    assert done.stdout == "2 marks imported; 0 answers of the sheet have none\n"


@pytest.mark.parametrize("name", ["a\x1b[2J", "a\u202eb", "a\udc80"])
def test_a_judge_whose_name_no_sheet_could_hold_is_refused(
    name: str, run: Run, asked: Path
) -> None:
    done = run("trial", "judge", str(asked), "--judge", name, "--sheet", "s.xlsx")
    assert done.returncode == 2
    assert "fix: leave out control characters" in done.stderr
    assert not Path("s.xlsx").exists()


def test_a_cell_says_how_much_it_leaves_out() -> None:
    who = setup(("o", "c"), ("open", "closed"))
    cases = [
        Case(id="a\x07", input="\U0001f600" * 20_000),
        Case(id="b", input="\U0001f600" * 16_383),
    ]
    answers = [answer(case.id, "o") for case in cases]
    made = sheet(Path("s.xlsx"), who, blinded(cases, answers, SALT, "ana"), {}, "ana", SALT)
    assert isinstance(made, bytes)
    page = load_workbook(BytesIO(made)).active
    first, second = (str(page.cell(row, 2).value) for row in (2, 3))  # type: ignore[union-attr] # it has a sheet
    assert len(first.encode("utf-16-le")) <= 2 * 32_767
    shown, _, rest = first.partition("\n")
    assert rest == f"(... {20_000 - len(shown)} more characters; see the .html sheet)"
    assert second == cases[1].input
    assert page.cell(2, 1).value == "a\\x07"  # type: ignore[union-attr] # as above


def test_answers_of_who_is_no_candidate_any_more_are_not_shown(run: Run, asked: Path) -> None:
    path = asked / "trial.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("id: open-one", "id: open-two"), "utf-8"
    )
    done = run("trial", "judge", str(asked), "--judge", "ana", "--plain", stdin=b"1\n1\n")
    assert "2 of 2 answers are marked." in done.stdout
    assert "no case has an answer of every candidate" in done.stderr


def test_cases_that_are_left_out_are_counted(run: Run, asked: Path) -> None:
    with (asked / "cases.csv").open("a", encoding="utf-8") as file:
        file.write("3,question 3\n")
    done = run("trial", "judge", str(asked), "--judge", "ana", "--plain", stdin=b"1\n1\n1\n1\n")
    assert "1 of 3 cases left out: not every candidate has answered them" in done.stderr


def test_a_note_without_a_mark_is_refused_with_its_line(run: Run, asked: Path) -> None:
    run("trial", "judge", str(asked), "--judge", "bo", "--sheet", "s.xlsx")
    filled("s.xlsx", "back.csv", lambda at: "usable" if at else "", note="'=half of it")
    done = run("trial", "import", "back.csv", str(asked))
    assert done.returncode == 3
    assert "the note '=half of it' is on an answer without a mark (back.csv:" in done.stderr
    assert marks(asked) == []


def test_an_apostrophe_before_a_formula_is_taken_away(run: Run, asked: Path) -> None:
    run("trial", "judge", str(asked), "--judge", "bo", "--sheet", "s.xlsx")
    codes = filled("s.xlsx", "back.csv", lambda _: "usable", note="'=1+1")
    assert all(code.startswith("c") for code in codes)
    run("trial", "import", "back.csv", str(asked))
    with Store.open(asked) as store:
        assert {each.note for each in store.judgements()} == {"=1+1"}


def test_a_table_with_a_column_of_that_name_is_no_sheet(run: Run, asked: Path) -> None:
    text = "case,candidate,answer,code\n1,open-one,yes,abc\n"
    Path("other.csv").write_text(text, encoding="utf-8")
    done = run("trial", "import", "other.csv", str(asked))
    assert done.stdout == "0 answers imported; 4 of 4 are there\n"


def test_another_suffix_names_no_sheet(run: Run, asked: Path) -> None:
    done = run("trial", "judge", str(asked), "--judge", "bo", "--sheet", "s.pdf")
    assert done.returncode == 2
    assert "choose one of: .html, .xlsx" in done.stderr


def test_marks_of_a_second_person_under_one_name_are_refused(run: Run, asked: Path) -> None:
    run("trial", "judge", str(asked), "--judge", "bo", "--sheet", "s.xlsx")
    filled("s.xlsx", "one.csv", lambda _: "usable")
    filled("s.xlsx", "two.csv", lambda at: "not-usable" if at else "usable")
    for _ in range(2):
        # The same marks once more change nothing.
        assert run("trial", "import", "one.csv", str(asked)).returncode == 0
    done = run("trial", "import", "two.csv", str(asked))
    assert done.returncode == 3
    assert "3 marks or notes of 'bo' would change what 'bo' said before" in done.stderr
    assert "fix: add --again if that is one person" in done.stderr
    assert marks(asked) == ["usable"] * 4
    assert run("trial", "import", "two.csv", str(asked), "--again").returncode == 0
    assert sorted(marks(asked)) == [*["not-usable"] * 3, "usable"]


def test_each_judge_whose_marks_would_change_is_named(run: Run, asked: Path) -> None:
    rows: list[str] = []
    for who, changed in (("ana", 2), ("bo", 1)):
        run("trial", "judge", str(asked), "--judge", who, "--sheet", f"{who}.xlsx")
        filled(f"{who}.xlsx", "one.csv", lambda _: "usable")
        assert run("trial", "import", "one.csv", str(asked)).returncode == 0
        filled(
            f"{who}.xlsx",
            "two.csv",
            lambda at, changed=changed: "not-usable" if at < changed else "usable",  # type: ignore[misc] # a lambda in a loop
        )
        head, *more = Path("two.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        rows += more if rows else [head, *more]
    Path("both.csv").write_text("".join(rows), encoding="utf-8")
    done = run("trial", "import", "both.csv", str(asked))
    assert done.returncode == 3
    assert "2 marks or notes of 'ana' would change what 'ana' said before" in done.stderr
    assert "1 mark or note of 'bo' would change what 'bo' said before" in done.stderr
    assert marks(asked) == ["usable"] * 8


def test_two_cannot_judge_under_one_name_at_once(run: Run, asked: Path) -> None:
    words = ("trial", "judge", str(asked), "--plain", "--judge")
    run("trial", "judge", str(asked), "--judge", "bo", "--sheet", "s.xlsx")
    filled("s.xlsx", "back.csv", lambda _: "usable")
    with alone(asked, "bo"):
        for done in (
            run(*words, "bo", stdin=b"1\n"),
            run("trial", "import", "back.csv", str(asked)),
        ):
            assert done.returncode == 2
            assert "'bo' is judging this trial already" in done.stderr
        assert marks(asked) == []
        assert run(*words, "ana", stdin=b"1\n1\n1\n1\n").returncode == 0


def test_who_takes_a_name_that_has_judged_is_told(run: Run, asked: Path) -> None:
    words = ("trial", "judge", str(asked), "--plain", "--judge", "bo")
    assert "before" not in run(*words, stdin=b"1\n1\n").stderr
    assert "bo has marked 2 of 4 answers before" in run(*words, stdin=b"1\n1\n").stderr


@pytest.mark.parametrize("name", ["s.html", "s.xlsx"])
def test_a_sheet_shows_what_its_judge_said_before(name: str, run: Run, asked: Path) -> None:
    notes = iter(["=1+1", "'-2", "so <b>so</b>"])
    with Store.open(asked) as store:
        for each in store.answers()[:3]:
            said = judgement(each.case, each.candidate, "bo", Mark.NOT_USABLE)
            store.add_judgement(said.model_copy(update={"note": next(notes)}))
        store.add_judgement(judgement("1", "open-one", "ana"))
        before = store.judgements()
    run("trial", "judge", str(asked), "--judge", "bo", "--sheet", name)
    if name.endswith(".html"):
        page = Path(name).read_text(encoding="utf-8")
        assert page.count('value="not-usable" checked') == page.count(" checked") == 3
        assert "so &lt;b&gt;so" in page
        return
    # Sent back as it is, it changes nothing; so nobody is taken for two.
    done = run("trial", "import", name, str(asked))
    assert done.stdout == "3 marks imported; 1 answer of the sheet has none\n"
    with Store.open(asked) as store:
        after = store.judgements()
    assert [(j.judge, j.mark, j.note) for j in after] == [(j.judge, j.mark, j.note) for j in before]


FORMULAS = ("=1+1", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", '=HYPERLINK("http://a")')


def test_a_formula_stays_text_in_a_spreadsheet() -> None:
    who = setup(("o", "c"), ("open", "closed"))
    cases = [Case(id=f"={at}", input=text) for at, text in enumerate(FORMULAS)]
    answers = [answer(case.id, "o", case.input) for case in cases]
    made = sheet(Path("s.xlsx"), who, blinded(cases, answers, SALT, "=ana"), {}, "=ana", SALT)
    assert isinstance(made, bytes)
    book = load_workbook(BytesIO(made))
    rows = list(book.worksheets[0].iter_rows())
    head = [cell.value for cell in rows[0]]
    for name in ("text", "input"):
        found = [row[head.index(name)] for row in rows[1:]]
        assert [cell.value for cell in found] == list(FORMULAS)
    filled_in = [cell for row in rows for cell in row if cell.value is not None]
    assert {cell.data_type for cell in filled_in} == {"s"}
    # So that it also stays text once somebody edits it.
    assert all(cell.quotePrefix for cell in filled_in)


def test_of_a_megabyte_a_terminal_shows_the_beginning(run: Run, asked: Path) -> None:
    with Store.open(asked) as store:
        store.replace_answer(answer("1", "open-one", "begin " + "x" * 1_000_000 + " end"))
    done = run("trial", "judge", str(asked), "--judge", "bo", "--plain", stdin=b"1\n1\n1\n1\n")
    assert "begin" in done.stderr
    assert len(done.stderr) < 20_000
    assert "show the rest of it first" in done.stderr
