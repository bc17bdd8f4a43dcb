"""What a command is about: named, read, checked, completed and priced in one way for all."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from llmchoice.cli.messages import note
from llmchoice.cli.options import Criteria, Date, Draws, File, Missing, Profiles, Settings, today
from llmchoice.errors import read_each, usage_error
from llmchoice.knowledge.source import STREAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from llmchoice.catalogue.store import Store
    from llmchoice.knowledge.decision import Decision
    from llmchoice.knowledge.settings import Setting
    from llmchoice.knowledge.source import ProfileText
    from llmchoice.model.assessment import Assessment
    from llmchoice.model.knowledge import Basis, KnowledgeBase
    from llmchoice.model.profile import Profile


SHOWN = 5
"""Fields of a newer version that are named."""


@dataclass(frozen=True, slots=True)
class Given:
    """The options that say whose profile a command is about, and what holds in its place."""

    file: File = None
    profiles: Profiles = None
    set_: Settings = None
    criteria: Criteria = None

    def name(self) -> str | None:
        """The profile that is named, alone or behind --profile; None where none is.

        Raises:
            LlmchoiceError: exit code 2 when several are named.
        """
        names = [*([] if self.file is None else [self.file]), *(self.profiles or ())]
        if len(names) > 1:
            raise usage_error(
                f"several profiles are named: {', '.join(names)}",
                fix="name one; 'llmchoice compare' and 'llmchoice panel' take many",
            )
        return names[0] if names else None

    def demanded_name(self) -> str:
        """As `name`, where a command cannot do without.

        Raises:
            LlmchoiceError: exit code 2 when none is named, or several.
        """
        name = self.name()
        if name is None:
            raise usage_error(
                "no profile is named", fix="name a file or a packaged example, such as startup.yaml"
            )
        return name


@dataclass(frozen=True, slots=True)
class Study:
    """The options that say how a profile is assessed."""

    missing: Missing = None
    date: Date = None
    draws: Draws = None

    def assessed(self, inputs: "Inputs") -> "Assessment":
        """The assessment, with costs and models.

        Raises:
            LlmchoiceError: as `llmchoice.assess`.
        """
        from llmchoice.api import assess
        from llmchoice.cli.bars import waiting

        note_hidden_prices()
        with waiting():
            return assess(inputs.profile, inputs.basis, self.date, self.draws)


@dataclass(frozen=True, slots=True)
class Inputs:
    """A profile that is valid for the criteria, with what it is assessed on."""

    profile: "Profile"
    basis: "Basis"
    """The criteria, and what this profile would pay."""
    file: str
    """What messages call the profile."""

    @classmethod
    def read(  # noqa: PLR0913 - one argument per thing that a command may say
        cls,
        source: "str | ProfileText | Profile",
        kb: "KnowledgeBase",
        settings: "Sequence[str] | None" = None,
        missing: Literal["unknown"] | None = None,
        *,
        complete: bool = True,
        date: str | None = None,
        file: str = "",
    ) -> "Inputs":
        """Read a profile, and what it would pay.

        Args:
            source: the name of a profile, its text, or one of a draft or of a past decision.
            kb: the criteria.
            settings: what `--set` says in place of the profile; of one without a text it is there.
            missing: whether missing answers are taken as unknown.
            complete: whether every question that applies needs an answer.
            date: the day whose prices count; without one that on which they were read.
            file: what messages call a profile without a text.

        Raises:
            LlmchoiceError: as `checked`.
        """
        from llmchoice.api import priced

        profile, file = checked(source, kb, settings, missing, complete=complete, file=file)
        return cls(profile, priced(kb, profile, date), file)


def checked(  # noqa: PLR0913 - as `Inputs.read`
    source: "str | ProfileText | Profile",
    kb: "KnowledgeBase",
    settings: "Sequence[str] | None" = None,
    missing: Literal["unknown"] | None = None,
    *,
    complete: bool = True,
    file: str = "",
) -> "tuple[Profile, str]":
    """A profile that is valid for the criteria, and what messages call it; see `Inputs.read`.

    Raises:
        LlmchoiceError: exit code 2 when there is no such profile or a setting is wrong, 3 when it
            is not valid, 4 when answers are missing.
    """
    from llmchoice.api import read_profile
    from llmchoice.knowledge.completeness import demand_complete, with_unknown
    from llmchoice.model.profile import Profile

    text = profile_text(source) if isinstance(source, str) else source
    if isinstance(text, Profile):
        profile = text if missing is None else with_unknown(kb, text)
    else:
        profile, file = read_profile(text, kb, settings or (), missing), text.file
    if complete:
        demand_complete(kb, profile, file)
    note_unasked(kb, profile, settings or (), None if isinstance(text, Profile) else file)
    return profile, file


def note_unasked(
    kb: "KnowledgeBase", profile: "Profile", settings: "Sequence[str]", file: str | None = None
) -> None:
    """Say which settings answer a question that does not apply: they change nothing.

    Of a file in which nothing is set otherwise, which of its own answers do.
    """
    from llmchoice.engine.answers import effective
    from llmchoice.engine.parts import parts
    from llmchoice.knowledge.settings import read_settings

    answered = [s for s in read_settings(kb, settings) if s.answer is not None]
    if not answered and (settings or file is None):
        return
    whole = parts(kb, profile)
    asked = {name for part in whole for name in effective(kb, part.answers)}
    idle = {} if settings else {q: None for part in whole for q in part.answers if q not in asked}
    if idle and file is not None:
        names = ", ".join(idle)
        note(f"{file}: answers to questions that do not apply count for nothing: {names}")
    for setting in answered:
        if setting.target not in asked:
            note(f"--set {setting_text(setting)} changes nothing: the question does not apply")


def setting_text(setting: "Setting") -> str:
    """A setting as it can be given again."""
    from llmchoice.knowledge.answer import typed

    if setting.rating is not None:
        return f"{setting.target}={setting.rating:g}"
    if setting.day is not None:
        return f"{setting.target}={setting.day}"
    answer = "" if setting.answer is None else typed(setting.answer)
    return f"{setting.target}{'+' if setting.adds_to else ''}={answer}"


def profile_text(name: str) -> "ProfileText":
    """The profile of that name; says so where it is a packaged example.

    Raises:
        LlmchoiceError: exit code 2 when there is none, and as for any unreadable file.
    """
    from llmchoice.knowledge.source import find_profile

    text = find_profile(name)
    if text.packaged:
        example = text.file.removesuffix(".yaml")
        note(f"using the packaged example '{example}' (there is no file {name} here)")
    return text


def the_store(day: str | None = None) -> "Store":
    """Costs and models, with the prices of a day where one is given.

    Raises:
        LlmchoiceError: exit code 3 when there are refreshed prices that cannot be used.
    """
    from llmchoice.catalogue.store import current_store

    note_hidden_prices()
    return current_store(day)


def note_hidden_prices() -> None:
    """Say so where nobody can tell whether prices were refreshed."""
    from llmchoice.catalogue.files import out_of_sight

    hidden = out_of_sight()
    if hidden is not None:
        note(f"{hidden}: using the prices that came with the program")


def read_all(*names: str) -> "list[Decision]":
    """The decisions in some files, or the problems of all of them at once.

    Raises:
        LlmchoiceError: exit code 2 for a file that is not there, 3 for one that is no assessment.
    """
    from llmchoice.cli.bars import waiting
    from llmchoice.knowledge.decision import read_decision
    from llmchoice.knowledge.jsontext import read_file

    with waiting("Reading"):
        decisions = read_each(names, lambda name: read_decision(*read_file(name)))
    for decision in decisions:
        if decision.edited:
            note(
                f"warning: {decision.file}: the profile in it was edited after it was assessed, so"
                " the rest may not match it"
            )
        if decision.ignored:
            fields = ", ".join(decision.ignored[:SHOWN])
            more = ", ..." if len(decision.ignored) > SHOWN else ""
            note(f"{decision.file}: fields of a newer version were left out: {fields}{more}")
    return decisions


def refuse_both_from_stdin(before: str, after: str | None) -> None:
    """Raise LlmchoiceError with exit code 2 when two files are to be read from standard input."""
    if before == after == STREAM:
        raise usage_error("both files are -", fix="name one of them")


def warn_of_age(kb: "KnowledgeBase", assessment: "Assessment") -> None:
    """Facts age although a report has no date: say so beside it, never in it."""
    from llmchoice.engine.evidence import is_stale

    if assessment.date is not None:
        return
    now = today()
    old = [s.id for s in assessment.sources if s.checked_on and is_stale(kb, s.checked_on, now)]
    if old:
        note(f"warning: {len(old)} sources were last checked long ago; see --date today")
