"""An entry of the knowledge base as a terminal shows it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmchoice.knowledge.entries import Entry
    from llmchoice.model.knowledge import KnowledgeBase


def shown(kb: "KnowledgeBase", entry: "Entry") -> str:
    """Everything about an entry, in whole lines."""
    from llmchoice.cli.report import terminal_settings
    from llmchoice.engine.values import unknown_rows
    from llmchoice.model.criterion import Criterion
    from llmchoice.model.rule import Condition, Constraint
    from llmchoice.report.backends.terminal import render
    from llmchoice.report.criteria import criterion_page, rule_page
    from llmchoice.report.documents.knowledge import document

    if isinstance(entry, Criterion):
        return criterion_page(kb, entry.id, unknown_rows(kb))
    if isinstance(entry, Constraint | Condition):
        return rule_page(kb, entry.id)
    return render(document(kb, entry), terminal_settings()) + "\n"
