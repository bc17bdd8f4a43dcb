"""How sure the result on one subject is: what was simulated, and how often each option wins."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import Rules
from llmchoice.model.sensitivity import Duel, OptionRobustness, Robustness
from llmchoice.report.blocks import Block, Paragraph
from llmchoice.report.composition import bullets, chapter, numeric, section, shown, table
from llmchoice.report.documents.verdict import side_name
from llmchoice.report.subject import Names, Subject
from llmchoice.report.wording.answers import spread
from llmchoice.report.wording.grounds import at_threshold


def how_sure(
    subject: Subject, names: Names, weights: Mapping[str, float], rules: Rules
) -> Iterator[Block]:
    """The chapter; nothing where no simulation was run.

    `weights` are those of the priorities, from 0 to 1, as the organisation has them.
    """
    robustness = subject.robustness
    if robustness is None:
        return
    options = robustness.likeliest_first([o.id for o in subject.options if o.admissible])
    blocks = (
        Paragraph(_basis(robustness)),
        bullets(_sides(subject, names)),
        *_ranks(options, robustness.ranks_taken, names),
        *_duels(robustness.duels, names),
        bullets(_losers(options, names)),
        *_central_weights(options, names, weights),
        bullets(_rules(rules)),
    )
    yield from chapter(t("How sure is it?"), blocks)


def _basis(robustness: Robustness) -> str:
    varied = {
        "weights": t("weights"),
        "values": t("values within their stated uncertainty"),
        "answers": t("unknown answers over their possible values"),
    }
    count = figures.count(robustness.draws)
    if not robustness.varied:
        return t(
            "{count} simulations were run. Nothing is uncertain, so all of them are alike.",
            count=count,
        )
    sentence = t(
        "{count} simulations were run. They vary: {varied}. 19 times in 20 a share of simulations"
        " is right to within {error}.",
        count=count,
        varied=figures.listed(varied[name] for name in robustness.varied),
        error=figures.percentage_points(robustness.error),
    )
    weights = t("How certain the weights are: {spread}", spread=spread(robustness.spread))
    return f"{sentence} {weights}"


def _sides(subject: Subject, names: Names) -> Iterator[str]:
    for item in subject.robustness.sides if subject.robustness else ():
        yield t(
            "{side} wins {share} of the simulations in which something is allowed.",
            side=side_name(item.side),
            share=figures.percent(item.share),
        )
    recommendation = subject.recommendation
    first = names.option(recommendation.leaders[0]) if recommendation.leaders else ""
    if recommendation.p_nothing_left:
        share = figures.percent(recommendation.p_nothing_left)
        yield t("Nothing is allowed in {share} of all simulations.", share=share)
    if recommendation.p_leader_excluded:
        yield t(
            "{option} is ruled out in {share} of the simulations in which something is allowed.",
            option=first,
            share=figures.percent(recommendation.p_leader_excluded),
        )
    if recommendation.regret is not None:
        yield t(
            "On average {option} ends {points} of 100 behind whichever side does better (expected"
            " regret).",
            option=first,
            points=figures.points(recommendation.regret),
        )
    yield from at_threshold(recommendation)


def _ranks(options: Sequence[OptionRobustness], last: int, names: Names) -> Iterator[Block]:
    ranks = table(
        t("How often each option takes each rank"),
        options,
        (t("Option"), lambda option: names.option(option.option)),
        *(
            (
                numeric(t("Rank {rank}", rank=rank)),
                lambda option, place=place: figures.share(option.ranks[place]),
            )
            for place, rank in enumerate(range(1, last + 1))
        ),
    )
    yield from section(ranks.title, [ranks])


def _duels(duels: Sequence[Duel], names: Names) -> Iterator[Block]:
    first = names.option(duels[0].option) if duels else ""
    beaten = table(
        t("How often {option} beats each other option", option=first),
        duels,
        (t("Other option"), lambda duel: names.option(duel.over)),
        (numeric(t("In simulations")), lambda duel: figures.share(duel.share)),
        (numeric(t("Varying only the weights")), lambda duel: figures.share(duel.by_weights)),
        (
            t("How the latter is found"),
            lambda duel: t("computed exactly") if duel.exact else t("simulated"),
        ),
    )
    yield from section(beaten.title, [beaten])


def _losers(options: Sequence[OptionRobustness], names: Names) -> Iterator[str]:
    """The options that cannot win."""
    for option in options:
        if not option.can_win:
            yield t(
                "{option} cannot come first, whatever the priorities weigh.",
                option=names.option(option.option),
            )


def _central_weights(
    options: Sequence[OptionRobustness], names: Names, weights: Mapping[str, float]
) -> Iterator[Block]:
    winners = [option for option in options if option.central_weights is not None]
    central = [
        {item.priority: item.weight for item in option.central_weights or ()} for option in winners
    ]
    if not winners:
        return
    means = table(
        t("Mean weights of the simulations that each option wins (central weights)"),
        dict.fromkeys((*weights, *(name for column in central for name in column))),
        (t("Priority"), names.priority),
        (numeric(t("Now")), lambda priority: _weight(weights.get(priority))),
        *(
            (
                numeric(names.option(option.option)),
                lambda priority, column=column: _weight(column.get(priority)),
            )
            for option, column in zip(winners, central, strict=True)
        ),
    )
    factors = [option.confidence_factor for option in winners]
    if any(factor is not None for factor in factors):
        shares = (shown(figures.share, factor, t("none")) for factor in factors)
        last = (t("Wins with these weights"), "", *shares)
        means = replace(means, rows=(*means.rows, last))
    yield from section(means.title, [means])


def _weight(weight: float | None) -> str:
    return shown(figures.percent, weight, t("none"))


def _rules(rules: Rules) -> Iterator[str]:
    yield t(
        "A side is named when it wins at least {share} of the simulations in which something is"
        " allowed, and at most {unknown}"
        " of the weight rests on unknown answers that could still turn the result.",
        share=figures.percent(rules.confidence),
        unknown=figures.percent(rules.unknown_limit),
    )
    yield t(
        "From {share} of the simulations on the verdict is called clear, below that likely.",
        share=figures.percent(rules.clear),
    )
    yield t(
        "An option is called practically tied with the one that is named where it is at most a few"
        " points behind, and that one scores more in fewer than {share} of the simulations.",
        share=figures.percent(rules.confidence),
    )
