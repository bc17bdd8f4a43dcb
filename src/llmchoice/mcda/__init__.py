"""The numbers of a decision: plain arrays in, plain numbers out.

Nothing here knows of language models, and nothing else of llmchoice is imported, so any published
decision table can be fed to it. Tables have a row per option and a column per criterion; draws are
the last axis of what is drawn.
"""
