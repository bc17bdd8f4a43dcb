"""Keys: from the environment, to the endpoint, and nowhere else."""

from collections.abc import Iterable, Mapping

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.model.trial import Candidate


def read_keys(candidates: Iterable[Candidate], environment: Mapping[str, str]) -> dict[str, str]:
    """Environment variable to key, for each candidate that names one.

    Raises:
        LlmchoiceError: exit code 2 with every variable that is not set, or holds what no header
            can carry; what it holds is not repeated.
    """
    keys: dict[str, str] = {}
    problems: list[Problem] = []
    for candidate in candidates:
        name = candidate.key
        if name is None or name in keys:
            continue
        keys[name] = environment.get(name, "").strip()
        if not keys[name]:
            what = f"the candidate {candidate.id} needs a key, and {name} is not set"
            problems.append(Problem(what, fix=f"export {name}=..., in this terminal alone"))
        elif not (keys[name].isascii() and keys[name].isprintable()):
            problems.append(Problem(f"what {name} holds is no key", fix="set it again"))
    if problems:
        raise LlmchoiceError(problems, ExitCode.USAGE)
    return keys
