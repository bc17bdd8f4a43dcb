"""Documents about blind tests on your own cases."""
