"""What a document rests on, and how old it is: method, versions, claims and references."""

from collections.abc import Iterator, Sequence

from llmchoice import figures
from llmchoice.language import t, tn
from llmchoice.model.assessment import Assessment, SourceUsed
from llmchoice.model.notice import StalePrices
from llmchoice.model.source import Standing
from llmchoice.report.blocks import Details, Group, Item, Link, Mono, Paragraph, Table
from llmchoice.report.composition import chapter, group, item, section, table
from llmchoice.report.wording.notices import outdated


def aged(prices: StalePrices | None, facts: int = 0) -> Iterator[Group]:
    """That prices or so many facts are old, where they are on the day of the document."""
    if text := outdated(prices, facts):
        yield from group(t("Age"), [Paragraph(text)])


def method(assessment: Assessment) -> Iterator[Details]:
    """How the verdict is reached, and by which versions."""
    rules = (
        t("Gates before scores: an option that a rule excludes can never win by its score."),
        t(
            "Weights sum to 1. Values run from 0 to 100 on fixed anchors, those of running costs"
            " from -600, and are never relative to other options."
        ),
        t("A value is a judgement with a stated uncertainty. A score sums weight times value."),
        t("An unknown answer counts with its expected value."),
        t(
            "Rank acceptability, central weights and confidence factors are those of SMAA"
            " (Lahdelma and Salminen 2001). The same input gives the same report."
        ),
    )
    tool, criteria, profile = assessment.tool, assessment.criteria, assessment.profile
    columns = (t("Made with"), t("Version"), t("SHA-256"))
    rows = (
        (tool.name, tool.version, ""),
        (t("criteria"), criteria.version, (Mono(criteria.sha256),)),
        (t("profile"), "", (Mono(profile.sha256),)),
    )
    yield from chapter(t("Method"), (*rules, Table(columns, rows, t("Versions"))))


def today(assessment: Assessment) -> Iterator[Details]:
    """What the articles say, beside today's figures."""
    shown = table(
        t("What the articles say, beside today's figures"),
        assessment.checks,
        (
            t("What it says"),
            lambda c: (c.text, " (", place(c.publisher, c.paragraphs), ", ", Mono(c.claim), ")"),
        ),
        (t("Standing"), lambda check: standing_name(check.standing)),
        (t("Today"), lambda c: c.figure or t("The catalogue holds too few models to say.")),
        (t("As of"), lambda check: check.as_of),
    )
    yield from chapter(shown.title, [shown])


def sources(assessment: Assessment) -> Iterator[Details]:
    """Three lists: claims of the articles, references, and claims that are wrong."""
    used = [source for source in assessment.sources if source.used]
    lists = (
        (t("Claims of the articles"), [s for s in used if s.kind == "claim"]),
        (t("References"), [s for s in used if s.kind == "reference"]),
        (t("Set aside because they are wrong"), [s for s in assessment.sources if not s.used]),
    )
    blocks = [block for title, some in lists for block in section(title, map(_source, some))]
    yield from chapter(t("Claims and references"), blocks)


def place(publisher: str, paragraphs: Sequence[int]) -> str:
    """Where an article says something; of a reference only who publishes it."""
    if not paragraphs:
        return publisher
    return tn(
        "{publisher}, paragraph {paragraphs}",
        "{publisher}, paragraphs {paragraphs}",
        len(paragraphs),
        publisher=publisher,
        paragraphs=figures.enumerated(map(str, paragraphs)),
    )


def standing_name(standing: Standing) -> str:
    """How well a claim holds."""
    return {
        Standing.HOLDS: t("holds"),
        Standing.DATED: t("dated"),
        Standing.DISPUTED: t("disputed"),
        Standing.WRONG: t("wrong"),
    }[standing]


def _source(source: SourceUsed) -> Item:
    title = Link(source.title, source.url) if source.url else source.title
    standing, correction, checked = source.standing, source.correction, source.checked_on
    text = t("{place}. {text}", place=place(source.publisher, source.paragraphs), text=source.text)
    return item(
        (Mono(source.id), ": ", title, ", ", text),
        t("Standing: {standing}.", standing=standing_name(standing)) if standing else "",
        t("Correction: {correction}", correction=correction) if correction else "",
        t("Checked on {date}.", date=checked) if checked else "",
        t("Checked long ago: check it again.") if source.stale else "",
    )
