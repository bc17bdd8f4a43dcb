"""A whole assessment: the engine's part, then what the catalogue adds."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile


def assessed(
    kb: "KnowledgeBase", profile: "Profile", *, date: str | None, draws: int | None
) -> "Assessment":
    """Assess a complete profile, with costs, models and today's figures.

    Raises:
        LlmchoiceError: as `llmchoice.engine.assess.assess`, and exit code 3 for figures that
            cannot be read.
    """
    from llmchoice.cli.priced import priced
    from llmchoice.engine.assess import assess

    return completed(assess(priced(kb, profile), profile, date=date, draws=draws), kb)


def completed(assessment: "Assessment", kb: "KnowledgeBase") -> "Assessment":
    """The assessment with costs, models and today's figures.

    Raises:
        LlmchoiceError: exit code 3 for figures that cannot be read.
    """
    from llmchoice.catalogue.supplement import supplemented
    from llmchoice.cli.priced import check_names, priced, the_store

    store, profile = the_store(), assessment.profile.content
    if profile.costs is not None:
        check_names(profile.costs, store.book)
    return supplemented(assessment, priced(kb, profile), profile, store)
