"""Models: lists, cards and prices of the catalogue, and the shortlists of an assessment."""

from llmchoice.report.documents.models.shortlists import shortlist_chapter

__all__ = ["shortlist_chapter"]
