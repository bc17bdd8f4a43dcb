"""A GPU or a model under `costs:` of which nothing is known: refused at once, with its place."""

from pathlib import Path

import pytest
from tests.cli.conftest import Run

COMMANDS = (
    "assess -p odd.yaml",
    "whatif -p odd.yaml --set privacy=5",
    "cost -p odd.yaml",
    "compare odd.yaml",
    "models shortlist -p odd.yaml",
    "panel startup odd.yaml",
)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("costs", "complaint", "column"),
    [
        ("gpu: h1oo", "no figures are known for the GPU 'h1oo'", 14),
        ("open-model: none-such", "there is no model 'none-such' in the catalogue", 21),
        ("closed-model: phi-4", "the weights of 'phi-4' are open", 23),
        ("ceiling: 100, gpu: h1oo", "no figures are known for the GPU 'h1oo'", 28),
    ],
)
def test_it_is_refused_with_its_place(  # noqa: PLR0913, PLR0917 - fixtures and cases
    run: Run, startup: str, command: str, costs: str, complaint: str, column: int
) -> None:
    Path("odd.yaml").write_text(f"{startup}costs: {{{costs}}}\n", encoding="utf-8")
    done = run(*command.split())
    assert done.returncode == 3
    assert complaint in done.stderr
    assert f"(odd.yaml:{len(startup.splitlines()) + 1}:{column})" in done.stderr


def test_it_is_refused_before_anything_is_asked(run: Run) -> None:
    text = "organisation: Acme\ncosts:\n  gpu: h1oo\n"
    done = run("assess", "-p", "-", stdin=text.encode())
    assert (done.returncode, done.stdout) == (3, "")
    assert "(<stdin>:3:8)" in done.stderr
    assert "no answer" not in done.stderr
