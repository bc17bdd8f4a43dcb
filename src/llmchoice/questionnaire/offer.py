"""The offer to save the answers once they are assessed."""

from pathlib import Path

from llmchoice.errors import LlmchoiceError
from llmchoice.files import write_whole
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Asker, Pick
from llmchoice.questionnaire.save import profile_yaml
from llmchoice.questionnaire.slug import slug

SAVE = "save"
LEAVE = "leave"
SUFFIXES = {".yaml", ".yml"}


def offer_to_save(asker: Asker, kb: KnowledgeBase, profile: Profile) -> Path | None:
    """Save the answers under a name of the person's choice; the file, or None if unwanted."""
    asker.head("Keep the answers")
    wanted = asker.one(
        "Save your answers as a profile?",
        (Pick(SAVE, "save them to a file"), Pick(LEAVE, "do not save them")),
        notes=("A profile can be read, changed and assessed again.",),
    )
    text = profile_yaml(kb, profile)
    name = f"{slug(profile.organisation)}.yaml"
    while wanted == SAVE:
        name = asker.text(
            "Under which name?",
            _name_problem,
            notes=("Leave it empty not to save.",),
            default=name,
        ).strip()
        if not name:
            break
        path = _path(name)
        try:
            write_whole(path, text, force=False)
        except LlmchoiceError as error:
            # The fix that an error offers is for command lines: here another name is the way out.
            asker.say(*(f"  ! {problem.what}" for problem in error.problems))
            continue
        return path
    return None


def _path(name: str) -> Path:
    path = Path(name)
    if name.startswith("~"):
        path = path.expanduser()
    return path if path.suffix.lower() in SUFFIXES else path.with_name(f"{path.name}.yaml")


def _name_problem(name: str) -> str | None:
    stripped = name.strip()
    if not stripped:
        return None
    if not Path(stripped).name or "\0" in stripped or stripped.endswith(("/", "\\")):
        return "This is no file name."
    return None
