"""What the result can be recomputed from: the ranking, weights, values, points and answers."""

from collections.abc import Iterable, Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import (
    AnswerGiven,
    Assessment,
    Contribution,
    OptionResult,
    PriorityWeight,
)
from llmchoice.report.blocks import (
    Block,
    Bullets,
    Column,
    Details,
    Heading,
    Inline,
    Item,
    Mono,
    Paragraph,
    Strong,
    Table,
)
from llmchoice.report.documents.verdict import side_name
from llmchoice.report.subject import Names, Subject, ranked, shared_ranks
from llmchoice.report.wording.answers import given as given_text
from llmchoice.report.wording.grounds import ground
from llmchoice.report.wording.weights import stated


def ranking(subject: Subject, names: Names, level: int) -> Iterator[Details]:
    """Every option, the excluded ones last, and what each option is."""
    if not subject.options:
        return
    shared = shared_ranks(subject.options)
    columns = (
        Column(t("Rank"), figures=True),
        Column(t("Option")),
        Column(t("Side")),
        Column(t("Score"), figures=True),
        Column(t("Comes first"), figures=True),
        Column(t("Status")),
    )
    rows = tuple(
        (
            _rank(option, tied=option.rank in shared),
            option.short,
            side_name(option.side),
            figures.score(option.score),
            t("none")
            if option.first_rank_share is None
            else figures.share(option.first_rank_share),
            _status(option, subject, names),
        )
        for option in ranked(subject.options)
    )
    ties = tuple(
        Paragraph(
            t(
                "{options} share rank {rank}.",
                options=figures.listed(option.short for option in tied),
                rank=rank,
            )
        )
        for rank, tied in shared.items()
    )
    key = Bullets(
        tuple(
            Item((Strong(option.short), " (", Mono(option.id), "): ", option.hosting))
            for option in subject.options
        )
    )
    yield Details(t("Ranking"), (Table(columns, rows, t("Ranking")), *ties, key), level)


def weights_and_values(subject: Subject, names: Names, level: int) -> Iterator[Details]:
    """Weight and value of each criterion for each option, enough to recompute the scores."""
    criteria = {item.criterion: item for option in subject.options for item in option.contributions}
    if not criteria:
        return
    by_option = [
        {item.criterion: item for item in option.contributions} for option in subject.options
    ]
    options = tuple(Column(option.short, figures=True) for option in subject.options)
    columns = (Column(t("Criterion")), Column(t("Priority")), Column(t("Weight"), figures=True))
    rows: list[tuple[Inline, ...]] = [
        (
            (item.name, " (", Mono(criterion), ")"),
            names.priority(item.priority),
            figures.percent(item.weight),
            *(_value(items.get(criterion)) for items in by_option),
        )
        for criterion, item in criteria.items()
    ]
    scores = (t("Score"), "", "", *(figures.score(option.score) for option in subject.options))
    blocks: list[Block] = [
        Paragraph(
            t("The score of an option is the sum of weight times value down its column (0 to 100).")
        ),
        Table((*columns, *options), (*rows, scores), t("Weights and values"), total=True),
        Heading(t("Points of each priority"), level + 1),
        _points(subject.options, names),
        Heading(t("What each criterion reads and rests on"), level + 1),
        _read(list(criteria.values()), names),
        *_explained(subject.options, level + 1),
    ]
    yield Details(t("Weights and values"), tuple(blocks), level)


def answers(
    given: Sequence[AnswerGiven], title: str, level: int, known: Sequence[AnswerGiven] = ()
) -> Iterator[Details]:
    """Every answer with its note, less those that stand elsewhere."""
    shown = [answer for answer in given if answer not in known]
    if not shown:
        return
    columns = (Column(t("Question")), Column(t("Answer")), Column(t("Note")), Column(t("Read by")))
    rows = tuple(
        (answer.text, given_text(answer), answer.note or "", figures.enumerated(answer.feeds))
        for answer in shown
    )
    elsewhere = (Paragraph(t("All other answers are those of the organisation.")),) if known else ()
    yield Details(title, (*elsewhere, Table(columns, rows, title)), level)


