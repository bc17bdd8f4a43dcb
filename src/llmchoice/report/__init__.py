"""Assessment to text, Markdown, JSON: one file per format, and none of them decides anything."""

from llmchoice.report.old_registry import described, format_for, format_names, render
from llmchoice.report.style import Style

__all__ = ["Style", "described", "format_for", "format_names", "render"]
