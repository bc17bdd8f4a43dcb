"""Many profiles at once: found, assessed one by one, and written row by row."""
