"""Skin lesions and where they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit, PhraseBook

__all__ = ["LesionReader"]

_GROUP: Final = "lesion"
_PLACES: Final = ("proximal", "distal")
_OVER: Final = frozenset({"healed", "gone", "cleared", "disappeared", "vanished"})
_NOT_OVER: Final = frozenset(
    {"not", "never", "hasnt", "havent", "isnt", "arent", "nearly", "almost", "partly", "half", "wont", "nt"}
)
#: A message that only says where `they` are: the skin was spoken of before.
_PLACED: Final = re.compile(
    r"^(?:(?:they|these|those|all|both|mine|most)(?: of them)? (?:are|re|sit|is|started|spread|run)|theyre) "
    r"(?:all |mainly |mostly |only |now )?"
    r"(?:on|over|in|at|around|across|along|from|everywhere|both|confined|restricted|limited)\b|^(?:"
    r"(?:location|site|sites|distribution|located|situated) ?(?::|is|on)|"
    r"(?:only |mainly |mostly |just )?(?:on|over) (?:my|his|her|the|both))\b"
)
_SKIN: Final = frozenset({"plaques", "ulcers"})


class LesionReader:
    """Reads the `lesions` part of the lexicon in messages."""

    def __init__(self, data: Mapping[str, Any], book: PhraseBook) -> None:
        for key in ("ulcers", "plaques", "clear"):
            book.add(_GROUP, key, data[key])
        for key in _PLACES:
            book.add("place", key, data[key])
        book.add("never:" + _GROUP, "*", data["never"])

    def read(self, statements: Statements, *, expects: str | None = None) -> dict[str, object]:
        """Return `lesions` and `location` as far as they are stated."""
        found: dict[str, object] = {}
        hits = [(hit, self._standing(statements, hit, expects)) for hit in statements.of(_GROUP)]
        stated = {hit.key for hit, standing in hits if standing == "stated"}
        if "ulcers" in stated:
            found["lesions"] = "ulcers"
        elif "plaques" in stated:
            found["lesions"] = "plaques"
        elif "clear" in stated or any(standing == "negated" for _, standing in hits):
            found["lesions"] = "none"
        present = [hit for hit, standing in hits if standing == "stated" and hit.key in _SKIN]
        if present or expects == "location" or _PLACED.search(statements.plain):
            location = self._location(statements, present)
            if location is not None:
                found["location"] = location
        return found

    def _standing(self, statements: Statements, hit: Hit, expects: str | None) -> str:
        standing = statements.standing(hit)
        if standing in {"stated", "bare"} and self._healed(statements, hit):
            return "past"
        if hit.key == "clear":
            covered = statements.kinds(hit) & {"question", "hypothetical", "family", "uncertain", "general"}
            return "open" if covered or hit.first in statements.other else "stated"
        if standing == "bare" and (expects in {"lesions", "location"} or self._placed(statements, hit)):
            return "stated"
        return standing

    def _healed(self, statements: Statements, hit: Hit) -> bool:
        """`The wound on my toe healed`: behind it, in its part of the sentence, stands that it is over."""
        before = ""
        for token in statements.tokens[hit.last + 1 : hit.last + 9]:
            if token.norm in {",", ";", ".", "but", "and"} or token.kind == "break":
                return False
            if token.norm in _OVER:
                return before not in _NOT_OVER
            before = token.norm
        return False

    def _placed(self, statements: Statements, hit: Hit) -> bool:
        """`Painful purple patches on both thighs` is a statement even without a verb."""
        sentence = statements.tokens[hit.first].sentence
        near = (each for each in statements.of("place") if statements.tokens[each.first].sentence == sentence)
        asking = any(token.norm == "?" and token.sentence == sentence for token in statements.tokens)
        return not asking and any(abs(each.first - hit.last) <= 6 for each in near)

    def _location(self, statements: Statements, lesions: list[Hit]) -> str | None:
        places = set()
        for hit in statements.of("place"):
            if (
                statements.kinds(hit) & {"negated", "family", "hypothetical", "question", "general"}
                or hit.first in statements.other
            ):
                continue
            if hit.key in _PLACES and not self._injected(statements, hit) and not _inner(statements, hit):
                near = [
                    abs(statements.tokens[each.first].sentence - statements.tokens[hit.first].sentence)
                    for each in lesions
                ]
                if not lesions or min(near) <= 1:
                    places.add(hit.key)
        if places == set(_PLACES):
            return "both"
        return places.pop() if places else None

    def _injected(self, statements: Statements, hit: Hit) -> bool:
        """Insulin goes into the belly: that is no place of a lesion."""
        start = max(0, hit.first - 7)
        words = [
            token.index for token in statements.tokens[start : hit.first] if token.norm in statements.grammar.injection
        ]
        if not words:
            return False
        lesions = [each.first for each in statements.of(_GROUP) if each.key in _SKIN]
        return not any(words[-1] < place <= hit.first for place in lesions)


def _inner(statements: Statements, hit: Hit) -> bool:
    """A longer phrase that only begins alike (`stomach ulcer`, `belly dialysis`) has the words."""
    return any(
        other.group in {"never:lesion", "dialysis", "fact"}
        and other.key != "belly_route"
        and other.first <= hit.first
        and hit.last <= other.last
        and other.length > hit.length
        for other in statements.hits
    )
