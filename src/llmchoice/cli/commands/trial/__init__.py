"""Test open and closed models on your own cases, judged blind."""

from llmchoice.cli.commands.trial.import_ import import_
from llmchoice.cli.commands.trial.judge import judge
from llmchoice.cli.commands.trial.plan import new, plan
from llmchoice.cli.commands.trial.run import run
from llmchoice.cli.commands.trial.score import score

COMMANDS = (plan, new, run, import_, judge, score)
