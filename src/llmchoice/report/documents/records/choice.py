"""What a decision record says is chosen: of what, how sure that is, and what is not decided."""

from collections.abc import Iterable, Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.assessment import Assessment, Recommendation, Rules, WorkloadResult
from llmchoice.model.option import Side
from llmchoice.model.verdict import Verdict, points_behind
from llmchoice.report.blocks import Block, Paragraph
from llmchoice.report.composition import bullets
from llmchoice.report.documents import verdict
from llmchoice.report.documents.workloads import in_common, what_may_go_where
from llmchoice.report.subject import Names, Subject
from llmchoice.report.wording import advice, grounds
from llmchoice.report.wording.notices import upfront


def outcome(assessment: Assessment, names: Names) -> Iterator[Block]:
    """What is chosen and why, then what puts it in doubt and what to begin with."""
    works, rules = assessment.workloads, assessment.rules
    yield Paragraph(_chosen(assessment, rules, names))
    yield from map(Paragraph, _doubts(assessment, names))
    yield from map(Paragraph, upfront(assessment.warnings, names))
    yield bullets(_route(work, rules, names) for work in works)
    if assessment.recommendation.side is None:
        yield from map(Paragraph, _needed(works, rules))
    of_each = ((work.name, text) for work in works for text in _doubts(work, names))
    yield from map(Paragraph, in_common(works, of_each))
    yield from map(Paragraph, _started_with(assessment, names))
    if assessment.lanes:
        yield from what_may_go_where(assessment, names)


def _doubts(subject: Subject, names: Names) -> Iterator[str]:
    """What the choice must not be told without."""
    recommendation = subject.recommendation
    option = next((o for o in subject.options if o.id == recommendation.option), None)
    passed = recommendation.first_more_often
    # Of one that comes first more often, the sentence below tells how close it is.
    is_told = passed is not None and passed.option in recommendation.tied
    if option is not None and recommendation.tied and not is_told:
        yield t(
            "It comes first in {share} of simulations, practically tied with {options}.",
            share=_often(option.first_rank_share or 0),  # what is tied was simulated
            options=names.either(recommendation.tied),
        )
    yield from grounds.not_named(recommendation)
    yield from advice.why_undecided(recommendation, names)
    yield from grounds.at_threshold(recommendation)
    if recommendation.option is None:  # else the choice says that another one scores more
        yield from grounds.passed_over(recommendation.passed_over, names.option)
    yield from grounds.first_more_often(recommendation, names)
    yield from grounds.ruled_out_at_times(subject, names)


def _started_with(assessment: Assessment, names: Names) -> Iterator[str]:
    """What to begin with; of kinds of work only what their routes do not say."""
    works = assessment.workloads
    if not works:
        yield from advice.beginning(assessment.recommendation, names)
    starts = (
        (work.name, text)
        for work in works
        for worded in (advice.starting, advice.not_started)
        for text in worded(work.recommendation, names)
    )
    yield from in_common(works, starts)


def _chosen(subject: Assessment, rules: Rules, names: Names) -> str:
    recommendation = subject.recommendation
    if recommendation.option is not None:
        option = _chosen_option(recommendation, names.option(recommendation.option), rules, names)
        return f"{option} {_sure(recommendation, rules)}".strip()
    match recommendation.verdict:
        case Verdict.NONE:
            return t("Chosen option: none, because at least one rule excludes each of them.")
        case Verdict.UNDECIDED:
            return _not_chosen(recommendation, rules, names)
        case Verdict.MIXED:
            return t("Chosen option: one for each kind of work, because no side fits all of it.")
    # A side is chosen, and no option of it alone.
    if "none-sure" in recommendation.doubts:
        side = t("Chosen option: none yet, because each of this side may prove not to be allowed.")
    elif leaders := names.either(recommendation.leaders):
        side = t("Chosen option: {options}, because they are level.", options=leaders)
    else:
        side = t("Chosen option: one for each kind of work, all of the same side.")
    return f"{side} {_sure(recommendation, rules)}".strip()


