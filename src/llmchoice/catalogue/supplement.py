"""What the catalogue adds to an assessment: costs, models, today's figures, when to look again."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.catalogue.checks import checked_claims
from llmchoice.catalogue.cost.monthly import beside_volume
from llmchoice.catalogue.look import Look
from llmchoice.catalogue.parts import (
    added,
    all_told,
    costs_of_profile,
    leading,
    parts,
    sharing,
    used_inputs,
)
from llmchoice.catalogue.shortlist import shortlist
from llmchoice.catalogue.store import BookCosting, Store
from llmchoice.catalogue.wishes import means
from llmchoice.model.assessment import (
    Assessment,
    Recommendation,
)
from llmchoice.model.collection import Catalogue, ClaimToday
from llmchoice.model.cost import CostReport, CostSubject
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.lane import Together
from llmchoice.model.notice import (
    CeilingNotUsed,
    NoKnownOffer,
    Notice,
    SharedVolume,
    TogetherOverCeiling,
)
from llmchoice.model.option import Payment
from llmchoice.model.profile import Profile
from llmchoice.model.shortlist import Shortlist
from llmchoice.model.terms import Band


def supplemented(
    assessment: Assessment, basis: Basis, profile: Profile, store: Store
) -> Assessment:
    """The assessment with costs, shortlists, and today's figures beside the articles' claims.

    `basis` is what was assessed with: where it computes no costs, the profile's ceiling is not
    shown either.

    Raises:
        KeyError: when the profile names a GPU or a model that the book does not have.
    """
    costs = costs_of_profile(basis, profile, store.book, date=assessment.date)
    asked = frozenset(question.id for question in basis.kb.questions)
    ways, inputs = store.book.ways(basis.kb.options), used_inputs(basis, profile)
    look = Look(costs, BookCosting(store.book, ways, asked, inputs), dict(parts(basis.kb, profile)))
    led = [] if assessment.lanes else _led(assessment, costs)
    months = [subject.monthly(option) for subject, option in led]
    return assessment.model_copy(
        update={
            "costs": costs,
            "monthly": all_told(profile, store.book.terms.volume, months),
            "recommendation": look.again(assessment, None),
            "workloads": tuple(
                work.model_copy(update={"recommendation": look.again(work, work.name)})
                for work in assessment.workloads
            ),
            "together": _priced(assessment.together, costs),
            "shortlist": tuple(_shortlists(assessment, basis, profile, store)),
            "checks": tuple(_checks(basis.kb, store.catalogue)),
            "warnings": (
                *_together(profile, costs, led, store.book.terms.volume),
                *_not_offered(assessment, costs),
                *assessment.warnings,
                *_of_prices(basis, profile, costs),
            ),
        }
    )


def _not_offered(assessment: Assessment, costs: CostReport) -> Iterator[NoKnownOffer]:
    """What is recommended, or to begin with, that nobody is known to offer where the work stays."""
    named: list[tuple[str | None, Recommendation]] = [
        (work.name, work.recommendation) for work in assessment.workloads
    ]
    for name, recommendation in named or [(None, assessment.recommendation)]:
        begun = (recommendation.start_with.option,) if recommendation.start_with else ()
        asked = [subject for subject in costs.subjects if subject.workload in {None, name}]
        for option in dict.fromkeys(filter(None, (recommendation.option, *begun))):
            if any(option in subject.unplaced for subject in asked):
                yield NoKnownOffer(workload=name, option=option)


def _priced(together: Together | None, costs: CostReport) -> Together | None:
    """What one option for everything costs, and each lane's own if all tokens went that way."""
    if together is None:
        return None

    def cost(lane: str, options: Sequence[str]) -> Band | None:
        return _subject(costs, lane).monthly(options[0]) if len(options) == 1 else None

    gains = tuple(
        gain.model_copy(update={"cost": cost(gain.lane, gain.options)}) for gain in together.gains
    )
    # No cost hangs on the kind of data: in every lane the one option costs the same.
    return together.model_copy(
        update={"gains": gains, "cost": cost(gains[0].lane, together.options)}
    )


def _shortlists(
    assessment: Assessment, basis: Basis, profile: Profile, store: Store
) -> Iterator[Shortlist]:
    inputs = used_inputs(basis, profile)
    recommended: Mapping[str | None, Recommendation] = {
        None: assessment.recommendation,
        **{work.name: work.recommendation for work in assessment.workloads},
    }
    made: dict[tuple[object, ...], Shortlist] = {}
    for name, answers in parts(basis.kb, profile):
        # On how many tokens it takes only hangs what may be paid for them: one of the wishes.
        beside = tuple(beside_volume(store.book, answers).items())
        for option in leading(basis.kb.options, recommended[name]):
            if option.payment is Payment.SEATS:
                continue  # the vendor of a product chooses its model, at no price per token
            wishes = means(store.book, store.catalogue.rules, option, inputs, answers)
            key = (option.id, beside, wishes)
            if key not in made:
                made[key] = shortlist(store.catalogue, option, answers, wishes)
            yield made[key].model_copy(update={"workload": name})


def _led(assessment: Assessment, costs: CostReport) -> list[tuple[CostSubject, str]]:
    """The costs of each workload, with the option that leads there; '' where none does."""
    return [
        (_subject(costs, work.name), next(iter(work.recommendation.foremost), ""))
        for work in assessment.workloads
    ]


def _subject(costs: CostReport, workload: str) -> CostSubject:
    """The costs of a workload, or those that all lanes share."""
    return next(subject for subject in costs.subjects if subject.workload in {workload, None})


def _together(
    profile: Profile, costs: CostReport, led: Sequence[tuple[CostSubject, str]], volume: str
) -> Iterator[Notice]:
    """That the workloads' options take more together than may be paid, where they do.

    Where several share a volume, that instead: each is priced with all of it, which divides among
    them in a way that nobody said. It is so of lanes too, which say it beside their costs.
    """
    if len(shared := sharing(profile, volume)) > 1:
        yield SharedVolume(workloads=shared)
        return
    months = [subject.all_told(option) for subject, option in led]
    known = added([month for month in months if month is not None])
    if costs.ceiling is not None and known.typical > costs.ceiling:
        yield TogetherOverCeiling(
            low=known.low,
            typical=known.typical,
            ceiling=costs.ceiling,
            currency=costs.currency,
        )


def _of_prices(basis: Basis, profile: Profile, costs: CostReport) -> Iterator[Notice]:
    """That prices were read too long ago, where there is a date; and of a ceiling without use."""
    if costs.old_prices is not None:
        yield costs.old_prices
    if basis.costing is None and profile.costs is not None and profile.costs.ceiling is not None:
        yield CeilingNotUsed()


def _checks(kb: KnowledgeBase, catalogue: Catalogue) -> Iterator[ClaimToday]:
    claims = {c.id: (article, c) for article in kb.articles for c in article.claims}
    for check in checked_claims(catalogue):
        # Criteria of one's own may leave an article out.
        if check.claim in claims:
            article, claim = claims[check.claim]
            yield ClaimToday(
                claim=claim.id,
                publisher=article.publisher,
                paragraphs=claim.paragraphs,
                text=claim.paraphrase,
                standing=claim.standing,
                figure=check.text,
                as_of=check.as_of,
            )
