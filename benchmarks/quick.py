"""How many questions `assess --quick` asks, over the packaged examples and the documented cases.

    python benchmarks/quick.py [FILE ...]

Each profile is answered as it stands, starting from its priorities alone, until no other answer can
change the side, or all of them are worth little. A question that several workloads share counts
once. What comes of it stands beside what all answers come to. Without files: everything under
profiles/, and the documented cases in the encoding of tests/cases/insider/.
"""

import sys
from collections import Counter
from pathlib import Path
from statistics import median

from llmchoice.api import priced
from llmchoice.engine.answers import asked, spared
from llmchoice.engine.assess import assess
from llmchoice.knowledge.completeness import with_unknown
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answers, PerChoice, Profile
from llmchoice.model.question import Question
from llmchoice.model.verdict import Verdict
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


def asked_quickly(basis: Basis, full: Profile) -> tuple[list[str], Profile]:
    """The questions that are asked, in order, and the profile with no more than their answers."""
    names: list[str] = []
    session = Session(basis, Dialogue(None, Journal()), Mode(quick=True))
    nothing = tuple(w.model_copy(update={"answers": {}}) for w in full.workloads)
    profile = full.model_copy(update={"answers": {}, "workloads": nothing})
    while gap := next_gap(session, profile):
        name = gap.question.id
        names.append(name)
        if gap.question.per is not None and isinstance(full.answers.get(name), PerChoice):
            # It is answered for what another question was answered with.
            other = gap.question.per.question
            if other not in profile.answers:
                names.append(other)
                profile = with_answer(profile, None, other, full.answers.get(other, UNKNOWN))
        if gap.scope is not None or name in full.answers:
            answer = answers_in(full, gap.scope).get(name, UNKNOWN)
            profile = with_answer(profile, gap.scope, name, answer)
            continue
        for scope in scopes(profile):
            profile = with_answer(profile, scope, name, answers_in(full, scope).get(name, UNKNOWN))
    return names, profile


def main() -> None:
    """Print a line for each profile, the median, and how the verdicts compare."""
    kb = load_criteria()
    counts: list[int] = []
    first: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for path in [Path(name) for name in sys.argv[1:]] or PACKAGED:
        full = read_profile(kb, path.read_text(encoding="utf-8"), path.name)
        basis = priced(kb, full)
        names, brief = asked_quickly(basis, full)
        quick, whole = (
            assess(basis, with_unknown(kb, one), search=False).recommendation.verdict
            for one in (brief, full)
        )
        ends[_compared(quick, whole)] += 1
        counts.append(len(names))
        first.update(names[:FEW])
        most = max(len(_interview(kb, answers_in(full, scope))) for scope in scopes(full))
        print(f"{path.stem:24} {len(names):3} of {most:3}: {' '.join(names)}", flush=True)
        if quick is not whole:
            print(f"{'':24} {quick}, and with all answers {whole}")
    few = sum(count <= FEW for count in counts)
    print(
        f"median {median(counts):g} questions; {few} of {len(counts)} profiles take at most {FEW}"
    )
    print("verdicts:", ", ".join(f"{end} {n}" for end, n in ends.most_common()))
    print("asked among the first:", ", ".join(f"{q} {n}" for q, n in first.most_common()))


def _interview(kb: KnowledgeBase, answers: Answers) -> list[Question]:
    """The questions of a whole interview that ends with these answers."""
    return [question for question in asked(kb, answers) if not spared(question, answers)]


def _compared(quick: Verdict, whole: Verdict) -> str:
    if quick is whole:
        return "as with all answers"
    named = {Verdict.OPEN, Verdict.CLOSED}
    return "the other side" if {quick, whole} == named else "a side in one of the two only"


if __name__ == "__main__":
    main()
