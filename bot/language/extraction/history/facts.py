"""History items that are true, false or not said: medicines, conditions, operations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from bot.language.extraction.history.compared import compared
from bot.language.extraction.history.events import counted_events, listed_denials
from bot.language.extraction.history.over import PASSING, is_over
from bot.language.extraction.history.statements import Standing, Statements
from bot.language.extraction.history.sugar import sugar_is_sound
from bot.language.extraction.history.undone import outcome
from bot.language.extraction.standing.verdicts import cleared
from bot.language.extraction.words.phrases import Hit, PhraseBook

__all__ = ["FactReader", "Facts"]

_BY_KIND: Final[Mapping[str, Mapping[Standing, bool | None]]] = {
    "medicine": {"stated": True, "negated": False, "past": False},
    "state": {"stated": True, "negated": False, "past": False},
    "condition": {"stated": True, "negated": False, "past": True},
    "event": {"stated": True, "negated": False, "past": True},
    "held": {"stated": True, "past": True, "bare": True},
    "past": {"negated": None, "past": True},
    "present": {"stated": True, "negated": False},
}
#: What is stated under the first id means that the second is not the case.
_MEANS_NOT: Final[Mapping[str, str]] = {"doac": "warfarin", "weight_held": "recent_weight_loss"}
#: What is denied under the first id denies the second too: no blood thinner at all, so no warfarin.
_DENIES: Final[Mapping[str, str]] = {"anticoagulant": "warfarin"}
_ILLNESSES: Final = frozenset({"condition", "present"})
_OFTEN: Final = frozenset(
    {"once", "daily", "weekly", "monthly", "fortnightly", "twice", "iu", "capsule", "capsules", "drops"}
)
_YEARS_AGO: Final = re.compile(r"\b(?:years|yrs) (?:ago|back)\b|\b(?:in|since|of) ((?:19|20)\d\d)\b")
#: Names of many things: what is said of one of them (`no lupus`) does not take back another (`multiple sclerosis`).
_UMBRELLAS: Final = frozenset({"autoimmune", "cancer", "liver_disease", "vitamin_d", "calcium_binder", "injections"})
_ONCE: Final = re.compile(
    r"\b(?:recurrent|recurring|relapsed|previous|prior|past|hx|h ?/ ?o|history of) (?:cua|calciphylaxis|calcific)\b"
    r".{0,40}\b(?:(?:19|20)\d\d|healed|treated|remission|resolved|first|episode)\b"
)
_ANOTHER: Final = frozenset({"last", "third", "2nd", "3rd", "repeat", "another"})
#: A correction names the thing and little else: `no sorry, warfarin`, `sorry, warfarin it is`.
_SET_RIGHT: Final = re.compile(
    r"^(?:(?:oh|ah|no|nope|well|and) ,? ?)*(?:sorry|actually|wait|correction|i meant?|its|it is|my mistake|my bad)\b"
    r"(?: ?(?:,|no|nope|sorry|wait|actually|its|it is|i meant?|indeed|definitely))* "
    r"[a-z]+(?: (?:it is|after all|instead|then|really|actually|indeed|sorry))*[ .!]*$"
)
_PLAINLY: Final = {
    "parathyroidectomy": re.compile(
        r"\b(?:went|been) through (?:[a-z0-9]+ )?parathyroid (?:op|surg)"
        r"|\b(?:parathyroidectomy|ptx)\b[^.?]{0,40}\b(?:19[5-9]|20[0-3])\d\b"
    ),
    "liver_disease": re.compile(
        r"^(?:i have |alcoholic |decompensated |compensated |liver )*cirrhosis(?: of (?:the |my )?liver)?[ .]*$"
    ),
    "transplant": re.compile(r"\b(?:transplant|graft)\b[^.?]{0,24}\b(?:19[5-9]|20[0-3])\d\b"),
    "warfarin": _SET_RIGHT,
    "doac": _SET_RIGHT,
    "pregnancy": re.compile(
        r"\b\d{1,2} ?(?:\+ ?\d ?)?(?:weeks?|wks?|months?|/ ?40) (?:pregnant|gone|along|preg)\b"
        r"|\bpregnant ,? ?\d{1,2} ?(?:weeks?|wks?|months?|/ ?40)"
        r"|^expecting (?:in|around|this) [a-z]+\b"
    ),
    "injections": re.compile(
        r"^(?:lovenox|clexane|enoxaparin|fragmin|insulin|heparin|ozempic|wegovy|mounjaro|trulicity|epo|aranesp|prolia) "
        r"(?:shots?|jabs?|injections?)[ .]*$"
        r"|(?:\bin|\binto|,) (?:(?:the|my|his|her) )?(?:thighs?|tummy|belly|stomach|abdomen|legs?|arm)\b"
    ),
}
#: A heading and no statement: `weight loss: intentional? no, stable weight`.
_LOSS_ASKED: Final = re.compile(r"\bweight loss ?(?::|\?)[^.;]{0,20}\b(?:no|nil|none)\b")
_OPEN: Final = ("hypothetical", "family", "question", "general", "uncertain")
_WHOLE: Final = 4  # words of a denial that is no search term: `thin as a rake`
_SHOULD: Final = re.compile(
    r"\b(?:should|shall|must|can|could|would|do) (?:i|he|she|we) "
    r"(?:need to |want to |ever )?(?:have|get)(?: my| his| her| the)?$"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was stated, and what the person said they do not know."""

    values: dict[str, bool]
    unknown: tuple[str, ...]


