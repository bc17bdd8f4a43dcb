"""Runs one interview on the terminal: the program that test_pty drives.

Arguments: the knowledge base as JSON, the file for the profile, and a draft to go on with, if any.
"""

import sys
from pathlib import Path

from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft, new_draft_path
from llmchoice.questionnaire.flow import ALL, interview
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.shelf import find_draft, journal_from
from llmchoice.questionnaire.terminal import TerminalAsker


def main(criteria: str, out: str, *names: str) -> int:
    kb = KnowledgeBase.model_validate_json(Path(criteria).read_text(encoding="utf-8"))
    kept = [find_draft(name) for name in names]
    journal = journal_from(kb, kept[0]) if kept else Journal()
    draft = Draft(kb, kept[0].path if kept else new_draft_path(), ALL)
    try:
        profile = interview(Basis(kb), journal, asker=TerminalAsker.on_stderr(), draft=draft)
    except Interrupted:
        sys.stderr.write("stopped\n")
        return 130
    draft.discard()
    Path(out).write_text(profile_yaml(kb, profile), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
