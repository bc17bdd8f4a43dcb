"""A quick interview that stops without a proof has asked what may exclude the option that leads."""

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples

from llmchoice.api import assess as assess_and_price
from llmchoice.engine import gates
from llmchoice.engine.answers import asked, contradictions, effective
from llmchoice.engine.inquiry import slight
from llmchoice.knowledge.completeness import with_unknown
from llmchoice.model.knowledge import Basis, KnowledgeBase
from llmchoice.model.profile import Answer, Profile

World = tuple[KnowledgeBase, Profile]
Worlds = st.SearchStrategy[World]
LAW = settings(derandomize=True, deadline=None, max_examples=examples(40))


def easily_content(kb: KnowledgeBase) -> KnowledgeBase:
    """The same knowledge base, to which any gain is slight, and any unknown weight bearable."""
    changed = {"slight_gain": 100, "unknown_limit": 1}
    return kb.model_copy(update={"settings": kb.settings.model_copy(update=changed)})


@LAW
@given(data=st.data())
def test_what_may_well_exclude_the_option_that_leads_is_always_asked(
    kb: KnowledgeBase, packaged_worlds: Worlds, data: st.DataObject
) -> None:
    _, profile = data.draw(packaged_worlds)
    kb = easily_content(kb)
    profile = profile.model_copy(update={"costs": None})
    kept = data.draw(st.sets(st.sampled_from([q.id for q in kb.questions]), min_size=8))
    answers: dict[str, Answer] = {name: profile.answers[name] for name in kept}
    partial = profile.model_copy(update={"answers": answers})
    whole = with_unknown(kb, partial)
    assume(not contradictions(kb, effective(kb, whole.answers)))
    basis = Basis(kb)
    found = slight(basis, partial, answers)
    event(f"{found is not None}")
    if found is None:
        return
    recommendation = assess_and_price(whole, kb).recommendation
    assert found.option in recommendation.leaders
    for question in asked(kb, whole.answers):
        if question.id in answers:
            continue
        if recommendation.side is None:
            for choice in question.choices:
                own = effective(kb, {**whole.answers, question.id: choice.id})
                left = set(gates.admissible(basis, own))
                assert {o.weights for o in kb.options if o.id in left} == {
                    *recommendation.sides_left
                }
        if question.odds_by is not None:
            continue
        barring = sum(
            choice.odds
            for choice in question.choices
            if gates.exclusions(
                basis, effective(kb, {**whole.answers, question.id: choice.id}), found.option
            )
        )
        assert barring < 0.05 * sum(choice.odds for choice in question.choices)
