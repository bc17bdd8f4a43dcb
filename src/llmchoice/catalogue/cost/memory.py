"""What a model needs of GPU memory, in GB of 10^9 bytes, and the cards that hold it."""

from math import ceil, log2

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


def kv_bytes_per_token(layers: int, kv_heads: int, head_dim: int, bytes_each: float) -> float:
    """Bytes of keys and values that one token keeps in memory.

    2 x layers x heads x dimension x bytes (torchedup.dev, mbrenndoerfer.com).
    Only layers with full attention count: the others do not grow with the text.
    """
    return 2.0 * layers * kv_heads * head_dim * bytes_each


def kv_gb(kib_per_token: float, tokens: float) -> float:
    """Memory of the keys and values of so many tokens."""
    return kib_per_token * _KIB * tokens / _GB


def cards(need_gb: float, card_gb: float, usable: float) -> int:
    """The fewest cards that hold a model: 1, 2, 4, 8 and so on, as a tensor is split.

    Args:
        need_gb: weights, keys and values.
        card_gb: memory of one card, above 0.
        usable: share of it that the server may take, in (0, 1].
    """
    exact = need_gb / (card_gb * usable)
    return 2 ** max(0, ceil(log2(exact) - _SLACK)) if exact > 0 else 1
