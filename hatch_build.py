"""Puts what the YAML files hold into the wheel as JSON as well: see knowledge/compiled.py."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("criteria", "src/llmchoice/catalogue/data")


class CompiledYaml(BuildHookInterface[Any]):
    """A file that is written for each wheel, and never for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the file, and name it to the builder."""
        if version == "editable":
            return
        root, target = Path(self.root), self._target
        sys.path.insert(0, str(root / "src"))
        from llmchoice.knowledge.compiled import FILE, compiled  # noqa: PLC0415 - found only now
        from llmchoice.knowledge.source import read_text  # noqa: PLC0415 - likewise

        files = (file for folder in FOLDERS for file in sorted((root / folder).rglob("*.yaml")))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(compiled(map(read_text, files)), encoding="utf-8", newline="\n")
        build_data["force_include"][str(target)] = f"llmchoice/{FILE.name}"

    def finalize(self, *_: object) -> None:
        """Leave nothing beside the wheel."""
        self._target.unlink(missing_ok=True)

    @property
    def _target(self) -> Path:
        return Path(self.directory) / "compiled.jsonl.part"
