"""The formulas of costs: the cards that a model needs, what they serve, the parts of a bill.

Memory is in GB of 10^9 bytes, money is per month, and a rate is tokens per second of one card that
is kept busy.
"""

from math import ceil, log2

HOURS = 730
"""Of a month: 8,760 / 12."""
SECONDS = 3600 * HOURS
_MONTHS = 12
_WEEKS = 52
_WATTS = 1000.0
_KIB = 1024
_GB = 1e9
_SLACK = 1e-9
"""A need that exceeds a whole by no more than rounding asks for no further card."""


def weights_gb(billions: float, bytes_per_parameter: float, overhead: float = 1.0) -> float:
    """Memory of all parameters, those of idle experts included.

    Args:
        billions: parameters, in 10^9; of a mixture of experts, the total.
        bytes_per_parameter: 2 for BF16, 1 for FP8, about 0.56 for MXFP4.
        overhead: what the server needs beside the weights, as a factor of at least 1
            (EleutherAI, Transformer Math 101: at most 1.2).
    """
    return billions * bytes_per_parameter * overhead


def kv_gb(kib_per_token: float, tokens: float) -> float:
    """Memory of the keys and values of so many tokens."""
    return kib_per_token * _KIB * tokens / _GB


def windows_gb(mib_per_session: float, sessions: float) -> float:
    """Memory of what layers keep that remember the last tokens of a conversation alone."""
    return mib_per_session * _KIB**2 * sessions / _GB


def cards(need_gb: float, card_gb: float, usable: float) -> int:
    """The fewest cards that hold a model: 1, 2, 4, 8 and so on, as a tensor is split.

    Args:
        need_gb: weights, keys and values.
        card_gb: memory of one card, above 0.
        usable: share of it that the server may take, in (0, 1].
    """
    exact = need_gb / (card_gb * usable)
    return 2 ** max(0, ceil(log2(exact) - _SLACK)) if exact > 0 else 1


def rates(measured: float, mix: float, input_weight: float) -> tuple[float, float]:
    """Rates of input alone and of output alone, from one measured rate of output.

    A card's time is taken as tokens in / input rate + tokens out / output rate. Two measured
    mixes give the weight; for gpt-oss-120b the third one is then met within 2 % (docs/cost.md).

    Args:
        measured: output tokens per second at that mix.
        mix: tokens in per token out.
        input_weight: time of a token in, over that of a token out; above 0.
    """
    output = measured * (1 + input_weight * mix)
    return output / input_weight, output


def seconds_per_token(
    input_share: float, input_rate: float, output_rate: float, thinking: float = 0.0
) -> float:
    """Time of a card for the average token, where that share of all tokens goes in.

    Tokens of thought take time as well: so many for each token out.
    """
    return input_share / input_rate + (1 - input_share) * (1 + thinking) / output_rate


def peak_factor(peak_to_mean: float, batch_share: float) -> float:
    """How far the peak is above the mean, where batches wait for the valleys; 1 or more."""
    return max(1.0, (1 - batch_share) * peak_to_mean)


def capacity(gpus: float, rate: float, utilisation: float, throughput_share: float = 1.0) -> float:
    """Tokens a month that cards serve at that rate.

    Args:
        gpus: how many.
        rate: tokens per second of one of them, kept busy.
        utilisation: mean load over what they could serve, in (0, 1].
        throughput_share: share of the rate that is left when people wait, in (0, 1].
    """
    return gpus * rate * throughput_share * utilisation * SECONDS


def whole(amount: float) -> int:
    """Rounded up; a trace above a whole is rounding."""
    return ceil(amount * (1 - _SLACK))


def token_price(  # noqa: PLR0913 - one argument per term of the formula
    input_share: float,
    price_in: float,
    price_out: float,
    *,
    cache_share: float = 0.0,
    price_cached: float | None = None,
    cache_writes: float = 0.0,
    price_kept: float | None = None,
    sound_share: float = 0.0,
    price_sound: float | None = None,
    price_sound_cached: float | None = None,
    batch_share: float = 0.0,
    batch_price: float = 1.0,
    thinking: float = 0.0,
    surcharge: float = 1.0,
) -> float:
    """Price of the average token, in the unit of the two prices.

    Args:
        input_share: share of all tokens that go in, from 0 to 1; so are the other shares.
        price_in: price of a token in.
        price_out: price of a token out.
        cache_share: share of the tokens in that the provider has read before.
        price_cached: price of such a token; never more than the ordinary one.
        cache_writes: share of the tokens in that it keeps in order to read them again; at most
            those that it has not read before.
        price_kept: price of such a token.
        sound_share: share of the tokens in that are sound, of which as much was read before and is
            kept as of all others.
        price_sound: price of such a token, above 0 where there are any; keeping it costs as much on
            top as for any other, and never less than not keeping it.
        price_sound_cached: price of one that was heard before; never more than that.
        batch_share: share of all tokens in batches that can wait.
        batch_price: price of such a token, as a share of the ordinary one.
        thinking: tokens of thought for each token out, at its price.
        surcharge: factor for a region or a cloud account.
    """
    cached = price_in if price_cached is None else min(price_cached, price_in)
    kept = price_in if price_kept is None else price_kept
    writes = min(cache_writes, 1 - cache_share)
    new = 1 - cache_share - writes
    into = cache_share * cached + writes * kept + new * price_in
    if sound_share and price_sound is not None:
        heard = price_sound if price_sound_cached is None else min(price_sound_cached, price_sound)
        on_top = max(0.0, kept - price_in)
        sound = cache_share * heard + writes * (price_sound + on_top) + new * price_sound
        into += sound_share * (sound - into)
    mean = input_share * into + (1 - input_share) * (1 + thinking) * price_out
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
