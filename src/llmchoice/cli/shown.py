"""An entry of the knowledge base as a terminal shows it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.report.entries import Entry


def shown(kb: "KnowledgeBase", entry: "Entry") -> str:
    """Everything about an entry, in whole lines."""
    from llmchoice.cli.report import terminal_settings
    from llmchoice.engine.values import unknown_rows
    from llmchoice.model.criterion import Criterion
    from llmchoice.model.rule import Condition, Constraint
    from llmchoice.report.backends.terminal import render
    from llmchoice.report.documents.criteria import of_criterion, of_rule
    from llmchoice.report.documents.knowledge import document

    if isinstance(entry, Criterion):
        blocks = of_criterion(kb, entry, unknown_rows(kb))
    elif isinstance(entry, Constraint | Condition):
        blocks = of_rule(kb, entry)
    else:
        blocks = document(kb, entry)
    return render(blocks, terminal_settings()) + "\n"
