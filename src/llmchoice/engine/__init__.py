"""Pure functions from a knowledge base and a profile to an assessment.

No input or output, no clock, no environment: the same arguments give the same result.
"""
