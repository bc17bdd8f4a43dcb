"""Runs one interview on the terminal: the program that test_pty drives.

Arguments: the knowledge base as JSON, the draft's file, and a profile to continue, if any.
"""

import sys
from pathlib import Path

from llmchoice.knowledge.profile import read_profile
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.questionnaire.asker import Interrupted
from llmchoice.questionnaire.draft import Draft, draft_path
from llmchoice.questionnaire.flow import interview
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.terminal import TerminalAsker


def main(criteria: str, out: str, *profiles: str) -> int:
    kb = KnowledgeBase.model_validate_json(Path(criteria).read_text(encoding="utf-8"))
    texts = [(Path(name).read_text(encoding="utf-8"), name) for name in profiles]
    start = read_profile(kb, *texts[0]) if texts else None
    draft = Draft(kb, draft_path())
    try:
        profile = interview(kb, start, asker=TerminalAsker.on_stderr(), draft=draft)
    except Interrupted:
        sys.stderr.write("stopped\n")
        return 130
    draft.discard()
    Path(out).write_text(profile_yaml(kb, profile), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
