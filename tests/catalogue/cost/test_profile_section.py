"""The `costs:` section of a profile: what it may say, and what is said where it may not."""

import pytest

from llmchoice.knowledge.costs import cost_inputs, cost_problems
from llmchoice.knowledge.document import parse
from llmchoice.model.terms import Band, CostInputs, Term

GOOD = """
costs:
  currency: EUR
  rate: 0.92
  ceiling: 12_000
  tier: small
  gpu: h200
  closed-model: gpt-6.1-sol
  gpu-hour: 2.125
  salary: 95_000
  peak-to-mean: {low: 2, typical: 3, high: 4}
"""


def problems(text: str) -> list[str]:
    found = cost_problems(parse(text, "p.yaml"))
    return [f"{p.place}: {p.message} | {p.fix}" for p in found]


def test_a_section_without_errors_is_read() -> None:
    document = parse(GOOD, "p.yaml")
    assert list(cost_problems(document)) == []
    assert isinstance(document.data, dict)
    inputs = cost_inputs(document.data["costs"])
    assert inputs is not None
    assert (inputs.currency, inputs.rate, inputs.ceiling) == ("EUR", 0.92, 12_000)
    assert (inputs.tier, inputs.gpu) == ("small", "h200")
    assert (inputs.closed_model, inputs.open_model) == ("gpt-6.1-sol", None)
    assert inputs.terms[Term.GPU_HOUR] == Band(low=2.125, typical=2.125, high=2.125)
    assert inputs.terms[Term.SALARY].typical == 95_000
    assert inputs.terms[Term.PEAK_TO_MEAN] == Band(low=2, typical=3, high=4)


def test_no_section_is_no_problem() -> None:
    assert problems("organisation: x") == []
    assert problems("costs:") == []
    assert cost_inputs(None) is None
    assert cost_inputs({}) == CostInputs()


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("gpu-hours: 2", "2:3", "did you mean 'gpu-hour'?"),
        ("gpu-hour: -2", "2:13", "out of range"),
        ("gpu-hour: plenty", "2:13", "is not a number"),
        ("gpu-hour: true", "2:13", "is not a number"),
        ("gpu-hour:", "2:3", "is not a number"),
        ("salary: 120.000", "2:11", "is not a number"),
        ("salary: 1e15", "2:11", "out of range"),
        ("cache-share: 30", "2:16", "write a number from 0 to 1"),
        ("peak-to-mean: 0.5", "2:17", "write a number from 1 to 1,000"),
        ("output-rate: 0", "2:16", "out of range"),
        ("spares: 1.5", "2:11", "not a whole number"),
        ("pue: {low: 1.1, high: 1.5}", "2:8", "typical missing"),
        ("pue: {low: 1.5, typical: 1.2, high: 1.1}", "2:8", "must rise"),
        ("pue: {low: 1.1, typcal: 1.2, high: 1.5}", "2:19", "did you mean 'typical'?"),
        (
            "input-share: {low: 0.5, typical: 0.7, high: 0.8}",
            "2:16",
            "takes one number, not a range",
        ),
        ("currency: euro", "2:13", "three capital letters"),
        ("currency: EUR", "2:13", "there is no rate for 'EUR'"),
        ("rate: 0.9", "2:9", "no currency other than US dollars"),
        ("rate: 0", "2:9", "is not a usable number"),
        ("ceiling: -5", "2:12", "is not a usable number"),
        ("ceiling: 12.000", "2:12", "is not a usable number"),
        ("tier: medium", "2:9", "is not a tier of models"),
        ("gpu: 100", "2:8", "is not the id of a GPU"),
        ("gpu: H100", "2:8", "in small letters"),
        ("gpu: yes", "2:8", "is not the id of a GPU"),
        ("open-model: 100", "2:15", "is not the id of a model"),
        ("open-model: Phi-4", "2:15", "in small letters"),
        ("closed-model: [gpt-6-luna]", "2:17", "is not the id of a model"),
        ("closed-modle: gpt-6-luna", "2:3", "did you mean 'closed-model'?"),
        ("currency: [EUR]", "2:13", "three capital letters"),
        ("rate: {EUR: 1}", "2:9", "is not a usable number"),
        (
            "salary: 120.000",
            "2:11",
            "write 120,000 if the point stands for thousands, 120 if it is a decimal point",
        ),
        ("nothing-like-it: 1", "2:3", "'llmchoice cost --full' lists the terms"),
        ("other-monthly: 1e13", "2:18", "from 0 to 1,000,000,000,000"),
    ],
)
def test_an_error_has_its_place_and_a_remedy(line: str, place: str, said: str) -> None:
    found = problems(f"costs:\n  {line}\n")
    assert any(one.startswith(f"p.yaml:{place}:") and said in one for one in found), found


def test_a_list_is_no_section_and_all_errors_come_at_once() -> None:
    assert "must be a mapping" in problems("costs: [1, 2]")[0]
    assert len(problems("costs:\n  gpu-hour: -1\n  pue: 0\n  nonsense: 1\n")) == 3
