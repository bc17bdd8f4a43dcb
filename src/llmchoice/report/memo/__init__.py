"""The memo to a board, in Markdown: one module per part."""

from llmchoice.report.memo.whole import memo

__all__ = ["memo"]
