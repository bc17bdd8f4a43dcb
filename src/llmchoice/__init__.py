"""Decide between open and closed language models, and defend the decision."""

__version__ = "0.1.0"
