"""The packaged figures are complete and sourced; an error in a file has its place."""

import shutil
from pathlib import Path

import pytest

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.load import DATA, load_book
from llmchoice.catalogue.load import load_catalogue
from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.knowledge.costs import LIMITS
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.model.terms import MONEY, Term


def changed(folder: Path, file: str, old: str, new: str) -> list[str]:
    """The problems of the packaged files with one text replaced by another."""
    for name in ("terms.yaml", "hardware.yaml"):
        shutil.copy(DATA / name, folder / name)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LlmchoiceError) as raised:
        load_book(load_catalogue(), folder)
    assert raised.value.exit_code == ExitCode.INVALID
    places = [p.place for p in raised.value.problems]
    assert all(place is not None and place.line and place.column for place in places)
    return [f"{Path(str(p.place)).name}: {p.message} {p.fix or ''}" for p in raised.value.problems]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("terms.yaml", "gpu: h100", "gpu: h10", "did you mean 'h100'"),
        ("terms.yaml", "throughput: moe-120b", "throughput: moe-121b", "there is no 'moe-121b'"),
        ("terms.yaml", "- id: pue", "- id: pues", ".id: there is no 'pues'"),
        ("terms.yaml", "low: 1.67", "low: 4", "must rise from low to typical to high"),
        ("terms.yaml", "low: 1.67", "low: a few", "terms.8.figure.low"),
        ("terms.yaml", "[rented-gpus]", "[rented-gpu]", "there is no 'rented-gpu'"),
        ("terms.yaml", "tier: middle", "tier: small", "there are no middle closed models"),
        ("terms.yaml", "- id: pue", "- id: colocation", "'colocation' appears twice"),
        ("terms.yaml", "- id: pue", "- id: colocation", "the term 'pue' is missing"),
        ("terms.yaml", "[gpt-6-luna,", "[gpt-6-lunar,", "did you mean 'gpt-6-luna'?"),
        ("terms.yaml", "[gpt-6-luna,", "[phi-4,", "there is no 'phi-4'"),
        ("terms.yaml", "fails: open-fails", "fail: open-fails", "unknown key 'fail'"),
        ("terms.yaml", "model: qwen3-32b", "model: qwen3-23b", "did you mean 'qwen3-32b'?"),
        ("terms.yaml", "model: qwen3-32b", "model: gpt-6-luna", "there is no 'gpt-6-luna'"),
        ("terms.yaml", "model: qwen3-32b", "model: phi-4", "'phi-4' appears twice under 'served'"),
        ("terms.yaml", "tier: middle", "tier: small", "small closed models stand here twice"),
        ("hardware.yaml", "- id: h200", "- id: h100", "'h100' appears twice"),
        ("hardware.yaml", "memory: 80", "memory: -80", "gpus.0.memory"),
        ("hardware.yaml", "    watts: 700\n", "", "gpus.0.watts is missing"),
        ("hardware.yaml", "bandwidth: 3350", "bandwith: 3350", "unknown key 'bandwith'"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    assert any(said in problem for problem in changed(tmp_path, file, old, new))


def test_the_packaged_files_name_every_term_once_and_say_who_says_so(book: Book) -> None:
    assert sorted(entry.id for entry in book.terms.terms) == sorted(Term)
    for entry in book.terms.terms:
        for figure in (entry.figure, *entry.when):
            assert figure is None or len(figure.source) > 4
        assert ("{currency}" in entry.unit) == (entry.id in MONEY)


def test_every_packaged_figure_is_one_that_a_profile_might_state(book: Book) -> None:
    for entry in book.terms.terms:
        low, high = (0.0, 1e12) if entry.id in MONEY else LIMITS[entry.id]
        for figure in (entry.figure, *entry.when):
            if figure is not None:
                assert low <= figure.low
                assert figure.high <= high


def test_questions_and_answers_are_those_of_the_knowledge_base(book: Book) -> None:
    kb = load_criteria()
    choices = {q.id: {c.id for c in q.choices} | {w.id for w in q.ways} for q in kb.questions}
    assert book.terms.volume in choices
    for entry in book.terms.terms:
        for follows in entry.when:
            assert follows.answer in choices[follows.question]
