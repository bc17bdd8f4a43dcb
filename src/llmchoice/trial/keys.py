"""Keys: from the environment, to the endpoint, and nowhere else."""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from llmchoice.errors import ExitCode, LlmchoiceError, Problem
from llmchoice.model.trial import Candidate


def read_keys(candidates: Iterable[Candidate], environment: Mapping[str, str]) -> dict[str, str]:
    """Environment variable to key, for each candidate that names one.

    Raises:
        LlmchoiceError: exit code 2 with every variable that is not set, or holds what no header
            can carry, and every key that would cross the network in the clear; what a variable
            holds is not repeated.
    """
    keys: dict[str, str] = {}
    problems: list[Problem] = []
    for candidate in candidates:
        name = candidate.key
        if name is None:
            continue
        where = candidate.endpoint or ""
        if _is_open(where):
            what = f"the key of {candidate.id} would go to {host(where)} unencrypted"
            why = "everybody on the way could read it"
            fix = "use https:// in 'endpoint', or leave 'key' away where none is needed"
            problems.append(Problem(what, why=why, fix=fix))
        if name in keys:
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


def host(address: str) -> str:
    """The host of an address, with its port where it names one."""
    return urlsplit(address).netloc


def is_local(address: str) -> bool:
    """Whether an address is on this machine."""
    name = urlsplit(address).hostname or ""
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


def _is_open(address: str) -> bool:
    return urlsplit(address).scheme == "http" and not is_local(address)
