"""Files to offer: profiles, drafts and schemas."""

import os
from collections.abc import Iterator
from contextlib import suppress

from llmchoice.cli.commands.schema import schema_files
from llmchoice.knowledge.folders import profile_names

_SUFFIXES = (".yaml", ".yml")
PACKAGED = "packaged example"


def profile_offers(incomplete: str) -> list[tuple[str, str]]:
    """Packaged examples, *.yaml files and folders that begin so.

    Nothing where a folder is all there is: the shell then completes it itself, without a space
    behind it. Nothing either where the shell has to expand a word first.
    """
    names = [(name, PACKAGED) for name in profile_names() if name.startswith(incomplete)]
    if incomplete.startswith(("~", "$")):
        return []
    files = list(_files(incomplete))
    found = [*((name, about) for name, about in names if name not in dict(files)), *files]
    return [] if all(value.endswith("/") for value, _ in found) else found


def draft_offers(incomplete: str) -> Iterator[tuple[str, str]]:
    """The unfinished questionnaires whose name begins so, the latest first."""
    from llmchoice.questionnaire.shelf import in_words, kept_drafts

    for kept in kept_drafts():
        if kept.name.startswith(incomplete):
            yield kept.name, in_words(kept) if kept.record else ""


def schema_offers(incomplete: str) -> list[tuple[str, str]]:
    """The names of the schemas that begin so."""
    return [(name, "") for name in schema_files() if name.startswith(incomplete)]


def _files(incomplete: str) -> Iterator[tuple[str, str]]:
    _, _, start = incomplete.rpartition("/")
    lead = incomplete[: len(incomplete) - len(start)]
    with suppress(OSError), os.scandir(lead or ".") as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            # As a shell does: what is hidden is offered to those who ask for it.
            if not entry.name.startswith(start) or (entry.name[0] == "." and not start):
                continue
            if entry.is_dir():
                yield f"{lead}{entry.name}/", "folder"
            elif entry.name.endswith(_SUFFIXES):
                yield f"{lead}{entry.name}", "file"
