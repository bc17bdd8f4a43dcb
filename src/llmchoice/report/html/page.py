"""The whole page, from its templates."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from llmchoice import figures
from llmchoice.figures import listed, money, percent
from llmchoice.plain import plain
from llmchoice.report import (
    absent,
    certainty,
    changes,
    consistency,
    evidence,
    intervals,
    standing,
    today,
    verdict,
    words,
)
from llmchoice.report import subject as subjects
from llmchoice.report.cost import breakeven
from llmchoice.report.cost import parts as cost_parts
from llmchoice.report.cost import phrases as cost_phrases
from llmchoice.report.cost import within as cost_within
from llmchoice.report.html import contributions, heat, tables
from llmchoice.report.html.links import anchors, safe_url
from llmchoice.report.html.parts import annex, parts
from llmchoice.report.html.pictures import curves, first, ranking, spans
from llmchoice.report.html.policy import policy, script_data
from llmchoice.report.models import phrases as model_phrases
from llmchoice.report.models import within as model_within
from llmchoice.report.models import words as model_words
from llmchoice.report.names import names_of
from llmchoice.report.wording import grounds, steps
from llmchoice.report.wording.answers import given
from llmchoice.report.wording.checks import figure_today
from llmchoice.report.wording.notices import notice_text
from llmchoice.report.wording.weights import stated

if TYPE_CHECKING:
    from llmchoice.model.assessment import Assessment

_PACKAGE = "llmchoice.report.html"
_SHARED = {
    "breakeven": breakeven,
    "certainty": certainty,
    "changes": changes,
    "consistency": consistency,
    "contributions": contributions,
    "cost_parts": cost_parts,
    "cost_phrases": cost_phrases,
    "cost_within": cost_within,
    "evidence": evidence,
    "figure_today": figure_today,
    "figures": figures,
    "grounds": grounds,
    "heat": heat,
    "in_words": given,
    "intervals": intervals,
    "listed": listed,
    "model_phrases": model_phrases,
    "model_within": model_within,
    "model_words": model_words,
    "money": money,
    "percent": percent,
    "next": steps,
    "nothing": absent,
    "notice_text": notice_text,
    "pictures": {"curves": curves, "first": first, "ranking": ranking, "spans": spans},
    "safe_url": safe_url,
    "standing": standing,
    "stated": stated,
    "subjects": subjects,
    "tables": tables,
    "today": today,
    "verdict": verdict,
    "words": words,
}
"""What a template may call: the sentences and figures that every format shares."""


def page(assessment: "Assessment") -> str:
    """One HTML document that needs nothing but itself."""
    found = tuple(parts(assessment))
    panels = {part.key: part.panel for part in found if part.panel is not None}
    styles = _asset("page.css") + (_asset("whatif.css") if panels else "")
    scripts = _asset("whatif.js") if panels else ""
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            assessment=assessment,
            names=names_of(assessment),
            weights=certainty.stated_weights(assessment),
            anchors=anchors(assessment.sources),
            parts=found,
            annex=annex(),
            panels=panels,
            policy=policy(styles, scripts),
            # Our own files, and data without any mark that markup knows.
            styles=Markup(styles),  # noqa: S704
            scripts=Markup(scripts),  # noqa: S704
            data=Markup(script_data(panels)),  # noqa: S704
        )
    )


@cache
def _environment() -> Environment:
    """The templates: to compile them takes longer than to fill them."""
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_SHARED)
    return environment


def _visible(value: object) -> object:
    """Text without control or direction characters; the environment then escapes it."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    # Line breaks are made one kind: a hash is of the text that a browser reads.
    return files(_PACKAGE).joinpath("templates", name).read_text(encoding="utf-8")
