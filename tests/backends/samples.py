"""Every kind of block, with any text in every place that takes one."""

from llmchoice.report.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Callout,
    Code,
    Column,
    Contestant,
    Details,
    Facts,
    Gauge,
    Group,
    Heading,
    Hint,
    Item,
    Link,
    Metadata,
    Mono,
    Numbered,
    Paragraph,
    Range,
    Ranges,
    Sliders,
    Strong,
    Table,
    Weighted,
)

ADDRESS = "https://example.org/a?b=7&c=8"


def every_block(text: str) -> list[Block]:
    """Blocks of every kind but plots, whose pictures are a matter of their own."""
    marked = (f"{text} ", Strong(text), " ", Mono(text), " ", Link(f"{text} ", ADDRESS), f" {text}")
    items = (
        Item(text, "for", (text, marked)),
        Item(marked, "against"),
        Item(text, "ask"),
        Item(text),
    )
    table = Table(
        (Column(text), Column(text, figures=True)), ((text, text), (marked, text)), text, total=True
    )
    return [
        Metadata((("status", text), ("day", "2026-11-28"))),
        Heading(text, 1),
        Callout(text, text, "closed", (text, marked)),
        Gauge(0.84, 0.75, text, text, "open"),
        Bars((Bar(text, 8, text, "open"), Bar(text, 80, text)), 100, text, text),
        Paragraph(text, "faint"),
        Group(text, (Bullets(items), Group(text, (Paragraph(text),), level=3)), prominent=True),
        Group(text, (Numbered(items), Numbered(items))),
        Details(text, (Paragraph(marked), table, Details(text, (Paragraph(text),), level=3))),
        Heading(marked, 3),
        Facts(((text, text), (marked, marked))),
        Ranges((Range(0.1, 0.5, 0.3, text),)),
        Code(text, "text"),
        table,
        Callout(text),
        Hint(((text, text), (text, text))),
        Sliders(
            (Weighted("w", text, 3, 1),),
            (Contestant("o", text, "open", admissible=True, judgements=(("w", 1, 50),)),),
            1,
            text,
            text,
        ),
    ]


def page() -> list[Block]:
    """A page as whoever decides reads it."""
    return [
        Heading("Example startup", 1),
        Callout("CLOSED, in your own cloud account", "likely", "closed"),
        Gauge(0.84, 0.75, "Closed wins 84 % of 10,000 simulations.", "75 % names a side", "closed"),
        Bars(
            (
                Bar("Closed, own cloud", 88.9, "88.9", "closed"),
                Bar("Open, own cloud", 86.8, "86.8", "open"),
                Bar("Open, hosted", 84.1, "84.1", "open"),
            ),
            100,
            "Option",
            "Score of 100",
        ),
        Paragraph("Ruled out: Open, rented GPUs (nobody to run 24 servers)"),
        Group(
            "Why",
            (
                Bullets(
                    (
                        Item("Open models gave 44 of 60 answers, the closed one 53", "for"),
                        Item("Prompts stay in your account", "for", ("since 2024",)),
                    )
                ),
            ),
        ),
        Group("Changes it", (Paragraph("Open, above 1,400 million tokens a month"),)),
        Group(
            "First",
            (Numbered((Item("Start within 14 days"), Item("Test 50 cases: stay below 41"))),),
            prominent=True,
        ),
        Group("Cost", (Paragraph("about 70 USD a month (5 to 150)"),)),
        Details(
            "Scores",
            (
                Table(
                    (Column("Criterion"), Column("Weight", figures=True), Column("2026")),
                    (("Privacy", "35 %", "6.5"), ("All", "100 %", (Strong("88.9"), " of 100"))),
                    total=True,
                ),
                Numbered((Item("From 1 again"),)),
                Facts((("Seed", (Mono("42"),)),)),
                Ranges((Range(0.1, 0.5, 0.3, "Holds from 10 % to 50 %."),)),
                Code("llmchoice assess --seed 42 \\\n  --draws 10000"),
                Paragraph(("See ", Link("source 3", ADDRESS))),
            ),
        ),
    ]
