"""Runs that are killed while they save: what was acknowledged is there, and all of it can go."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from llmchoice.questionnaire.draft import remove_leftovers
from llmchoice.questionnaire.shelf import delete_draft, kept_drafts

SAVING = """
import sys
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.questionnaire.draft import Draft, new_draft_path
from llmchoice.questionnaire.flow import ALL
from llmchoice.questionnaire.journal import Journal, entry_of
journal = Journal()
draft = Draft(load_criteria(), new_draft_path("Acme"), ALL)
draft.prepare()
print(draft.path, flush=True)
for number in range(100000):
    journal.add(entry_of(f"facts/question-{number % 50}", str(number)))
    assert draft.save(journal) is None
    print(number, flush=True)
"""


def kills(folder: Path, count: int, seed: int) -> tuple[int, int]:
    """Answers that were acknowledged and lost, and files that no command removes."""
    random = Random(seed)  # noqa: S311 - a time to kill at
    lost = sum(_killed(random.uniform(0.0, 0.2)) for _ in range(count))
    return lost, removed(folder)


def removed(folder: Path) -> int:
    """Delete every draft as `drafts delete --all` does; the files that are left all the same."""
    for kept in kept_drafts():
        delete_draft(kept)
    remove_leftovers()
    drafts = folder / "llmchoice" / "drafts"
    return len(list(drafts.iterdir())) if drafts.exists() else 0


def _killed(after: float) -> int:
    """Kill a run some seconds after its first answer; whether an answer is lost."""
    with subprocess.Popen(
        [sys.executable, "-c", SAVING], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        path = Path(process.stdout.readline().strip())
        process.stdout.readline()
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        numbers = process.stdout.read().split("\n")[:-1]
    said = int(numbers[-1]) if numbers else 0
    replies = [entry["reply"] for entry in json.loads(path.read_bytes())["entries"]]
    return int(max(map(int, replies)) < said)
