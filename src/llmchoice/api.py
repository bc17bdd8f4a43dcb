"""The public Python API, which the command line uses as well; docs/api.md shows it at work.

Every function imports what it needs when it runs: a command that only checks a profile reads no
prices and loads no numpy.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from llmchoice.knowledge.source import ProfileText, find_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import Basis, KnowledgeBase
    from llmchoice.model.profile import Profile
    from llmchoice.report.blocks import Settings
    from llmchoice.report.registry import Format, Record


def load_criteria(folder: str | Path | None = None) -> "KnowledgeBase":
    """The criteria that come with the program, with those of a folder of your own on top.

    Raises:
        LlmchoiceError: when a file is missing or wrong, with every error and its place.
    """
    from llmchoice.knowledge.criteria import load_criteria as load

    return load(None if folder is None else Path(folder))


def read_profile(
    source: "str | Path | ProfileText",
    criteria: "KnowledgeBase | None" = None,
    settings: "Sequence[str]" = (),
    missing: Literal["unknown"] | None = None,
) -> "Profile":
    """A profile that is valid for the criteria; answers may be missing.

    Args:
        source: a file, the name of a packaged example such as `startup`, or a text of your own.
        criteria: what it is checked against; the packaged criteria where you name none.
        settings: answers or ratings in place of the profile's, written as `--set` takes them:
            `privacy=5`.
        missing: "unknown" takes every missing answer as unknown.

    Raises:
        LlmchoiceError: when there is no such file, or with everything that is wrong with it.
    """
    from llmchoice.knowledge.completeness import with_unknown
    from llmchoice.knowledge.document import parse
    from llmchoice.knowledge.profile import profile_of
    from llmchoice.knowledge.settings import read_settings

    kb = criteria or load_criteria()
    read = read_settings(kb, settings)
    text = source if isinstance(source, ProfileText) else find_profile(str(source))
    document = parse(text.text, text.file)
    profile = profile_of(kb, document, read)
    costs = profile.costs
    if costs is not None and (costs.gpu or costs.closed_model or costs.open_model):
        from llmchoice.catalogue.store import current_store

        current_store().check(costs, document)
    return profile if missing is None else with_unknown(kb, profile)


def assess(
    profile: "Profile",
    criteria: "KnowledgeBase | Basis | None" = None,
    date: str | None = None,
    simulations: int | None = None,
) -> "Assessment":
    """Assess a profile: the verdict and what it rests on, costs, and models to try.

    The same arguments give the same result. A notebook shows it as the page of `render`.

    Args:
        profile: with an answer to every question that applies.
        criteria: the packaged criteria where you name none; a `Basis` has its costs already.
        date: the day, YYYY-MM-DD, whose prices count, and on which facts and prices are marked as
            old; without one the result has no date, and has the prices as they were read.
        simulations: how many, from 1 on; by default as many as the criteria ask for.

    Raises:
        LlmchoiceError: when an answer is missing, no criterion that applies has any weight, the
            date is none, the number of simulations is out of range, or refreshed prices cannot be
            read.
    """
    _demand_possible(date, simulations)
    from llmchoice.catalogue.store import current_store
    from llmchoice.catalogue.supplement import supplemented
    from llmchoice.engine.assess import assess as engine_assess
    from llmchoice.knowledge.completeness import demand_complete
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import KnowledgeBase

    if criteria is None or isinstance(criteria, KnowledgeBase):
        criteria = priced(criteria or load_criteria(), profile, date)
    demand_complete(criteria.kb, profile, profile.organisation)
    store = current_store(date)
    if profile.costs is not None:
        store.check(profile.costs)
    assessment = engine_assess(criteria, profile, date=date, draws=simulations, test=True)
    Assessment.notebook = notebook_page
    return supplemented(assessment, criteria, profile, store)


def priced(kb: "KnowledgeBase", profile: "Profile", date: str | None = None) -> "Basis":
    """What a profile is assessed on: the criteria, with what the options would cost it.

    Args:
        kb: the criteria.
        profile: valid for them.
        date: the day, YYYY-MM-DD, whose prices count; without one that on which they were read.

    Raises:
        LlmchoiceError: exit code 3 for a GPU or a model of which nothing is known, 2 where the date
            is none.
    """
    _demand_possible(date)
    from llmchoice.model.knowledge import Basis
    from llmchoice.model.terms import CostInputs

    costs = profile.costs or CostInputs()
    computed = [criterion for _, criterion in kb.criteria() if criterion.computed is not None]
    if costs.ceiling is None and not any(criterion.decides for criterion in computed):
        return Basis(kb)
    from llmchoice.catalogue.store import current_store

    return Basis(kb, current_store(date).costing(kb, costs))


def _demand_possible(date: str | None, simulations: int | None = None) -> None:
    """Refuse what is no day, and too few or too many simulations."""
    from llmchoice.errors import usage_error
    from llmchoice.mcda.precision import MOST
    from llmchoice.model.source import is_day

    if date is not None and not is_day(date):
        raise usage_error(f"date '{date}' is not a date", fix="write YYYY-MM-DD")
    is_count = isinstance(simulations, int) and not isinstance(simulations, bool)
    if simulations is not None and not (is_count and 1 <= simulations <= MOST):
        raise usage_error(
            f"{simulations} simulations are not possible", fix=f"ask for 1 to {MOST:,}"
        )


@overload
def render(
    result: "BaseModel",
    form: Literal["text", "markdown", "html", "madr", "json"] = ...,
    full: bool = ...,  # noqa: FBT001 - the order of arguments is part of the API
    settings: "Settings | None" = ...,
    record: "Record | None" = ...,
) -> str: ...
@overload
def render(
    result: "BaseModel",
    form: Literal["docx"],
    full: bool = ...,  # noqa: FBT001 - the same
    settings: "Settings | None" = ...,
    record: "Record | None" = ...,
) -> bytes: ...
@overload
def render(
    result: "BaseModel",
    form: "str | Format",
    full: bool = ...,  # noqa: FBT001 - the same
    settings: "Settings | None" = ...,
    record: "Record | None" = ...,
) -> str | bytes: ...
def render(
    result: "BaseModel",
    form: "str | Format" = "text",
    full: bool = False,  # noqa: FBT001, FBT002 - the order of arguments is part of the API
    settings: "Settings | None" = None,
    record: "Record | None" = None,
) -> str | bytes:
    """A result in a format: text that ends in one newline, or the bytes of a Word file.

    Args:
        result: an assessment, or what another command of the program shows.
        form: text, markdown, html, docx, madr or json.
        full: everything, in place of one page; JSON is always full.
        settings: what the place can show, such as a width; by default a file.
        record: what a decision record (madr) says of itself.

    Raises:
        LlmchoiceError: when there is no such format for the result.
    """
    from llmchoice.report.registry import format_named
    from llmchoice.report.registry import render as written

    if isinstance(form, str):
        form = format_named(form, type(result))
    if not full or not form.backend:  # JSON has no levels, and needs nothing of what pages are of
        return written(result, form, settings, record=record)
    from llmchoice.report.blocks import Level

    return written(result, form, settings, Level.FULL, record)


def notebook_page(assessment: "Assessment") -> str:
    """The HTML page as a fragment: a frame, so that neither its style nor its script gets out."""
    from html import escape

    page = escape(render(assessment, "html"))
    return (
        f'<iframe title="{escape(assessment.profile.organisation)}" sandbox="allow-scripts"'
        f' style="border: 0; height: 40rem; width: 100%" srcdoc="{page}"></iframe>'
    )
