"""What the judgements and checks of a trial come to."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import fmean, median

from llmchoice.mcda.passrates import difference_interval, exact_test, rate_interval
from llmchoice.model.estimate import Passed
from llmchoice.model.option import Side
from llmchoice.model.score import (
    Agreement,
    Answer,
    CandidateScore,
    Case,
    Checked,
    Failure,
    Judgement,
    ModelJudging,
    Pairing,
    Rate,
    TagScore,
    TrialScore,
    Which,
)
from llmchoice.model.trial import Candidate, Mark, Setup
from llmchoice.trial.checks import checked
from llmchoice.trial.store import Store

QUOTED = 240
"""Characters of a case or an answer that is quoted."""
MOST_FAILURES = 6
FEWEST_SHARED = 2
"""Answers with two judges from which agreement can be told."""
Passes = dict[Which, bool]


@dataclass(frozen=True, slots=True)
class Held:
    """What the store of a trial holds."""

    setup: Setup
    cases: tuple[Case, ...]
    answers: tuple[Answer, ...]
    judgements: tuple[Judgement, ...]


def held_in(store: Store, setup: Setup) -> Held:
    """What a store holds of the candidates that the setup names."""
    named = {each.id for each in setup.candidates}
    return Held(
        setup,
        store.cases(),
        tuple(answer for answer in store.answers() if answer.candidate in named),
        tuple(judgement for judgement in store.judgements() if judgement.candidate in named),
    )


def score(held: Held, date: str | None = None) -> TrialScore:
    """Count what is there.

    An answer passes when more of the people who judged it let it pass than not; where none has,
    when its check does, which no answer can persuade; without either, by the models that were
    asked to judge, as by people. Where as many say yes as no, it counts for nothing.
    """
    setup = held.setup
    checks = checked(setup, held.cases, held.answers)
    people = [each for each in held.judgements if each.by == "person"]
    models = [each for each in held.judgements if each.by == "model"]
    checked_ = {each.which: each.passed for each in checks}
    passes = _passes(setup, people, _passes(setup, models, {}) | checked_)
    candidates = tuple(_candidate(each, held, passes, checks) for each in setup.candidates)
    pair = _pair(candidates, held.cases, passes)
    return TrialScore(
        name=setup.name,
        date=date,
        cases=len(held.cases),
        passes=setup.scale.passes,
        currency=setup.currency,
        candidates=candidates,
        pair=pair,
        tags=() if pair is None else _tags(pair, held.cases, passes),
        agreement=_agreement(people),
        by_models=tuple(_by_models(setup, people, models, checked_.keys())),
        failures=() if pair is None else _failures(pair, held, passes),
        sha256=_digest(held),
    )


def _passes(setup: Setup, judgements: Iterable[Judgement], below: Passes) -> Passes:
    """Whether each answer passes, as far as that is decided: where nobody judged, as below."""
    votes: dict[Which, int] = defaultdict(int)
    for each in judgements:
        votes[each.which] += 1 if setup.scale.passed(each.mark) else -1
    unjudged = {which: passed for which, passed in below.items() if which not in votes}
    return unjudged | {which: balance > 0 for which, balance in votes.items() if balance}


def _by_models(
    setup: Setup,
    people: Sequence[Judgement],
    models: Sequence[Judgement],
    by_check: Collection[Which],
) -> Iterator[ModelJudging]:
    judged = {*by_check, *(each.which for each in people)}
    decided = _passes(setup, people, {})
    asked = {candidate.id: candidate.model for candidate in setup.candidates}
    for judge in dict.fromkeys(each.judge for each in models):
        passed = {j.which: setup.scale.passed(j.mark) for j in models if j.judge == judge}
        shared = [which for which in passed if which in decided]
        who = setup.judge(judge)
        yield ModelJudging(
            judge=judge,
            answers=len(passed),
            alone=len(passed.keys() - judged),
            shared=len(shared),
            same=sum(passed[which] == decided[which] for which in shared),
            own=who is not None and any(asked[c] == who.model for _, c in passed),
        )


def _candidate(
    who: Candidate, held: Held, passes: Mapping[Which, bool], checks: Iterable[Checked]
) -> CandidateScore:
    ours = [answer for answer in held.answers if answer.candidate == who.id]
    decided = [passes[a.case, who.id] for a in ours if (a.case, who.id) in passes]
    marks = Counter(j.mark for j in held.judgements if j.candidate == who.id and j.by == "person")
    by_model = [
        held.setup.scale.passed(j.mark)
        for j in held.judgements
        if j.candidate == who.id and j.by == "model"
    ]
    by_check = [c.passed for c in checks if c.candidate == who.id]
    seconds = [a.seconds for a in ours if a.seconds is not None]
    costs = [a.cost for a in ours if a.cost is not None]
    return CandidateScore(
        id=who.id,
        side=who.side,
        model=who.model,
        rate=_rate(decided),
        marks={mark: marks[mark] for mark in Mark},
        checked=_rate(by_check) if by_check else None,
        by_model=_rate(by_model) if by_model else None,
        unanswered=len(held.cases) - len(ours),
        undecided=len(ours) - len(decided),
        cut_off=sum(answer.ended == "length" for answer in ours),
        seconds=median(seconds) if seconds else None,
        cost=fmean(costs) if ours and len(costs) == len(ours) else None,
    )


def _rate(passed: Sequence[bool]) -> Rate:
    if not passed:
        return Rate(cases=0, passed=0, low=None, high=None)
    low, high = rate_interval(sum(passed), len(passed))
    return Rate(cases=len(passed), passed=sum(passed), low=low, high=high)


def _pair(
    candidates: Sequence[CandidateScore], cases: Iterable[Case], passes: Mapping[Which, bool]
) -> Pairing | None:
    """The best of each side; the first of several that are alike.

    The best is whose rate is surely the highest, by the lower end of its interval: one good answer
    is no result.
    """
    sides = {side: [c for c in candidates if c.side is side and c.rate.cases] for side in Side}
    if not all(sides.values()):
        return None
    ours, theirs = (
        max(sides[side], key=lambda candidate: candidate.rate.low or 0.0).id
        for side in (Side.OPEN, Side.CLOSED)
    )
    results = [
        (passes[case.id, ours], passes[case.id, theirs])
        for case in cases
        if (case.id, ours) in passes and (case.id, theirs) in passes
    ]
    if not results:
        return None
    first, second, both = (
        sum(a for a, _ in results),
        sum(b for _, b in results),
        sum(a and b for a, b in results),
    )
    low, high = difference_interval(len(results), first, second, both)
    return Pairing(
        open=ours,
        closed=theirs,
        counts=Passed(cases=len(results), open=first, closed=second, both=both),
        difference=(first - second) / len(results),
        low=low,
        high=high,
        p=exact_test(first - both, second - both),
        chosen=any(len(rivals) > 1 for rivals in sides.values()),
    )


def _tags(
    pair: Pairing, cases: Sequence[Case], passes: Mapping[Which, bool]
) -> tuple[TagScore, ...]:
    """The pair on each kind of case, in the order in which kinds first appear."""
    kinds = dict.fromkeys(case.tag for case in cases if case.tag is not None)

    def rate(tag: str, who: str) -> Rate:
        ids = (case.id for case in cases if case.tag == tag)
        return _rate([passes[case, who] for case in ids if (case, who) in passes])

    return tuple(
        TagScore(tag=tag, open=rate(tag, pair.open), closed=rate(tag, pair.closed)) for tag in kinds
    )


def _agreement(judgements: Sequence[Judgement]) -> Agreement | None:
    judges = tuple(dict.fromkeys(each.judge for each in judgements))
    if len(judges) < FEWEST_SHARED:
        return None
    marked: dict[Which, dict[str, Mark]] = defaultdict(dict)
    for each in judgements:
        marked[each.case, each.candidate][each.judge] = each.mark
    shared = [marks for marks in marked.values() if len(marks) > 1]
    return Agreement(
        judges=judges,
        answers=len(shared),
        same=sum(len(set(marks.values())) == 1 for marks in shared),
        alpha=_alpha(judges, shared),
    )


def _alpha(judges: Sequence[str], shared: Sequence[Mapping[str, Mark]]) -> float | None:
    """Krippendorff's alpha of marks in their order, by the package of that name."""
    used = {mark for marks in shared for mark in marks.values()}
    if len(shared) < FEWEST_SHARED or len(used) < FEWEST_SHARED:
        return None
    try:
        from krippendorff import alpha  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    places = {mark: float(place) for place, mark in enumerate(Mark)}
    table = [
        [places[marks[judge]] if judge in marks else float("nan") for marks in shared]
        for judge in judges
    ]
    domain = list(places.values())
    return float(alpha(table, value_domain=domain, level_of_measurement="ordinal"))


