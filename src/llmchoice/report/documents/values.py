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
    Details,
    Heading,
    Heads,
    Inline,
    Mono,
    Paragraph,
    Strong,
    Table,
    bullets,
    numeric,
    table,
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
    options = table(
        t("Ranking"),
        ranked(subject.options),
        (numeric(t("Rank")), lambda option: _rank(option, tied=option.rank in shared)),
        (t("Option"), lambda option: option.short),
        (t("Side"), lambda option: side_name(option.side)),
        (numeric(t("Score")), lambda option: figures.score(option.score)),
        (numeric(t("Comes first")), lambda option: _share(option.first_rank_share)),
        (t("Status"), lambda option: _status(option, subject, names)),
    )
    ties = (
        t(
            "{options} share rank {rank}.",
            options=figures.listed(option.short for option in tied),
            rank=rank,
        )
        for rank, tied in shared.items()
    )
    key = bullets(
        (Strong(option.short), " (", Mono(option.id), "): ", option.hosting)
        for option in subject.options
    )
    yield Details(t("Ranking"), (options, *map(Paragraph, ties), key), level)


def _share(share: float | None) -> str:
    return t("none") if share is None else figures.share(share)


def weights_and_values(subject: Subject, names: Names, level: int) -> Iterator[Details]:
    """Weight and value of each criterion for each option, enough to recompute the scores."""
    criteria = {item.criterion: item for option in subject.options for item in option.contributions}
    if not criteria:
        return
    by_option = [
        {item.criterion: item for item in option.contributions} for option in subject.options
    ]
    options = tuple(numeric(option.short) for option in subject.options)
    columns: Heads = (t("Criterion"), t("Priority"), numeric(t("Weight")))
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
        _read(criteria.values(), names),
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
    answered = table(
        title,
        shown,
        (t("Question"), lambda answer: answer.text),
        (t("Answer"), given_text),
        (t("Note"), lambda answer: answer.note or ""),
        (t("Read by"), lambda answer: figures.enumerated(answer.feeds)),
    )
    elsewhere = (Paragraph(t("All other answers are those of the organisation.")),) if known else ()
    yield Details(title, (*elsewhere, answered), level)


def priorities(
    weighed: Sequence[PriorityWeight], consistency: Iterable[str], level: int
) -> Iterator[Details]:
    """What was said of the priorities, the weights that follow, and how well they agree."""
    if not weighed:
        return
    title = t("Priorities and their weights")
    weights = table(
        title,
        weighed,
        (t("Priority"), lambda item: item.name),
        (t("Stated"), lambda item: stated(item.stated)),
        (numeric(t("Weight")), lambda item: figures.percent(item.weight)),
    )
    yield Details(title, (weights, *map(Paragraph, consistency)), level)


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
    columns: Heads = (t("Priority"), *(numeric(o.short) for o in options))
    rows = [
        (
            names.priority(priority),
            *(figures.score(points.get(priority, 0)) for points in by_option),
        )
        for priority in priorities
    ]
    scores = (t("Score"), *(figures.score(option.score) for option in options))
    return Table(columns, (*rows, scores), t("Points of each priority"), total=True)


def _read(criteria: Iterable[Contribution], names: Names) -> Table:
    return table(
        t("What each criterion reads and rests on"),
        criteria,
        (t("Criterion"), lambda item: item.name),
        (t("Your answer"), lambda item: names.answer(item.criterion, item.answer)),
        (
            t("Claims and references"),
            lambda item: figures.enumerated((*item.claims, *item.references)),
        ),
    )


def _explained(options: Sequence[OptionResult], level: int) -> Iterator[Block]:
    for option in options:
        title = t("Every contribution to {option}", option=option.short)
        yield Heading(title, level)
        yield table(
            title,
            option.contributions,
            (t("Criterion"), lambda item: item.name),
            (numeric(t("Points")), lambda item: figures.score(item.contribution)),
            (t("Why"), lambda item: ground(item.ground)),
        )