class FactReader:
    """Reads the facts of `facts` in the lexicon."""

    def __init__(self, data: Mapping[str, Any], book: PhraseBook) -> None:
        self._kinds: dict[str, str] = {}
        for key, row in data.items():
            self._kinds[key] = row["kind"]
            book.add("fact", key, row["phrases"])
            book.add("never:fact", key, row.get("never", ()))
            book.add("denial", key, row.get("denied", ()))
            book.add("short", key, row.get("short", ()))

    def read(
        self,
        statements: Statements,
        *,
        measured: frozenset[int],
        expects: str | None,
        ellipsis: Callable[[Hit], bool | None],
        today: date,
    ) -> Facts:
        """Return the facts. `measured`: tokens of laboratory values; `ellipsis` reads `I never have` after others."""
        votes: dict[str, list[bool]] = {}
        names: dict[str, set[str]] = {}
        firm: set[str] = set()
        unknown: list[str] = []
        denials = statements.of("denial")
        facts = statements.of("fact")
        medicines = [hit for hit in facts if self._kinds[hit.key] == "medicine"]
        for hit in facts:
            key = hit.key
            if any(each.key == key and each.first <= hit.first and hit.last <= each.last for each in denials):
                continue
            standing = statements.standing(hit)
            kind = self._kinds[key]
            joined = statements.conjoined and (kind in _ILLNESSES or (kind == "medicine" and statements.doses))
            if standing == "bare" and (key == expects or joined or _told_plainly(statements, key)):
                standing = "stated"
            weighed = kind == "medicine" and compared(statements, hit, medicines, standing)
            if weighed or (key == "vitamin_d" and self._is_measurement(statements, hit, measured, standing)):
                continue
            value = ellipsis(hit) if standing == "other" else self._value(statements, hit, standing, today)
            if standing == "open" and statements.covered(hit.first, ("uncertain",)):
                unknown.append(key)
            if value is not None:
                votes.setdefault(key, []).append(value)
                name = " ".join(t.norm for t in statements.tokens[hit.first : hit.last + 1])
                names.setdefault(key, set()).add(name)
                if value and standing == "stated":
                    firm.add(key)
        for key, value in self._answers(statements):
            votes.setdefault(key, []).append(value)
        several = {key for key in firm & _UMBRELLAS if len(names[key]) > 1}
        values = {key: any(each) if key in several else _settle(each) for key, each in votes.items()}
        for key in self._denials(statements):
            values.setdefault(key, False)
        values.update(_weight_asked(statements, values))
        for implied, value in ((_MEANS_NOT, True), (_DENIES, False)):
            for key, other in implied.items():
                if values.pop(key, None) is value:
                    values.setdefault(other, False)
        unknown = [key for key in unknown if key not in _MEANS_NOT and key not in _DENIES]
        return Facts(values, tuple(dict.fromkeys(key for key in unknown if key not in values)))

    def _answers(self, statements: Statements) -> Iterator[tuple[str, bool]]:
        """Yield what short names say that mean something only with a yes or no behind: `Tx: N`, `CUA-`."""
        yield from counted_events(statements)
        yield from listed_denials(statements)
        for hit in statements.of("short"):
            answer = None if hit.first in statements.other else statements.answered(hit)
            if answer is not None:
                yield hit.key, answer

    def _denials(self, statements: Statements) -> Iterator[str]:
        """Yield what is denied by words that say so in themselves: `liver is fine`, `still have my parathyroids`."""
        for hit in statements.of("denial"):
            if _asked(statements, hit):
                continue
            standing = statements.standing(hit)
            whole = hit.length >= _WHOLE and "?" not in statements.plain
            if standing == "stated" or (standing == "bare" and (statements.plainly or whole)):
                yield hit.key
        for start in cleared(statements.plain):
            place = statements.place(start)
            if place not in statements.other and "?" not in statements.plain and not statements.covered(place, _OPEN):
                yield "liver_disease"
        if sugar_is_sound(statements):
            yield "diabetes"

    def _value(self, statements: Statements, hit: Hit, standing: Standing, today: date) -> bool | None:
        kind = self._kinds[hit.key]
        if hit.key in PASSING and standing in {"stated", "past"} and is_over(statements, hit):
            return PASSING[hit.key]
        if kind == "past":
            return self._past(statements, hit, standing)
        if standing == "open" and kind in {"event", "medicine"} and "question" not in statements.kinds(hit):
            return outcome(statements, hit) if "hypothetical" in statements.kinds(hit) else None
        if kind == "event" and standing == "stated" and _asks_for(statements, hit):
            return None
        if kind == "held" and standing == "bare" and "?" in statements.plain:
            return None
        if hit.key == "recent_weight_loss" and standing in {"past", "stated"} and _long_ago(statements, hit, today):
            return None
        if kind == "medicine" and standing != "open" and _until_it(statements, hit):
            return None
        if standing == "past" and "negated" in statements.kinds(hit):
            return False
        return _BY_KIND[kind].get(standing)

    def _past(self, statements: Statements, hit: Hit, standing: Standing) -> bool | None:
        """An earlier episode counts only when the words say that it is over, or that there never was one."""
        if statements.answered(hit) is False:
            return False
        before = {token.norm for token in statements.tokens[max(0, hit.first - 6) : hit.first]}
        after = {token.norm for token in statements.tokens[hit.last + 1 : hit.last + 8]}
        if standing == "negated":
            return (
                False
                if before
                & {
                    "never",
                    "no",
                    "not",
                    "previous",
                    "past",
                    "without",
                    "denies",
                    "havent",
                    "hasnt",
                    "prior",
                    "hx",
                    "h/o",
                    "neg",
                    "negative",
                    "nil",
                }
                or after & {"no", "never"}
                else None
            )
        earlier = {
            "previous",
            "previously",
            "past",
            "prior",
            "history",
            "hx",
            "h/o",
            "earlier",
            "before",
            "recurrent",
            "recurrence",
            "second",
        }
        over = {
            "before",
            "ago",
            "previously",
            "past",
            "healed",
            "resolved",
            "remission",
            "recovered",
            "once",
            "episode",
            "earlier",
            "previous",
            "cured",
            "closed",
        }
        if standing == "bare" and "?" not in statements.plain and _ONCE.search(statements.plain):
            return True
        near = {token.norm for token in statements.tokens[max(0, hit.first - 2) : hit.first]}
        if standing in {"stated", "past"} and (
            standing == "past"
            or near & _ANOTHER
            or before & earlier
            or after & over
            or (before & {"had"} and "have" not in before)
        ):
            return True
        return None

    def _is_measurement(self, statements: Statements, hit: Hit, measured: frozenset[int], standing: Standing) -> bool:
        often = {token.norm for token in statements.tokens[hit.last + 1 : hit.last + 5]} & _OFTEN
        if not measured.isdisjoint(range(hit.first, hit.last + 1)) and not often:
            return True
        after = {token.norm for token in statements.tokens[hit.last + 1 : hit.last + 3]}
        words = {token.norm for token in statements.tokens[hit.first : hit.last + 1]}
        generic = words <= {"vitamin", "vit", "d", "vitd", "vitamine", "vitamen", "vitimin"}
        return generic and (bool(after & statements.grammar.measured) or (standing == "negated" and "test" in after))


