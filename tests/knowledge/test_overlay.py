"""A folder of one's own is laid over the packaged criteria."""

from pathlib import Path

import pytest
import yaml
from tests.made_up import columns, reasons, row

from llmchoice.errors import ExitCode, LlmchoiceError
from llmchoice.knowledge.criteria import load_criteria
from llmchoice.knowledge.folders import packaged
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.option import SharedNoise

LESS = "  - {id: traceability, share: 25}\n"


def criterion(name: str, share: int) -> str:
    return f"""\
  - id: {name}
    name: Paper in the archive
    share: {share}
    question: audit
    asks: how much of it is on paper
    anchors: {{0: none, 50: half, 100: all}}
    values:
      logs: {row(50)}
      pinned-version: {row(40)}
      exact-years: {row(30)}
      training-summary: {row(40)}
      training-data: {row(20)}
    {reasons()}
    references: [dora]
"""


def own(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def criteria(kb: KnowledgeBase, priority: str) -> list[str]:
    return [c.id for p, c in kb.criteria() if p.id == priority]


def test_a_folder_without_any_criteria_is_a_mistake_and_no_silence(tmp_path: Path) -> None:
    with pytest.raises(LlmchoiceError, match="contains no criteria") as caught:
        load_criteria(tmp_path)
    assert caught.value.problems[0].fix


def test_a_folder_holds_no_more_together_than_one_file_may(tmp_path: Path) -> None:
    """No file of it is too large by itself."""
    for name in ("privacy", "budget", "capability"):
        text = f"id: {name}\ncriteria: []\n#" + "x" * 400_000 + "\n"
        own(tmp_path, f"priorities/{name}.yaml", text)
    with pytest.raises(LlmchoiceError, match="more than 1,000,000 bytes together") as caught:
        load_criteria(tmp_path)
    assert caught.value.exit_code is ExitCode.INVALID
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert str(tmp_path) in str(problem.place)
    assert problem.fix


def test_a_criterion_is_added_with_one_file(kb: KnowledgeBase, tmp_path: Path) -> None:
    text = f"id: compliance\n{columns()}criteria:\n" + criterion("paper", 5) + LESS
    found = load_criteria(own(tmp_path, "priorities/ours.yaml", text))
    assert criteria(found, "compliance") == [*criteria(kb, "compliance"), "paper"]
    assert [p.id for p in found.priorities] == [p.id for p in kb.priorities]


def test_a_criterion_of_the_same_id_replaces_the_packaged_one_in_its_place(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    text = f"id: compliance\n{columns()}criteria:\n" + criterion("traceability", 30)
    found = load_criteria(own(tmp_path, "priorities/ours.yaml", text))
    assert criteria(found, "compliance") == criteria(kb, "compliance")
    new = next(c for _, c in found.criteria() if c.id == "traceability")
    assert (new.name, new.share) == ("Paper in the archive", 30)


def test_a_priority_is_added_at_the_place_that_its_order_gives(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    head = "id: paper\norder: 1\nname: Paper\nabout: paper\nworst: none\nbest: all\n"
    text = f"{head}{columns()}criteria:\n{criterion('archive', 100)}"
    found = load_criteria(own(tmp_path, "priorities/paper.yaml", text))
    assert [p.id for p in found.priorities][:3] == ["privacy", "paper", "compliance"]
    assert len(found.priorities) == len(kb.priorities) + 1


def test_a_rule_of_ones_own_excludes_an_option(kb: KnowledgeBase, tmp_path: Path) -> None:
    rule = "{id: ours, when: {task: [routine]}, excludes: {place: [vendor]}, reason: so,"
    text = f"constraints:\n  - {rule} references: [dora]}}\n"
    found = load_criteria(own(tmp_path, "constraints.yaml", text))
    assert [r.id for r in found.constraints] == [*(r.id for r in kb.constraints), "ours"]


def test_another_folder_has_another_fingerprint(kb: KnowledgeBase, tmp_path: Path) -> None:
    text = "steps:\n  - {id: ours, text: do it, because: so, effort: low}\n"
    found = load_criteria(own(tmp_path, "steps.yaml", text))
    assert found.sha256 != kb.sha256
    assert found.version == kb.version
    assert load_criteria(tmp_path).sha256 == found.sha256


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(LlmchoiceError, match="is not a folder") as caught:
        load_criteria(tmp_path / "nowhere")
    assert caught.value.exit_code is ExitCode.USAGE


@pytest.mark.parametrize(
    ("name", "meant"), [("question.yaml", "questions.yaml"), ("steps.yml", "steps.yaml")]
)
def test_a_file_of_an_unknown_name_is_not_passed_over(
    tmp_path: Path, name: str, meant: str
) -> None:
    with pytest.raises(LlmchoiceError, match="is not a criteria file") as caught:
        load_criteria(own(tmp_path, name, "a: 1\n"))
    (problem,) = caught.value.problems
    assert problem.fix is not None
    assert meant in problem.fix


def test_an_id_that_is_used_twice_in_a_file_names_both_places(tmp_path: Path) -> None:
    step = "  - {id: ours, text: do it, because: so, effort: low}\n"
    with pytest.raises(LlmchoiceError, match="the id 'ours' is used twice") as caught:
        load_criteria(own(tmp_path, "steps.yaml", f"steps:\n{step}{step}"))
    (problem,) = caught.value.problems
    assert str(problem.place) == f"{tmp_path / 'steps.yaml'}:3:10"
    assert problem.fix is not None
    assert f"{tmp_path / 'steps.yaml'}:2:5" in problem.fix


def test_every_mistake_of_a_folder_is_told_at_once(tmp_path: Path) -> None:
    own(tmp_path, "steps.yaml", "steps:\n  - {id: ours, because: so, effort: some}\n")
    own(tmp_path, "settings.yaml", "confidence: 0.4\n")
    with pytest.raises(LlmchoiceError) as caught:
        load_criteria(tmp_path)
    files = {Path(p.place.file).name for p in caught.value.problems if p.place}
    assert files == {"steps.yaml", "settings.yaml"}
    assert len(caught.value.problems) >= 4


@pytest.mark.parametrize(
    ("said", "where", "what"),
    [
        ("{weights: 0.8, place: 0.5}", "1:15", "sum to more than 1"),
        ("{weights: 2}", "1:25", "less than or equal to 1"),
        ("{colour: 0.5}", "1:16", "colour"),
        ("half", "1:15", "shared_noise"),
    ],
)
def test_errors_that_options_share_are_checked_where_they_stand(
    tmp_path: Path, said: str, where: str, what: str
) -> None:
    with pytest.raises(LlmchoiceError) as caught:
        load_criteria(own(tmp_path, "options.yaml", f"shared_noise: {said}\n"))
    (problem,) = caught.value.problems
    assert str(problem.place) == f"{tmp_path / 'options.yaml'}:{where}"
    assert what in f"{problem.message} {problem.why}"


def test_errors_that_options_share_may_be_ones_own(tmp_path: Path) -> None:
    assert load_criteria().shared_noise.weights == 0.5
    found = load_criteria(own(tmp_path, "options.yaml", "shared_noise: {place: 0.1}\n"))
    assert found.shared_noise == SharedNoise(place=0.1)


def test_a_tension_of_ones_own_is_added_or_replaces_a_packaged_one(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    odd = "when: {hardware: [owned]}, priority: budget, says: so"
    text = f"tensions:\n  - {{id: ours, {odd}}}\n  - {{id: no-money, {odd}}}\n"
    found = load_criteria(own(tmp_path, "constraints.yaml", text))
    assert [t.id for t in found.tensions] == [*(t.id for t in kb.tensions), "ours"]
    replaced = next(t for t in found.tensions if t.id == "no-money")
    assert replaced.when == {"hardware": ("owned",)}
    assert found.constraints == kb.constraints


def test_a_tension_id_that_is_used_twice_in_a_file_is_a_mistake(tmp_path: Path) -> None:
    odd = "{id: ours, when: {hardware: [owned]}, priority: budget, says: so}"
    text = f"tensions:\n  - {odd}\n  - {odd}\n"
    with pytest.raises(LlmchoiceError, match="tensions: the id 'ours' is used twice"):
        load_criteria(own(tmp_path, "constraints.yaml", text))


def test_settings_from_before_slight_weights_are_read_still(tmp_path: Path) -> None:
    found = load_criteria(own(tmp_path, "settings.yaml", settings_without("slight_weight")))
    assert found.settings.slight_weight is None
    assert found.tensions


def test_a_slight_weight_needs_its_reason(tmp_path: Path) -> None:
    text = f"{settings_without('slight_weight')}slight_weight: 0.4\n"
    with pytest.raises(LlmchoiceError, match="slight_weight: needs its reason") as caught:
        load_criteria(own(tmp_path, "settings.yaml", text))
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert problem.place.line == len(text.splitlines())
    assert problem.fix is not None
    assert "slight_weight_reason:" in problem.fix


def settings_without(start: str) -> str:
    """The packaged settings but the keys that begin like that."""
    text = (packaged("criteria") / "settings.yaml").read_text(encoding="utf-8")
    data = {key: value for key, value in yaml.safe_load(text).items() if not key.startswith(start)}
    return str(yaml.safe_dump(data))


def test_a_misspelt_priority_of_a_tension_is_told_with_its_place_and_the_right_one(
    tmp_path: Path,
) -> None:
    text = "tensions:\n  - {id: ours, when: {task: [routine]}, priority: bugdet, says: so}\n"
    with pytest.raises(LlmchoiceError) as caught:
        load_criteria(own(tmp_path, "constraints.yaml", text))
    (problem,) = caught.value.problems
    assert problem.fix == "did you mean 'budget'?"
    assert str(problem.place) == f"{tmp_path / 'constraints.yaml'}:2:51"
