"""A program that a test starts stands on the pinned criteria and profiles, as the tests do."""

from pathlib import Path

from llmchoice.knowledge import folders

folders.ROOTS = (Path(__file__).parents[1],)
