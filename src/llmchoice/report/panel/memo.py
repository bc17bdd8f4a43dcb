"""A memo for a board, in GitHub-flavoured Markdown: the panel first, then its assessment."""

from typing import TYPE_CHECKING

from llmchoice import figures
from llmchoice.figures import listed, percent
from llmchoice.report import words
from llmchoice.report.beside import beside
from llmchoice.report.certainty import stated_weights
from llmchoice.report.escape import escape
from llmchoice.report.memo.annex import answers, contributions, method
from llmchoice.report.memo.argument import argued
from llmchoice.report.memo.candidates import choosing
from llmchoice.report.memo.costs import cost_figures
from llmchoice.report.memo.decision import recommended, routes
from llmchoice.report.memo.evidence import sources
from llmchoice.report.memo.paper import bullet, bullets, heading, sentences, table
from llmchoice.report.memo.today import today
from llmchoice.report.names import names_of
from llmchoice.report.panel import accord, phrases
from llmchoice.report.wording import panelnotices
from llmchoice.report.wording.answers import answer
from llmchoice.report.wording.notices import notice_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from llmchoice.model.assessment import Assessment
    from llmchoice.model.panel import Clash, Contested, Panel, PanelMember, Preference
    from llmchoice.report.names import Names
    from llmchoice.report.style import Style


def render(panel: "Panel", _style: "Style") -> str:
    """The memo; a file looks the same whatever the terminal."""
    return "\n\n".join(_parts(panel, names_of(panel.aggregate)))


def _parts(panel: "Panel", names: "Names") -> "Iterator[str]":
    together = panel.aggregate
    yield heading(1, escape(phrases.title(panel)))
    if together.date:
        yield f"Date: {escape(together.date)}"
    yield from recommended(together, names, together.rules, level=2)
    yield from routes(together, names)
    yield from _members(panel, names)
    yield from _facts(panel, names)
    yield from _preferences(panel)
    yield heading(2, phrases.LEFT_OUT)
    yield escape(phrases.robust(panel))
    yield from bullets(escape(phrases.left_out(one, names)) for one in panel.leave_one_out)
    yield from _agreement(panel)
    yield heading(2, phrases.METHOD)
    yield from bullets(map(escape, panelnotices.method(panel)))
    if panel.warnings or together.warnings:
        yield heading(2, "Warnings")
        yield from bullets(
            escape(notice_text(warning, names)) for warning in (*panel.warnings, *together.warnings)
        )
    yield from _assessment(together, names)


def _members(panel: "Panel", names: "Names") -> "Iterator[str]":
    yield heading(2, phrases.MEMBERS)
    yield table(
        ("Member", "Say ", "Verdict", "Option", "The panel's option"),
        [
            (
                escape(one.name),
                percent(one.share),
                escape(_verdict(one, panel)),
                _option(one.recommendation.option, names),
                escape("; ".join(phrases.loss(one))),
            )
            for one in panel.members
        ],
    )
    yield from bullets(
        escape(f"{one.name}, {work.name}: {words.VERDICTS[work.verdict]}{_for(work.option, names)}")
        for one in panel.members
        for work in one.workloads
    )


def _verdict(one: "PanelMember", panel: "Panel") -> str:
    return "; ".join((words.VERDICTS[one.recommendation.verdict], *phrases.certainty(one, panel)))


def _option(option: str | None, names: "Names") -> str:
    return escape(names.option(option)) if option else "none alone"


def _for(option: str | None, names: "Names") -> str:
    return f", {names.option(option)}" if option else ""


def _facts(panel: "Panel", names: "Names") -> "Iterator[str]":
    facts = panel.facts
    yield heading(2, phrases.CONTESTED)
    if not (facts.contested or facts.clashes):
        yield phrases.NO_FACTS
    yield from bullets(_contested(fact, names) for fact in facts.contested)
    yield from bullets(_clash(clash, names) for clash in facts.clashes)
    if facts.known_by_some:
        yield heading(2, phrases.KNOWN_BY_SOME)
        yield table(
            ("Question", "Answer", "Known to", "Not known to"),
            [
                (
                    escape(f"{known.text}{phrases.where(known.workloads)}"),
                    escape(answer(known.label)),
                    escape(listed(known.known_by)),
                    escape(listed(known.unknown_to)),
                )
                for known in facts.known_by_some
            ],
        )


def _contested(fact: "Contested", names: "Names") -> str:
    said = [phrases.position(one, names) for one in fact.answers]
    details = map(escape, (*said, *phrases.not_known(fact)))
    return bullet(escape(f"{fact.text}{phrases.where(fact.workloads)}"), details)


def _clash(clash: "Clash", names: "Names") -> str:
    said = [f"{one.question}: {phrases.position(one, names)}" for one in clash.answers]
    details = map(escape, (*said, clash.fix))
    return bullet(escape(f"{clash.reason}{phrases.where(clash.workloads)}"), details)


def _preferences(panel: "Panel") -> "Iterator[str]":
    yield heading(2, phrases.PREFERENCES)
    if not phrases.differ(panel):
        yield phrases.NO_PREFERENCES
    members = (f"{escape(one.name)} " for one in panel.members)
    yield table(
        ("Priority", *members, "Together ", "Apart "),
        [_weights(one) for one in panel.preferences],
    )


def _weights(one: "Preference") -> tuple[str, ...]:
    given = (percent(weight.weight) for weight in one.weights)
    apart = figures.percentage_points(one.spread)
    return (escape(one.name), *given, percent(one.mean), apart)


def _agreement(panel: "Panel") -> "Iterator[str]":
    yield heading(2, phrases.AGREEMENT)
    yield from map(escape, accord.unanimity(panel))
    yield from bullets(map(escape, accord.settled(panel)))
    yield from map(escape, accord.nothing(panel))
    yield from bullets(
        bullet(
            sentences(accord.dissent(one, panel)),
            (escape(accord.move(m, panel)) for m in one.moves),
        )
        for one in panel.agreement.dissents
    )


def _assessment(together: "Assessment", names: "Names") -> "Iterator[str]":
    """The assessment of the panel, but for what stands above already."""
    weights = stated_weights(together)
    yield from argued(together, names, weights, level=2, beside=beside(together))
    for workload in together.workloads:
        yield heading(2, f"Workload: {escape(workload.name)}")
        yield from recommended(workload, names, together.rules, level=3)
        own = beside(together, workload.name)
        yield from argued(workload, names, weights, level=3, beside=own)
        yield from answers(workload, "Answers of this workload", level=3, known=together.answers)
        yield from contributions(workload, names, level=3)
    yield from choosing(together)
    yield from answers(together, "Answers", level=2)
    yield from contributions(together, names, level=2)
    yield from cost_figures(together)
    yield from method(together)
    yield from today(together)
    yield from sources(together)
