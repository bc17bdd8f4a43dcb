"""What today's figures say beside a claim."""

from typing import TYPE_CHECKING

from llmchoice.language import t

if TYPE_CHECKING:
    from llmchoice.model.claimcheck import ClaimToday


def figure_today(check: "ClaimToday") -> str:
    """Today's figure, in a sentence."""
    if check.figure is None:
        return t("The catalogue holds too few models to say.")
    return check.figure
