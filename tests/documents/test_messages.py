"""The messages: literals with named places, each once, and the template as the sources are."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from runpy import run_path
from string import Formatter
from typing import get_args

import pytest

from llmchoice.model.notice import Notice
from llmchoice.model.panel import PanelNotice
from llmchoice.model.shortlist import Wish, WishKind
from llmchoice.report.wording import notices, wishes

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "llmchoice"
WRITER = ROOT / "docs" / "reference" / "messages.py"
LITERALS = {"t": 1, "tn": 2, "message": 1}
"""How many messages a call begins with."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call of `t`, `tn` or `message`, and the function around it."""

    place: str
    node: ast.Call
    function: ast.AST
    module: ast.Module
    name: str

    @property
    def literals(self) -> list[ast.expr]:
        return self.node.args[: LITERALS[self.name]]

    @property
    def messages(self) -> list[str]:
        return [
            each.value
            for each in self.literals
            if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]


@cache
def _calls() -> tuple[Call, ...]:
    paths = [path for path in sorted(PACKAGE.rglob("*.py")) if path.name != "language.py"]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    return tuple(
        call
        for path, tree in trees.items()
        for call in _calls_in(tree, tree, tree, path.relative_to(PACKAGE))
    )


def _calls_in(node: ast.AST, function: ast.AST, module: ast.Module, path: Path) -> Iterator[Call]:
    if isinstance(node, ast.FunctionDef):
        function = node
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LITERALS:
        yield Call(f"{path}:{node.lineno}", node, function, module, node.func.id)
    for child in ast.iter_child_nodes(node):
        yield from _calls_in(child, function, module, path)


def test_the_template_is_as_the_sources_are() -> None:
    written = run_path(str(WRITER))
    template = Path(written["TEMPLATE"]).read_text(encoding="utf-8")
    assert template == written["template"](), "run docs/reference/messages.py"


def test_every_message_is_a_literal() -> None:
    wrong = [call.place for call in _calls() if len(call.messages) != LITERALS[call.name]]
    assert not wrong


def test_places_are_plain_names() -> None:
    wrong = [
        (call.place, message)
        for call in _calls()
        for message in call.messages
        for _, name, form, conversion in Formatter().parse(message)
        if name is not None and (not name.isidentifier() or form or conversion)
    ]
    assert not wrong


def test_what_is_passed_is_what_a_message_has_places_for() -> None:
    wrong = []
    for call in (call for call in _calls() if call.name != "message"):
        used = {name for message in call.messages for name in _names(message)}
        passed = {word.arg for word in call.node.keywords if word.arg is not None}
        shared = _shared(call)
        number = {"number"} if call.name == "tn" else set()
        if not (passed <= used <= passed | shared | number):
            wrong.append((call.place, sorted(used), sorted(passed | shared)))
    assert not wrong


def test_every_notice_has_a_sentence_about_its_own_fields() -> None:
    kinds = {*get_args(get_args(Notice)[0]), *get_args(get_args(PanelNotice)[0])}
    assert {kind.__name__ for kind in kinds} == set(notices.SENTENCES)
    for kind in kinds:
        sentence = notices.SENTENCES[kind.__name__]
        assert _names(sentence) <= set(kind.model_fields), sentence


def test_every_wish_has_sentences_about_its_own_fields() -> None:
    assert set(wishes.SENTENCES) == set(WishKind)
    for sentence in (each for sentences in wishes.SENTENCES.values() for each in sentences):
        assert _names(sentence) <= set(Wish.model_fields), sentence


def _names(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def _shared(call: Call) -> set[str]:
    """The keys of a dictionary that several calls of a function hand over with **."""
    names = {
        word.value.id
        for word in call.node.keywords
        if word.arg is None and isinstance(word.value, ast.Name)
    }
    keys: set[str] = set()
    if isinstance(call.function, ast.FunctionDef):
        arguments = {argument.arg for argument in call.function.args.args}
        keys = _keys_made_by(None, call.module) if names & arguments else set()
    for word in call.node.keywords:
        match word:
            case ast.keyword(arg=None, value=ast.Call(func=ast.Name(id=maker))):
                keys |= _keys_made_by(maker, call.module)
    for node in ast.walk(call.function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(keys=given)):
                found = {_text(key) for key in given}
            case ast.Assign(
                targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id=maker), keywords=words)
            ):
                found = {word.arg or "" for word in words} | _keys_made_by(maker, call.module)
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=key)]):
                found = {_text(key)}
            case _:
                continue
        if name in names:
            keys |= found - {""}
    return keys


def _keys_made_by(function: str | None, module: ast.Module) -> set[str]:
    """The keys of all dictionaries in a function of the module, or in any of them."""
    return {
        _text(key)
        for made in module.body
        if isinstance(made, ast.FunctionDef) and function in {None, made.name}
        for node in ast.walk(made)
        if isinstance(node, ast.Dict)
        for key in node.keys
    }


def _text(node: ast.expr | None) -> str:
    """The text that a literal is; empty for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_no_two_sentences_differ_only_in_capitals_or_a_full_stop() -> None:
    """A label of a word or two may stand by itself, and in a place of a sentence."""
    messages = {message for call in _calls() for message in call.messages if message.count(" ") > 1}
    alike: dict[str, set[str]] = {}
    for message in messages:
        alike.setdefault(message.casefold().rstrip("."), set()).add(message)
    assert not [sorted(each) for each in alike.values() if len(each) > 1]


def test_a_message_has_no_space_at_its_ends() -> None:
    messages = {message for call in _calls() for message in call.messages}
    assert not [message for message in messages if message.strip() != message]


@pytest.mark.parametrize("name", LITERALS)
def test_there_are_messages_of_both_kinds(name: str) -> None:
    assert any(call.name == name for call in _calls())
