"""`llmchoice trial`: a blind test of open and closed models on your own cases. A file each."""

from llmchoice.cli.commands.trial.new import new

HELP = "Test open and closed models on your own cases, judged blind."
COMMANDS = (new,)
