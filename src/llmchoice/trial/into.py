"""The counts of a trial, written into a profile: everything else of the file stays as it is."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from llmchoice.errors import ExitCode, LlmchoiceError, Problem, invalid_error
from llmchoice.files import write_whole
from llmchoice.knowledge.document import parse
from llmchoice.knowledge.profile import read_profile
from llmchoice.knowledge.source import read_text
from llmchoice.model.estimate import Passed
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.model.score import TrialScore
from llmchoice.questionnaire.save import answer_in_yaml, text_in_yaml

DIGITS = 12
"""Of the hash in the note."""
_EARLIER = re.compile(
    r"Blind test(?: on [0-9-]{10})?: (?P<name>.*) \(.* and .*; sha256 [0-9a-f]{12}\)\Z", re.DOTALL
)
"""The note on an earlier trial, which ends what was noted."""


@dataclass(frozen=True, slots=True)
class Written:
    """A profile that the counts of a trial were written into."""

    question: str
    """The id of the question that they answer."""
    before: Profile
    after: Profile
    replaced: Passed | None
    """The counts that it held of other cases than these."""


def write_into(path: Path, kb: KnowledgeBase, score: TrialScore, *, force: bool = False) -> Written:
    """Write the counts as the answer to the question that takes counts, and a note on them.

    The rest of the file, comments included, stays as it is. Counts of another test, or of more
    cases than these, are replaced with `force` alone.

    Raises:
        LlmchoiceError: exit code 3 where the profile is invalid, before or after, and nothing is
            written then; where no question takes counts, or the profile has workloads of which
            some answer it themselves. Exit code 2 where it holds such counts.
    """
    question = next((each.id for each in kb.questions if each.counts is not None), None)
    if question is None or score.pair is None:
        raise invalid_error("no question of these criteria takes counts of a test")
    text = read_text(path)
    profile = read_profile(kb, text, str(path))
    if any(question in workload.answers for workload in profile.workloads):
        raise invalid_error(
            f"the workloads of {path} answer '{question}' themselves",
            fix="write the counts into the one that the test was about",
        )
    replaced = _replaced(profile, question, score)
    if replaced is not None and not force:
        other = Problem(
            f"the profile holds other counts: {counted(replaced)}",
            parse(text, str(path)).place(("answers", question)),
            why=f"the trial has {counted(score.pair.counts)}",
            fix="leave them, or add --force to replace them",
        )
        raise LlmchoiceError([other], ExitCode.USAGE)
    changed = _set(text, ("answers", question), answer_in_yaml(score.pair.counts))
    # What somebody noted stays in front; the note on an earlier trial does not.
    kept = _EARLIER.sub("", profile.notes.get(question, "")).rstrip()
    note = f"{kept} {_note(score)}" if kept else _note(score)
    changed = _set(changed, ("notes", question), text_in_yaml(note))
    after = read_profile(kb, changed, str(path))
    write_whole(path, changed, force=True)
    return Written(question, profile, after, replaced)


def counted(counts: Passed) -> str:
    """The counts of a test in words."""
    cases = "1 case" if counts.cases == 1 else f"{counts.cases} cases"
    return f"{cases}, of which open passed {counts.open} and closed {counts.closed}"


def _replaced(profile: Profile, question: str, score: TrialScore) -> Passed | None:
    """The counts in a profile that are not of this trial so far."""
    old = profile.answers.get(question)
    if not isinstance(old, Passed) or score.pair is None or old == score.pair.counts:
        return None
    earlier = _EARLIER.search(profile.notes.get(question, ""))
    same = earlier is not None and earlier["name"] == score.name
    return None if same and old.cases <= score.pair.counts.cases else old


def _note(score: TrialScore) -> str:
    pair = score.pair
    names = f"{pair.open} and {pair.closed}" if pair else ""
    # Whoever reads the profile sees it there as well.
    names += "".join(f"; {each.alone} answers by {each.judge} alone" for each in score.by_models)
    when = f" on {score.date}" if score.date else ""
    return f"Blind test{when}: {score.name} ({names}; sha256 {score.sha256[:DIGITS]})"


def _set(text: str, path: tuple[str, str], value: str) -> str:
    """YAML in which the value at a path of two keys is another one."""
    outer, inner = path
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    table = _value(root, outer)
    if isinstance(table, yaml.ScalarNode) and table.tag.endswith(":null"):
        start, end = table.start_mark.index, table.end_mark.index
        return f"{text[:start]}\n  {inner}: {value}{text[end:]}"
    if table is None:
        gap = "" if text.endswith("\n") or not text else "\n"
        return f"{text}{gap}{outer}:\n  {inner}: {value}\n"
    known = _value(table, inner)
    if known is not None:
        return text[: known.start_mark.index] + value + text[_end(known) :]
    if not isinstance(table, yaml.MappingNode):
        raise invalid_error(f"'{outer}' is no mapping")
    if table.flow_style or not table.value:
        at = table.start_mark.index + 1
        comma = ", " if table.value else ""
        return f"{text[:at]}{inner}: {value}{comma}{text[at:]}"
    first = table.value[0][0].start_mark
    return f"{text[: first.index]}{inner}: {value}\n{' ' * first.column}{text[first.index :]}"


def _end(node: yaml.Node) -> int:
    """Where a value ends; a block goes on to what follows it, for the parser."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _end(last[1] if isinstance(node, yaml.MappingNode) else last)


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)
