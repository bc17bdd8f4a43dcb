"""The core knows nothing of llmchoice, and what needs no numpy does not import it."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import llmchoice

SOURCE = Path(llmchoice.__file__).parent
MODULES = sorted((SOURCE / "mcda").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_it_imports_numpy_the_standard_library_and_itself(path: Path) -> None:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add(node.module or "")
    ours = {name for name in names if name.split(".")[0] == "llmchoice"}
    assert all(name.startswith("llmchoice.mcda.") for name in ours)
    assert {name.split(".")[0] for name in names - ours} <= {*sys.stdlib_module_names, "numpy"}


@pytest.mark.parametrize("module", ["intervals", "pairwise", "weighting"])
def test_what_needs_no_numpy_does_not_import_it(module: str) -> None:
    code = f"import sys, llmchoice.mcda.{module}; sys.exit('numpy' in sys.modules)"
    subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCE.parent)},
        check=True,
    )
