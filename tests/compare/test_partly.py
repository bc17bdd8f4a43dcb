"""One kind of work decided beside one that is not."""

import json
from pathlib import Path

import pytest
import yaml
from tests import packaged

from llmchoice.api import assess, render
from llmchoice.cli.assessor import Assessor
from llmchoice.cli.sources import Source
from llmchoice.knowledge.profile import read_profile
from llmchoice.model.verdict import Kind, Verdict


def _text(names: tuple[str, ...]) -> str:
    """A profile whose workloads are packaged profiles, each with its priorities."""
    files = [yaml.safe_load(packaged.text_of(name)) for name in names]
    ways = ("priorities", "ranking", "points", "answers")
    workloads = [
        {"name": f"{at} {name}", **{way: data[way] for way in ways if way in data}}
        for at, (name, data) in enumerate(zip(names, files, strict=True))
    ]
    rated = yaml.safe_load(packaged.text_of("startup"))["priorities"]
    whole = {"organisation": "Several", "priorities": rated, "workloads": workloads}
    # JSON has no aliases, and is YAML.
    return json.dumps(whole)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("startup", "newspaper"), Kind.PARTLY),
        (("newspaper", "newspaper"), Kind.WORKLOADS),
        (("startup", "manufacturer"), None),
    ],
)
def test_partly_decided_is_told_from_undecided(
    names: tuple[str, ...], kind: Kind | None, tmp_path: Path
) -> None:
    kb = packaged.knowledge()
    found = assess(read_profile(kb, _text(names), "several.yaml"), kb)
    alone = {packaged.assessment(name).recommendation.verdict for name in names}
    assert {part.recommendation.verdict for part in found.workloads} == alone
    assert found.recommendation.kind == kind
    assert (found.recommendation.verdict is Verdict.UNDECIDED) == (kind is not None)
    assert ("Partly decided" in str(render(found, "text"))) == (kind is Kind.PARTLY)

    path = tmp_path / "several.yaml"
    path.write_text(_text(names), encoding="utf-8")
    (outcome,) = Assessor(kb).outcomes([Source(str(path))])
    partly = "partly" if kind is Kind.PARTLY else None
    assert [row.kind for row in outcome.rows] == [partly, None, None]
