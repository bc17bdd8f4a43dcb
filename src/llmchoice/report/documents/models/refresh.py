"""What reading the prices again has changed, what stayed, and where it was written."""

from typing import TYPE_CHECKING

from llmchoice.language import t, tn
from llmchoice.report.blocks import Block, Bullets, Heading, Item, Level, Paragraph
from llmchoice.report.wording.catalogue import money

if TYPE_CHECKING:
    from llmchoice.model.refresh import PriceChange, Refresh


def document(refresh: "Refresh", _level: Level) -> list[Block]:
    """The same at every level: it is short."""
    read = tn(
        "{package} {version}, prices of {day}: 1 price read.",
        "{package} {version}, prices of {day}: {number} prices read.",
        refresh.read,
        package=refresh.package,
        version=refresh.version,
        day=refresh.as_of,
    )
    blocks: list[Block] = [Heading(t("Prices read again"), 1), Paragraph(read)]
    if refresh.changed:
        items = tuple(Item(_change(change)) for change in refresh.changed)
        title = t("Changed: {number}", number=len(refresh.changed))
        blocks += [Heading(title), Bullets(items)]
    else:
        blocks.append(Paragraph(t("Nothing changed.")))
    if refresh.kept:
        title = t(
            "Kept, because the package has no price for them: {number}", number=len(refresh.kept)
        )
        kept = (
            t("{model} at {provider} ({day})", model=k.model, provider=k.provider, day=k.as_of)
            for k in refresh.kept
        )
        blocks += [Heading(title), Bullets(tuple(map(Item, kept)))]
    if refresh.without:
        blocks += [Heading(t("Without any price")), Paragraph(", ".join(refresh.without))]
    if refresh.file is not None:
        text = t("Written to {file}. Remove that file to go back.", file=refresh.file)
        blocks.append(Paragraph(text))
    return blocks


def _change(change: "PriceChange") -> str:
    return t(
        "{model} at {provider}: in {input_before} -> {input_now}, out {output_before} ->"
        " {output_now}",
        model=change.model,
        provider=change.provider,
        input_before=money(change.input[0]),
        input_now=money(change.input[1]),
        output_before=money(change.output[0]),
        output_now=money(change.output[1]),
    )
