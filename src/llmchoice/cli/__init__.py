"""The command line. Every file under commands/ is one command."""
