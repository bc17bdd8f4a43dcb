"""One file per command: the function of its name, or the COMMANDS of a group."""
