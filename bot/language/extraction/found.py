"""What the reading of laboratory values works on, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.language.extraction.names import Mention
from bot.language.extraction.quantities import Quantity
from bot.language.extraction.tokens import Token

__all__ = ["Found", "Material"]

Reference = tuple[Decimal | None, Decimal | None, str | None]


@dataclass(slots=True)
class Found:
    """A value tied to a test. `previous`: an older value; `correction`: replaces what was said before."""

    mention: Mention
    quantity: Quantity
    unit: str | None = None
    reference: Reference | None = None
    previous: bool = False
    correction: bool = False
    taken: date | None = None
    report: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """One message, cut up: its tokens, the tests named, the quantities, and where nothing may be taken as a fact."""

    text: str
    low: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    quantities: Sequence[Quantity]
    supposed: Callable[[int], bool]

    def line_mentions(self, line: int) -> list[Mention]:
        """The tests named in a line."""
        return [each for each in self.mentions if self.tokens[each.first].line == line]

    def line_quantities(self, line: int) -> list[Quantity]:
        """The quantities of a line."""
        return [each for each in self.quantities if self.tokens[each.number].line == line]

    def norms(self, first: int, last: int) -> list[str]:
        """The normal forms of the tokens `[first, last]`."""
        return [token.norm for token in self.tokens[max(0, first) : last + 1]]
