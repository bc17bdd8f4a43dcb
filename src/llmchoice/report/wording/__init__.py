"""Sentences for the codes and figures that the engine yields."""
