"""How much cards serve. A rate is tokens per second of one card that is kept busy."""

from math import ceil

HOURS = 730
"""Of a month: 8,760 / 12."""
SECONDS = 3600 * HOURS
_SLACK = 1e-9


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


def seconds_per_token(input_share: float, input_rate: float, output_rate: float) -> float:
    """Time of a card for the average token, where that share of all tokens goes in."""
    return input_share / input_rate + (1 - input_share) / output_rate


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


def per_million(gpu_hour: float, rate: float, utilisation: float) -> float:
    """What a million tokens cost in GPU time alone; 1 / utilisation of the naive figure."""
    return gpu_hour / (rate * 3600 * utilisation / 1e6)
