"""What was answered so far, kept on disk after every answer."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from platformdirs import user_state_path

from llmchoice.errors import LlmchoiceError
from llmchoice.files import write_whole
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.clash import without_clashes
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.slug import slug


def draft_path(organisation: str | None = None) -> Path:
    """A new file for the draft of one run: two runs never write to the same one."""
    name = slug(organisation) if organisation else "draft"
    return user_state_path("llmchoice") / "drafts" / f"{name}-{secrets.token_hex(4)}.yaml"


class Draft:
    """The draft of one run: a profile that `assess --profile` continues with."""

    def __init__(self, kb: KnowledgeBase, path: Path) -> None:
        self.path = path
        self.kept = False
        """Whether there is a file to continue with."""
        self._kb = kb
        self._reported = False

    def prepare(self) -> str | None:
        """Make the folder; why no draft can be kept, if so."""
        try:
            # What an organisation says of itself is nobody else's business on this machine.
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            return self._failure(error.strerror or str(error))
        if not os.access(self.path.parent, os.W_OK):
            return self._failure("the folder may not be written to")
        return None

    def save(self, profile: Profile) -> str | None:
        """Write the profile so far; the first time that it fails, why."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(self.path, profile_yaml(self._kb, self._readable(profile)), force=True)
        except OSError as error:
            return self._failure(error.strerror or str(error))
        except LlmchoiceError as error:
            return self._failure(str(error))
        self.kept = True
        return None

    def discard(self) -> None:
        """Remove the file: what it was kept for is done."""
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self.kept = False

    def _readable(self, profile: Profile) -> Profile:
        """Without what a profile file may not hold: it is asked again."""
        if profile.priorities is not None and not any(profile.priorities.values()):
            profile = profile.model_copy(update={"priorities": None})
        return without_clashes(self._kb, profile)

    def _failure(self, reason: str) -> str | None:
        if self._reported:
            return None
        self._reported = True
        return f"No draft can be kept in {self.path.parent}: {reason}."
