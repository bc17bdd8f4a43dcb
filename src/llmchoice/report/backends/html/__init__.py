"""Blocks as one HTML page that needs nothing but itself, and what its script computes with."""

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from llmchoice import figures
from llmchoice.language import t
from llmchoice.plain import plain
from llmchoice.report.backends import safe_url
from llmchoice.report.backends.html import curves
from llmchoice.report.backends.html.layout import Anchors, kind, laid_out, panels_of
from llmchoice.report.blocks import Block, Settings, Sliders, title_of

_SHEETS = ("page.css", "print.css")
_SCRIPTS = ("page.js", "whatif.js")


def render(blocks: Sequence[Block], settings: Settings) -> str:
    """The page; folded parts are open at first where the settings say so."""
    anchors = Anchors()
    panels = list(panels_of(blocks))
    keys = {id(panel): str(number) for number, panel in enumerate(panels, start=1)}
    styles = "".join(map(_asset, _SHEETS))
    scripts = "".join(map(_asset, _SCRIPTS if panels else _SCRIPTS[:1]))
    contents = {keys[id(panel)]: panel_data(panel) for panel in panels}
    data = script_data({"panels": contents, "texts": panel_texts()})
    page = laid_out(blocks, anchors)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            anchors=anchors,
            data=Markup(data),  # noqa: S704 - no mark in it that markup knows
            opened=settings.opened,
            page=page,
            panel_key=lambda panel: keys[id(panel)],
            panels=panels,
            policy=policy(styles, scripts),
            scripts=Markup(scripts),  # noqa: S704 - a file of ours
            styles=Markup(styles),  # noqa: S704 - a file of ours
            title=title_of(blocks) or t("Report"),
        )
    )


@cache
def _environment() -> Environment:
    """The templates: to compile them takes longer than to fill them."""
    environment = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        across=across,
        curves=curves,
        kind=kind,
        percent=figures.percent,
        safe_url=safe_url,
        t=t,
    )
    return environment


def across(share: float) -> float:
    """Percent of a picture's width, for a share from 0 to 1; what is outside stands at its end."""
    return round(min(max(share, 0), 1) * 100, 3)


def _visible(value: object) -> object:
    """Text without control or direction characters; the environment then escapes it."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    # Line breaks are made one kind: a hash is of the text that a browser reads.
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def policy(styles: str, scripts: str) -> str:
    """The Content Security Policy of a page with one style sheet and at most one script.

    Both are allowed by their SHA-256 (CSP Level 3, section 2.3.1), so that markup which slipped
    into the page all the same could neither run nor change how it looks. Both texts must stand
    in the page exactly as they are given.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(styles)}'",
            f"script-src '{_digest(scripts)}'" if scripts else "script-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def script_data(data: object) -> str:
    """JSON that may stand in a script element: nothing in it ends the element or opens a comment.

    Raises:
        ValueError: for a number that is not finite.
    """
    text = json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def panel_data(sliders: Sliders) -> dict[str, Any]:
    """The figures from which scores follow at any weights.

    A score is the mean of an option's values, weighed by rating times share: so a weight under
    which nothing is judged leaves its part to the others.
    """
    return {
        "tie": sliders.tie,
        "priorities": [
            {"id": item.id, "rating": item.rating, "weight": item.weight}
            for item in sliders.weights
        ],
        "options": [
            {
                "id": option.id,
                "admissible": option.admissible,
                "values": option.judgements,
            }
            for option in sliders.contestants
        ],
    }


def panel_texts() -> dict[str, str]:
    """What the script of the panels says; it fills in what a place here stands for."""
    places = {"options": "{options}", "score": "{score}", "next": "{next}", "points": "{points}"}
    return {
        "nothingAdmissible": t("No option is admissible, whatever the weights."),
        "nothingApplies": t("Nothing applies under the priorities above 0: nothing to rank."),
        "nothingWeighed": t("Every priority is at 0: nothing to rank. Move one up."),
        "leads": t(
            "With these weights {options} comes first with {score}, ahead of {next} by {points}.",
            **places,
        ),
        "leadsAlone": t(
            "With these weights {options} comes first with {score}, the only admissible option.",
            **places,
        ),
        "share": t(
            "With these weights {options} share the first place with {score}, ahead of {next} by"
            " {points}.",
            **places,
        ),
        "shareAll": t("With these weights {options} share the first place with {score}.", **places),
        "same": t("That is the first of the report too."),
        "other": t("In the report {options} comes first.", **places),
        "others": t("In the report {options} come first.", **places),
        "rating": t("{rating} of 5: {weight}", rating="{rating}", weight="{weight}"),
        "noWeight": t("no weight"),
        "under": t("under {figure}", figure="{figure}"),
        "percent": figures.in_percent("{figure}"),
        "comma": figures.enumerated(("", "")),
        "and": t("{items} and {last}", items="{items}", last="{last}"),
    }
