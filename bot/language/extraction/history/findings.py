"""Signs, symptoms and circumstances for the differential, and other diseases that are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.language.extraction.history.statements import Standing, Statements
from bot.language.extraction.model import Finding, FindingStatus
from bot.language.extraction.words.phrases import Hit, PhraseBook

__all__ = ["FindingReader"]

_STATUS: Final[Mapping[Standing, FindingStatus | None]] = {
    "stated": "present",
    "bare": "present",
    "negated": "absent",
    "past": "past",
    "open": "uncertain",
    "other": None,
}
_SKIN: Final = frozenset({"ulcer", "plaque", "nodule", "eschar", "proximal_fat"})
_ORGANS: Final = frozenset(
    """stomach gastric peptic duodenal oesophageal esophageal mouth aphthous tongue corneal bowel colonic rectal
    oral gi arterial artery arteries carotid carotids coronary coronaries aortic aorta femoral heart atheromatous
    atherosclerotic soft dental bone brain lung thyroid parathyroid liver""".split()
)
_VERBS: Final = frozenset("is are was were feel felt".split())
_JOINS: Final = frozenset(["and", "but", "while", "although"])
_WHOSE: Final = frozenset("the his her my their our both foot all".split())


class FindingReader:
    """Reads the `findings` and `conditions` parts of the lexicon in messages."""

    def __init__(
        self, findings: Mapping[str, Any], conditions: Mapping[str, Any], never: Sequence[str], book: PhraseBook
    ) -> None:
        book.add("never:finding", "*", never)
        for key, phrases in findings.items():
            book.add("finding", key, phrases)
        for key, phrases in conditions.items():
            book.add("condition", key, phrases)

    def findings(self, statements: Statements) -> list[Finding]:
        """Return one finding an id: the first, or the first that is present if there are several."""
        best: dict[str, Finding] = {}
        for hit in statements.of("finding"):
            status = _STATUS[statements.standing(hit)]
            if status is None or (hit.key in _SKIN and _of_an_organ(statements, hit)):
                continue
            if status == "absent" and _clause_of_its_own(statements, hit):
                status = "present"
            start, end = statements.tokens[hit.first].start, statements.tokens[hit.last].end
            old = best.get(hit.key)
            if old is None or (old.status != "present" and status == "present"):
                best[hit.key] = Finding(hit.key, status, start, end)
        return list(best.values())

    def conditions(self, statements: Statements) -> list[str]:
        """Return the ids of the diseases named, in order, whatever is said of them."""
        return list(dict.fromkeys(hit.key for hit in statements.of("condition")))


def _of_an_organ(statements: Statements, hit: Hit) -> bool:
    """A plaque of the carotid and an ulcer of the stomach are none of the skin."""
    around = (
        each
        for each in statements.hits
        if each.group == "never:lesion"
        and each.first <= hit.first
        and hit.last <= each.last
        and each.length > hit.length
    )
    return any(not _ORGANS.isdisjoint(t.norm for t in statements.tokens[each.first : each.last + 1]) for each in around)


def _clause_of_its_own(statements: Statements, hit: Hit) -> bool:
    """ "No fever and her pulses are good": a finding with a verb in it is not denied by what is before the "and"."""
    if _VERBS.isdisjoint(token.norm for token in statements.tokens[hit.first : hit.last + 1]):
        return False
    near = (token.norm for token in statements.tokens[max(0, hit.first - 3) : hit.first])
    before = [word for word in near if word not in _WHOSE]
    return bool(before) and before[-1] in _JOINS
