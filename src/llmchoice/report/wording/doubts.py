"""What puts a verdict in doubt: chance, what simulations rule out, and what is not named."""

from collections.abc import Iterator

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model import comparison
from llmchoice.model.assessment import Recommendation
from llmchoice.model.verdict import tells_nothing_left
from llmchoice.report.subject import Names, Subject
from llmchoice.report.wording.answers import quoted
from llmchoice.report.wording.grounds import nothing_left


def at_threshold(recommendation: Recommendation | comparison.Outcome) -> Iterator[str]:
    """That the simulations cannot tell whether the side is named."""
    if recommendation.at_threshold:
        yield t("At the threshold: chance in the simulations may have tipped it.")


def ruled_out_at_times(subject: Subject, names: Names) -> Iterator[str]:
    """What unknown answers or prices exclude in more than a few simulations."""
    recommendation = subject.recommendation
    if subject.robustness is not None:
        yield from nothing_left(recommendation.p_nothing_left, subject.robustness.draws)
    if "leader-excluded" in recommendation.doubts:
        leader = names.option(recommendation.leaders[0])
        shares = recommendation.p_leader_excluded, recommendation.p_nothing_left
        yield leader_excluded(leader, *shares)


def leader_excluded(option: str, share: float | None, nothing: float | None) -> str:
    """In what share of simulations the option that leads is ruled out.

    `nothing`: in what share nothing is allowed; where that is told, it is of the others.
    """
    places = {"share": figures.percent(share or 0), "option": option}
    if tells_nothing_left(nothing):
        return t("In {share} of those that allow something {option} is ruled out.", **places)
    return t("In {share} of the simulations {option} is ruled out.", **places)


def not_named(recommendation: Recommendation) -> Iterator[str]:
    """Why a side that wins enough simulations is not recommended, or no option of it."""
    if "none-sure" in recommendation.doubts:
        yield t("Each of its options is ruled out in most simulations, so none is named.")
        asked = [factor.name for factor in recommendation.decides if factor.kind == "question"]
        if len(asked) > 1:
            names = figures.listed(map(quoted, asked))
            yield t("What is not answered decides which are allowed: {questions}.", questions=names)
        elif asked:
            yield t("One answer decides which are allowed: {question}.", question=quoted(asked[0]))
        elif recommendation.decides:
            yield t("Your ceiling decides which are allowed.")
    if "too-unknown" in recommendation.doubts:
        yield t(
            "Too much is unknown to name a side: {share} of the score rests on answers that are not"
            " sure.",
            share=figures.percent(recommendation.unknown_weight or 0),
        )
    if "too-dear" in recommendation.doubts:
        yield t("The side that wins is not named: typically all of it exceeds your ceiling.")
