"""The result recomputed from criteria/*.yaml alone: P(side), regret, what is left, the default.

python -m benchmarks.independent [DRAWS]

It shares no code with the program, which it starts to get the JSON of each profile: of that only
the profile is read, and what it is compared with. docs/method.md says what is computed. What the
options cost is taken from the program, which is held to bills and to other scripts elsewhere; what
a cost is worth is computed here. Profiles with a ceiling on costs, workloads, lanes or a test of
fewer than 20 cases are not for it.

Longer than other files because it is one thing: a second reading of the method, to be read as a
whole beside docs/method.md.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray

from llmchoice.api import load_criteria, priced, read_profile
from llmchoice.knowledge.source import ProfileText

Floats = NDArray[np.float64]
Data = dict[str, Any]

CRITERIA = Path(__file__).parent.parent / "criteria"
PROFILES = (
    "bank",
    "charity",
    "clinic-cfo",
    "clinic-ciso",
    "clinic-cto",
    "hospital",
    "insurer",
    "newspaper",
    "online-school",
    "startup",
)
DRAWS = 40_000
SIGMAS = 3.3
"""Standard errors within which two figures agree: one of a thousand is outside by chance."""
COMMITS = {"tokens": 0, "seats": 0, "rented-gpus": 1, "owned-gpus": 2}
FEWEST = 1000
ENDS = ("low", "typical", "high")


def read(folder: Path = CRITERIA) -> Data:
    """The criteria as they are written."""
    found: Data = {}
    for name in ("options", "questions", "constraints", "steps", "settings"):
        data = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        found |= {"settings": data} if name == "settings" else data
    files = sorted((folder / "priorities").glob("*.yaml"))
    found["priorities"] = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return found


def names(answer: Any) -> set[str]:  # noqa: ANN401 - as YAML gives it
    """The choices that an answer as it is written names."""
    return (
        {answer} if isinstance(answer, str) else set(answer) if isinstance(answer, list) else set()
    )


@dataclass
class World:
    """One profile in so many draws."""

    kb: Data
    answers: Data
    draws: int
    seed: int = 7
    picked: dict[str, NDArray[np.intp]] = field(default_factory=dict)
    asked: dict[str, NDArray[np.bool_]] = field(default_factory=dict)
    expected: dict[str, NDArray[np.intp]] = field(default_factory=dict)
    """What is expected without the test that was counted."""

    def __post_init__(self) -> None:
        self.generator = np.random.default_rng(self.seed)
        self.questions = {question["id"]: question for question in self.kb["questions"]}
        for question in self.kb["questions"]:
            self.asked[question["id"]] = self._is_asked(question)
            if self.is_open(question["id"]):
                self.picked[question["id"]] = self._pick(question)
            elif self.is_counted(question["id"]):
                self.expected[question["id"]] = self._pick(question)

    def is_open(self, question: str) -> bool:
        """Whether it is not known, or only expected."""
        expected = [one["id"] for one in self.questions[question].get("expectations", ())]
        return self.answers.get(question) in ["unknown", *expected]

    def is_counted(self, question: str) -> bool:
        """Whether a test was counted."""
        answer = self.answers.get(question)
        return isinstance(answer, dict) and "cases" in answer

    def choices(self, question: str) -> list[Any]:
        """What an open answer may turn out to be."""
        asked = self.questions[question]
        return asked.get("likely") or [choice["id"] for choice in asked["choices"]]

    def _is_asked(self, question: Data) -> NDArray[np.bool_]:
        every = np.full(self.draws, question["id"] in self.answers)
        for parent, wanted in question.get("when", {}).items():
            every &= self.among(parent, wanted)
        return every

    def among(self, question: str, wanted: Sequence[str]) -> NDArray[np.bool_]:
        """In which draws the answer is one of these."""
        if question in self.picked:
            holds = np.array([choice in wanted for choice in self.choices(question)])
            return holds[self.picked[question]] & self.asked[question]
        said = names(self.named(question))
        return np.full(self.draws, bool(said & set(wanted))) & self.asked[question]

    def named(self, question: str) -> Any:  # noqa: ANN401 - as YAML gives it
        """The answer; of counts the word that they amount to."""
        answer = self.answers.get(question)
        if not isinstance(answer, dict) or "cases" not in answer:
            return answer
        rate, other = answer["open"] / answer["cases"], answer["closed"] / answer["cases"]
        difference = rate - other
        for rule in self.questions[question]["counts"]["amounts_to"]:
            if (
                answer["cases"] >= rule.get("cases", 0)
                and rate < rule.get("open_below", 2)
                and other < rule.get("closed_below", 2)
                and difference < rule.get("difference_below", 2)
                and difference > rule.get("difference_above", -2)
            ):
                return rule["choice"]
        return None

    def chances(self, question: Data, other: str | None = None) -> Floats:
        """Of each choice, with the choice of the question on which the odds depend."""
        answer = self.answers.get(question["id"])
        if "likely" in question:
            odds = question.get("likely_odds", [1.0] * len(question["likely"]))
        else:
            stated = {choice["id"]: choice.get("odds", 1.0) for choice in question["choices"]}
            for one in question.get("expectations", ()):
                stated = one["odds"] if one["id"] == answer else stated
            if other is not None and (answer == "unknown" or self.is_counted(question["id"])):
                stated = question["odds_by"]["odds"][other]
            odds = [stated.get(choice["id"], 1.0) for choice in question["choices"]]
        return np.array(odds) / sum(odds)

    def conditional(self, question: Data) -> list[tuple[Floats, Floats]]:
        """(chance, odds) for each case of what the odds depend on; chance is (n,) or one number."""
        by = question.get("odds_by", {}).get("question")
        counted = self.is_counted(question["id"])
        if by is None or not (counted or self.answers.get(question["id"]) == "unknown"):
            return [(np.ones(1), self.chances(question))]
        if by in self.picked:
            return [
                (self.among(by, [choice]).astype(float), self.chances(question, choice))
                for choice in self.choices(by)
            ]
        (known,) = [c for c in self.choices(by) if c in names(self.answers[by])]
        return [(np.ones(1), self.chances(question, known))]

    def _pick(self, question: Data) -> NDArray[np.intp]:
        chances = np.zeros((self.draws, len(self.choices(question["id"]))))
        for case, odds in self.conditional(question):
            chances += case[:, None] * odds
        upper = np.cumsum(chances, axis=1)
        beyond = self.generator.random(self.draws)[:, None] >= upper[:, :-1]
        return np.asarray(beyond.sum(axis=1), dtype=np.intp)


def amount_of(question: Data, answer: Any) -> tuple[float, float, float]:  # noqa: ANN401 - as YAML gives it
    """Low, typical and high of an amount as it is written."""
    if not isinstance(answer, dict):
        return float(answer), float(answer), float(answer)
    ways = {way["id"]: way["each"] for way in question.get("ways", ())}
    for way, usual in ways.items():
        if way in answer:
            least, most = answer[way], answer.get("to", answer[way])
            said = answer.get("each")
            each: Data = usual if said is None else dict.fromkeys(usual, said)
            middle = (least + most) / 2
            return least * each["low"], middle * each["typical"], most * each["high"]
    if "once" in answer:
        return (answer["once"] / question["once"]["months"],) * 3
    low, high = answer["from"], answer["to"]
    is_log = question.get("scale") == "log10"
    return low, float(np.sqrt(low * high)) if is_log else (low + high) / 2, high


class Valued(NamedTuple):
    """What a criterion is worth in each draw, and by how much it may be off."""

    values: Floats
    """(options, n)"""
    halves: Floats
    expected: Floats
    """(options,): what the score takes."""


def valued(world: World, criterion: Data) -> Valued:
    """The values of a criterion that applies."""
    question = world.questions[criterion["question"]]
    answer = world.answers[question["id"]]
    shape = (len(world.kb["options"]), world.draws)
    off = criterion["uncertainty"]
    is_log = question.get("scale") == "log10"
    place = np.log10 if is_log else np.asarray
    points = sorted(criterion.get("points", ()), key=lambda point: point["at"])

    def at(where: Floats) -> Floats:
        columns = zip(*(point["values"] for point in points), strict=True)
        steps = place([point["at"] for point in points])
        return np.array([np.interp(where, steps, column) for column in columns])

    if world.is_open(question["id"]):
        choices = world.choices(question["id"])
        if points:
            rows = at(place(np.array(choices, dtype=float))).T
        else:
            rows = np.array([criterion["values"][choice] for choice in choices], dtype=float)
        drawn = rows[world.picked[question["id"]]].T
        mixed = sum(case.mean() * odds for case, odds in world.conditional(question))
        return Valued(drawn, spread(drawn, off), np.asarray(mixed @ rows))
    if points:
        low, typical, high = (float(place(np.array(end))) for end in amount_of(question, answer))
        expected = at(np.array([typical]))[:, 0]
        if low == high:
            drawn = np.broadcast_to(expected[:, None], shape)
        else:
            drawn = at(world.generator.triangular(low, typical, high, world.draws))
        return Valued(drawn, spread(drawn, off), expected)
    if isinstance(answer, dict):
        return counted(world, criterion, question, answer)
    rows = np.array([criterion["values"][choice] for choice in names(answer)], dtype=float)
    expected = rows.min(axis=0)
    drawn = np.broadcast_to(expected[:, None], shape)
    return Valued(drawn, spread(drawn, off), expected)


def counted(world: World, criterion: Data, question: Data, answer: Data) -> Valued:
    """The values of counts, beside what is expected without them."""
    stated = criterion["counts"]
    steps = sorted(stated["at"].items(), key=lambda item: item[1])
    columns = list(zip(*(criterion["values"][word] for word, _ in steps), strict=True))
    where = [step for _, step in steps]

    def at(difference: Floats) -> Floats:
        return np.array([np.interp(difference, where, column) for column in columns])

    stands = np.array([stated["at"][choice] for choice in world.choices(question["id"])])
    extra = 1 if answer.get("both") is None else 2
    middle = (answer["open"] - answer["closed"]) / (answer["cases"] + extra)
    part, expected = np.zeros(1), np.zeros(len(columns))
    for case, odds in world.conditional(question):
        variance = float(odds @ stands**2 - (odds @ stands) ** 2)
        own = 0.25 / (0.25 + answer["cases"] * variance)
        part = part + case * own
        expected += case.mean() * (at(own * stands + (1 - own) * middle) @ odds)
    before = stands[world.expected[question["id"]]]
    drawn = at(part * before + (1 - part) * tested(world, answer))
    off = part * criterion["uncertainty"] + (1 - part) * stated["uncertainty"]
    return Valued(drawn, spread(drawn, off), expected)


def costed(world: World, criterion: Data) -> tuple[Valued, Floats]:
    """The values of what options cost, by typical cost; and (options, n) what chance adds."""
    computed_by, volume = criterion["computed"], criterion["question"]
    options, draws = world.kb["options"], world.draws
    many = world.is_open(volume)
    volumes = world.choices(volume) if many else [world.answers[volume]]
    which = world.picked[volume] if many else np.zeros(draws, dtype=np.intp)
    asked, decides = world.questions[volume], computed_by["decides"]
    chances = world.chances(asked) if many else np.ones(1)
    some = world.is_open(decides)
    amounts = np.array(world.choices(decides) if some else [world.answers[decides]], dtype=float)
    each = world.picked[decides] if some else np.zeros(draws, dtype=np.intp)
    usual = computed_by["usual_bill"]
    bands = np.array([bands_of(world.answers, volume, one) for one in volumes], dtype=float)
    grown = np.array([usual["per_million"] * amount_of(asked, one)[1] / 1e6 for one in volumes])
    bill = np.maximum(1, grown / usual["least"]) if some else np.ones(len(volumes))
    against = amounts[each] * bill[which]
    # Options of one side that are paid in the same way share what their prices turn out as.
    chances_of = (errors(world, criterion) + 1) / 2
    by_id = sorted(range(len(options)), key=lambda row: options[row]["id"], reverse=True)
    kinds = {(options[r]["weights"], options[r]["payment"]): chances_of[r] for r in by_id}
    plain, drawn = np.zeros((len(options), draws)), np.zeros((len(options), draws))
    expected = np.zeros(len(options))
    for row, option in enumerate(options):
        low, typical, high = (np.log10(bands[which, row, end]) for end in range(3))
        chance = kinds[option["weights"], option["payment"]]
        plain[row] = worth(typical, against)
        drawn[row] = worth(triangle(low, typical, high, chance), against) - plain[row]
        values = [
            worth(np.log10(bands[at, row, 1]), amount * bill[at])
            for at in range(len(volumes))
            for amount in amounts
        ]
        expected[row] = np.average(values, weights=np.repeat(chances, len(amounts)))
    return Valued(plain, np.zeros_like(plain), expected), drawn


def worth(cost: Floats, against: Floats) -> Floats:
    """100 at a tenth of an amount, 0 at it, -100 at ten times it; the cost is a power of ten."""
    return np.clip(100 * (np.log10(against) - cost), -100, 100)


def triangle(low: Floats, mode: Floats, high: Floats, chance: Floats) -> Floats:
    """What a triangular distribution has at these chances."""
    width = np.maximum(high - low, 1e-12)
    rising = low + np.sqrt(chance * width * (mode - low))
    falling = high - np.sqrt((1 - chance) * width * (high - mode))
    return np.where(chance < (mode - low) / width, rising, falling)


def bands_of(answers: Data, volume: str, tokens: Any) -> list[list[float]]:  # noqa: ANN401 - as YAML gives it
    """Low, typical and high cost of each option at a volume, as the program computes them."""
    key = json.dumps([answers, tokens], sort_keys=True)
    if key not in _BANDS:
        _BANDS[key] = _bands({**answers, volume: tokens})
    return _BANDS[key]


def _bands(answers: Data) -> list[list[float]]:
    text = yaml.safe_dump({"organisation": "Costs", "answers": answers})
    kb = load_criteria()
    profile = read_profile(ProfileText(text, "costs"), kb)
    costing = priced(kb, profile).costing
    found = costing.costed(profile.answers) if costing is not None else None
    if found is None or None in found.monthly:
        raise ValueError("a cost is not known, which this script does not read")
    rows = zip(found.monthly, found.upkeep, strict=True)
    return [
        [getattr(band, end) + (getattr(extra, end) if extra else 0) for end in ENDS]
        for band, extra in rows
    ]


_BANDS: dict[str, list[list[float]]] = {}


def spread(values: Floats, uncertainty: Floats | float) -> Floats:
    """How far each may be off without leaving the scale."""
    return np.minimum(uncertainty, np.minimum(values, 100 - values))


def tested(world: World, counts: Data) -> Floats:
    """(n,): pass rate of the open model less that of the closed one."""
    cases, ours, theirs = counts["cases"], counts["open"], counts["closed"]
    draw = world.generator
    if counts.get("both") is None:
        return draw.beta(ours + 0.5, cases - ours + 0.5, world.draws) - draw.beta(
            theirs + 0.5, cases - theirs + 0.5, world.draws
        )
    both = counts["both"]
    ways = [both, ours - both, theirs - both, cases - ours - theirs + both]
    rates = draw.dirichlet([way + 0.5 for way in ways], world.draws)
    return rates[:, 1] - rates[:, 2]


def errors(world: World, criterion: Data) -> Floats:
    """(options, n): uniform from -1 to 1, shared by what options have in common."""
    options = world.kb["options"]
    own = world.generator.uniform(-1, 1, (len(options), world.draws))
    shared = criterion.get("shared_noise") or world.kb.get("shared_noise", {})
    pick, start = world.generator.random(world.draws), 0.0
    for attribute, part in shared.items():
        together = (pick >= start) & (pick < start + part)
        start += part
        kinds = [option[attribute] for option in options]
        common = {kind: world.generator.uniform(-1, 1, world.draws) for kind in set(kinds)}
        for row, kind in enumerate(kinds):
            own[row] = np.where(together, common[kind], own[row])
    return own


def weights(world: World, profile: Data) -> tuple[Floats, Floats]:
    """(priorities,) as stated, and (priorities, n) as drawn."""
    ids = [priority["id"] for priority in world.kb["priorities"]]
    count, draw = len(ids), world.generator
    if profile.get("ranking"):
        groups = [[one] if isinstance(one, str) else one for one in profile["ranking"]]
        centre = [
            sum(1 / k for k in range(place, count + 1)) / count for place in range(1, count + 1)
        ]
        cuts = np.sort(draw.dirichlet(np.ones(count), world.draws).T, axis=0)[::-1]
        stated, drawn = np.zeros(count), np.zeros((count, world.draws))
        start = 0
        for group in groups:
            places = range(start, start + len(group))
            order = np.argsort(draw.random((len(group), world.draws)), axis=0)
            block = np.take_along_axis(cuts[list(places)], order, axis=0)
            for row, name in enumerate(group):
                stated[ids.index(name)] = np.mean([centre[place] for place in places])
                drawn[ids.index(name)] = block[row]
            start += len(group)
        return stated, drawn
    given = profile.get("points") or profile["priorities"]
    stated = np.array([given.get(name, 0) for name in ids], dtype=float)
    stated /= stated.sum()
    settings = world.kb["settings"]
    word = profile.get("spread") or settings["spread"]
    deviation = settings["spreads"].get(word, word) / 100
    concentration = (1 / count) * (1 - 1 / count) / deviation**2 - 1
    drawn = np.zeros((count, world.draws))
    some = stated > 0
    drawn[some] = draw.dirichlet(concentration * stated[some], world.draws).T
    return stated, drawn


@dataclass(frozen=True)
class Found:
    """The result of one profile, and the standard deviation of one draw of each figure."""

    verdict: str
    leading: str | None
    p_side: float
    nothing_left: float
    leader: str | None
    regret: float
    regret_deviation: float
    start: str | None
    counted: int
    near: frozenset[str]
    """Options that are begun with, or are not, by a share within its error of a limit."""


def computed(kb: Data, profile: Data, draws: int = DRAWS) -> Found:
    """Everything anew, from what is written."""
    world = World(kb, profile["answers"], draws)
    options = kb["options"]
    stated, drawn = weights(world, profile)
    plain, noise = np.zeros((len(options), draws)), np.zeros((len(options), draws))
    total, score, weighed = np.zeros(draws), np.zeros(len(options)), 0.0
    for row, priority in enumerate(kb["priorities"]):
        parts = [
            (c, (profile.get("shares") or {}).get(c["id"], c["share"]))
            for c in priority["criteria"]
            if world.answers.get(c["question"], "not-applicable") != "not-applicable"
            and world.asked[c["question"]].any()
        ]
        value, error, shares = np.zeros_like(plain), np.zeros_like(plain), np.zeros(draws)
        expected, applying = np.zeros(len(options)), 0.0
        for criterion, share in parts:
            counts = share * world.asked[criterion["question"]]
            if "computed" in criterion:
                found, chance = costed(world, criterion)
            else:
                found = valued(world, criterion)
                chance = found.halves * errors(world, criterion)
            value += counts * found.values
            error += counts * chance
            shares += counts
            expected += share * found.expected
            applying += share
        here = shares > 0
        plain += drawn[row] * np.divide(value, shares, out=np.zeros_like(value), where=here)
        noise += drawn[row] * np.divide(error, shares, out=np.zeros_like(error), where=here)
        total += drawn[row] * here
        if applying:
            score += stated[row] * expected / applying
            weighed += stated[row]
    scores = (plain + noise) / total
    score /= weighed
    return _concluded(world, scores, plain, score)


def _concluded(world: World, scores: Floats, plain: Floats, score: Floats) -> Found:
    kb, draws = world.kb, world.draws
    options, settings = kb["options"], kb["settings"]
    allowed, left = np.ones(scores.shape, dtype=bool), np.ones(len(options), dtype=bool)
    for rule in kb["constraints"]:
        binds = np.ones(draws, dtype=bool)
        for question, wanted in rule["when"].items():
            binds &= world.among(question, wanted)
        known = not any(world.is_open(question) for question in rule["when"])
        for row, option in enumerate(options):
            if all(option[attribute] in kinds for attribute, kinds in rule["excludes"].items()):
                allowed[row] &= ~binds
                left[row] &= not (known and binds.all())
    possible = np.ones(draws, dtype=bool)
    for rule in kb["contradictions"]:
        meets = np.ones(draws, dtype=bool)
        for question, wanted in rule["when"].items():
            meets &= world.among(question, wanted)
        possible &= ~meets
    scores, plain, allowed = scores[:, possible], plain[:, possible], allowed[:, possible]
    best: dict[str, Floats] = {}
    for side in ("open", "closed"):
        rows = [row for row, option in enumerate(options) if option["weights"] == side]
        shown = np.where(allowed[rows], plain[rows], -np.inf)
        first = shown.argmax(axis=0)
        best[side] = np.where(
            shown.max(axis=0) > -np.inf, scores[rows][first, np.arange(shown.shape[1])], -np.inf
        )
    some = np.asarray(allowed.any(axis=0))
    counted = int(some.sum())
    nothing = 1 - counted / some.size
    if not left.any():
        return Found("none", None, 0, nothing, None, 0, 0, None, counted, frozenset())
    wins = (best["open"] > best["closed"])[some].mean()
    wins += (best["open"] == best["closed"])[some].mean() / 2
    leading = "open" if wins > 0.5 else "closed"  # noqa: PLR2004 - one half
    share = max(wins, 1 - wins)
    named = share >= settings["confidence"] and nothing <= 0.5 and counted >= FEWEST  # noqa: PLR2004 - one half
    ours = [r for r, o in enumerate(options) if o["weights"] == leading and left[r]]
    if not ours:
        ours = list(np.flatnonzero(left))
    leader = max(ours, key=lambda row: score[row])
    here = allowed[leader]
    better = np.maximum(best["open"], best["closed"])[here]
    lost = np.maximum(0, better - scores[leader][here])
    start, near = _begun(world, (scores, allowed), (score, left), leader, named=named)
    return Found(
        verdict=leading if named else "undecided",
        leading=leading,
        p_side=float(share),
        nothing_left=float(nothing),
        leader=options[leader]["id"],
        regret=float(lost.mean()),
        regret_deviation=float(lost.std()),
        start=start,
        counted=counted,
        near=near,
    )


def _begun(
    world: World,
    drawn: tuple[Floats, NDArray[np.bool_]],
    point: tuple[Floats, NDArray[np.bool_]],
    leader: int,
    *,
    named: bool,
) -> tuple[str | None, frozenset[str]]:
    """What to begin with; and the options for which chance may have decided whether they count."""
    options, settings = world.kb["options"], world.kb["settings"]
    (scores, allowed), (score, left) = drawn, point
    side = options[leader]["weights"]
    others = [r for r, o in enumerate(options) if o["weights"] != side and left[r]]
    rival = max(others, key=lambda row: score[row], default=None)
    error = SIGMAS * np.sqrt(0.25 * 2 / scores.shape[1])
    kept, near = [], set()
    for row, option in enumerate(options):
        often = allowed[row].mean()
        if not left[row] or often <= 0.5:  # noqa: PLR2004 - one half
            continue
        if named and option["weights"] != side:
            continue
        either = allowed[leader] | allowed[row]
        ahead = np.where(allowed[leader], scores[leader], -np.inf) > np.where(
            allowed[row], scores[row], -np.inf
        )
        beaten = ahead[either].mean()
        close = score[leader] - score[row] <= settings["start_within"]
        if row != leader and close and abs(beaten - settings["confidence"]) < error:
            near.add(option["id"])
        is_rival = not named and row == rival
        if row == leader or (close and (beaten < settings["confidence"] or is_rival)):
            kept.append(row)
    if not kept:
        return None, frozenset(near)
    least = min(commits(world, options[r]) for r in kept)
    equals = [r for r in kept if commits(world, options[r]) == least]
    most = max(score[r] for r in equals)
    first = min(
        (r for r in equals if most - score[r] <= settings["start_within"]),
        key=lambda r: (
            options[r]["weights"] != side,
            len(hard(world, options[r])),
            r != leader,
            -score[r],
        ),
    )
    return options[first]["id"], frozenset(near)


def commits(world: World, option: Data) -> tuple[int, bool]:
    """How far an option commits to what is not there yet."""
    there = option.get("in_place")
    if there and all(
        world.asked[question].all() and names(world.answers[question]) & {*wanted}
        for question, wanted in there.items()
    ):
        return (0, False)
    return (COMMITS[option["payment"]], option["needs_gpu_staff"])


def hard(world: World, option: Data) -> set[str]:
    """What takes much effort before or while an option is used: conditions and steps."""
    found = set()
    for rule in (*world.kb["conditions"], *world.kb["steps"]):
        when = rule.get("when") or {}
        if rule["effort"] != "high" or rule.get("split") or rule.get("unusable"):
            continue
        known = all(
            world.asked[question].all() and names(world.answers[question]) & {*wanted}
            for question, wanted in when.items()
        )
        without = rule.get("unless") or {}
        if without and all(
            world.asked[question].all() and names(world.answers[question]) & {*wanted}
            for question, wanted in without.items()
        ):
            continue
        settles = "text" in rule and any("unknown" in wanted for wanted in when.values())
        fits = all(option[name] in kinds for name, kinds in rule.get("options", {}).items())
        if known and fits and not settles:
            found.add(rule.get("obtain") or rule["text"])
    return found


def kind(kb: Data, profile: Data, found: Found, draws: int = DRAWS) -> str | None:
    """Why it is undecided: an unknown answer that would name a side, or how little is at stake."""
    if found.verdict != "undecided":
        return None
    if found.counted < FEWEST:
        return "too-few-simulations"
    world = World(kb, profile["answers"], 1)
    for question in filter(world.is_open, profile["answers"]):
        for choice in world.choices(question):
            asked = world.questions[question]
            answer = [choice] if asked["kind"] == "many" else choice
            changed = {**profile, "answers": {**profile["answers"], question: answer}}
            if computed(kb, changed, draws).verdict in {"open", "closed"}:
                return "open-question"
    return "level" if found.regret < kb["settings"]["level_regret"] else "open-question"


def disagreements(found: Found, of_kind: str | None, theirs: Data, draws: int) -> Iterator[str]:
    """Where the program says something else, beyond what both sets of draws leave open."""
    their_draws = theirs["counted"] or draws
    error = SIGMAS * np.sqrt(1 / found.counted + 1 / their_draws)
    tip = np.sqrt(max(found.p_side * (1 - found.p_side), 1 / found.counted)) * error
    leading = theirs["side"] or theirs["tendency"]
    p_side = theirs["p_side"] if leading == found.leading else 1 - theirs["p_side"]
    if abs(p_side - found.p_side) > tip:
        yield f"P(side): {found.p_side:.3f} here, {p_side:.3f} there, {tip:.3f} allowed"
    nothing = np.sqrt(max(found.nothing_left, 1 / draws)) * error
    if abs(theirs["p_nothing_left"] - found.nothing_left) > nothing:
        there = theirs["p_nothing_left"]
        yield f"P(nothing left): {found.nothing_left:.3f} here, {there:.3f} there"
    if found.leader == theirs["leaders"][0]:
        regret = found.regret_deviation * error
        if abs(theirs["regret"] - found.regret) > regret:
            yield f"regret: {found.regret:.2f} here, {theirs['regret']:.2f} there"
    elif abs(found.p_side - 0.5) > tip:
        yield f"leader: {found.leader} here, {theirs['leaders'][0]} there"
    if abs(found.p_side - 0.75) > tip and found.verdict != theirs["verdict"]:
        yield f"verdict: {found.verdict} here, {theirs['verdict']} there"
    elif found.verdict == theirs["verdict"] and of_kind != theirs["kind"]:
        yield f"kind: {of_kind} here, {theirs['kind']} there"
    start = (theirs["start_with"] or {}).get("option")
    if start != found.start and not {start, found.start} & found.near:
        yield f"start with: {found.start} here, {start} there"


def program(name: str, draws: int | None = None) -> Data:
    """The JSON of the program, for a packaged profile or a file."""
    command = [sys.executable, "-m", "llmchoice", "assess", name, "--json", "--quiet"]
    command += [] if draws is None else ["--draws", str(draws)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: Data = json.loads(done.stdout)
    return found


def compared(name: str, draws: int, kb: Data) -> tuple[Found, str | None, Data, list[str]]:
    """A profile by this script and by the program, and where they disagree."""
    report = program(f"{name}.yaml")
    profile, theirs = report["profile"]["content"], report["recommendation"]
    found = computed(kb, profile, draws)
    of_kind = kind(kb, profile, found, draws)
    return found, of_kind, theirs, [*disagreements(found, of_kind, theirs, draws)]


def main() -> None:
    """Print the table of docs/method.md, and end with 1 where anything disagrees."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    kb, wrong = read(), []
    print("| profile | verdict | P(side) | regret | P(nothing left) | start with |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in PROFILES:
        found, of_kind, theirs, said = compared(name, draws, kb)
        verdict = f"{found.verdict} ({of_kind})" if of_kind else found.verdict
        print(
            f"| {name} | {verdict} | {found.p_side:.3f}, {theirs['p_side']:.3f} |"
            f" {found.regret:.2f}, {theirs['regret']:.2f} |"
            f" {found.nothing_left:.3f}, {theirs['p_nothing_left']:.3f} | {found.start} |"
        )
        wrong += [f"{name}: {line}" for line in said]
    print("\n".join(wrong) or f"\nAll agree within {SIGMAS} standard errors.")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
