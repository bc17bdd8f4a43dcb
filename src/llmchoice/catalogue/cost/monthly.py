"""What a month costs under each option at any volume, where all other answers stay as they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from llmchoice.catalogue.cost.book import Book, Way
from llmchoice.catalogue.cost.corner import at_ends
from llmchoice.catalogue.cost.option import Choice, Span, over, span
from llmchoice.catalogue.cost.reserved import known
from llmchoice.catalogue.cost.resolve import (
    Made,
    Setting,
    batch_of,
    models_of,
    people_of,
    settle,
)
from llmchoice.catalogue.cost.upkeep import administration, upkeep
from llmchoice.model.cost import Volume
from llmchoice.model.estimate import Estimate, typical
from llmchoice.model.profile import Answers
from llmchoice.model.terms import Band, CostInputs, Term


@dataclass(frozen=True, slots=True)
class Load:
    """The tokens of a month."""

    volume: Volume
    """Typically."""
    spread: Band | None = None
    """From the least to the most, where they are a range; None where they are one number."""

    @property
    def tokens(self) -> Band:
        """All of them, from the least to the most."""
        return self.spread or Band.exactly(self.volume.total)

    def volumes(self, input_share: float) -> tuple[Volume, ...]:
        """The one volume, or the least, the typical and the highest."""
        if self.spread is None:
            return (self.volume,)
        least, most = (of_total(end, input_share) for end in (self.spread.low, self.spread.high))
        return least, self.volume, most


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyCosts:
    """What a month costs at any volume, in the currency of the profile."""

    input_share: float
    """Of all tokens those that go in, from 0 to 1."""
    cases: tuple[tuple[Span | None, ...], ...]
    """For each pair of models what each option costs; None where a figure is unknown."""
    settings: tuple[Setting, ...]
    """What it follows from: each pair of models, with its figures."""
    choice: Choice
    """Which of the models is typical."""
    placed: tuple[tuple[bool, ...], ...]
    """For each pair of models whether that of an option is known to be sold where work may go."""

    def monthly(self, load: Load) -> tuple[Band | None, ...]:
        """What each option costs over all models, those with which it is not known left out."""
        volumes = [volume.total for volume in load.volumes(self.input_share)]
        each = zip(zip(*self.cases, strict=True), zip(*self.placed, strict=True), strict=True)
        return tuple(_monthly(spans, volumes, self.choice, sold) for spans, sold in each)

    def beside(self, load: Load) -> tuple[Band | None, Band | None]:
        """What a seat takes beside its cost, and what takes an application; None for nothing."""
        terms = self.settings[0].terms
        kept, looked_after = upkeep(terms, load.tokens), administration(terms, load.tokens)
        return looked_after, Band.of_all((None if kept is None else kept.monthly, looked_after))


def monthly_costs(
    book: Book, ways: Mapping[str, Way], settings: tuple[Setting, ...]
) -> MonthlyCosts:
    """By settings, of which the volume says no more than how many seats it takes."""
    share = share_of_input(settings[0])
    cases = tuple(tuple(_spans(setting, ways.values(), share)) for setting in settings)
    choice = Choice(tuple(setting.models.tier for setting in settings), book.terms.tiers.usual)
    placed = tuple(tuple(map(setting.placed, ways.values())) for setting in settings)
    return MonthlyCosts(share, cases, settings, choice, placed)


def _spans(setting: Setting, ways: Iterable[Way], share: float) -> Iterator[Span | None]:
    ends = at_ends(setting.terms)
    for way in ways:
        kept = known(way, setting, ends, share)
        yield span(setting.way(way), ends, share, kept) if setting.taken(way) else None


def beside_volume(book: Book, answers: Answers) -> Answers:
    """What monthly costs follow from: the volume only where it tells more than how many tokens.

    It tells of seats, of one batch, or was counted in a way that a figure follows from.
    """
    if people_of(book, answers) is not None or batch_of(book, answers) is not None:
        return answers
    follow = (follows for term in book.terms.terms for follows in term.when)
    if any(each.question == book.terms.volume and each.given(answers) for each in follow):
        return answers
    return {question: given for question, given in answers.items() if question != book.terms.volume}


def settings_of(
    book: Book,
    answers: Answers,
    inputs: CostInputs,
    ways: Mapping[str, Way],
    made: Made | None = None,
) -> Iterator[Setting]:
    """Each pair of models that can do the work by these options, with its figures; see `settle`.

    Raises:
        KeyError: for a GPU or a model that the book does not have.
    """
    for models in models_of(book, answers, inputs, ways):
        yield settle(book, models, answers, inputs, made)


def load_of(book: Book, answers: Answers, share: float) -> Load | None:
    """The volume that the answers tell; None where they tell none."""
    answer = answers.get(book.terms.volume)
    tokens = typical(answer)
    if tokens is None:
        return None
    spread = None
    if isinstance(answer, Estimate) and not answer.certain:
        spread = Band(low=answer.low, typical=answer.typical, high=answer.high)
    return Load(of_total(tokens, share), spread)


def of_total(tokens: float, input_share: float) -> Volume:
    """So many tokens, of which that share goes in."""
    into = tokens * input_share
    return Volume(tokens_in=into, tokens_out=tokens - into)


def share_of_input(setting: Setting) -> float:
    """Of all tokens those that go in, from 0 to 1; half of them where nobody knows."""
    band = setting.terms[Term.INPUT_SHARE].band
    return 0.5 if band is None else band.typical


def _monthly(
    spans: Sequence[Span | None],
    volumes: Sequence[float],
    choice: Choice,
    placed: Sequence[bool],
) -> Band | None:
    """What one option costs over several models, at one volume or from the least to the most."""
    bands = [None if costs is None else costs.over(volumes) for costs in spans]
    at = choice.among((None if band is None else band.typical for band in bands), placed)
    return None if at is None else over(bands, at)
