"""The parts of a bill, in money per month."""

from llmchoice.catalogue.cost.serving import HOURS

_MONTHS = 12
_WEEKS = 52
_WATTS = 1000.0


def token_price(  # noqa: PLR0913 - one argument per term of the formula
    input_share: float,
    price_in: float,
    price_out: float,
    *,
    cache_share: float = 0.0,
    cached_price: float = 1.0,
    batch_share: float = 0.0,
    batch_price: float = 1.0,
    surcharge: float = 1.0,
) -> float:
    """Price of the average token, in the unit of the two prices.

    Args:
        input_share: share of all tokens that go in, from 0 to 1; so are the other shares.
        price_in: price of a token in.
        price_out: price of a token out.
        cache_share: share of the tokens in that the provider has read before.
        cached_price: price of such a token, as a share of the ordinary one.
        batch_share: share of all tokens in batches that can wait.
        batch_price: price of such a token, as a share of the ordinary one.
        surcharge: factor for a region or a cloud account.
    """
    into = price_in * (1 - cache_share * (1 - cached_price))
    mean = input_share * into + (1 - input_share) * price_out
    return mean * (1 - batch_share * (1 - batch_price)) * surcharge


def rented(gpu_hour: float, overhead: float) -> float:
    """One card that is rented all month; the factor covers storage, egress and services."""
    return gpu_hour * HOURS * overhead


def depreciation(price: float, share: float, years: float, residual: float) -> float:
    """One card that was bought, with its part of the server, in a straight line.

    Args:
        price: of the card with its part of the server.
        share: how much of it is still to be paid, from 0 to 1.
        years: of use.
        residual: what it fetches then, as a share of the price.
    """
    return price * share * (1 - residual) / (years * _MONTHS)


def power(watts: float, server: float, pue: float, kwh: float) -> float:
    """Electricity of one card, with its part of the server and of the cooling."""
    return watts / _WATTS * server * pue * HOURS * kwh


def rack(watts: float, server: float, per_kw: float) -> float:
    """Room in a data centre for one card with its part of the server."""
    return watts / _WATTS * server * per_kw


def staff(share: float, salary: float) -> float:
    """People, in full-time shares, at a loaded yearly cost."""
    return share * salary / _MONTHS


def setup(weeks: float, salary: float, months: float) -> float:
    """One-off work, spread over so many months."""
    return weeks * salary / _WEEKS / months
