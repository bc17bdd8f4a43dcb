"""How the aggregate was made, and what to know of the panel before relying on it."""

from collections.abc import Iterator, Mapping, Sequence

from llmchoice.engine.panel.certainty import spreads
from llmchoice.engine.panel.claims import barred
from llmchoice.engine.panel.facts import Together
from llmchoice.engine.panel.joint import Joint
from llmchoice.engine.panel.member import Member, name_of, parts
from llmchoice.engine.panel.merge import ceilings, common_costs, differing_shares, same_ranking
from llmchoice.figures import listed
from llmchoice.model.assessment import Assessment
from llmchoice.model.base import NOT_APPLICABLE
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.panel import Facts


def method(members: Sequence[Member]) -> Iterator[str]:
    """What was done with preferences and with facts, in sentences."""
    if same_ranking(members) is not None:
        yield "Every member gives the same ranking of the priorities: it is the panel's."
    else:
        yield f"The panel's points are 100 times the mean of the members' weights{_say(members)}."
    yield "A fact that some know and others do not is taken from those who know it."
    yield (
        "Facts are never averaged: until a contradiction is settled, each draw takes one of the"
        " answers that members gave, as often as their say."
    )


def warnings(
    kb: KnowledgeBase,
    members: Sequence[Member],
    panel: tuple[Joint, Mapping[str, Together]],
    facts: Facts,
    together: Assessment,
) -> Iterator[str]:
    """Every warning once, in a fixed order; `panel` is the members together and what they know."""
    yield from dict.fromkeys(_barred(kb, *panel))
    yield from _vetoes(facts, together)
    yield from _drawn_wide(panel[0], facts)
    names = tuple(dict.fromkeys(member.profile.organisation for member in members))
    if len(names) > 1:
        yield (
            f"the members name different organisations ({listed(names)}): if one of them is the"
            " wrong file, take it out; the first name is used"
        )
    split = differing_shares(kb, members)
    if split:
        yield (
            f"the members split {listed(split)} among its criteria in different ways: each"
            " criterion has the mean of its weights"
        )
    yield from _costs(members)
    said = spreads(kb, members)
    if len(said) > 1:
        yield (
            "the members are not equally sure of their weights: the panel is taken to be as sure"
            f" as the least sure of them ({said[0]}{'' if isinstance(said[0], str) else ' points'})"
        )


def _costs(members: Sequence[Member]) -> Iterator[str]:
    """What becomes of what members say under `costs:`."""
    stating = [member.name for member in members if member.profile.costs is not None]
    if not stating:
        return
    common = common_costs(members)
    if common is None:
        yield (
            f"{listed(stating)} differ under 'costs:' in more than the ceiling: the panel uses none"
            " of it, and no ceiling excludes anything for it"
        )
        return
    stated = ceilings(members)
    if len({*stated.values()}) > 1:
        said = listed(f"{ceiling:,.15g} by {name}" for name, ceiling in stated.items())
        yield (
            f"the members state several ceilings ({said}, in {common.currency}): the panel's is"
            " the highest, and what costs more than that each of them excludes"
        )
    if len(stating) < len(members):
        say = "says" if len(stating) == 1 else "say"
        yield f"what {listed(stating)} {say} under 'costs:' is taken to hold for all members"
    elif stated and len(stated) < len(members):
        state = "states" if len(stated) == 1 else "state"
        yield f"the ceiling that {listed(stated)} {state} is taken to hold for all members"


def _barred(kb: KnowledgeBase, whole: Joint, known: Mapping[str, Together]) -> Iterator[str]:
    """An option that is out whoever is right."""
    for part, there in known.items():
        for one in barred(kb, there.answers, whole.contested):
            questions = listed(f"'{question}'" for question in one.questions)
            rules = listed(rule.id for rule in one.rules)
            yield (
                f"{part}{': ' if part else ''}{one.option} is excluded whoever is right about"
                f" {questions}: every answer that members give excludes it ({rules})"
            )


def _drawn_wide(whole: Joint, facts: Facts) -> Iterator[str]:
    """Contested answers that are drawn over more, or less, than members claim."""
    for question in dict.fromkeys(fact.question for fact in facts.contested):
        if question not in whole.contested:
            yield (
                f"'{question}' is drawn over all its possible answers: another workload leaves it"
                " open, or the answers given contradict what else is known"
            )
        elif NOT_APPLICABLE in whole.contested[question].says:
            yield (
                f"'{question}' is drawn among the other answers given: that it does not apply, as"
                " some say, cannot be drawn"
            )


def _vetoes(facts: Facts, together: Assessment) -> Iterator[str]:
    """An option may stand only because members contradict each other on what rules it out."""
    chosen = {name_of(part): part.recommendation.option for part in parts(together)}
    said = [(fact.workloads, fact.answers) for fact in facts.contested]
    said += [(clash.workloads, clash.answers) for clash in facts.clashes]
    for workloads, answers in said:
        named = {chosen[part] for part in workloads or ("",)}
        for position in answers:
            for option in position.excludes:
                if option in named:
                    yield (
                        f"{option} is recommended although the answer of"
                        f" {listed(position.members)} to '{position.question}' would exclude it:"
                        " settle that first"
                    )


def _say(members: Sequence[Member]) -> str:
    if len({member.say for member in members}) == 1:
        return ", all counted alike"
    return f", with a say of {listed(f'{m.say:g} for {m.name}' for m in members)}"
