"""Several people of one organisation: what they come to together, and where they disagree."""

from llmchoice.engine.panel.member import Member
from llmchoice.engine.panel.panel import assess_panel

__all__ = ["Member", "assess_panel"]
