"""A blind test on an organisation's own cases, kept in one folder."""
