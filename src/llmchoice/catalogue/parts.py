"""The parts of an organisation that costs and models are found for: itself, or its workloads."""

from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.study import Asked, cheapest, report
from llmchoice.engine.answers import effective
from llmchoice.engine.evidence import is_stale
from llmchoice.engine.gates import excluded
from llmchoice.engine.parts import parts as parts_of
from llmchoice.model.assessment import Recommendation
from llmchoice.model.base import UNKNOWN
from llmchoice.model.cost import CostReport, CostSubject, Volume
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.notice import StalePrices
from llmchoice.model.option import Option
from llmchoice.model.profile import Answers, Profile
from llmchoice.model.terms import Band, CostInputs

_SEVERAL = 2


def parts(kb: KnowledgeBase, profile: Profile) -> Iterator[tuple[str | None, Answers]]:
    """Each workload with the answers that count; the organisation, without a name, if none."""
    for part in parts_of(kb, profile):
        yield part.name or None, effective(kb, part.answers)


def of_licensee(kb: KnowledgeBase, profile: Profile, book: Book, answers: Answers) -> Answers:
    """The answers that count for a part, with the territory that the others tell.

    A licence binds whoever signs it, wherever the data is: what stays in-house has no territory of
    its own, and its organisation does. Where no part has one it is unknown.
    """
    question = book.terms.territory.question
    if question in answers or question not in {each.id for each in kb.questions}:
        return answers
    given = [own[question] for _, own in parts(kb, profile) if question in own]
    tied = (answer for answer in given if book.tied({question: answer}))
    return {**answers, question: next(tied, next(iter(given), UNKNOWN))}


def costs_of_profile(
    basis: Basis,
    profile: Profile,
    book: Book,
    volume: Volume | None = None,
    date: str | None = None,
) -> CostReport:
    """The costs of every part; of lanes, which share all tokens, once if they are the same.

    Args:
        basis: the knowledge base, and whether it computes costs.
        profile: valid for it, if not complete.
        book: the figures behind costs.
        volume: tokens a month of the whole organisation, in place of what the profile answers;
            there is one part then.
        date: the day on which prices may be old, as YYYY-MM-DD; none are where it is None.

    Raises:
        KeyError: when the profile names a GPU or a model that the book does not have.
    """
    kb = basis.kb
    asked = (
        [(None, effective(kb, profile.answers))] if volume is not None else [*parts(kb, profile)]
    )
    decides = next((c.decides for _, c in kb.criteria() if c.decides is not None), None)
    costs = report(
        book,
        organisation=profile.organisation,
        options=kb.options,
        asked=[Asked(name, answers, volume, decides) for name, answers in asked],
        inputs=used_inputs(basis, profile),
    )
    ruled_out = [excluded(kb, answers) for _, answers in asked]
    whole = [subject.model_copy(update={"workload": None}) for subject in costs.subjects]
    shared = None if profile.workloads else _shared(whole, ruled_out)
    if shared is None:
        subjects = zip(costs.subjects, ruled_out, strict=True)
    else:
        subjects = zip((shared,), [frozenset.intersection(*ruled_out)], strict=True)
    marked = [
        subject.model_copy(
            update={
                "ruled_out": tuple(option.id for option in kb.options if option.id in out),
                "cheapest": cheapest(
                    subject.costs, out.union(subject.unplaced, subject.over_ceiling)
                ),
            }
        )
        for subject, out in subjects
    ]
    least = [subject.least_all_told for subject in marked if subject.workload is not None]
    cheapest_together = all_told(profile, book.terms.volume, least) if profile.workloads else None
    old = None
    if date is not None and is_stale(kb, costs.prices_as_of, date):
        days = kb.settings.stale_after
        old = StalePrices(as_of=costs.prices_as_of, days=days, today=date)
    return costs.model_copy(
        update={
            "subjects": tuple(marked),
            "cheapest_together": cheapest_together,
            "old_prices": old,
        }
    )


def sharing(profile: Profile, question: str) -> tuple[str, ...]:
    """The workloads that have no volume of their own, so that each is priced with the whole."""
    return tuple(work.name for work in profile.workloads if question not in work.answers)


def all_told(profile: Profile, question: str, months: Sequence[Band | None]) -> Band | None:
    """What workloads cost a month together, where each has a volume and a cost of its own."""
    known = [month for month in months if month is not None]
    if len(months) < _SEVERAL or len(known) < len(months) or len(sharing(profile, question)) > 1:
        return None
    return added(known)


def added(months: Sequence[Band]) -> Band:
    """The sum of some costs, at each end."""
    low, typical, high = (fsum(getattr(m, end) for m in months) for end in Band.model_fields)
    return Band(low=low, typical=typical, high=high)


def _shared(
    subjects: Sequence[CostSubject], ruled_out: Sequence[frozenset[str]]
) -> CostSubject | None:
    """The costs of a lane that are those of all of them, but for what is ruled out there.

    None where there are no such.
    """
    for subject in subjects:
        others = zip(subjects, ruled_out, strict=True)
        if all(other == subject or _same(subject, other, out) for other, out in others):
            return subject
    return None


def _same(lane: CostSubject, other: CostSubject, out: frozenset[str]) -> bool:
    """Whether two lanes cost the same with each model, by the options that are not ruled out."""

    def costs(subject: CostSubject) -> list[object]:
        # A model may stand in several cases.
        months = {
            (case.model_of(cost), cost.option): cost
            for case in subject.cases
            for cost in case.costs
            if cost.option not in out and not cost.unable
        }
        unplaced = [option for option in subject.unplaced if option not in out]
        return [subject.volume, months, unplaced]

    return costs(lane) == costs(other)


def used_inputs(basis: Basis, profile: Profile) -> CostInputs:
    """What the profile says of costs; without its ceiling where the criteria do not use it."""
    inputs = profile.costs or CostInputs()
    return inputs if basis.costing is not None else inputs.model_copy(update={"ceiling": None})


def leading(options: Iterable[Option], recommendation: Recommendation) -> tuple[Option, ...]:
    """The recommended option, else the best contender of each side, the better side first.

    Empty where nothing is admissible, and for a verdict whose workloads have their own.
    """
    by_id = {option.id: option for option in options}
    if recommendation.option is not None:
        return (by_id[recommendation.option],)
    best: dict[str, Option] = {}
    for contender in recommendation.contenders:
        best.setdefault(by_id[contender].weights, by_id[contender])
    return tuple(best.values())
