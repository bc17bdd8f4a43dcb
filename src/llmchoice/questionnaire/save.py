"""A profile as commented YAML that replays it exactly."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from llmchoice.amounts import written
from llmchoice.engine import weights
from llmchoice.files import as_argument
from llmchoice.knowledge.costs import MODELS, RESERVED, SECTION
from llmchoice.language import t
from llmchoice.model.estimate import Estimate, Passed
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Answer, Answers, PerChoice, Profile, Workload
from llmchoice.model.terms import DOLLARS, Band, CostInputs, Term
from llmchoice.plain import JOINERS, plain, unseen
from llmchoice.report.wording.answers import spread


def profile_yaml(
    kb: KnowledgeBase, profile: Profile, *, file: str = "THIS-FILE", schema: str | None = None
) -> str:
    """The text of a profile file; a partial profile yields a partial file.

    `file` is its name in the command that assesses it; `schema` is where editors find the schema of
    profiles, None for nowhere.
    """
    blocks = [
        _top(kb, profile, file, schema),
        _preferences(kb, profile),
        ["answers:" if profile.answers else "answers: {}", *_answers(kb, profile.answers, "  ")],
        _workloads(kb, profile),
        _costs(profile.costs),
        _notes(kb, profile),
        _expiries(kb, profile),
        _decision_day(profile),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _top(kb: KnowledgeBase, profile: Profile, file: str, schema: str | None) -> list[str]:
    command = f"llmchoice assess {as_argument(file)}"
    return [
        *([] if schema is None else _comment("", f"yaml-language-server: $schema={quote(schema)}")),
        *_comment(
            "", t("Answers to the questions of llmchoice, criteria {version}.", version=kb.version)
        ),
        *_comment("", t("Assess them with: {command}", command=command)),
        "schema: 1",
        f"organisation: {text_in_yaml(profile.organisation)}",
    ]


def _preferences(kb: KnowledgeBase, profile: Profile) -> list[str]:
    lines = _weighed(kb, profile)
    if profile.comparisons is not None:
        lines += _comment("", t("How many times as important as others each priority is."))
        lines.append("comparisons:")
        for more, row in profile.comparisons.items():
            times = ", ".join(f"{than}: {_ratio(number)}" for than, number in row.items())
            lines.append(f"  {more}: {{{times}}}")
    if profile.spread is not None:
        certainty = spread(weights.spread_of(kb, profile))
        lines += _comment("", t("How certain these weights are: {certainty}.", certainty=certainty))
        width = profile.spread
        lines.append(f"spread: {width if isinstance(width, str) else written(width)}")
    if profile.shares:
        names = {c.id: c.name for _, c in kb.criteria()}
        lines += _numbers("shares", profile.shares, names)
    return lines


def _weighed(kb: KnowledgeBase, of: Profile | Workload) -> list[str]:
    """What an organisation, or one workload in its own way, gives as ratings, ranks or points."""
    names = {p.id: p.name for p in kb.priorities}
    lines: list[str] = []
    if of.priorities is not None:
        scale = kb.settings.importance_scale
        ends = t(
            "From 0 ({least}) to {highest} ({most}).",
            least=scale[0],
            highest=len(scale) - 1,
            most=scale[-1],
        )
        lines += _comment("", ends)
        lines += _numbers("priorities", of.priorities, names)
    if of.ranking is not None:
        lines += _comment("", t("The most important first."))
        lines += ["ranking:", *(f"  - {_listed(item)}" for item in of.ranking)]
    if of.points is not None:
        lines += _comment("", t("100 points, shared out."))
        lines += _numbers("points", of.points, names)
    return lines


def _numbers(key: str, given: Mapping[str, float], names: Mapping[str, str]) -> list[str]:
    if not given:
        return [f"{key}: {{}}"]
    lines = (f"  {n}: {written(given[n])}  # {_one_line(names[n])}" for n in names if n in given)
    return [f"{key}:", *lines]


def _ratio(number: float) -> str:
    """A ratio; as a fraction where it is the reciprocal of a whole number, as it was meant."""
    below = round(1 / number)
    return f"1/{below}" if below > 1 and number == 1 / below else written(number)


def _answers(kb: KnowledgeBase, answers: Answers, indent: str) -> Iterator[str]:
    for section in kb.sections:
        given = [q for q in kb.questions if q.section == section.id and q.id in answers]
        if given:
            yield f"{indent}# -- {_one_line(section.title)} --"
        for question in given:
            yield from _comment(indent, question.text)
            yield f"{indent}{question.id}: {answer_in_yaml(answers[question.id])}"


def _workloads(kb: KnowledgeBase, profile: Profile) -> list[str]:
    lines: list[str] = []
    for workload in profile.workloads:
        lines.append(f"  - name: {text_in_yaml(workload.name)}")
        lines += [f"    {line}" for line in _weighed(kb, workload)]
        lines.append("    answers:" if workload.answers else "    answers: {}")
        lines += _answers(kb, workload.answers, "      ")
    if not lines:
        return []
    return [*_comment("", t("What differs for a workload.")), "workloads:", *lines]


def _costs(costs: CostInputs | None) -> list[str]:
    if costs is None:
        return []
    lines: list[str] = []
    if costs.currency != DOLLARS:
        lines += [f"  currency: {costs.currency}", f"  rate: {written(costs.rate)}"]
    if costs.ceiling is not None:
        lines.append(f"  ceiling: {written(costs.ceiling)}")
    named = (
        ("tier", costs.tier),
        ("gpu", costs.gpu),
        *zip(MODELS, (costs.closed_model, costs.open_model), strict=True),
    )
    lines += [f"  {key}: {value}" for key, value in named if value]
    lines += [f"  {term}: {_band(costs.terms[term])}" for term in Term if term in costs.terms]
    offers = zip(RESERVED, (costs.closed_reserved, costs.open_reserved), strict=True)
    for key, offer in offers:
        if offer:
            fields = offer.model_dump(exclude_defaults=True).items()
            terms = ", ".join(
                f"{name}: {str(value).lower() if isinstance(value, bool) else written(value)}"
                for name, value in fields
            )
            lines.append(f"  {key}: {{{terms}}}")
    comment = _comment(
        "",
        t(
            "Figures of your own for what models cost; {command} lists the terms.",
            command="llmchoice cost --full",
        ),
    )
    return [*comment, f"{SECTION}:" if lines else f"{SECTION}: {{}}", *lines]


def _band(band: Band) -> str:
    if band.low == band.high:
        return written(band.typical)
    ends = (f"{end}: {written(number)}" for end, number in band)
    return f"{{{', '.join(ends)}}}"


def _notes(kb: KnowledgeBase, profile: Profile) -> list[str]:
    lines = [
        f"  {q.id}: {text_in_yaml(profile.notes[q.id])}"
        for q in kb.questions
        if q.id in profile.notes
    ]
    return ["notes:", *lines] if lines else []


def _expiries(kb: KnowledgeBase, profile: Profile) -> list[str]:
    days = profile.expires or {}
    lines = [f"  {q.id}: {days[q.id]}" for q in kb.questions if q.id in days]
    comment = _comment("", t("After that day, someone must confirm the answer again."))
    return [*comment, "expires:", *lines] if lines else []


def _decision_day(profile: Profile) -> list[str]:
    if profile.decide_by is None:
        return []
    return [*_comment("", t("You want to decide by this day.")), f"decide_by: {profile.decide_by}"]


def answer_in_yaml(answer: Answer) -> str:
    """An answer as it stands in a profile."""
    if isinstance(answer, str | PerChoice):
        return str(answer)
    if isinstance(answer, Estimate):
        return f"{{{', '.join(f'{key}: {written(number)}' for key, number in answer.parts)}}}"
    if isinstance(answer, Passed):
        counts = answer.model_dump(exclude_none=True)
        return f"{{{', '.join(f'{key}: {count}' for key, count in counts.items())}}}"
    return _listed(answer) if isinstance(answer, tuple) else written(answer)


def _listed(item: str | tuple[str, ...]) -> str:
    return item if isinstance(item, str) else f"[{', '.join(item)}]"


def text_in_yaml(text: str) -> str:
    """A text in double quotes; what cannot be seen is escaped, so that the file shows it.

    What joins the parts of an emoji or of a name stays as it is.
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        char
        if char in JOINERS or (char.isprintable() and not unseen(char))
        else f"\\U{ord(char):08x}"
        for char in quoted
    )


def _comment(indent: str, text: str) -> list[str]:
    return [f"{indent}# {_one_line(text)}"]


def _one_line(text: str) -> str:
    # YAML refuses some characters even in a comment.
    return "".join(char if char.isprintable() else "?" for char in plain(text))
