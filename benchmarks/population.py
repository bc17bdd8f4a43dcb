"""What a made-up population is advised: shares of verdicts and of options, by use and by sector.

Organisations are drawn by the frequencies of population.yaml, where each has its source; answers
hang on one another as they do in life. The same seed gives the same organisations, and a larger
count only adds to them. Prints the tables of docs/population.md:
python -m benchmarks.population [--count 2000] [--seed 2026] [--criteria DIR] [--json]
With --remarks, which takes minutes longer, the figures for its prose as well.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
from benchmarks.frequencies import PERCENT, Facts, Frequencies, Given, chosen, frequencies
from benchmarks.remarks import Advised, remarks

from llmchoice.api import load_criteria, priced
from llmchoice.engine.answers import asked, spared
from llmchoice.engine.assess import assess
from llmchoice.engine.brief import Brief, Deck, brief
from llmchoice.engine.parts import parts
from llmchoice.engine.situation import situation
from llmchoice.engine.verdict import placed
from llmchoice.errors import Problem
from llmchoice.knowledge.answer import read_answer
from llmchoice.knowledge.completeness import demand_complete
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.base import UNKNOWN
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile
from llmchoice.model.verdict import Verdict

if TYPE_CHECKING:
    from llmchoice.knowledge.document import Data

COUNT = 2000
SEED = 2026


@dataclass(frozen=True)
class Organisation:
    """One of the population."""

    name: str
    facts: Facts
    text: str
    """Its profile."""
    profile: Profile


@dataclass(frozen=True)
class Finding:
    """What an organisation is advised."""

    organisation: str
    size: str
    sector: str
    use: str
    verdict: str
    strength: str
    """Clear or likely where a side is named; near or far where none is, by what is lost."""
    option: str
    """The one that is named, or nothing."""
    first: dict[str, float]
    """The option with the highest score; a share for each lane, and in a tie for each option."""


def population(kb: KnowledgeBase, count: int, seed: int) -> Iterator[Organisation]:
    """So many organisations, always the same ones for the same seed.

    Raises:
        LlmchoiceError: when a profile is not valid or not complete.
    """
    known = frequencies()
    for number in range(count):
        yield _organisation(kb, known, number, np.random.default_rng([seed, number]))


def _organisation(
    kb: KnowledgeBase, known: Frequencies, number: int, chance: np.random.Generator
) -> Organisation:
    facts: Facts = {}
    for fact in known.facts:
        facts[fact.id] = chosen(fact.draw(facts, chance))
    true: dict[str, Given] = {}
    for entry in known.questions:
        true[entry.id] = entry.draw(facts, chance)
        facts[entry.id] = chosen(true[entry.id])
    ratings = known.priorities.draw(facts, chance)
    hidden = {e.id for e in known.questions if chance.random() * PERCENT < e.unknown}
    name = f"{number:04} {' '.join(next(iter(facts[fact.id])) for fact in known.facts)}"
    profile = {
        "schema": 1,
        "organisation": name,
        "priorities": ratings,
        "answers": _said(kb, true, hidden),
    }
    text = json.dumps(profile, indent=1)
    read = read_profile(kb, text, name)
    demand_complete(kb, read, name)
    return Organisation(name, facts, text, read)


def _said(kb: KnowledgeBase, true: Mapping[str, Given], hidden: set[str]) -> dict[str, Given]:
    """What is answered to the questions that are asked.

    What hangs on something unknown is asked too, and is unknown where it has no place.
    """
    typed = {q.id: _typed(kb, q.id, true[q.id]) for q in kb.questions}
    apply = {q.id for q in asked(kb, typed)}
    # Whoever cannot name the choices cannot say what holds for each of them either.
    hidden |= {q.id for q in kb.questions if q.per and q.per.question in hidden}
    said = {q: UNKNOWN if q in hidden or q not in apply else given for q, given in true.items()}
    known = {q: UNKNOWN if given == UNKNOWN else typed[q] for q, given in said.items()}
    return {q.id: said[q.id] for q in asked(kb, known) if not spared(q, known)}


def _typed(kb: KnowledgeBase, question: str, given: Given) -> Answer:
    answer = read_answer(kb.question(question), cast("Data", given))
    if isinstance(answer, Problem):
        raise ValueError(f"{question}: {answer.message}")  # noqa: TRY004 - of the file, not of a type
    return answer


def findings(kb: KnowledgeBase, found: Iterable[Organisation], *, kinds: bool) -> list[Finding]:
    """What they are advised, in the same order."""
    deck = Deck()
    return [_finding(priced(kb, one.profile), one, deck, kinds=kinds) for one in found]


def _finding(basis: Basis, one: Organisation, deck: Deck, *, kinds: bool) -> Finding:
    briefs = brief(basis, one.profile, deck)
    whole, own = briefs.organisation, briefs.workloads or (briefs.organisation,)
    first = dict.fromkeys((option.id for option in basis.kb.options), 0.0)
    found = parts(basis.kb, one.profile)
    for part in found:
        left = [o for o in placed(situation(basis, part.profile, part.answers)) if o.admissible]
        best = [o.id for o in left if o.score == max(other.score for other in left)]
        for option in best:
            first[option] += 1 / len(best) / len(found)
    strength = _strength(basis.kb, whole, own)
    if kinds and whole.verdict is Verdict.UNDECIDED:
        strength = str(assess(basis, one.profile).recommendation.kind)
    size, sector, use = (next(iter(one.facts[fact])) for fact in ("size", "sector", "use"))
    return Finding(one.name, size, sector, use, whole.verdict, strength, whole.option or "", first)


def _strength(kb: KnowledgeBase, whole: Brief, own: Sequence[Brief]) -> str:
    if whole.verdict in {Verdict.OPEN, Verdict.CLOSED}:
        return "clear" if all(part.strength == "clear" for part in own) else "likely"
    if whole.verdict is Verdict.UNDECIDED:
        if whole.partly:
            return "for some of its data"
        lost = max(part.regret or 0 for part in own)
        return "little to lose" if lost < kb.settings.level_regret else "more to lose"
    return ""


def report(kb: KnowledgeBase, found: Sequence[Finding]) -> str:
    """The tables, as Markdown."""
    options = [option.id for option in kb.options]
    verdicts = Counter(f"{f.verdict}, {f.strength}".rstrip(", ") for f in found)
    undecided = sum(f.verdict == Verdict.UNDECIDED for f in found)
    lines = [
        "| verdict | organisations | share |",
        "| --- | ---: | ---: |",
        *(f"| {v} | {verdicts[v]} | {_share(verdicts[v], len(found))} |" for v in sorted(verdicts)),
        f"| undecided, in all | {undecided} | {_share(undecided, len(found))} |",
        "",
        "| option | first by score | named |",
        "| --- | ---: | ---: |",
        *(
            f"| {o} | {_share(sum(f.first[o] for f in found), len(found))}"
            f" | {_share(sum(f.option == o for f in found), len(found))} |"
            for o in options
        ),
    ]
    uses = _groups(found, lambda f: f.use)
    for title, groups in (
        ("use", uses),
        ("sector", _groups(found, lambda f: f.sector)),
        ("size", _groups(found, lambda f: f.size)),
    ):
        lines += ["", *_sides(title, groups)]
    lines += ["", f"| first by score, % | {' | '.join(options)} |", "| --- |" + " ---: |" * 7]
    for use, group in uses.items():
        shares = (sum(f.first[o] for f in group) / len(group) for o in options)
        lines.append(f"| {use} | {' | '.join(f'{PERCENT * share:.0f}' for share in shares)} |")
    return "\n".join(lines)


def _groups(found: Iterable[Finding], of: Callable[[Finding], str]) -> dict[str, list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for one in found:
        groups.setdefault(of(one), []).append(one)
    return dict(sorted(groups.items(), key=lambda pair: -len(pair[1])))


def _sides(title: str, groups: Mapping[str, Sequence[Finding]]) -> Iterator[str]:
    verdicts = [v.value for v in Verdict]
    yield f"| {title} | organisations | {' | '.join(verdicts)} | open to closed |"
    yield "| --- | ---: |" + " ---: |" * (len(verdicts) + 1)
    for name, group in groups.items():
        counts = Counter(str(f.verdict) for f in group)
        shares = " | ".join(_share(counts[v], len(group)) for v in verdicts)
        ratio = f"{counts['open'] / counts['closed']:.1f}" if counts["closed"] else "-"
        yield f"| {name} | {len(group)} | {shares} | {ratio} |"


def _share(part: float, whole: int) -> str:
    """A share in percent, with its standard error."""
    share = part / whole
    return f"{share:.1%} ± {(share * (1 - share) / whole) ** 0.5:.1%}".replace("%", "") + " %"


def main() -> None:
    """Draw, assess and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT, help="organisations")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--criteria", help="a folder of criteria in place of the packaged ones")
    parser.add_argument("--json", action="store_true", help="a row for each organisation")
    parser.add_argument("--kinds", action="store_true", help="why undecided: minutes longer")
    parser.add_argument(
        "--remarks", action="store_true", help="figures for the prose of the page too"
    )
    parser.add_argument("--write", type=Path, help="a folder for the profiles that were drawn")
    given = parser.parse_args()
    kb = load_criteria(given.criteria)
    drawn = list(population(kb, given.count, given.seed))
    for one in drawn if given.write else ():
        (given.write / f"{one.name.replace(' ', '-')}.yaml").write_text(one.text, encoding="utf-8")
    found = findings(kb, drawn, kinds=given.kinds)
    print(json.dumps([asdict(f) for f in found], indent=1) if given.json else report(kb, found))
    if given.remarks:
        print()
        print(remarks(kb, [_advised(kb, *pair) for pair in zip(drawn, found, strict=True)]))


def _advised(kb: KnowledgeBase, one: Organisation, found: Finding) -> Advised:
    case = situation(priced(kb, one.profile), one.profile, one.profile.answers)
    return Advised(
        profile=one.profile,
        verdict=found.verdict,
        option=found.option,
        size=found.size,
        sector=found.sector,
        use=found.use,
        case=case,
        places=placed(case),
    )


if __name__ == "__main__":
    main()
