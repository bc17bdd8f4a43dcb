"""Asks in numbered lists and reads whole lines: for screen readers and terminals that draw nothing.

Nothing here imports questionary or prompt_toolkit, and nothing that is written is ever redrawn.
"""

from llmchoice.questionnaire.lines.environment import wants_plain
from llmchoice.questionnaire.lines.plain import PlainAsker

__all__ = ["PlainAsker", "wants_plain"]
