"""The files that other programs read: workflows, hooks, the action, issue forms, the container."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml
from tests import forked

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(sys.executable).parent
PROFILE = ROOT / "profiles" / "startup.yaml"
FORMS = sorted(set((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")))


def _read(name: str) -> Any:  # noqa: ANN401 - whatever YAML holds
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def _run(words: list[str], folder: Path, **environment: str) -> CompletedProcess[str]:
    if words[0] == "llmchoice":
        return forked.run(*words[1:], cwd=folder, capture_output=True, encoding="utf-8")
    path = os.pathsep.join([str(folder), str(PROGRAMS), os.environ["PATH"]])
    return subprocess.run(
        [shutil.which(words[0], path=path) or words[0], *words[1:]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PATH": path, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def sessions() -> set[str]:
    listed = _run(["nox", "--noxfile", str(ROOT / "noxfile.py"), "--list"], ROOT).stdout
    return set(re.findall(r"^[-*] (\w+) -> ", listed, re.MULTILINE))


@pytest.fixture(scope="module")
def decisions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a decision that holds, and one whose verdict was another."""
    folder = tmp_path_factory.mktemp("decisions")
    _run(["llmchoice", "assess", str(PROFILE), "-o", "decision.json"], folder)
    decision = json.loads((folder / "decision.json").read_text(encoding="utf-8"))
    decision["recommendation"] |= {"verdict": "undecided", "option": None}
    (folder / "moved.json").write_text(json.dumps(decision), encoding="utf-8")
    return folder


def test_sessions_are_those_that_the_guide_and_the_workflow_name(sessions: set[str]) -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`nox -s (\w+)`", guide))
    assert (
        named
        == sessions
        == {
            *("test", "quick", "laws", "attack", "audit", "sbom", "lint", "docs", "golden"),
        }
    )


def test_the_workflow_runs_everything_on_each_python_and_the_fast_tests_elsewhere(
    sessions: set[str],
) -> None:
    jobs = _read(".github/workflows/ci.yml")["jobs"]
    oldest = re.search(
        r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    )
    assert oldest
    pythons = jobs["all"]["strategy"]["matrix"]["python"]
    assert [oldest[1], pythons[-1]] == [pythons[0], "3.14"]
    assert jobs["all"]["steps"][-1]["run"] == ".ci/run python${{ matrix.python }}"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert jobs["fast"]["strategy"]["matrix"]["system"] == ["windows-latest", "macos-latest"]
    assert jobs["fast"]["steps"][-1]["run"].removeprefix("python -m nox --session ") in sessions


def test_what_is_set_up_is_what_the_readme_sets_up() -> None:
    commands = [
        re.findall(rf"<!-- {marker} -->\n```sh\n(.*)\n", (ROOT / name).read_text(encoding="utf-8"))
        for name, marker in (("README.md", "test command"), ("CONTRIBUTING.md", "set up"))
    ]
    (tests,), (setup,) = commands
    assert setup == tests.removesuffix(" && .venv/bin/pytest").replace(
        ".venv/bin/pip", "pip"
    ).replace("&& pip", "&& . .venv/bin/activate && pip", 1)


def test_local_hooks_call_programs_of_the_environment() -> None:
    (local,) = _read(".pre-commit-config.yaml")["repos"]
    assert local["repo"] == "local"
    for hook in local["hooks"]:
        program, *words = shlex.split(hook["entry"])
        assert shutil.which(program, path=str(PROGRAMS)), hook["id"]
        if program == "llmchoice":
            given = [str(PROFILE)] if hook.get("pass_filenames", True) else []
            assert _run([program, *words, *given], ROOT).returncode == 0


def test_hooks_for_others_pass_what_holds_and_fail_on_what_does_not(decisions: Path) -> None:
    hooks = {hook["id"]: hook for hook in _read(".pre-commit-hooks.yaml")}
    recheck = [*hooks["llmchoice-recheck"]["entry"].split(), *hooks["llmchoice-recheck"]["args"]]
    assert _run(recheck, decisions).returncode == 0
    moved = ["moved.json" if word == "decision.json" else word for word in recheck]
    assert _run(moved, decisions).returncode == 6
    check = hooks["llmchoice-profile-check"]["entry"].split()
    assert _run([*check, str(PROFILE)], decisions).returncode == 0
    assert _run([*check, "decision.json"], decisions).returncode == 3


@pytest.mark.skipif(sys.platform == "win32", reason="a runner there brings a bash of its own")
def test_the_action_is_a_gate_that_no_input_can_break_out_of(decisions: Path) -> None:
    action = _read("action.yml")
    (step,) = action["runs"]["steps"]
    names = {key: re.findall(r"inputs\.(\w+)", value) for key, value in step["env"].items()}
    assert sorted(name for (name,) in names.values()) == sorted(action["inputs"])
    assert "${{" not in step["run"]
    pipx = decisions / "pipx"
    pipx.write_text('#!/bin/sh\n[ "$1 $2" = "run --spec" ] && shift 3 && exec "$@"\n')
    pipx.chmod(0o755)
    given = {key: action["inputs"][name].get("default", "") for key, (name,) in names.items()}

    def check(decision: str) -> CompletedProcess[str]:
        inputs = {**given, "DECISION": decision, "OUTPUT": "report.md"}
        command = ["bash", "-e", "-c", step["run"]]
        return _run(command, decisions, GITHUB_ACTION_PATH=str(ROOT), **inputs)

    assert check("decision.json").returncode == 0
    assert "Still holds" in (decisions / "report.md").read_text(encoding="utf-8")
    assert check("moved.json").returncode == 6
    assert check("$(touch broken-out); decision.json").returncode == 2
    assert not (decisions / "broken-out").exists()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_issue_forms_have_what_a_form_needs(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    if path.stem == "config":
        assert form == {"blank_issues_enabled": True}
        return
    assert form["name"]
    assert form["description"]
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert {field["type"] for field in fields} <= {"input", "textarea"}
    assert len({field["id"] for field in fields}) == len(fields)
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_the_container_file_copies_what_a_wheel_is_built_from(tmp_path: Path) -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
    steps = [line.split(maxsplit=1) for line in text.splitlines() if line and line[0] != "#"]
    assert {"FROM", "COPY", "RUN", "USER", "ENTRYPOINT"} <= {word for word, _ in steps}
    assert json.loads(dict(steps)["ENTRYPOINT"]) == ["llmchoice"]
    assert dict(steps)["USER"] != "root"
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for word, rest in steps:
        if word != "COPY" or rest.startswith("--from"):
            continue
        *names, target = rest.split()
        folder = tmp_path / target.removeprefix("/")
        for name in names:
            assert f"!{name}" in let_in
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            folder.parent.mkdir(parents=True, exist_ok=True)
            if target.endswith("/"):
                folder.mkdir(exist_ok=True)
            copy(ROOT / name, folder)
    built = _run(["hatchling", "build", "--target", "wheel"], tmp_path / "source")
    assert built.stderr.strip().endswith(".whl"), built.stderr
