"""`llmchoice trial`: a blind test of open and closed models on your own cases. A file each."""

from llmchoice.cli.commands.trial.import_ import import_
from llmchoice.cli.commands.trial.judge import judge
from llmchoice.cli.commands.trial.plan import new, plan
from llmchoice.cli.commands.trial.run import run
from llmchoice.cli.commands.trial.score import score

HELP = "Test open and closed models on your own cases, judged blind."
COMMANDS = (plan, new, run, import_, judge, score)