def _told_plainly(statements: Statements, key: str) -> bool:
    """Whether measure or place make bare words a statement: `34 weeks pregnant`, `Insulin in the thigh.`."""
    told = _PLAINLY.get(key)
    return told is not None and statements.plainly and told.search(statements.plain) is not None


def _weight_asked(statements: Statements, values: Mapping[str, bool]) -> dict[str, bool]:
    asked = "weight_held" in values and "recent_weight_loss" in values and _LOSS_ASKED.search(statements.plain)
    return {"recent_weight_loss": False} if asked else {}


def _asked(statements: Statements, hit: Hit) -> bool:
    """`Is my liver ok?`"""
    before = [token.norm for token in statements.tokens[max(0, hit.first - 2) : hit.first]]
    own = before[-1:] and before[-1] in statements.grammar.own
    return "?" in statements.plain and bool(own) and before[0] in {"is", "are", "was", "were"}


def _long_ago(statements: Statements, hit: Hit, today: date) -> bool:
    """Whether a loss of weight lies years back."""
    after = " ".join(token.norm for token in statements.tokens[hit.last + 1 : hit.last + 8])
    told = _YEARS_AGO.search(after)
    return told is not None and (told[1] is None or int(told[1]) < today.year - 1)


def _until_it(statements: Statements, hit: Hit) -> bool:
    """`Never obese until the steroids`: once taken; whether still, is not said."""
    return [token.norm for token in statements.tokens[max(0, hit.first - 2) : hit.first]] in (
        ["until", "the"],
        ["till", "the"],
        ["til", "the"],
    )


def _asks_for(statements: Statements, hit: Hit) -> bool:
    """Whether an operation is asked about: `should I have my parathyroids out`."""
    before = " ".join(token.norm for token in statements.tokens[max(0, hit.first - 6) : hit.first])
    return statements.tokens[hit.last].norm in {"out", "removed"} and _SHOULD.search(before) is not None


def _settle(votes: Sequence[bool]) -> bool:
    """Of several statements a positive one stands, unless the last takes it back."""
    return votes[-1] if len(votes) == 2 and votes[0] and not votes[1] else any(votes)
