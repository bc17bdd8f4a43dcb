"""Proof by bounds: can any answer that is still to come change the side?

Branch and bound over all completions of the answers. Nothing is sampled: a side that is returned
is proven, and a proof that is not found is no statement at all.
Source of the method: Land and Doig 1960, Econometrica 28:497-520.
"""

from llmchoice.engine.bounds.search import settled

__all__ = ["settled"]
