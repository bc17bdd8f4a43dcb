"""What would make the members of a panel agree."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell, tn
from llmchoice.model.option import Side
from llmchoice.model.panel import Dissent, Panel, SettledAnswer, Settlement, WeightMove
from llmchoice.model.verdict import Verdict
from llmchoice.report.blocks import Block, Item, Paragraph
from llmchoice.report.composition import bullets, chapter, item
from llmchoice.report.documents.verdict import side_name, verdict_name
from llmchoice.report.subject import Names
from llmchoice.report.wording.answers import answer

_MOST_MOVES = 3


def agreement(panel: Panel, names: Names) -> Iterator[Block]:
    """Whether they agree, which settled facts would make them, and what would move each of them."""
    blocks: list[Block] = [
        *map(Paragraph, unanimity(panel)),
        bullets(settlement(each, names) for each in panel.agreement.settlements),
        *map(Paragraph, search(panel)),
        bullets(_dissent(dissent, panel) for dissent in panel.agreement.dissents),
    ]
    yield from chapter(t("What would make them agree"), blocks)


def unanimity(panel: Panel) -> Iterator[str]:
    """Whether they agree already, and whether the panel then agrees with them."""
    shared = panel.members[0].recommendation.verdict
    ours = panel.aggregate.recommendation.verdict
    if not panel.agreement.unanimous:
        if panel.agreement.dissents and ours is Verdict.UNDECIDED:
            yield t("Together they are undecided: there is no common verdict to agree on.")
        return
    if shared is Verdict.UNDECIDED:
        yield t("None of them can tell: each of them is undecided alone.")
    else:
        yield t(
            "All members come to the same verdict already: {verdict}.", verdict=verdict_name(shared)
        )
    if panel.agreement.dissents:
        yield t(
            "Taken together they come to another one: {verdict}. What is contested or not known,"
            " or the mean of their weights, makes the difference.",
            verdict=verdict_name(ours),
        )


def search(panel: Panel) -> Iterator[str]:
    """How far the search for facts to settle went, where it found none or not all."""
    agreement = panel.agreement
    if agreement.searched and not agreement.settlements:
        if agreement.searched == 1:
            yield t("No single settled fact brings all members to one decided verdict.")
        else:
            yield t("No settled fact, and no two, bring all members to one decided verdict.")
    if not agreement.exhaustive:
        yield t("The search was cut short: not everything was tried.")
    if panel.beyond_reach:
        yield t("Nothing that was tried would bring every member to the same recommendation.")
        if panel.aggregate.recommendation.decides:
            yield t("What would decide the verdict of all together is named at the top.")


def settlement(solution: Settlement, names: Names) -> Item:
    """Facts that, settled so, make all members agree."""
    text = tn(
        "This answer brings everybody to the same verdict ({verdict}):",
        "These {number} answers together bring everybody to the same verdict ({verdict}):",
        len(solution.answers),
        verdict=verdict_name(solution.verdict),
    )
    return Item(text, details=tuple(_settled(fact, names) for fact in solution.answers))


def _settled(fact: SettledAnswer, names: Names) -> str:
    """An answer, whose word it is, and who would have to give way to it or does not know."""
    question = of_work(names.question(fact.question), fact.workloads)
    said_by = figures.listed(fact.said_by)
    sentences = [
        t('"{question}": {answer}.', question=question, answer=answer(fact.label).rstrip(".")),
        tn("{members} says so.", "{members} say so.", len(fact.said_by), members=said_by),
    ]
    if fact.against:
        against = figures.listed(fact.against)
        sentences.append(t("{members} would have to give way.", members=against))
    if fact.unknown_to:
        unknown_to = figures.listed(fact.unknown_to)
        sentences.append(
            tn(
                "{members} does not know.",
                "{members} do not know.",
                len(fact.unknown_to),
                members=unknown_to,
            )
        )
    return " ".join(sentences)


def of_work(text: str, workloads: tuple[str, ...]) -> str:
    """A question, and the kinds of work that it is about."""
    if not workloads:
        return text
    return t("{question} ({workloads})", question=text, workloads=figures.listed(workloads))


def _dissent(dissent: Dissent, panel: Panel) -> Item:
    """What the panel's facts and weights, each alone, would do for a member."""
    verdict = verdict_name(dissent.verdict)
    return item(
        t("{member} alone: {verdict}", member=dissent.member, verdict=verdict),
        _alone(
            t("With the panel's facts alone"),
            dissent.with_facts,
            panel,
            suffices=dissent.facts_suffice,
        ),
        _alone(
            t("With the panel's weights alone"),
            dissent.with_weights,
            panel,
            suffices=dissent.weights_suffice,
        ),
        *(_move(move, panel) for move in dissent.moves[:_MOST_MOVES]),
    )


def _alone(given: str, verdict: Verdict, panel: Panel, *, suffices: bool) -> str:
    """What the panel's facts or weights alone, as `given` calls them, would do for a member."""
    if suffices:
        return t("{given}: the panel's verdict.", given=given)
    if verdict is panel.aggregate.recommendation.verdict is Verdict.MIXED:
        return t("{given}: mixed, but not for the same work.", given=given)
    return t("{given}: {verdict}.", given=given, verdict=verdict_name(verdict))


_BEYOND = message(
    "{side} comes first with the panel's facts once {priority} counts for more than {limit} (now"
    " {now})."
)
_BELOW = message(
    "{side} comes first with the panel's facts once {priority} counts for less than {limit} (now"
    " {now})."
)


def _move(move: WeightMove, panel: Panel) -> str:
    """A change of one weight that turns the side for a member."""
    whole = panel.aggregate
    sides = {part.name: part.recommendation.side for part in whole.workloads}
    side = whole.recommendation.side if move.workload is None else sides[move.workload]
    sentence = tell(
        _BEYOND if move.change > 0 else _BELOW,
        side=side_name(side or Side.CLOSED),
        priority=move.name,
        limit=figures.percent(move.to),
        now=figures.percent(move.weight),
    )
    if move.workload is None:
        return sentence
    return t("{workload}: {sentence}", workload=move.workload, sentence=sentence)
