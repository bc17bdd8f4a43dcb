"""Blocks as one HTML page that needs nothing but itself."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from llmchoice.language import t
from llmchoice.plain import plain
from llmchoice.report.addresses import safe_url
from llmchoice.report.backends.html import curves, strips
from llmchoice.report.backends.html.layout import Anchors, kind, laid_out, panels_of
from llmchoice.report.backends.html.script import panel_data, panel_texts, policy, script_data
from llmchoice.report.blocks import Block, Settings, plain_text, title_of

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
        kind=kind, curves=curves, plain_text=plain_text, safe_url=safe_url, strips=strips, t=t
    )
    return environment


def _visible(value: object) -> object:
    """Text without control or direction characters; the environment then escapes it."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _asset(name: str) -> str:
    # Line breaks are made one kind: a hash is of the text that a browser reads.
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")
