"""What a contributor runs: `nox -l` lists it, `nox -s quick` runs one of it.

Everything runs in the environment that holds nox, so nothing is installed twice.
"""

import sys
from pathlib import Path

import nox

nox.options.sessions = ["lint", "quick"]
nox.options.default_venv_backend = "none"
LOCK = "requirements-dev.txt"
AUDIT = "pip-audit>=2.9,<3"
SBOM = "cyclonedx-bom>=7,<8"
nox.needs_version = ">=2025.5"


def _python(session: nox.Session, *words: str) -> None:
    session.run(sys.executable, *words, external=True)


def _tests_with(words: str) -> list[str]:
    return sorted(
        str(path)
        for path in Path("tests").rglob("test_*.py")
        if words in path.read_text(encoding="utf-8")
    )


@nox.session
def test(session: nox.Session) -> None:
    """Every test, as CI runs them."""
    _python(session, "-m", "pytest", *session.posargs)


@nox.session
def quick(session: nox.Session) -> None:
    """The tests that are not marked slow: under a minute on two cores."""
    _python(session, "-m", "pytest", "-m", "not slow", *session.posargs)


@nox.session
def laws(session: nox.Session) -> None:
    """The laws on all their examples, where the other sessions try a quarter."""
    session.env["LLMCHOICE_LAWS"] = "all"
    _python(session, "-m", "pytest", *(session.posargs or _tests_with("@given")))


@nox.session
def attack(session: nox.Session) -> None:
    """Ten minutes of changed data against every command; `-- --seconds 3600 --seed 7` for more."""
    _python(session, "-m", "benchmarks.attack", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Known vulnerabilities of what the lock file names; reaches the network."""
    _python(session, "-m", "uv", "tool", "run", AUDIT, "--require-hashes", "-r", LOCK)


@nox.session
def sbom(session: nox.Session) -> None:
    """A software bill of materials of the lock file, CycloneDX as JSON; reaches the network."""
    words = ("requirements", LOCK, "--output-file", "llmchoice.cdx.json")
    _python(session, "-m", "uv", "tool", "run", "--from", SBOM, "cyclonedx-py", *words)


@nox.session
def lint(session: nox.Session) -> None:
    """Lint, format and types, as CI checks them."""
    for words in (
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
    ):
        _python(session, "-m", *words)


@nox.session
def docs(session: nox.Session) -> None:
    """Write the files that are generated from the code: messages, schemas, commands, man page."""
    for words in (
        ("docs/reference/messages.py",),
        ("-m", "llmchoice.schemas"),
        ("docs/reference/write.py",),
    ):
        _python(session, *words)


@nox.session
def golden(session: nox.Session) -> None:
    """Write the golden files and the shown runs anew; then look at what git says is different."""
    _python(session, "-m", "pytest", "--update", *(session.posargs or _tests_with('"--update"')))
