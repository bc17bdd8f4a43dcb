"""Decide between open and closed language models, and defend the decision.

The public API: see docs/api.md. Nothing is imported before it is used, for the command line
starts through this package too.
"""

from typing import TYPE_CHECKING

from llmchoice.version import __version__

if TYPE_CHECKING:
    from llmchoice.api import assess, load_criteria, read_profile, render
    from llmchoice.errors import LlmchoiceError
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import KnowledgeBase
    from llmchoice.model.profile import Profile
    from llmchoice.shared import SharedError, whole

__all__ = [
    "Assessment",
    "KnowledgeBase",
    "LlmchoiceError",
    "Profile",
    "SharedError",
    "__version__",
    "assess",
    "load_criteria",
    "read_profile",
    "render",
    "whole",
]
_HOMES = {
    "Assessment": "llmchoice.model.assessment",
    "KnowledgeBase": "llmchoice.model.knowledge",
    "LlmchoiceError": "llmchoice.errors",
    "Profile": "llmchoice.model.profile",
    "SharedError": "llmchoice.shared",
    "assess": "llmchoice.api",
    "load_criteria": "llmchoice.api",
    "read_profile": "llmchoice.api",
    "render": "llmchoice.api",
    "whole": "llmchoice.shared",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'llmchoice' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415 - --version needs none

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
