"""`llmchoice trial`: a blind test of open and closed models on your own cases. A file each."""

from llmchoice.cli.commands.trial.import_ import import_
from llmchoice.cli.commands.trial.new import new
from llmchoice.cli.commands.trial.plan import plan
from llmchoice.cli.commands.trial.run import run

HELP = "Test open and closed models on your own cases, judged blind."
COMMANDS = (plan, new, run, import_)
