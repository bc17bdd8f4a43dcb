"""Chapters on what differs between two assessments."""
