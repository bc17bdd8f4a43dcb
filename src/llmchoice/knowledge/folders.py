"""Where criteria, profiles and schemas are, in a wheel, an editable install and a source tree."""

from pathlib import Path

from llmchoice.version import __version__

_PACKAGE = Path(__file__).resolve().parents[1]
ROOTS: tuple[Path, ...] = (_PACKAGE, _PACKAGE.parents[1])
"""Where the folders are looked for: in the package, then beside its sources."""
SUFFIXES = (".yaml", ".yml")
"""Of a profile."""
_SCHEMA = ".schema.json"


def packaged(name: str) -> Path:
    """The folder `criteria` or `profiles`.

    A wheel holds it inside the package; an editable install and a source tree hold it at the
    root of the project.

    Raises:
        LlmchoiceError: when the installation lacks it.
    """
    for root in ROOTS:
        if (root / name).is_dir():
            return root / name
    # Imported here because --version needs this module and nothing else.
    from llmchoice.errors import ExitCode, LlmchoiceError, Problem  # noqa: PLC0415 - see above

    raise LlmchoiceError(
        [Problem(f"this installation has no {name} folder", fix="install llmchoice again")],
        ExitCode.BUG,
    )


def profile_names() -> tuple[str, ...]:
    """Names of the packaged profiles, sorted."""
    return tuple(sorted(path.stem for path in packaged("profiles").glob("*.yaml")))


def schema_files() -> dict[str, Path]:
    """Every schema by its name. The package beside them is not imported: it reads every type."""
    paths = sorted((_PACKAGE / "schemas").glob(f"*{_SCHEMA}"))
    return {path.name.removesuffix(_SCHEMA): path for path in paths}


def criteria_version() -> str:
    """Version of the packaged knowledge base, read without any YAML."""
    return (packaged("criteria") / "VERSION").read_text(encoding="utf-8").strip()


def version_line() -> str:
    """Name and version of the program and of its criteria."""
    return f"llmchoice {__version__} (criteria {criteria_version()})"
