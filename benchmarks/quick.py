"""How many questions `assess --quick` asks, over the packaged examples and the documented cases.

    python benchmarks/quick.py [FILE ...]

Each profile is answered as it stands, starting from its priorities alone, until no other answer can
change the side. A question that several workloads share counts once. Without files: everything
under profiles/, and the documented cases in the encoding of tests/cases/insider/.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from llmchoice.catalogue.store import current_store
from llmchoice.engine.answers import asked
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.base import UNKNOWN
from llmchoice.model.basis import Basis
from llmchoice.model.perchoice import PerChoice
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.dialogue import Dialogue
from llmchoice.questionnaire.edit import answers_in, scopes, with_answer
from llmchoice.questionnaire.facts import next_gap
from llmchoice.questionnaire.journal import Journal
from llmchoice.questionnaire.session import Mode, Session

ROOT = Path(__file__).resolve().parents[1]
FILES = [
    *(ROOT / "profiles").glob("*.yaml"),
    *(ROOT / "tests" / "cases" / "insider").glob("*.yaml"),
]
PACKAGED = sorted(FILES)
FEW = 9
"""Questions that a quick interview should have, in the median."""


def questions(basis: Basis, full: Profile) -> Iterator[str]:
    """The questions that are asked, in order."""
    session = Session(basis, Dialogue(None, Journal()), Mode(quick=True))
    nothing = tuple(w.model_copy(update={"answers": {}}) for w in full.workloads)
    profile = full.model_copy(update={"answers": {}, "workloads": nothing})
    while gap := next_gap(session, profile):
        name = gap.question.id
        yield name
        if gap.question.per is not None and isinstance(full.answers.get(name), PerChoice):
            # It is answered for what another question was answered with.
            other = gap.question.per.question
            if other not in profile.answers:
                yield other
                profile = with_answer(profile, None, other, full.answers.get(other, UNKNOWN))
        if gap.scope is not None or name in full.answers:
            answer = answers_in(full, gap.scope).get(name, UNKNOWN)
            profile = with_answer(profile, gap.scope, name, answer)
            continue
        for scope in scopes(profile):
            profile = with_answer(profile, scope, name, answers_in(full, scope).get(name, UNKNOWN))


def main() -> None:
    """Print a line for each profile, and the median."""
    kb, store = load_criteria(), current_store()
    counts: list[int] = []
    first: Counter[str] = Counter()
    for path in [Path(name) for name in sys.argv[1:]] or PACKAGED:
        full = read_profile(kb, path.read_text(encoding="utf-8"), path.name)
        costs = full.costs
        priced = store.costing(kb, costs) if costs and costs.ceiling else None
        names = [*questions(Basis(kb, priced), full)]
        counts.append(len(names))
        first.update(names[:FEW])
        most = max(len(asked(kb, answers_in(full, scope))) for scope in scopes(full))
        print(f"{path.stem:24} {len(names):3} of {most:3}: {' '.join(names)}", flush=True)
    few = sum(count <= FEW for count in counts)
    print(
        f"median {median(counts):g} questions; {few} of {len(counts)} profiles take at most {FEW}"
    )
    print("asked among the first:", ", ".join(f"{q} {n}" for q, n in first.most_common()))


if __name__ == "__main__":
    main()
