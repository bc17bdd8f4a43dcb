"""How the parts fit: arrows go one way, and what decides touches nothing outside itself."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

import llmchoice

SOURCE = Path(llmchoice.__file__).parent
ALLOWED = {
    # What a package may import of ours; `cli` may import everything.
    "model": set(),
    "mcda": set(),
    "engine": {"model", "mcda"},
    "knowledge": {"model", "engine"},
    "catalogue": {"model", "engine", "knowledge"},
    "report": {"model"},
    "questionnaire": {"model", "engine", "knowledge", "report"},
    "trial": {"model", "knowledge", "engine", "mcda", "report", "questionnaire"},
}
PACKAGES = [name for name in ALLOWED if (SOURCE / name).is_dir()]
PURE = [
    path for name in ("engine", "model", "mcda") for path in sorted((SOURCE / name).rglob("*.py"))
]
SAYING = [
    path
    for room in ("documents", "wording")
    for path in sorted((SOURCE / "report" / room).rglob("*.py"))
]
COMPUTING = {"sum", "fsum", "max", "min", "abs", "round", "divmod", "pow"}
COMPUTING_OF_BANDS = {"plus", "times", "of_all", "exactly"}
JOINING = (ast.BitOr, ast.BitAnd)
"""Of sets and types."""
ORDERING = {ast.Lt, ast.LtE, ast.Gt, ast.GtE}
WORLDLY = {"os", "sys", "time", "random", "secrets", "pathlib", "io", "socket", "subprocess"}
MOST_LINES = 300
"""Of a file; one that is longer says at its top why it is not two."""
FEWEST_WORDS = 3
"""Fewer may be an id with its number, or a mark between two names."""
PUT_IN = "\0"
SLOW = {"typer", "rich", "questionary", "prompt_toolkit", "yaml"}
VAGUE = {"one", "found", "said", "told", "got", "it", "thing", "what", "here", "there", "this"}
"""Names that say nothing of what they hold."""
PUBLISHED = {"Departure.what", "Dispute.said", "Failure.said", "Named.said", "Worked.what"}
"""Fields of the JSON or of the catalogue, which others read: they keep their names."""


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_lies_below_it(package: str) -> None:
    for path in sorted((SOURCE / package).rglob("*.py")):
        parts = [name.split(".") for name in imported(path)]
        ours = {p[1] for p in parts if p[0] == "llmchoice" and len(p) > 1}
        packages = {name for name in ours if (SOURCE / name).is_dir()}
        assert packages <= ALLOWED[package] | {package}, path


def test_no_package_below_the_command_line_imports_the_public_api() -> None:
    for package in PACKAGES:
        for path in sorted((SOURCE / package).rglob("*.py")):
            assert "llmchoice.api" not in set(imported(path)), path


def test_the_document_of_the_house_is_true() -> None:
    document = (SOURCE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)/` \|[^|]*\| (.*) \|$", document, re.MULTILINE)
    told = {room: set(re.findall(r"`(\w+)`", rest)) for room, rest in rows}
    assert told.pop("cli") == set()
    assert told == ALLOWED
    for path in re.findall(r"[a-z]+(?:/[a-z]+)+\.py", document):
        assert (SOURCE / path).is_file(), path


def test_the_way_of_a_profile_is_drawn_as_it_is() -> None:
    """What a step is called is in its file, and each file on its arrow imports the next."""
    document = (SOURCE.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = document.partition("```\nllmchoice assess")[2].partition("```")[0]
    steps = re.findall(r"(?:-- |   or )(\w+) .*?  +([a-z/]+\.py.*)", drawing)
    assert len(steps) == drawing.count("-- ") + 1
    for name, arrow in steps:
        first, *others = re.findall(r"[a-z/]+\.py", arrow)
        text = (SOURCE / first).read_text(encoding="utf-8")
        assert re.search(rf"^ *def {name}\(", text, re.MULTILINE), (name, first)
        for path, further in pairwise([first, *others]):
            assert _module(SOURCE / further) in set(imported(SOURCE / path)), (path, further)


def test_every_package_has_its_place_in_the_house() -> None:
    found = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert found <= {*ALLOWED, "cli", "schemas"}


def test_no_module_needs_one_that_needs_it() -> None:
    """Neither when it is imported, nor when it runs, nor for its types."""
    modules = {_module(path): path for path in SOURCE.rglob("*.py")}
    needs: dict[str, set[str]] = {}
    for name, path in modules.items():
        found = set(imported(path)) & modules.keys()
        # `from package import module` names both, and needs the module alone.
        needs[name] = {n for n in found if not any(m.startswith(f"{n}.") for m in found)}
    try:
        tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_a_long_file_says_at_its_top_why_it_is_not_two() -> None:
    def long(path: Path) -> bool:
        return len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES

    def reason(path: Path) -> str:
        return " ".join((ast.get_docstring(parsed(path)) or "").split())

    paths = [path for path in SOURCE.rglob("*.py") if long(path)]
    assert paths
    assert [path for path in paths if "Longer than other files because" not in reason(path)] == []


def test_a_name_says_what_it_holds() -> None:
    """A claim, an answer, a price: of variables, parameters, functions and fields alike."""
    vague = {
        name: str(path)
        for path in sorted(SOURCE.rglob("*.py"))
        for name in _bound(parsed(path))
        if name.rpartition(".")[2].strip("_") in VAGUE
    }
    assert PUBLISHED - vague.keys() == set()
    assert {name: path for name, path in vague.items() if name not in PUBLISHED} == {}


def _bound(tree: ast.Module) -> Iterator[str]:
    """What is given a name, a field with the class that it belongs to."""
    fields = {
        id(line.target): f"{kind.name}."
        for kind in ast.walk(tree)
        if isinstance(kind, ast.ClassDef)
        for line in kind.body
        if isinstance(line, ast.AnnAssign)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield fields.get(id(node), "") + node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield node.asname or node.name
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.MatchAs)):
            yield node.name or ""


def _module(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", PURE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_engine_and_model_reach_for_no_file_no_clock_no_environment_and_no_chance(
    path: Path,
) -> None:
    assert not {name.split(".")[0] for name in imported(path)} & (WORLDLY | SLOW)
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input", "exec", "eval", "__import__"}
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "today", "utcnow", "environ", "read_text", "write_text"}


@pytest.mark.parametrize("path", PURE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_engine_and_model_hold_no_words_for_a_reader(path: Path) -> None:
    """Errors aside: those are for whoever called."""
    tree = parsed(path)
    aside = {id(part) for node in ast.walk(tree) if _is_no_text(node) for part in ast.walk(node)}
    texts = [_text(node) for node in ast.walk(tree) if id(node) not in aside]
    assert [text for text in texts if _words(text) >= FEWEST_WORDS] == []


@pytest.mark.parametrize("path", SAYING, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_says_computes_and_decides_nothing(path: Path) -> None:
    """It may count the lines that it has room for, and say that a share is none or all."""
    tree = parsed(path)
    assert not set(imported(path)) & {"math", "statistics", "fractions", "decimal"}
    for node in ast.walk(tree):
        where = f"{path}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), f"{where}: a limit of a decision"
        elif isinstance(node, ast.Call):
            assert getattr(node.func, "id", "") not in COMPUTING, where
            assert not _is_of_bands(node.func), where
        elif isinstance(node, ast.BinOp) and not isinstance(node.op, JOINING):
            assert _is_count(node.left), where
            assert _is_count(node.right), where
        elif isinstance(node, ast.Compare) and {type(op) for op in node.ops} & ORDERING:
            assert any(map(_is_count, (node.left, *node.comparators))), where


def _is_of_bands(function: ast.expr) -> bool:
    """Whether amounts with ends are added or multiplied; `figures.times` says a ratio."""
    if not isinstance(function, ast.Attribute) or function.attr not in COMPUTING_OF_BANDS:
        return False
    return getattr(function.value, "id", "") != "figures"


def _is_count(node: ast.expr) -> bool:
    """A number of the program's own, such as one of lines, and none of the result."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") == "len"
    if isinstance(node, ast.Name):
        return node.id.strip("_").isupper() or node.id in {"level", "most", "last"}
    return isinstance(node, ast.Constant) and node.value in {0, 1}


def _words(text: str) -> int:
    """How many words it has, with what is put in; a sign between two is none."""
    words = [word for word in text.split() if PUT_IN in word or any(map(str.isalpha, word))]
    return len(words) if any(map(str.isalpha, text)) else 0


def _is_no_text(node: ast.AST) -> bool:
    """Docstrings and errors."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") == "Problem"
    return isinstance(node, ast.Raise)


def _text(node: ast.AST) -> str:
    """A text as it is written, with a mark for whatever is put in."""
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else PUT_IN for part in node.values)
        return "".join(map(str, parts))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_importing_the_engine_brings_in_neither_terminal_nor_yaml() -> None:
    code = (
        "import sys; import llmchoice.model.assessment, llmchoice.engine.assess;"
        "print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(ran.stdout.split())
    assert "llmchoice" in loaded
    assert not loaded & SLOW
