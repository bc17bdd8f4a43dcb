"""What a month takes beside its bill: an application is kept up, and its users are looked after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from llmchoice.catalogue.cost.corner import ENDS
from llmchoice.model.cost import StatedTerm
from llmchoice.model.terms import WORKING_TIME, Band, Term

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What it costs, and the time that it takes."""

    monthly: Band
    staff: Band | None
    """Full-time people; None where an amount for each person is stated."""


def upkeep(terms: Mapping[Term, StatedTerm], tokens: Band) -> Upkeep | None:
    """What keeping up an application takes; None where that is nothing, or a figure is unknown.

    `tokens` are those of a month, for how many use it where nobody says that.
    """
    people = users(terms, tokens)
    each = terms[Term.APPLICATION].band
    if people is None:
        return None
    if each is not None:
        amounts = (getattr(people, end) * getattr(each, end) for end in ENDS)
        return Upkeep(_rising(amounts), None) if each.high else None
    bands = [terms[term].band for term in WORKING_TIME]
    staffing, fewer, growth, least, salary = bands
    if not (staffing and fewer and growth and least and salary) or not staffing.high:
        return None
    staff = _rising(
        _staff(
            getattr(people, end),
            getattr(staffing, end),
            getattr(fewer, opposite),
            getattr(growth, end),
            getattr(least, end),
        )
        for end, opposite in zip(ENDS, reversed(ENDS), strict=True)
    )
    paid = (getattr(staff, end) * getattr(salary, end) / _MONTHS for end in ENDS)
    return Upkeep(_rising(paid), staff)


def administration(terms: Mapping[Term, StatedTerm], tokens: Band) -> Band | None:
    """What accounts and rights cost, with a seat and without; None for nothing."""
    people, each = users(terms, tokens), terms[Term.ADMINISTRATION].band
    if people is None or each is None or not each.high:
        return None
    return _rising(getattr(people, end) * getattr(each, end) for end in ENDS)


def users(terms: Mapping[Term, StatedTerm], tokens: Band) -> Band | None:
    """How many people use it: those with a seat, else as many as the tokens of a month take."""
    seats, used = terms[Term.SEATS].band, terms[Term.SEAT_TOKENS].band
    if seats is not None or used is None:
        return seats
    return Band(
        low=tokens.low / used.high,
        typical=tokens.typical / used.typical,
        high=tokens.high / used.low,
    )


def _staff(people: float, staffing: float, fewer: float, growth: float, least: float) -> float:
    """Full-time people: in proportion up to so many users, less for each beyond; or the least."""
    if not staffing:
        return 0.0
    parts = people / fewer
    return max(least, staffing * (parts if parts <= 1 else parts**growth))


def _rising(ends: Iterator[float]) -> Band:
    low, typical, high = ends
    return Band(low=low, typical=typical, high=high)
