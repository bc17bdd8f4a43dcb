"""The command line: options in, exit code out. One file per command under commands/."""
