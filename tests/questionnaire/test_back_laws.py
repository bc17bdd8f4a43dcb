"""Whatever the way through an interview, it ends as if all had been answered directly."""

from collections.abc import Callable, Mapping, Sequence

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.laws import examples
from tests.questionnaire.person import MEANT, NOW, Reply, interviewed

from llmchoice.engine.answers import effective
from llmchoice.model.knowledge import KnowledgeBase
from llmchoice.model.profile import Profile
from llmchoice.questionnaire.asker import Back, Check, Pick, Prompt, Ranks
from llmchoice.questionnaire.dialogue import LONGEST_REMARK
from llmchoice.questionnaire.draft import Draft
from llmchoice.questionnaire.edit import answers_in, scopes
from llmchoice.questionnaire.session import Mode

LAW = settings(
    derandomize=True,
    deadline=None,
    max_examples=examples(120),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WAYS = st.lists(st.integers(0, 200), max_size=80)


class Wanderer:
    """Goes back and replies otherwise, as its numbers say; then on without detours.

    With `replies` it does not wander: to each prompt it replies what it finds there.
    """

    def __init__(self, numbers: Sequence[int], replies: Mapping[str, Reply] | None = None) -> None:
        self.numbers = list(numbers)
        self.replies: dict[str, Reply] = dict(replies or {})
        self.is_direct = replies is not None
        self.went_back = 0
        self.key = ""
        self.shown: list[str] = []

    @property
    def help(self) -> Sequence[str]:
        return ()

    def say(self, *lines: str) -> None:
        self.shown += lines

    def head(self, line: str) -> None:
        self.shown.append(line)

    def pick(self, prompt: Prompt, picks: Sequence[Pick], *, default: str | None = None) -> str:
        # Comparisons are asked in pairs that share a title.
        ids = [pick.id for pick in picks if pick.id != "compare"]
        assert default is None or default in ids
        if prompt.title == MEANT:
            return "go-on"
        if prompt.title == NOW:
            return self._at_the_review(ids)
        # Whoever rates everything 0 is asked for ever: a scale is gone through from its end.
        return str(self._reply(prompt, lambda n: ids[(n - (prompt.first == 0)) % len(ids)]))

    def many(
        self, prompt: Prompt, picks: Sequence[Pick], *, default: Sequence[str] = ()
    ) -> tuple[str, ...]:
        alone = [pick.id for pick in picks if pick.alone]
        others = [pick.id for pick in picks if not pick.alone]
        assert set(default) <= {*alone, *others}

        def reply(n: int) -> tuple[str, ...]:
            return (alone[0],) if n % 7 == 6 else tuple(others[-1 - n % len(others) :])

        # Without numbers left everything is ticked: each answer is then in some kind of work.
        found = self._reply(prompt, reply if self.numbers else lambda _: tuple(others))
        assert isinstance(found, tuple)
        return tuple(str(one) for one in found)

    def text(self, prompt: Prompt, check: Check, *, default: str = "") -> str:
        assert len(default) <= LONGEST_REMARK
        texts = ("4", "2", "acme", "unknown", "b", "60 44 53")
        typed = [text for text in texts if check(text) is None]
        return str(self._reply(prompt, lambda n: typed[n % len(typed)]))

    def order(self, prompt: Prompt, picks: Sequence[Pick], *, default: Ranks = ()) -> Ranks:
        ids = [pick.id for pick in picks]
        assert not default or {one for rank in default for one in rank} == set(ids)

        def reply(n: int) -> Ranks:
            return tuple((one,) for one in (*ids[n % 3 :], *ids[: n % 3]))

        found = self._reply(prompt, reply)
        assert isinstance(found, tuple)
        return tuple((rank,) if isinstance(rank, str) else rank for rank in found)

    def share(
        self,
        prompt: Prompt,
        picks: Sequence[Pick],
        *,
        total: int,
        default: Mapping[str, int] | None = None,
    ) -> Mapping[str, int]:
        ids = [pick.id for pick in picks]
        assert default is None or sum(default.values()) == total

        def reply(n: int) -> dict[str, int]:
            return {one: total if at == n % len(ids) else 0 for at, one in enumerate(ids)}

        found = self._reply(prompt, reply)
        assert isinstance(found, dict)
        return found

    def _at_the_review(self, ids: Sequence[str]) -> str:
        changeable = [one for one in ids if one != "go-on" and not one.startswith("other@")]
        if self.is_direct or not self.numbers:
            return "go-on"
        return changeable[self.numbers.pop(0) % len(changeable)]

    def _reply(self, prompt: Prompt, reply_for: Callable[[int], Reply]) -> Reply:
        # Of a heading, what stands behind the counters: a section, a workload, a priority.
        key = f"{prompt.head.rpartition(' - ')[2]} | {prompt.title}"
        if not prompt.head and self.key.endswith(f" | {prompt.title}"):
            # Shown once more, without its heading.
            key = self.key
        self.key = key
        if self.is_direct:
            return self.replies[key]
        number = self.numbers.pop(0) if self.numbers else 0
        if number % 3 == 1:
            self.went_back += 1
            raise Back
        self.replies[key] = reply_for(number)
        return self.replies[key]


def wandered(
    kb: KnowledgeBase, draft: Draft, numbers: Sequence[int], mode: Mode
) -> tuple[Wanderer, Profile]:
    wanderer = Wanderer(numbers)
    profile = interviewed(kb, wanderer, draft, mode=mode)
    event(f"went back {min(wanderer.went_back, 5)} times or more")
    return wanderer, profile


def hidden(kb: KnowledgeBase, profile: Profile) -> set[str]:
    """Questions with an answer that counts nowhere."""
    used = {q for scope in scopes(profile) for q in effective(kb, answers_in(profile, scope))}
    own = {
        (at, q)
        for at, workload in enumerate(profile.workloads)
        for q in workload.answers
        if q not in effective(kb, answers_in(profile, at))
    }
    return (set(profile.answers) - used) | {q for _, q in own}


@LAW
@given(numbers=WAYS)
def test_any_way_ends_as_if_all_had_been_answered_directly(
    kb: KnowledgeBase, draft: Draft, numbers: list[int]
) -> None:
    # Answers that contradict each other would have to be changed once more.
    calm = kb.model_copy(update={"contradictions": ()})
    mode = Mode(preview=False)
    wanderer, profile = wandered(calm, draft, numbers, mode)

    direct = interviewed(calm, Wanderer((), wanderer.replies), draft, mode=mode)

    assert profile == direct
    assert hidden(calm, profile) == set()


@LAW
@given(numbers=WAYS)
def test_no_way_leads_past_a_contradiction_or_to_a_hidden_answer(
    kb: KnowledgeBase, draft: Draft, numbers: list[int]
) -> None:
    class Careful(Wanderer):
        def _at_the_review(self, ids: Sequence[str]) -> str:
            clashing = any("contradict" in line for line in self.shown[-1:])
            self.numbers = self.numbers or ([5] if clashing else [])
            return super()._at_the_review(ids)

    profile = interviewed(kb, Careful(numbers), draft, mode=Mode(preview=False))

    assert hidden(kb, profile) == set()
    for scope in scopes(profile):
        answers = answers_in(profile, scope)
        assert (answers["place"], answers["boxes"]) != ("inside", "rented")


@settings(LAW, max_examples=examples(25))
@given(numbers=WAYS)
def test_a_quick_interview_keeps_no_hidden_answer_either(
    kb: KnowledgeBase, draft: Draft, numbers: list[int]
) -> None:
    calm = kb.model_copy(update={"contradictions": ()})
    _, profile = wandered(calm, draft, numbers, Mode(quick=True))

    assert hidden(calm, profile) == set()
