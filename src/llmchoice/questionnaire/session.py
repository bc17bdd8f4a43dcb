"""What every part of an interview needs."""

from dataclasses import dataclass

from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Asker
from llmchoice.questionnaire.draft import Draft


@dataclass(frozen=True, slots=True)
class Session:
    """One interview: what is asked, who is asked, and where the answers are kept."""

    kb: KnowledgeBase
    asker: Asker
    draft: Draft
    quick: bool = False
    """Whether it asks in order of influence, and stops when the side is settled."""

    def keep(self, profile: Profile) -> Profile:
        """The profile, kept as the draft: an interruption after this loses nothing of it."""
        problem = self.draft.save(profile)
        if problem is not None:
            self.asker.say(f"! {problem}")
        return profile
