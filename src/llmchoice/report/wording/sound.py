"""The words of live speech in costs: what of it is priced, and what is not."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.language import t
from llmchoice.model.cost import SOUND_PRICES, Term

if TYPE_CHECKING:
    from collections.abc import Iterable

    from llmchoice.model.cost import CostSubject, StatedTerm


def without_idle(terms: "Iterable[StatedTerm]") -> "tuple[StatedTerm, ...]":
    """Figures, without the prices of sound where none of the input is sound."""
    stated = tuple(terms)
    shares = (each.band for each in stated if each.term is Term.SOUND_SHARE)
    if any(share is not None and share.high > 0 for share in shares):
        return stated
    return tuple(each for each in stated if each.term not in SOUND_PRICES)


def priced(subject: "CostSubject") -> str:
    """How live speech is priced, and what of it is not; nothing where nobody is said to talk."""
    terms = (term for case in subject.cases for term in case.terms)
    share = next((term.band for term in terms if term.term is Term.SOUND_SHARE), None)
    if share is None or not share.typical:
        return ""
    hearing = [
        (side in case.hearing, case.closed_model if side == "closed" else case.open_model)
        for case in subject.cases
        for side in ("closed", "open")
    ]
    heard, read = (
        tuple(dict.fromkeys(model for hears, model in hearing if hears is which))
        for which in (True, False)
    )
    sentences = []
    if heard:
        talked = {"models": figures.listed(heard), "share": figures.whole_percent(share.typical)}
        sentences.append(t("Of what goes into {models}, {share} is taken to be sound.", **talked))
    if read:
        sentences.append(
            t(
                "Not known to hear speech: {models}. They get it in writing, and what writing it"
                " down costs is left out.",
                models=figures.listed(read),
            )
        )
    sentences.append(t("What a voice that answers costs is left out."))
    return " ".join(sentences)