def priorities(
    weighed: Sequence[PriorityWeight], consistency: Iterable[str], level: int
) -> Iterator[Details]:
    """What was said of the priorities, the weights that follow, and how well they agree."""
    if not weighed:
        return
    columns = (Column(t("Priority")), Column(t("Stated")), Column(t("Weight"), figures=True))
    rows = tuple((item.name, stated(item.stated), figures.percent(item.weight)) for item in weighed)
    blocks: list[Block] = [Table(columns, rows, t("Priorities and their weights"))]
    blocks += map(Paragraph, consistency)
    yield Details(t("Priorities and their weights"), tuple(blocks), level)


def consistency(assessment: Assessment, names: Names) -> Iterator[str]:
    """How well pairwise comparisons agree with one another, where there are any."""
    judged = assessment.consistency
    if judged is None:
        return
    places = {
        "ratio": figures.ratio(judged.ratio),
        "limit": figures.ratio(judged.limit),
        "index": figures.number(judged.random_index),
    }
    if not judged.poor:
        yield t(
            "Consistency ratio of the comparisons: {ratio} (random index {index}). Up to {limit}"
            " they agree well enough.",
            **places,
        )
        return
    yield t(
        "Consistency ratio of the comparisons: {ratio} (random index {index}). Above {limit} they"
        " contradict each other.",
        **places,
    )
    yield t(
        "Look again at {more} over {less}: you said {stated}, all comparisons together say"
        " {consistent}.",
        more=names.priority(judged.more),
        less=names.priority(judged.than),
        stated=figures.times(judged.stated),
        consistent=figures.times(judged.consistent),
    )


def _rank(option: OptionResult, *, tied: bool) -> str:
    if option.rank is None:
        return t("none")
    rank = figures.count(option.rank)
    return t("{rank}=", rank=rank) if tied else rank


def _status(option: OptionResult, subject: Subject, names: Names) -> str:
    recommendation = subject.recommendation
    if not option.admissible:
        rules = figures.enumerated(exclusion.constraint for exclusion in option.excluded_by)
        return t("ruled out by {rules}", rules=rules)
    if option.id == recommendation.option:
        status = [t("recommended")]
    elif option.id == recommendation.runner_up:
        status = [t("runner-up")]
    elif option.id in recommendation.contenders:
        status = [t("close to the best")]
    else:
        status = [t("allowed")]
    if option.dominated_by:
        better = figures.listed(map(names.option, option.dominated_by))
        status.append(t("nowhere better than {options}", options=better))
    if option.conditions:
        status.append(t("on conditions"))
    return figures.separated(status)


def _value(item: Contribution | None) -> str:
    if item is None:
        return t("none")
    value = figures.score(item.value)
    if item.certain:
        return value
    low, high = figures.score(item.low), figures.score(item.high)
    return t("{value} ({low} to {high})", value=value, low=low, high=high)


def _points(options: Sequence[OptionResult], names: Names) -> Table:
    priorities = dict.fromkeys(item.priority for o in options for item in o.contributions)
    by_option = [{points.priority: points.points for points in o.by_priority} for o in options]
    columns = (Column(t("Priority")), *(Column(o.short, figures=True) for o in options))
    rows = [
        (
            names.priority(priority),
            *(figures.score(points.get(priority, 0)) for points in by_option),
        )
        for priority in priorities
    ]
    scores = (t("Score"), *(figures.score(option.score) for option in options))
    return Table(columns, (*rows, scores), t("Points of each priority"), total=True)


def _read(criteria: Sequence[Contribution], names: Names) -> Table:
    columns = (Column(t("Criterion")), Column(t("Your answer")), Column(t("Claims and references")))
    rows = tuple(
        (
            item.name,
            names.answer(item.criterion, item.answer),
            figures.enumerated((*item.claims, *item.references)),
        )
        for item in criteria
    )
    return Table(columns, rows, t("What each criterion reads and rests on"))


def _explained(options: Sequence[OptionResult], level: int) -> Iterator[Block]:
    columns = (Column(t("Criterion")), Column(t("Points"), figures=True), Column(t("Why")))
    for option in options:
        title = t("Every contribution to {option}", option=option.short)
        rows = tuple(
            (item.name, figures.score(item.contribution), ground(item.ground))
            for item in option.contributions
        )
        yield Heading(title, level)
        yield Table(columns, rows, title)
