"""Names that people give: of their organisation, of their workloads."""

from collections.abc import Collection

from llmchoice.knowledge.profile import LONGEST_NAME
from llmchoice.questionnaire.asker import Prompt
from llmchoice.questionnaire.dialogue import Dialogue


def ask_name(dialogue: Dialogue, key: str, prompt: Prompt, *, taken: Collection[str] = ()) -> str:
    """A name that a profile may hold, without the spaces around it."""

    def check(text: str) -> str | None:
        name = text.strip()
        if not name:
            return "Write a name."
        if len(name) > LONGEST_NAME:
            return f"Use at most {LONGEST_NAME} characters."
        if name in taken:
            return "This name is taken: choose another."
        try:
            name.encode()
        except UnicodeEncodeError:
            return "Part of a character is missing: type it again."
        return None

    return dialogue.text(key, prompt, check).strip()
