"""What to begin with and which test to make: said in every report that is kept."""

import pytest
from tests.packaged import assessment

from llmchoice.api import render


@pytest.mark.parametrize("name", ["startup", "newspaper", "insurer", "law-firm"])
@pytest.mark.parametrize("form", ["madr", "markdown"])
def test_a_record_and_a_full_report_name_the_start_and_the_test(name: str, form: str) -> None:
    result = assessment(name)
    found = result.recommendation
    assert found.start_with is not None
    assert found.experiment is not None
    short = {option.id: option.short for option in result.options}
    text = render(result, form, full=True)
    assert isinstance(text, str)
    assert f"Start with {short[found.start_with.option]}:" in text
    further = " more" if found.experiment.more < found.experiment.cases else ""
    cases = f"{found.experiment.more}{further} of your own cases"
    none = f"not one of {found.experiment.cases} cases"
    assert (cases if found.experiment.decides else none) in text


def test_a_record_does_not_ask_for_a_test_twice() -> None:
    text = render(assessment("newspaper"), "madr")
    assert isinstance(text, str)
    assert text.count("of your own cases") + text.count("cases of your own") == 1
