"""Cost against volume: a line where tokens are paid, stairs of whole cards where GPUs are."""

from dataclasses import dataclass

from llmchoice.catalogue.cost.formulas import HOURS, whole
from llmchoice.model.reserved import Reserved


@dataclass(frozen=True, slots=True)
class Line:
    """So much per token, and so much a month whatever the volume."""

    per_token: float
    fixed: float = 0.0

    def cost(self, tokens: float) -> float:
        """Money a month for so many tokens a month."""
        return self.fixed + self.per_token * tokens


@dataclass(frozen=True, slots=True)
class Stairs:
    """Whole groups of cards; each group holds the model once."""

    cards: int
    """Cards of a group."""
    spares: int
    """Groups beyond those that the load needs."""
    group_tokens: float
    """Tokens a month that one group serves."""
    per_card: float
    fixed: float = 0.0
    """Money a month whatever the number of cards, without staff."""
    least_staff: float = 0.0
    """Money a month for people, however few the cards."""
    staff_per_card: float = 0.0
    """Money a month for people, per card, where that comes to more."""
    batch: float | None = None
    """The months over which the cost of one batch is spread, where cards are rented by the hour for
    as long as it runs: within a month, for which people are paid; None where work recurs."""

    def groups(self, tokens: float) -> int:
        """Groups that the load needs; one where there is none."""
        return max(1, whole(tokens * (self.batch or 1) / self.group_tokens))

    def gpus(self, tokens: float) -> int:
        """All cards, spare ones included."""
        return self.gpus_of(self.groups(tokens))

    def gpus_of(self, groups: int) -> int:
        """All cards where the load needs so many groups."""
        return (groups + self.spares) * self.cards

    def cost(self, tokens: float) -> float:
        """Money a month for so many tokens a month."""
        return self.fixed + self.cards_paid(tokens) * self.per_card + self.staff_paid(tokens)

    def cards_paid(self, tokens: float) -> float:
        """The cards that are paid for in a month, in the mean of the months of a batch."""
        if self.batch is None:
            return self.gpus(tokens)
        return tokens / self.group_tokens * self.cards

    def staff_paid(self, tokens: float) -> float:
        """Money a month for people, in the mean of the months of a batch."""
        return self.staff(self.gpus(tokens)) / (self.batch or 1)

    def hours(self, tokens: float) -> float | None:
        """For how many hours the cards of a batch are rented; None where work recurs."""
        if self.batch is None:
            return None
        return tokens * self.batch / self.group_tokens / self.groups(tokens) * HOURS

    def step(self, groups: int) -> float:
        """Money a month where the load needs so many groups."""
        gpus = self.gpus_of(groups)
        return self.fixed + gpus * self.per_card + self.staff(gpus)

    def staff(self, gpus: int) -> float:
        """Money a month for people who look after so many cards."""
        return max(self.least_staff, gpus * self.staff_per_card)

    def capacity(self, groups: int) -> float:
        """Tokens a month that so many groups serve."""
        return groups * self.group_tokens


Costs = Line | Stairs


@dataclass(frozen=True, slots=True)
class Units:
    """Whole units of reserved capacity, which have to let the peak through."""

    offer: Reserved
    month: float
    """Money a month for a unit."""
    into: float
    """Tokens a minute that go in at the peak, for each token of a month."""
    out: float
    """The same of those that come out."""
    beside: float = 0.0
    """Money for each token that no unit pays for."""

    def units(self, tokens: float) -> int:
        """Units for so many tokens a month."""
        return self.offer.units(self.into * tokens, self.out * tokens)

    def cost(self, tokens: float) -> float:
        """Money a month for so many tokens a month."""
        return self.units(tokens) * self.month + self.beside * tokens


@dataclass(frozen=True, slots=True)
class Cheapest:
    """Whatever costs least at a volume."""

    usual: Costs
    reserved: tuple[Units, ...]

    def cost(self, tokens: float) -> float:
        """Money a month for so many tokens a month."""
        return min(self.usual.cost(tokens), self.kept(tokens))

    def takes(self, tokens: float) -> bool:
        """Whether that is what is reserved."""
        return self.kept(tokens) < self.usual.cost(tokens)

    def kept(self, tokens: float) -> float:
        """The same with the cheapest units alone."""
        return min(units.cost(tokens) for units in self.reserved)
