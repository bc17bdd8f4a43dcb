"""Whom a step or a condition of the packaged criteria is for, and whom it spares."""

from collections.abc import Callable

import pytest

from llmchoice.engine.answers import asked
from llmchoice.model.assessment import Assessment
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, PerChoice

Assessed = Callable[..., Assessment]
ONCE: dict[str, Answer] = {"use": "batch", "exit": "wait"}
INSIDE: dict[str, Answer] = {"data-location": "premises"}


def steps(result: Assessment) -> str:
    return "\n".join(step.text or "" for step in result.next_steps)


def conditions(result: Assessment) -> set[str]:
    return {c.condition for option in result.options for c in option.conditions}


def test_what_one_kind_of_data_demands_is_not_asked_for_another(assessed: Assessed) -> None:
    """A lane without records of patients signs no agreement for them."""
    split = assessed(
        {
            "data": ("public", "internal", "regulated"),
            "data-location": PerChoice.model_validate(
                {"public": "anywhere", "internal": "own-cloud", "regulated": "own-cloud"}
            ),
            "contracts": ("data-agreement", "health-agreement"),
        }
    )
    needed = {
        lane.name: {c.condition for option in lane.options for c in option.conditions}
        for lane in split.workloads
    }
    both = {"agreed-processing", "health-record-agreement"}
    assert sorted(len(both & needs) for needs in needed.values()) == [0, 2]
    assert not both & next(needs for name, needs in needed.items() if "public" in name)


@pytest.mark.parametrize("data", ["internal", "personal"])
def test_a_promise_that_is_asked_for_stays_a_condition(assessed: Assessed, data: str) -> None:
    result = assessed({"data": (data,), "contracts": ("data-agreement",)})
    assert "agreed-processing" in conditions(result)


def test_whoever_has_one_desk_side_machine_is_not_sent_for_certified_servers(
    assessed: Assessed,
) -> None:
    asked_of_makers = "install one in your buildings"
    assert asked_of_makers in steps(assessed({**INSIDE, "hardware": "owned"}))
    assert asked_of_makers not in steps(assessed({**INSIDE, "hardware": "workstation"}))


def test_what_is_done_once_needs_no_tender_no_second_host_and_no_archive(
    assessed: Assessed,
) -> None:
    public: dict[str, Answer] = {"regimes": ("public-sector",)}
    assert "public-tender" in conditions(assessed(public))
    lasting, once = (
        assessed({"own-test": "open-ahead", "use": "batch", "exit": leaving})
        for leaving in ("switch", "wait")
    )
    assert lasting.recommendation.side == once.recommendation.side == "open"
    assert "with a checksum" in steps(lasting)
    assert "with a checksum" not in steps(once)
    assert "a second company" not in steps(once)


def test_a_machine_that_nobody_looks_after_gets_somebody_who_does(assessed: Assessed) -> None:
    small: dict[str, Answer] = {**INSIDE, "hardware": "workstation", "availability": "best-effort"}
    nobody, named = (assessed({**small, "gpu-staff": who}) for who in ("nobody", "named-people"))
    assert nobody.recommendation.option == "open-owned"
    assert "restarts the machine" in steps(nobody)
    assert "restarts the machine" not in steps(named)
    assert "Name two people" in steps(named)


def test_whoever_trains_a_model_measures_first_and_keeps_the_recipe(assessed: Assessed) -> None:
    tuned = steps(assessed({"customisation": ("fine-tuning",), "own-test": "open-ahead"}))
    plain = steps(assessed({"customisation": ("prompting",), "own-test": "open-ahead"}))
    for said in ("keep out of the training", "how much computing the training"):
        assert said in tuned
        assert said not in plain


def test_code_of_a_model_is_read_before_it_goes_in(assessed: Assessed) -> None:
    assert "read every change before it goes in" in steps(assessed({"use": "coding"}))
    assert "read every change" not in steps(assessed({"use": "product"}))


def test_what_was_trained_is_kept_whoever_holds_the_weights(assessed: Assessed) -> None:
    tuned: dict[str, Answer] = {"customisation": ("fine-tuning",)}
    held = steps(assessed({**tuned, "own-test": "open-ahead", "exit": "carry-on"}))
    assert "Keep the examples as long as you may" in held
    assert "until when it serves" not in held
    served = assessed({**tuned, "own-test": "open-fails"})
    assert served.recommendation.side == "closed"
    assert "until when it serves a model that you had tuned" in steps(served)


def test_of_what_is_shipped_it_is_to_be_settled_where_the_training_runs(
    assessed: Assessed,
) -> None:
    told = "Settle where the training runs"
    tuned: dict[str, Answer] = {"customisation": ("fine-tuning",)}
    assert told in steps(assessed({**tuned, "use": "shipped"}))
    assert told not in steps(assessed({"use": "shipped"}))
    assert told not in steps(assessed({**tuned, "use": "product"}))


def test_the_licence_is_to_be_read_once(assessed: Assessed) -> None:
    shipped = assessed({"use": "shipped"})
    (owned,) = (option for option in shipped.options if option.admissible)
    needs = {c.condition for c in owned.conditions}
    assert "redistribution-licence" in needs
    assert "commercial-licence" not in needs
    assert "read the licence" not in steps(shipped)


def test_of_what_customers_run_no_place_and_no_contract_with_a_cloud_is_asked(
    kb: KnowledgeBase,
) -> None:
    provider = {"data-location", "residency", "regional-offer", "agreements"}
    shipped = {question.id for question in asked(kb, {"use": "shipped"})}
    product = {question.id for question in asked(kb, {"use": "product"})}
    assert not provider & shipped
    assert provider - {"residency", "regional-offer"} <= product


def test_whoever_trains_on_data_about_people_is_told_to_have_that_confirmed(
    assessed: Assessed,
) -> None:
    told = "have its legal basis confirmed"
    assert told in steps(assessed({"customisation": ("fine-tuning",), "data": ("personal",)}))
    assert told not in steps(assessed({"customisation": ("fine-tuning",), "data": ("public",)}))
    assert told not in steps(assessed({"customisation": ("retrieval",), "data": ("personal",)}))
