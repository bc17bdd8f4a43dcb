"""What each member of a panel would choose, and what the panel's choice means for them."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.assessment import OptionResult, WorkloadResult
from llmchoice.model.option import Side
from llmchoice.model.panel import Departure, LeftOut, Panel, PanelMember
from llmchoice.model.verdict import tells_excluded, tells_nothing_left
from llmchoice.report.blocks import Details, Paragraph, Table
from llmchoice.report.composition import bullets, chapter, item, numeric, table
from llmchoice.report.documents.verdict import conclusion, exclusions, outcome
from llmchoice.report.subject import Names, excluded, grouped
from llmchoice.report.wording.grounds import exclusion_text


def who_chooses_what(panel: Panel, names: Names) -> Iterator[Table]:
    """What every member comes to alone; then each kind of work on which they differ."""
    yield _alone(panel, names)
    if panel.aggregate.workloads:
        yield _by_work(panel, names)


def _alone(panel: Panel, names: Names) -> Table:
    confidence = panel.aggregate.rules.confidence
    return table(
        t("What each member would choose alone"),
        panel.members,
        (t("Member"), lambda member: member.name),
        not panel.equal_say and (numeric(t("Say")), lambda member: figures.percent(member.share)),
        (t("Would choose"), lambda member: conclusion(member.recommendation, names)),
        (t("Simulations"), lambda member: _certainty(member, confidence)),
        any(map(_loss, panel.members)) and (t("Panel's option"), _loss),
    )


def ruled_out(panel: Panel) -> Iterator[Paragraph]:
    """The options that no member's answers leave, and by whose answers where they differ.

    Where there are many reasons, they stand in the full report alone.
    """
    reasons = grouped((_reason(each, panel), each.short) for each in excluded(panel.aggregate))
    many = message("Ruled out for the panel: {options}. The full report says why.")
    yield from exclusions(reasons, many)


def _reason(option: OptionResult, panel: Panel) -> str:
    """Why an option is excluded; with whose answers say so, where not all members' do."""
    voices: dict[str, list[str]] = {}
    for member in panel.members:
        broken = next((each.rules for each in member.ruled_out if each.option == option.id), ())
        rules = {rule.constraint: rule for rule in broken}
        shared = [rules[each.constraint] for each in option.excluded_by if each.constraint in rules]
        if shared:
            voices.setdefault(exclusion_text(shared[0]), []).append(member.name)
    if not voices:
        return exclusion_text(option.excluded_by[0]) if option.excluded_by else ""
    if len(voices) == 1 and len(next(iter(voices.values()))) == len(panel.members):
        return next(iter(voices))
    return " ".join(
        t("{members}: {reason}", members=figures.listed(members), reason=reason)
        for reason, members in voices.items()
    )


def contested_option(panel: Panel, names: Names) -> Iterator[str]:
    """Which members' own answers rule out the recommended option."""
    against = [member.name for member in panel.members if member.excluded_by]
    option = panel.aggregate.recommendation.option
    if against and option is not None:
        yield t(
            "Ruled out by the answers of {members}: {option}.",
            members=figures.listed(against),
            option=names.option(option),
        )


def _certainty(member: PanelMember, rule: float) -> str:
    """How often the member's best side wins."""
    share = member.recommendation.p_side
    if share is None:
        return ""
    figure = figures.share_beside(share, rule)
    wins, left = (
        tell(_WINS[member.recommendation.leading], share=figure),
        member.recommendation.p_nothing_left,
    )
    if left is None or not tells_nothing_left(left):
        return wins
    return t("{wins} (nothing is allowed in {share})", wins=wins, share=figures.percent(left))


_WINS = {
    None: message("The best wins {share}"),
    Side.OPEN: message("Open wins {share}"),
    Side.CLOSED: message("Closed wins {share}"),
}


def _loss(member: PanelMember) -> str:
    """What the panel's option would cost the member, by the member's own profile."""
    if member.excluded_by:
        return t("Ruled out by their answers")
    if tells_excluded(member.excluded_share):
        return t("Ruled out in {share}", share=figures.percent(member.excluded_share or 0))
    if member.regret is None:
        return ""
    if member.content:
        return t("Their own best")
    return t("{points} behind", points=figures.points(member.regret))


def _by_work(panel: Panel, names: Names) -> Table:
    def otherwise(work: WorkloadResult) -> str:
        return figures.separated(
            t("{choice} ({members})", choice=outcome(alone, names), members=figures.listed(members))
            for alone, members in panel.otherwise(work).items()
        )

    return table(
        t("Which work goes where, and who would choose otherwise"),
        panel.aggregate.workloads,
        (t("Work"), lambda work: work.name),
        (t("The panel"), lambda work: outcome(work.recommendation, names)),
        (t("Otherwise"), otherwise),
    )


def of_every_member(panel: Panel, names: Names) -> Iterator[Details]:
    """Every member alone, with each kind of work, and the rules that exclude the panel's option."""
    works = (
        t(
            "{member}, {workload}: {choice}",
            member=member.name,
            workload=work.name,
            choice=outcome(work, names),
        )
        for member in panel.members
        for work in member.workloads
    )
    against = (
        t(
            "By the answers of {member}, these rules exclude the panel's option: {rules}.",
            member=member.name,
            rules=figures.listed(member.excluded_by),
        )
        for member in panel.members
        if member.excluded_by
    )
    members = (
        bullets(works),
        bullets(against, "against"),
        bullets(_by_member(panel, names)),
    )
    yield from chapter(t("Each member alone"), members)


def _by_member(panel: Panel, names: Names) -> Iterator[str]:
    """Every option that each member's own answers rule out."""
    for member in panel.members:
        works = grouped((each.workload, each.option) for each in member.ruled_out)
        for work, options in works.items():
            who = figures.enumerated(filter(None, (member.name, work)))
            yield t("{who}: ruled out are {options}", who=who, options=names.listed(options))


def left_out(panel: Panel, names: Names) -> Iterator[Details]:
    """What the panel comes to without each member."""
    items = (
        item(
            _without(rest, names),
            *(_departure(change, names) for change in rest.changes if change.workload),
            mark="plain" if rest.same else "against",
        )
        for rest in panel.leave_one_out
    )
    stays = map(Paragraph, robustness(panel))
    yield from chapter(t("Whether one member decides it"), (*stays, bullets(items)))


def robustness(panel: Panel) -> Iterator[str]:
    """Whether the verdict depends on one member, one sentence for each way in which it does."""
    whole, part = panel.decisive("verdict"), panel.decisive("workload")
    option = panel.decisive("option")
    if not whole and not part:
        yield t("The verdict stays whichever member is left out.")
    if whole:
        yield t("The verdict changes if {members} is left out.", members=figures.either(whole))
    if part:
        yield t(
            "The verdict for one kind of work changes if {members} is left out.",
            members=figures.either(part),
        )
    if option:
        yield t(
            "The side stays but the option changes if {members} is left out.",
            members=figures.either(option),
        )


def _without(rest: LeftOut, names: Names) -> str:
    places = {"member": rest.without, "choice": outcome(rest, names)}
    if rest.same:
        return t("Without {member} the same: {choice}", **places)
    return t("Without {member}: {choice}", **places)


def _departure(change: Departure, names: Names) -> str:
    places = {"workload": change.workload, "choice": outcome(change, names)}
    if change.what == "verdict":
        return t("Another verdict for {workload}: {choice}", **places)
    return t("Another option for {workload}: {choice}", **places)
