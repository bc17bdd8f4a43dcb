"""List, show and delete unfinished questionnaires."""

from typing import Annotated

import typer

from llmchoice.cli import completion
from llmchoice.cli.options import Criteria


def _draft(metavar: str) -> object:
    about = "Name from 'llmchoice drafts list'."
    return typer.Argument(metavar=metavar, help=about, autocompletion=completion.drafts)


Name = Annotated[str, _draft("NAME")]
Names = Annotated[list[str] | None, _draft("[NAME]...")]


def list_() -> None:
    """List the unfinished questionnaires, the latest first.

    To continue one: llmchoice assess --draft NAME
    """
    from llmchoice.cli.messages import note, put
    from llmchoice.language import t, tn
    from llmchoice.plain import plain
    from llmchoice.questionnaire.draft import is_in_use, leftovers
    from llmchoice.questionnaire.shelf import in_words, kept_drafts

    drafts = kept_drafts()
    left = len(leftovers())
    if left:
        note(
            tn(
                "A run that was killed left a file beside the drafts. To remove it:"
                " llmchoice drafts delete --all",
                "Runs that were killed left {number} files beside the drafts. To remove them:"
                " llmchoice drafts delete --all",
                left,
            )
        )
    if not drafts:
        note(t("There are no drafts."))
        return
    width = max(len(plain(kept.name)) for kept in drafts)
    for kept in drafts:
        words = in_words(kept) if kept.record else t("cannot be read")
        if is_in_use(kept.path):
            words = t("{draft} (open in another terminal)", draft=words)
        put(f"{plain(kept.name):<{width}}  {plain(words)}")


def show(name: Name, *, criteria: Criteria = None) -> None:
    """Print what was answered so far, as a profile."""
    from llmchoice.cli.messages import put
    from llmchoice.knowledge.criteria import load_criteria
    from llmchoice.questionnaire.save import profile_yaml
    from llmchoice.questionnaire.shelf import find_draft, journal_from
    from llmchoice.questionnaire.sofar import profile_so_far

    kb = load_criteria(criteria)
    put(profile_yaml(kb, profile_so_far(kb, journal_from(kb, find_draft(name)))).rstrip("\n"))


def delete(
    names: Names = None,
    *,
    all_: Annotated[bool, typer.Option("--all", help="All drafts that are not open now.")] = False,
) -> None:
    """Delete unfinished questionnaires."""
    from llmchoice.cli.messages import note
    from llmchoice.errors import usage_error
    from llmchoice.language import t, tn
    from llmchoice.plain import plain
    from llmchoice.questionnaire.draft import is_in_use, remove_leftovers
    from llmchoice.questionnaire.shelf import delete_draft, find_draft, kept_drafts

    if bool(names) == all_:
        raise usage_error(
            "say which drafts to delete: their names, or --all", fix="see 'llmchoice drafts list'"
        )
    # All names are looked up before the first one is deleted.
    chosen = [find_draft(name) for name in names or ()]
    for kept in chosen or [kept for kept in kept_drafts() if not is_in_use(kept.path)]:
        delete_draft(kept)
        note(t("deleted {draft}", draft=plain(kept.name)))
    if all_ and (left := remove_leftovers()):
        files = tn(
            "deleted a file that a killed run had left",
            "deleted {number} files that killed runs had left",
            left,
        )
        note(files)


COMMANDS = (list_, show, delete)
