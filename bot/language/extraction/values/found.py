"""What the reading of laboratory values works on, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from bot.language.extraction.values.mentions import Mention
from bot.language.extraction.values.order import newest_first
from bot.language.extraction.values.quantities import Quantity
from bot.language.extraction.words.tokens import Token

__all__ = ["Found", "Material"]

Reference = tuple[Decimal | None, Decimal | None, str | None]


@dataclass(slots=True)
class Found:
    """A value tied to a test. `previous`: an older value; `correction`: replaces what was said before.
    `run`: it stands right behind another value of the same name, with no word that tells the order.
    """

    mention: Mention
    quantity: Quantity
    unit: str | None = None
    reference: Reference | None = None
    previous: bool = False
    correction: bool = False
    taken: date | None = None
    report: bool = False
    run: bool = False

    def attach(self, quantity: Quantity) -> None:
        """Take the quantity as the printed range, and its unit where the value has none."""
        low = None if quantity.comparator in {"<", "<="} else quantity.value
        high = quantity.value if quantity.comparator in {"<", "<="} else quantity.high
        unit = quantity.unit.text if quantity.unit and quantity.unit.concentration else None
        if self.reference is None:
            self.reference = (low, high, unit)
        if self.unit is None and self.quantity.unit is None and unit is not None:
            self.unit = unit


@dataclass(frozen=True)
class Material:
    """One message, cut up: its tokens, the tests named, the quantities, and where nothing may be taken as a fact."""

    text: str
    low: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    quantities: Sequence[Quantity]
    supposed: Callable[[int], bool]
    today: date

    @cached_property
    def newest_first(self) -> bool | None:
        """Whether the message says that its newest values stand first (True) or last (False); None if it does not."""
        return newest_first(self.low)

    @cached_property
    def named(self) -> frozenset[int]:
        """The tokens that are part of the name of a test."""
        return frozenset(place for each in self.mentions for place in range(each.first, each.last + 1))

    @cached_property
    def first_words(self) -> dict[int, Token]:
        """The first token of each sentence that is not a line break."""
        return {token.sentence: token for token in reversed(self.tokens) if token.kind != "break"}

    @cached_property
    def lines(self) -> dict[int, list[Token]]:
        """The tokens of each line, line breaks left out."""
        lines: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.kind != "break":
                lines.setdefault(token.line, []).append(token)
        return lines

    @cached_property
    def _mentions_by_line(self) -> dict[int, list[Mention]]:
        lines: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            lines.setdefault(self.tokens[mention.first].line, []).append(mention)
        return lines

    @cached_property
    def _quantities_by_line(self) -> dict[int, list[Quantity]]:
        lines: dict[int, list[Quantity]] = {}
        for quantity in self.quantities:
            lines.setdefault(self.tokens[quantity.number].line, []).append(quantity)
        return lines

    def line_mentions(self, line: int) -> list[Mention]:
        """The tests named in a line."""
        return self._mentions_by_line.get(line, [])

    def line_quantities(self, line: int) -> list[Quantity]:
        """The quantities of a line."""
        return self._quantities_by_line.get(line, [])

    def norms(self, first: int, last: int) -> list[str]:
        """The normal forms of the tokens `[first, last]`."""
        return [token.norm for token in self.tokens[max(0, first) : last + 1]]
