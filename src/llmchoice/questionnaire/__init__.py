"""Asks a person what a profile needs, and yields that profile."""