def _not_chosen(recommendation: Recommendation, rules: Rules, names: Names) -> str:
    closest = names.listed(recommendation.contenders)
    if not closest:
        return t("Chosen option: none yet, because not every kind of work is decided.")
    if recommendation.p_side is None or recommendation.leading is None:
        return t(
            "Chosen option: none yet, because neither side is clearly better. Closest are"
            " {options}.",
            options=closest,
        )
    return t(
        "Chosen option: none yet, because neither side is clearly better: {models} win {share} of"
        " the simulations, and {needed} is needed. Closest are {options}.",
        options=closest,
        models=_models(recommendation.leading),
        share=_often(recommendation.p_side, rules),
        needed=figures.percent(rules.confidence),
    )


def _sure(recommendation: Recommendation, rules: Rules) -> str:
    """How firm the side is, and from which share of the simulations on it is that."""
    strength = verdict.strength_name(recommendation)
    if not strength:
        return ""
    if len(recommendation.sides_left) == 1:
        return t("How sure: {strength}.", strength=strength)
    return t(
        "How sure: {strength} (likely from {needed}, clear from {clear}).",
        strength=strength,
        needed=figures.percent(rules.confidence),
        clear=figures.percent(rules.clear),
    )


def _needed(works: Iterable[WorkloadResult], rules: Rules) -> Iterator[str]:
    """The shares that the kinds of work are held to, where simulations told sides apart."""
    if any(len(work.recommendation.sides_left) > 1 for work in works):
        yield t(
            "A side is recommended from {needed} of the simulations on, and clear from {clear}.",
            needed=figures.percent(rules.confidence),
            clear=figures.percent(rules.clear),
        )


def _often(share: float, rules: Rules | None = None) -> str:
    """A share of the simulations; short of what is needed it never reads as if it met it."""
    needed = (rules.confidence, rules.clear) if rules else ()
    return figures.share_beside(share, *needed) if 0 < share < 1 else figures.often(share)


def _models(side: Side | None) -> str:
    """The models of a side, in the middle of a sentence."""
    return t("open models") if side is Side.OPEN else t("closed models")


def _chosen_option(recommendation: Recommendation, option: str, rules: Rules, names: Names) -> str:
    if recommendation.score is None or recommendation.p_side is None:
        return t('Chosen option: "{option}", because it fits all of the work.', option=option)
    if not recommendation.rivals:
        return t('Chosen option: "{option}", because rules exclude all others.', option=option)
    behind = points_behind(recommendation.margin)
    places = {
        "option": option,
        "score": figures.score(recommendation.score),
        "models": _models(recommendation.leading),
        "share": _often(recommendation.p_side, rules),
        "next": names.listed(recommendation.rivals),
        "margin": figures.points(recommendation.margin or 0 if behind is None else behind),
    }
    if behind is not None:
        return t(
            'Chosen option: "{option}", because {models} win {share} of the simulations, although'
            " {next} scores {margin} more.",
            **places,
        )
    if len(recommendation.sides_left) == 1:
        return t(
            'Chosen option: "{option}", because the other side has none left, and it scores highest'
            " ({score} of 100). It is {margin} ahead of {next}.",
            **places,
        )
    return t(
        'Chosen option: "{option}", because it scores highest ({score} of 100) and {models} win'
        " {share} of the simulations. It is {margin} ahead of {next}.",
        **places,
    )


def _route(workload: WorkloadResult, rules: Rules, names: Names) -> str:
    recommendation = workload.recommendation
    if recommendation.option is not None:
        option = names.option(recommendation.option)
    elif recommendation.verdict is Verdict.NONE:
        option = t("nothing is allowed")
    elif recommendation.side is not None:
        option = names.either(recommendation.leaders)
    else:
        closest = names.listed(recommendation.contenders)
        option = t("not decided between {options}", options=closest)
    route = t("{work}: {option}", work=workload.name, option=option)
    strength, share = verdict.strength_name(recommendation), recommendation.p_side
    if not strength or share is None:
        return route
    if len(recommendation.sides_left) == 1:
        return t("{route} ({strength})", route=route, strength=strength)
    return t(
        "{route} ({strength}, {share})", route=route, strength=strength, share=_often(share, rules)
    )
