"""Many profiles at once: found, shared out among processes, and written row by row."""
