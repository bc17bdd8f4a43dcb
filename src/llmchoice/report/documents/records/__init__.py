"""Chapters of decision records."""
