# ruff: noqa: ARG002 - it looks at nothing, for there is nobody to show it to
"""An asker that asks nobody: what stands in a journal already is all there is."""

from collections.abc import Mapping, Sequence

from llmchoice.questionnaire.asker import Check, Interrupted, Pick, Prompt, Ranks


class Nobody:
    """Shows nothing, and leaves at the first prompt that has no reply yet."""

    @property
    def help(self) -> Sequence[str]:
        """Nothing: there is nobody to help."""
        return ()

    def say(self, *lines: str) -> None:
        """Show nothing."""

    def head(self, line: str) -> None:
        """Show nothing."""

    def one(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
        """Leave."""
        raise Interrupted

    def many(
        self, prompt: Prompt, picks: Sequence[Pick], *, default: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Leave."""
        raise Interrupted

    def text(self, prompt: Prompt, check: Check, *, default: str = "") -> str:
        """Leave."""
        raise Interrupted

    def order(self, prompt: Prompt, picks: Sequence[Pick], *, default: Ranks = ()) -> Ranks:
        """Leave."""
        raise Interrupted

    def share(
        self,
        prompt: Prompt,
        picks: Sequence[Pick],
        *,
        total: int,
        default: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        """Leave."""
        raise Interrupted
