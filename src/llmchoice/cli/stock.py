"""What `llmchoice models` shows of the catalogue: shortlists, an entry, and prices read again."""

from typing import TYPE_CHECKING

from llmchoice.cli.messages import note
from llmchoice.cli.options import today
from llmchoice.errors import ExitCode, LlmchoiceError, Problem, usage_error
from llmchoice.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.catalogue.store import Store
    from llmchoice.cli.inputs import Inputs
    from llmchoice.model.assessment import Recommendation
    from llmchoice.model.collection import Catalogue
    from llmchoice.model.entries import Grounds, ModelEntry, NamedEntry, Refresh, Shortlists
    from llmchoice.model.option import Option
    from llmchoice.model.profile import Answers
    from llmchoice.model.shortlist import Shortlist, Wished


def chosen(
    inputs: "Inputs",
    store: "Store",
    *,
    option: str,
    workload: str | None,
    wishes: "Sequence[Wished]",
) -> "Shortlists":
    """A list for an option that somebody names.

    Raises:
        LlmchoiceError: exit code 2 when there is no such option or workload.
    """
    _answers(inputs, workload)
    options = inputs.basis.kb.options
    wanted = next((each for each in options if each.id == option), None)
    if wanted is None:
        fix = did_you_mean(option, [each.id for each in options])
        raise usage_error(f"there is no option '{option}'", fix=fix)
    return _shortlists(inputs, (_list(inputs, store, wanted, wishes, workload),))


def recommended(
    inputs: "Inputs",
    store: "Store",
    *,
    workload: str | None,
    wishes: "Sequence[Wished]",
) -> "Shortlists":
    """Lists for what the assessment recommends: of the organisation, or workload by workload.

    Without one recommended option they are for the best one of each side.

    Raises:
        LlmchoiceError: exit code 2 when there is no such workload; 5 when no option is left.
    """
    from llmchoice.catalogue.parts import leading
    from llmchoice.engine.assess import assess
    from llmchoice.model.entries import Grounds

    options = inputs.basis.kb.options
    assessment = assess(inputs.basis, inputs.profile)
    whole = assessment.recommendation
    own: dict[str | None, Recommendation] = {
        work.name: work.recommendation for work in assessment.workloads
    }
    parts = own or {None: whole}
    if workload is not None:
        _answers(inputs, workload)
        parts = {workload: own[workload]}
    lists = tuple(
        _list(inputs, store, option, wishes, name)
        for name, recommendation in parts.items()
        for option in leading(options, recommendation)
    )
    if not lists:
        ids = ", ".join(option.id for option in options)
        problems = [
            Problem(
                "there are no models to list: the verdict is"
                f" '{recommendation.verdict}'{'' if name is None else f' for {name}'}",
                why="at least one rule excludes each option",
                fix="'llmchoice assess' says what would make an option possible again; to list"
                f" models for an excluded option, add --option: {ids}",
            )
            for name, recommendation in parts.items()
        ]
        raise LlmchoiceError(problems, ExitCode.NOTHING_ADMISSIBLE)
    grounds = tuple(
        Grounds(
            workload=name,
            verdict=recommendation.verdict,
            option=recommendation.option,
            contenders=recommendation.contenders,
        )
        for name, recommendation in parts.items()
    )
    shopped = whole if workload is None else own[workload]
    return _shortlists(inputs, lists, shopped, grounds)


def _shortlists(
    inputs: "Inputs",
    lists: "tuple[Shortlist, ...]",
    shopped: "Recommendation | None" = None,
    grounds: "tuple[Grounds, ...]" = (),
) -> "Shortlists":
    from llmchoice.model.entries import Shortlists

    return Shortlists(
        verdict=shopped and shopped.verdict,
        kind=shopped and shopped.kind,
        grounds=grounds,
        options={way.id: way.short for way in inputs.basis.kb.options},
        shortlist=lists,
    )