def _failures(pair: Pairing, held: Held, passes: Mapping[Which, bool]) -> tuple[Failure, ...]:
    """Cases that both failed first, then those that one alone failed, in the order of the cases."""
    sides = {pair.open: Side.OPEN, pair.closed: Side.CLOSED}
    failed = [a for a in held.answers if a.candidate in sides and not passes.get(a.which, True)]
    together = Counter(answer.case for answer in failed)
    inputs = {case.id: case.input for case in held.cases}
    notes: dict[Which, list[str]] = defaultdict(list)
    for each in held.judgements:
        if each.note:
            notes[each.which].append(each.note)
    ordered = sorted(failed, key=lambda answer: -together[answer.case])
    return tuple(
        Failure(
            case=answer.case,
            candidate=answer.candidate,
            side=sides[answer.candidate],
            asked=_cut(inputs[answer.case]),
            said=_cut(answer.text),
            notes=tuple(map(_cut, notes[answer.which])),
        )
        for answer in ordered[:MOST_FAILURES]
    )


def _cut(text: str) -> str:
    """The beginning of a text, in one line."""
    line = " ".join(text[: 4 * QUOTED].split())
    return line if len(line) <= QUOTED else line[: QUOTED - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def _digest(held: Held) -> str:
    """SHA-256 of the cases, answers and judgements: another where any of them is."""
    digest = sha256()
    for rows in (held.cases, held.answers, held.judgements):
        for row in rows:
            digest.update(row.model_dump_json().encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()
