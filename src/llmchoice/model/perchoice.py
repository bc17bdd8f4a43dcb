"""An answer that is not the same for all that another question was answered with."""

from collections.abc import Iterable, Mapping

from pydantic import ConfigDict, RootModel, model_serializer, model_validator

from llmchoice.model.base import Id


class PerChoice(RootModel[tuple[tuple[Id, Id], ...]]):
    """Choice of another question to the answer that holds for it; as data it is a mapping."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _pairs(cls, data: object) -> object:
        return tuple(data.items()) if isinstance(data, Mapping) else data

    @model_serializer
    def _mapping(self) -> dict[str, str]:
        return dict(self.root)

    @property
    def answers(self) -> dict[str, str]:
        """Choice to answer."""
        return dict(self.root)

    @property
    def common(self) -> str | None:
        """The answer where it is the same for every choice; None where it is not."""
        given = {answer for _, answer in self.root}
        return given.pop() if len(given) == 1 else None

    def filled(self, choices: Iterable[str], answer: str) -> "PerChoice":
        """The same with that answer for each of these choices that has none."""
        return PerChoice.model_validate({**dict.fromkeys(choices, answer), **self.answers})

    def within(self, choices: Iterable[str]) -> "PerChoice":
        """What it says of these choices, in their order."""
        given = self.answers
        return PerChoice(tuple((choice, given[choice]) for choice in choices if choice in given))

    def __str__(self) -> str:
        """As it stands in a profile."""
        return f"{{{', '.join(f'{choice}: {answer}' for choice, answer in self.root)}}}"