def warn_if_excluded(inputs: "Inputs", shortlist: "Shortlist") -> None:
    """Say so when the answers rule out the option that models are listed for."""
    from llmchoice.engine.gates import exclusions
    from llmchoice.report.wording.grounds import exclusion_text

    answers = _answers(inputs, shortlist.workload)
    for exclusion in exclusions(inputs.basis, answers, shortlist.option):
        note(f"warning: your answers exclude {shortlist.option}. {exclusion_text(exclusion)}")


def _answers(inputs: "Inputs", workload: str | None) -> "Answers":
    """The answers that count, of the organisation or of one of its workloads."""
    from llmchoice.engine.answers import effective
    from llmchoice.engine.parts import parts

    kb, profile = inputs.basis.kb, inputs.profile
    if workload is None:
        return effective(kb, profile.answers)
    for part in parts(kb, profile):
        if part.name == workload:
            return effective(kb, part.answers)
    names = [part.name for part in parts(kb, profile) if part.name]
    fix = did_you_mean(workload, names) if names else "the profile has no workloads"
    raise usage_error(f"there is no workload '{workload}'", fix=fix)


def _list(
    inputs: "Inputs",
    store: "Store",
    option: "Option",
    wishes: "Sequence[Wished]",
    workload: str | None,
) -> "Shortlist":
    from llmchoice.catalogue.parts import of_licensee, used_inputs
    from llmchoice.catalogue.shortlist import shortlist
    from llmchoice.catalogue.wishes import means

    answers = _answers(inputs, workload)
    costs = used_inputs(inputs.basis, inputs.profile)
    own = means(store.book, store.catalogue.rules, option, costs, answers)
    asked = of_licensee(inputs.basis.kb, inputs.profile, store.book, answers)
    return shortlist(store.catalogue, option, asked, (*own, *wishes), workload=workload)


def entry(catalogue: "Catalogue", name: str) -> "ModelEntry | NamedEntry":
    """What is known of an entry.

    Raises:
        LlmchoiceError: exit code 2 when nothing goes by that name.
    """
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.model.catalogue import Model
    from llmchoice.model.entries import ModelEntry, NamedEntry

    known = catalogue.find(name.lower()) or catalogue.called(name)
    if known is None:
        fix = did_you_mean(name, catalogue.ids(), "see 'llmchoice models list'")
        raise usage_error(f"there is no model '{name}'", fix=fix)
    if isinstance(known, Model):
        return ModelEntry(
            as_of=catalogue.as_of,
            model=known,
            licence=catalogue.licence(known.licence),
            providers=tuple(each for each in catalogue.providers if known.sold_at(each.id)),
            prices=catalogue.prices,
        )
    wanted = {statement.claim for statement in known.said}
    claims = [
        (article.title, claim)
        for article in load_criteria().articles
        for claim in article.claims
        if claim.id in wanted
    ]
    return NamedEntry(
        as_of=catalogue.as_of,
        named=known,
        licence=catalogue.licence(known.licence) if known.licence else None,
        claims=tuple(claim for _, claim in claims),
        articles={claim.id: title for title, claim in claims},
    )


def read_again() -> "Refresh":
    """Prices of today from the installed package, written whole to the user's folder.

    Raises:
        LlmchoiceError: exit code 2 when the package is missing, older than the prices at hand or
            not as expected, or when the file cannot be written; nothing is lost.
    """
    from llmchoice.catalogue.files import prices_file, refreshed_prices, write_refreshed
    from llmchoice.catalogue.live import live_prices
    from llmchoice.catalogue.load import load_catalogue
    from llmchoice.catalogue.refresh import refresh

    day = today()
    live = live_prices(day)
    try:
        catalogue = load_catalogue(refreshed=refreshed_prices())
    except LlmchoiceError:
        # What is wrong may be the file that is about to be replaced; if not, this says so.
        catalogue = load_catalogue()
        note(
            "the prices that were refreshed before cannot be read: starting from the packaged ones"
        )
    file, done = refresh(catalogue, live, day)
    path = prices_file()
    write_refreshed(path, file)
    return done.model_copy(update={"file": str(path)})
