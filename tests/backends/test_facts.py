"""Every format tells the same figures in the same order."""

import pytest
from tests.backends.facts import figures
from tests.backends.readers import READERS
from tests.backends.samples import every_block, page

from llmchoice.report.blocks import Block, Heading, Paragraph


@pytest.mark.parametrize("form", READERS)
def test_a_page_tells_its_figures_in_order_in_every_format(form: str) -> None:
    told = figures(form, page())
    assert told[:6] == ["84", "10,000", "75", "88.9", "86.8", "84.1"]
    assert told[told.index("14") - 1 : told.index("41") + 1] == ["1", "14", "2", "50", "41"]
    assert told[-3:] == ["42", "10000", "3"]


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("blocks", [page(), every_block("about 1,234.5 of 6")], ids=["page", "all"])
def test_formats_agree(form: str, blocks: list[Block]) -> None:
    assert figures(form, blocks) == figures("markdown", blocks)


@pytest.mark.parametrize("form", READERS)
def test_a_figure_that_differs_is_seen(form: str) -> None:
    assert figures(form, [Heading("1 of 2"), Paragraph("3.5")]) == ["1", "2", "3.5"]
