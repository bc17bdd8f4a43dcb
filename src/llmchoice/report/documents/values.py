"""What the result can be recomputed from: the ranking, weights, values, points and answers."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from llmchoice import figures
from llmchoice.language import message, t, tell
from llmchoice.model.assessment import (
    AnswerGiven,
    Assessment,
    Contribution,
    OptionResult,
    PriorityWeight,
)
from llmchoice.report.blocks import Block, Column, Details, Heading, Mono, Paragraph, Strong, Table
from llmchoice.report.composition import (
    below,
    bullets,
    chapter,
    numeric,
    section,
    shown,
    summed,
    table,
)
from llmchoice.report.documents.verdict import side_name
from llmchoice.report.subject import Names, Subject, ranked
from llmchoice.report.wording.answers import given as given_text
from llmchoice.report.wording.answers import stated
from llmchoice.report.wording.grounds import ground


def ranking(subject: Subject, names: Names) -> Iterator[Details]:
    """Every option, the excluded ones last, and what each option is."""
    tied = Counter(option.rank for option in subject.options)
    options = table(
        t("Ranking"),
        ranked(subject.options),
        (numeric(t("Rank")), lambda option: _rank(option, tied=tied[option.rank] > 1)),
        (t("Option"), lambda option: option.short),
        (t("Side"), lambda option: side_name(option.side)),
        (numeric(t("Score")), lambda option: figures.score(option.score)),
        (
            numeric(t("Comes first")),
            lambda option: shown(figures.share, option.first_rank_share, t("none")),
        ),
        (t("Status"), lambda option: _status(option, subject, names)),
    )
    key = bullets(
        (Strong(option.short), " (", Mono(option.id), "): ", option.hosting)
        for option in subject.options
    )
    is_simulated = any(option.first_rank_share is not None for option in subject.options)
    rounded = [Paragraph(tell(_ROUNDED))] if is_simulated else []
    yield from chapter(t("Ranking"), (options, *rounded, key))


_ROUNDED = message("Percentages are rounded: they may not add up to exactly 100 %.")


def weights_and_values(subject: Subject, names: Names) -> Iterator[Details]:
    """Weight and value of each criterion for each option, enough to recompute the scores."""
    criteria = {item.criterion: item for option in subject.options for item in option.contributions}
    if not criteria:
        return
    scores = [figures.score(option.score) for option in subject.options]
    values = table(
        t("Weights and values"),
        criteria.values(),
        (t("Criterion"), lambda item: (item.name, " (", Mono(item.criterion), ")")),
        (t("Priority"), lambda item: names.priority(item.priority)),
        (numeric(t("Weight")), lambda item: figures.percent(item.weight)),
        *(_column_of(option) for option in subject.options),
    )
    meaning = t(
        "The score of an option is the sum of weight times value down its column (at most 100)."
    )
    points = summed(_points(subject.options, names), (t("Score"), *scores))
    read = _read(criteria.values(), names)
    blocks: list[Block] = [
        Paragraph(meaning),
        summed(values, (t("Score"), "", "", *scores)),
        *section(points.title, [points]),
        *section(read.title, [read]),
        *_explained(subject.options),
    ]
    yield Details(values.title, below(blocks))


def _column_of(option: OptionResult) -> tuple[Column, Callable[[Contribution], str]]:
    """The values of one option, criterion by criterion."""
    values = {item.criterion: _value(item) for item in option.contributions}
    return numeric(option.short), lambda item: values.get(item.criterion, t("none"))


def answers(
    given: Sequence[AnswerGiven], title: str, known: Sequence[AnswerGiven] = ()
) -> Iterator[Details]:
    """Every answer with its note, less those that stand elsewhere."""
    answered = table(
        title,
        [answer for answer in given if answer not in known],
        (t("Question"), lambda answer: answer.text),
        (t("Answer"), given_text),
        (t("Note"), lambda answer: answer.note or ""),
        (t("Read by"), lambda answer: figures.enumerated(answer.feeds)),
    )
    elsewhere = (Paragraph(t("All other answers are those of the organisation.")),) if known else ()
    if answered.rows:
        yield from chapter(title, (*elsewhere, answered))


def priorities(weighed: Sequence[PriorityWeight], notes: Iterable[str]) -> Iterator[Details]:
    """What was said of the priorities, the weights that follow, and what there is to note."""
    weights = table(
        t("Priorities and their weights"),
        weighed,
        (t("Priority"), lambda item: item.name),
        (t("Stated"), lambda item: stated(item.stated)),
        (numeric(t("Weight")), lambda item: figures.percent(item.weight)),
    )
    rounded = [tell(_ROUNDED)] if weights.rows else []
    yield from chapter(weights.title, (weights, *map(Paragraph, (*rounded, *notes))))


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
    yield t(
        "Consistency ratio of the comparisons: {ratio} (random index {index}). Up to {limit} they"
        " agree well enough.",
        **places,
    )
    if not judged.poor:
        return
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
        better = names.listed(option.dominated_by)
        status.append(t("nowhere better than {options}", options=better))
    if option.conditions:
        status.append(t("on conditions"))
    return figures.separated(status)


def _value(item: Contribution) -> str:
    value = figures.score(item.value)
    if item.certain:
        return value
    low, high = figures.score(item.low), figures.score(item.high)
    return t("{value} ({low} to {high})", value=value, low=low, high=high)


def _points(options: Sequence[OptionResult], names: Names) -> Table:
    by_option = [{points.priority: points.points for points in o.by_priority} for o in options]
    return table(
        t("Points of each priority"),
        dict.fromkeys(item.priority for o in options for item in o.contributions),
        (t("Priority"), names.priority),
        *(
            (
                numeric(option.short),
                lambda priority, points=points: figures.score(points.get(priority, 0)),
            )
            for option, points in zip(options, by_option, strict=True)
        ),
    )


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


def _explained(options: Sequence[OptionResult]) -> Iterator[Block]:
    for option in options:
        given = table(
            t("Every contribution to {option}", option=option.short),
            option.contributions,
            (t("Criterion"), lambda item: item.name),
            (numeric(t("Points")), lambda item: figures.score(item.contribution)),
            (t("Why"), lambda item: ground(item.ground)),
        )
        yield from (Heading(given.title), given)
