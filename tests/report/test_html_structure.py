"""What everybody needs to find their way on the page, whatever it says."""

import re
from itertools import pairwise

import pytest
from tests.report.web import (
    SAMPLES,
    by_id,
    every,
    headings,
    page_of,
    pictures,
    tag,
    text,
    with_beside,
)

from llmchoice.model.assessment import Assessment


@pytest.fixture
def whole(full: Assessment) -> Assessment:
    return with_beside(full)


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> Assessment:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Assessment)
    return found


def test_the_language_the_title_and_the_landmarks_are_there(sample: Assessment) -> None:
    page = page_of(sample)
    assert page.get("lang") == "en"
    (title,) = every(page, "title")[:1]
    assert text(title) == "Open or closed language models: Acme"
    assert [len(every(page, tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    skip = every(page, "a")[0]
    assert (skip.get("href"), by_id(page, "main").tag) == ("#main", "main")


def test_there_is_one_h1_and_no_heading_skips_a_level(sample: Assessment) -> None:
    levels = [level for level, _ in headings(page_of(sample))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_heading_is_empty_and_no_id_is_there_twice(sample: Assessment) -> None:
    page = page_of(sample)
    assert all(text for _, text in headings(page))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_an_id_is_one_word_whatever_the_ids_of_priorities_are(mixed: Assessment) -> None:
    odd = tuple(
        one.model_copy(update={"priority": f"{one.priority} of 'ours'"}) for one in mixed.priorities
    )
    page = page_of(mixed.model_copy(update={"priorities": odd}))
    ids = [element.get("id", "") for element in page.iter() if element.get("id")]
    assert [one for one in ids if not re.fullmatch("[a-z0-9_-]+", one)] == []


def test_no_two_landmarks_have_the_same_name(mixed: Assessment) -> None:
    page = page_of(mixed)
    named = [one.get("aria-labelledby") for one in every(page, "section")]
    names = [text(by_id(page, name)) for name in named if name]
    groups = [one.get("aria-label") for one in page.iter() if one.get("role") == "group"]
    assert len(names) == len(set(names)) > len(groups) > 1
    assert len(groups) == len(set(groups))


def test_every_link_on_the_page_leads_somewhere(sample: Assessment) -> None:
    page = page_of(sample)
    ids = {element.get("id") for element in page.iter()}
    inner = [link.get("href", "") for link in every(page, "a")]
    inner = [href.removeprefix("#") for href in inner if href.startswith("#")]
    assert inner
    assert set(inner) <= ids


def test_every_picture_has_a_name_and_a_description(sample: Assessment) -> None:
    page = page_of(sample)
    for picture in pictures(page):
        name = by_id(page, picture.get("aria-labelledby", ""))
        about = by_id(page, picture.get("aria-describedby", ""))
        assert (tag(name), tag(about)) == ("title", "desc")
        assert text(name)
        assert text(about)


def test_every_picture_has_a_table_after_it_in_its_chapter(whole: Assessment) -> None:
    page = page_of(whole)
    for name in ("ranking", "certainty", "changes", "costs"):
        chapter = by_id(page, f"whole-{name}")
        order = [element for element in chapter.iter() if tag(element) in {"svg", "table"}]
        kinds = [tag(one) for one in order if one.get("role") == "img" or tag(one) == "table"]
        assert "svg" in kinds
        assert "table" in kinds[kinds.index("svg") :]


def test_every_wide_table_is_in_a_named_region_that_the_keyboard_reaches(
    sample: Assessment,
) -> None:
    page = page_of(sample)
    regions = [one for one in page.iter() if one.get("role") == "region"]
    assert all(one.get("tabindex") == "0" and one.get("aria-label") for one in regions)
    names = [one.get("aria-label") for one in regions]
    assert len(names) == len(set(names))
    own = [table for table in every(page, "table") if table.get("class") != "whatif-ranking"]
    assert {id(table) for region in regions for table in every(region, "table")} >= {
        id(table) for table in own
    }


def test_every_table_has_headers_with_a_scope(sample: Assessment) -> None:
    for table in every(page_of(sample), "table"):
        headers = every(table, "th")
        assert headers
        assert all(header.get("scope") for header in headers)
