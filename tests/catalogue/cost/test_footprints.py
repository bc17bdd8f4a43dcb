"""Memory and speed as published, by the formulas."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.cost.conftest import LARGE, SMALL, settled

from llmchoice.catalogue.cost.book import Book
from llmchoice.catalogue.cost.corner import figures, group_cards
from llmchoice.catalogue.cost.formulas import (
    cards,
    kv_gb,
    rates,
    seconds_per_token,
    weights_gb,
)
from llmchoice.catalogue.load import load_catalogue
from llmchoice.model.catalogue import Architecture, Model

GIB = 2**30 / 1e9


@pytest.mark.parametrize(
    ("billions", "bytes_each", "published"),
    [
        (70.6, 2, 141),  # Llama 3.3 70B, BF16: the size that is commonly listed
        (70.6, 1, 71),  # the same at FP8
        (116.8, 0.56, 60.8 * GIB),  # gpt-oss-120b, MXFP4: the model card, by fitmygpu.com
    ],
)
def test_weights_take_what_their_files_take(
    billions: float, bytes_each: float, published: float
) -> None:
    assert weights_gb(billions, bytes_each) == pytest.approx(published, rel=0.05)


def test_the_keys_and_values_of_llama_2_7b_take_a_gigabyte_at_2048_tokens() -> None:
    """32 layers, 32 heads of 128, 2 bytes: 1.074 GB (torchedup.dev, mbrenndoerfer.com)."""
    shape = Architecture(layers=32, kv_layers=32, kv_heads=32, head_dim=128)
    assert shape.gigabytes(2048) == pytest.approx(1.074, rel=0.001)
    assert kv_gb(shape.bytes_per_token / 1024, 2048) == pytest.approx(1.074, rel=0.001)


@pytest.mark.parametrize(
    ("model", "kib"),
    [
        # Grouped attention in every layer: 80 x 2 x 8 x 128 x 2 bytes.
        ("llama-3.3-70b", 320),
        # Every other layer remembers the last 128 tokens alone.
        ("gpt-oss-120b", 36),
        # One layer in four grows; the others are linear (a published table has 64 KiB).
        ("qwen3.8-27b", 64),
        # A latent vector in place of keys and values (the LLM Architecture Gallery has 68.6).
        ("deepseek-v3.2", 68.6),
        # The same in 78 layers (colaberry.ai on GLM-5: 87.8).
        ("glm-5.3", 87.8),
        # Eight layers of attention among 88 (colaberry.ai: 8).
        ("nemotron-3-super", 8),
    ],
)
def test_a_token_takes_the_memory_that_is_published(book: Book, model: str, kib: float) -> None:
    assert book.stock[model].kv_per_token == pytest.approx(kib, rel=0.002)


def test_a_window_takes_no_more_however_long_the_conversation(book: Book) -> None:
    """Gemma 4 26B-A4B: 25 layers of 8 heads of 256 with a window of 1,024, 200 KiB a token."""
    gemma = book.stock["gemma-4-26b-a4b"]
    assert gemma.kv_per_session == pytest.approx(200)


ARCHITECTURES = [model for model in load_catalogue().models if model.architecture is not None]


@given(st.sampled_from(ARCHITECTURES), st.floats(0, 1e6), st.floats(0, 1e6), st.integers(1, 64))
def test_memory_never_falls_with_context_or_sessions(
    model: Model, tokens: float, more: float, sessions: int
) -> None:
    shape = model.architecture
    assert shape is not None
    assert shape.gigabytes(tokens) <= shape.gigabytes(tokens + more)
    assert shape.gigabytes(tokens, sessions) <= shape.gigabytes(tokens, sessions + 1)


@pytest.mark.parametrize(
    ("models", "expected"),
    [
        (SMALL, 1),  # gpt-oss-120b runs on one 80 GB card (OpenAI's model card)
        (LARGE, 2),  # Llama 3.3 70B at FP8 is measured on two (TensorRT-LLM)
    ],
)
def test_a_model_needs_the_cards_that_its_makers_say(
    book: Book, models: Mapping[str, str], expected: int
) -> None:
    terms = settled(book, models, {}).terms
    assert group_cards(figures(terms, "typical")) == expected


@pytest.mark.parametrize(("need", "expected"), [(0, 1), (72, 1), (72.1, 2), (145, 4), (600, 16)])
def test_cards_come_in_powers_of_two(need: float, expected: int) -> None:
    assert cards(need, 80, 0.9) == expected


@pytest.mark.parametrize(
    ("row", "mixes"),
    [
        # TensorRT-LLM performance overview, per H100: tokens in per token out, tokens out a second
        ("moe-120b", {1: 4685, 8: 1169, 32: 333}),
        ("dense-70b", {1: 2209, 8: 398}),
        # GPUStack, eight H200, GLM-5.2: ShareGPT, and 8,000 in to 1,000 out
        ("moe-750b", {1.1: 2728 / 8, 8: 1945 / 8}),
    ],
)
def test_one_weight_of_input_explains_the_throughput_at_every_mix(
    book: Book, row: str, mixes: dict[float, float]
) -> None:
    found = next(one for one in book.hardware.throughput if one.id == row)
    assert found.input_weight is not None
    into, out = rates(found.figure.typical, found.mix, found.input_weight)
    for mix, measured in mixes.items():
        share = mix / (mix + 1)
        tokens_out = (1 - share) / seconds_per_token(share, into, out)
        assert tokens_out == pytest.approx(measured, rel=0.03)
