"""The asker on a terminal: the only package that imports questionary and prompt_toolkit."""

from llmchoice.questionnaire.terminal.asker import TerminalAsker

__all__ = ["TerminalAsker"]
