"""Dialysis: which kind now, for how long, or none; and whether a transplanted kidney works."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from bot.language.extraction.history.grafts import GRAFT_FAILS, GRAFT_WORKS, NEWER_GRAFT, dialysis_before_graft
from bot.language.extraction.history.spans import years_by_ages
from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit, PhraseBook
from bot.language.missed import missed_dialysis

__all__ = ["DialysisReader"]

_GROUP: Final = "dialysis"
_KINDS: Final = frozenset({"haemodialysis", "peritoneal"})
#: The way in, or the words for it, that tell the kind.
_ROUTES: Final[Mapping[str, str]] = {"belly_route": "peritoneal", "blood_route": "haemodialysis"}
_DURATION: Final = re.compile(
    r"(?<!\d)(?P<n>\d{1,4}(?:\.\d{1,3})?) ?\+? ?(?:(?P<half>and a half) )?(?:(?<=0\.5) ?an? )?"
    r"(?P<unit>years?|yrs?|yr|y|yers?|months?|mths?|mos?|mo|weeks?|wks?|jahren?|jahr|jaar|"
    r"años|anos|ans|anni|monaten?|mois|mesi|meses|maanden|/ ?12|/ ?52)\b"
    r"(?! ?(?:old|/ ?o\b|o\b|yo\b|of age))(?P<half2> and a half)?"
    r"(?:(?<=years)(?: and| ,)? (?P<more>\d{1,2}) (?:months?|mths?|mos?)\b)?"
    r"|\b(?P<a>a|an|one|the (?:past|last)) (?P<aunit>year|month|yr)\b(?P<half3> and a half)?"
    r"|\b(?P<couple>a couple of|couple of|couple) (?P<cunit>years?|months?|yrs?)\b|\bhalf a (?P<hunit>year)\b"
)
_ON_IT: Final = re.compile(
    r"\b(?:been |am |im |is |was )?(?:on|doing|having|at) (?:it|that|this)(?: now| already)?"
    r"(?: for| since| about| around| some)* "
    rf"(?P<span>{_DURATION.pattern})"
)
#: Months are kept to four places of a year, mere weeks to two.
_SHORT, _EXACT, _COARSE = Decimal("0.25"), Decimal("0.0001"), Decimal("0.01")
_OVER: Final = ("generic", "haemodialysis", "peritoneal", "none")
_RENAL: Final = re.compile(
    r"\b(?:es[rk][df]|esrf|ckd ?5d?|restarted|recommenced|commenced|via|onto|dialysis) ?[,:(]? ?$"
)
_RECOVERED: Final = re.compile(
    r"\b(?:kidneys?|renal function|kidney function) (?:is |are |has |have |now |both )*"
    r"(?:working again|recovered|came back|come back|coming back|woke|woken up|returned|recovering|bounced back|back)\b"
)
#: Kidney failure treated without dialysis; of a wound or a fracture the same words say nothing of it.
_CONSERVATIVE: Final = re.compile(
    r"\b(?:conservative(?:ly)? (?:renal |kidney |ckd |medical )?"
    r"(?:management|mgmt|mgt|mx|care|rx|treatment|therapy|route|pathway|path|approach|managed|option|only)"
    r"|(?:supportive|palliative) (?:renal |kidney )?(?:care|management|mgmt)(?: only| pathway)?"
    r"|not (?:for|a candidate for) (?:rrt|krt|dialysis|hd|pd))\b(?! (?:of|for) (?!ckd|es[rk]|kidney|renal|my k|the k))"
)
_CONSERVED_SIGNS: Final = ("conservat", "supportive", "palliative", "not for", "not a cand")
_KIDNEY: Final = re.compile(
    r"\b(?:ckd|es[rk][df]|e ?gfr|gfr|kidneys?|renal|uraemi[ac]|uremi[ac]|stage (?:5|v)|g ?5|rrt|krt|dialysis|"
    r"nephrolog\w+)\b"
)
#: The rows of a form: `Dialysis: HD`, `Years: 4`.
_FORM_YEARS: Final = re.compile(
    r"\b(?:dialysis|rrt|krt|modality|hd|pd|ha?emodialysis|capd|apd)\b[^.\n]{0,24}(?:\n|[,;]) ?(?:[|*-] ?)?"
    r"(?:years?|yrs|duration|vintage|how long|time)(?: (?:on|of) (?:it|dialysis|hd|pd))?(?: \( ?(?:years|yrs|y) ?\))? ?"
    r"[:=|] ?(?P<n>\d{1,2}(?:\.\d+)?) ?(?:years?|yrs?|y)? ?(?:\n|[|,;]|$)"
)
_HEADING: Final = re.compile(
    r"\b(?:dialysis|rrt|krt|modality|renal replacement)(?: (?:type|kind|modality|mode|method|form|status|therapy))? ?"
    r"[:=-] ?(?:on )?$"
)
_WHOSE: Final = frozenset({"mine", "hers", "his", "theirs"})
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_PER_YEAR: Final = {
    "y": Decimal(1),
    "j": Decimal(1),
    "a": Decimal(1),
    "m": Decimal(12),
    "w": Decimal(52),
    "/12": Decimal(12),
    "/52": Decimal(52),
}


class DialysisReader:
    """Reads the `dialysis` part of the lexicon in messages."""

    def __init__(self, data: Mapping[str, Any], book: PhraseBook) -> None:
        for key, phrases in data.items():
            if key == "never":
                book.add(f"never:{_GROUP}", "*", phrases)
            else:
                book.add(_GROUP, key, phrases)

    def read(
        self,
        statements: Statements,
        *,
        expects: str | None,
        age: int | None,
        ellipsis: Callable[[Hit], bool | None],
    ) -> dict[str, object]:
        """Return `dialysis` and `dialysis_years` as stated. `age` is now; `ellipsis` reads `I'm not` after others."""
        found: dict[str, object] = {}
        hits = self._hits(statements)
        kind = self._kind(statements, hits, expects)
        if kind is None and any(
            hit.key in {"generic", *_KINDS} and statements.standing(hit) == "other" and ellipsis(hit) is False
            for hit in hits
        ):
            kind = "none"
        if kind in {"none", "transplant"} and _only_missed(statements):
            kind = None
        if kind is not None:
            found["dialysis"] = kind
        if kind not in {"none", "transplant"} or expects == "dialysis_years":
            years = self._years(statements, hits, kind)
            years = years_by_ages(statements, age) if years is None else years
            if years is not None:
                found["dialysis_years"] = years
                bare = {hit.key for hit in hits if statements.standing(hit) == "bare"}
                if kind is None and len(bare) == 1 and bare <= _KINDS and statements.plainly:
                    found["dialysis"] = bare.pop()  # `stomach dialysis 2 years`
        return found

    def _hits(self, statements: Statements) -> list[Hit]:
        """Return the hits, a longer one of any kind before those inside it."""
        hits = [hit for hit in statements.of(_GROUP) if not _is_heart(statements, hit)]
        return [
            hit
            for hit in hits
            if not any(
                o is not hit
                and o.key not in {"failed_graft", "began", *_ROUTES}
                and o.first <= hit.first
                and hit.last <= o.last
                and o.length > hit.length
                for o in hits
            )
        ]

    def _kind(self, statements: Statements, hits: Sequence[Hit], expects: str | None) -> str | None:
        by_key: dict[str, list[tuple[Hit, str]]] = {}
        for hit in hits:
            standing = statements.standing(hit)
            if standing == "bare" and (expects in {"dialysis", "dialysis_years"} or _headed(statements, hit)):
                standing = "stated"
            by_key.setdefault(hit.key, []).append((hit, standing))
        if (
            any(standing == "stated" for _, standing in by_key.get("working_graft", ()))
            and "failed_graft" not in by_key
        ):
            grafted = any(hit.key == "transplant" for hit in statements.of("fact"))
            return "none" if not grafted and _RECOVERED.search(statements.plain) else "transplant"
        current = [hit for key in _KINDS for hit, standing in by_key.get(key, ()) if standing == "stated"]
        if self._grafted_since(statements, by_key):
            return "transplant"
        route = None if current else self._route(statements, hits)
        if route is not None:
            return route
        if current:
            return max(current, key=lambda hit: _weight(statements, hit, current)).key
        asked = statements.plain.startswith(("is ", "are ", "does ", "do ", "can ", "should ", "what ", "why ", "how "))
        none = [
            pair
            for pair in by_key.get("none", ())
            if pair[1] in {"stated", "bare", "negated", "past"}
            and pair[0].first not in statements.other
            and not (asked and pair[1] == "bare")
        ]
        said = any(standing == "stated" for _, standing in by_key.get("generic", ()))
        newer = NEWER_GRAFT.search(statements.plain) is not None
        if not said and (newer or "failed_graft" not in by_key) and self._lives_on_graft(statements, by_key, newer):
            return "transplant"
        if (none or _conserved(statements)) and not said:
            return "none"
        refused = [
            standing
            for key in ("generic", *_KINDS)
            for hit, standing in by_key.get(key, ())
            if standing == "negated" or (standing == "past" and key == "generic")
        ]
        if (
            refused
            and not said
            and all(s == "negated" for s in refused)
            and "generic" not in by_key
            and len(by_key.keys() & _KINDS) == 1
        ):
            return "none" if expects == "dialysis" or not current else None
        return "none" if refused and not said else None

    def _grafted_since(self, statements: Statements, by_key: Mapping[str, Sequence[tuple[Hit, str]]]) -> bool:
        """Whether all the dialysis told of was before a transplant: `transplanted in 2021 after 5 years of haemo`."""
        grafts = [hit for hit in statements.of("fact") if hit.key == "transplant"]
        if not any(statements.standing(hit) in {"stated", "past"} for hit in grafts):
            return False
        spans = [
            (statements.place(first), statements.place(last)) for first, last in dialysis_before_graft(statements.plain)
        ]
        told = [
            hit
            for key in ("generic", *_KINDS)
            for hit, standing in by_key.get(key, ())
            if standing in {"stated", "bare"}
        ]
        return bool(spans) and all(any(a <= hit.first and hit.last <= b for a, b in spans) for hit in told)

    def _lives_on_graft(
        self, statements: Statements, by_key: Mapping[str, Sequence[tuple[Hit, str]]], newer: bool
    ) -> bool:
        """Whether there is a graft and a sign that it works: dialysis is over, or a GFR, or drugs against rejection."""
        grafts = [hit for hit in statements.of("fact") if hit.key == "transplant"]
        if not any(statements.standing(hit) in {"stated", "past"} for hit in grafts):
            return False
        if newer:
            return True
        if GRAFT_FAILS.search(statements.plain):
            return False
        over = any(standing in {"negated", "past"} for key in _OVER for _, standing in by_key.get(key, ()))
        return over or GRAFT_WORKS.search(statements.plain) is not None

    def _route(self, statements: Statements, hits: Sequence[Hit]) -> str | None:
        """`I do dialysis at home through my belly`, `dialysis (the blood one)`: the way in tells the kind."""
        sentences = {
            statements.tokens[hit.first].sentence
            for hit in hits
            if hit.key == "generic" and statements.standing(hit) in {"stated", "bare"}
        }
        kinds = {
            _ROUTES[hit.key]
            for hit in hits
            if hit.key in _ROUTES
            and not _theirs(statements, hit)
            and not _over(statements, hit)
            and statements.tokens[hit.first].sentence in sentences
            and not statements.kinds(hit) & {"negated", "question", "hypothetical", "family", "general", "past"}
        }
        return kinds.pop() if len(kinds) == 1 else None

    def _years(self, statements: Statements, hits: Sequence[Hit], kind: str | None) -> int | float | None:
        plain = statements.plain
        wanted = [
            hit
            for hit in hits
            if hit.key in {"generic", *_KINDS}
            and statements.standing(hit) in {"stated", "bare"}
            and (hit.key in {kind, "generic"} or kind is None)
        ]
        best: tuple[int, Decimal] | None = None
        for match in _DURATION.finditer(plain):
            first, last = statements.place(match.start()), statements.place(match.end() - 1)
            if first and statements.tokens[first - 1].norm == "first":  # `now PD, the first two years haemo`
                continue
            if first in statements.other or statements.covered(first, ("hypothetical", "family", "general")):
                continue
            for hit in wanted:
                distance = self._distance(statements, hit, first, last)
                if distance is not None and (best is None or distance < best[0]):
                    best = (distance, _length(match))
        if best is None:
            best = self._bare_years(statements, wanted)
        if best is None or not Decimal("0.01") <= best[1] <= 70:
            return None
        years = best[1].quantize(_EXACT if best[1] >= _SHORT else _COARSE).normalize()
        return int(years) if years == years.to_integral_value() else float(years)

    def _bare_years(self, statements: Statements, wanted: Sequence[Hit]) -> tuple[int, Decimal] | None:
        """Read `diabetic for 20 years, on haemodialysis for 3`: the unit was said before."""
        form = _FORM_YEARS.search(statements.plain) if wanted else None
        if form:
            return 0, Decimal(form["n"])
        unit = re.search(r"\d (years?|yrs?|y)\b", statements.plain)
        pronoun = _ON_IT.search(statements.plain) if wanted else None
        if pronoun:
            first = statements.place(pronoun.start())
            things = [hit for hit in statements.hits if hit.group in {"fact", "dialysis"} and hit.last < first]
            nearest = max((hit.last for hit in things), default=-1)
            if any(hit.last == nearest for hit in wanted):
                return 0, _length(_duration(pronoun["span"]))
        for match in re.finditer(r"\bfor (\d{1,2}(?:\.\d)?)(?= ?(?:$|[,.;\n]|and\b|but\b))", statements.plain):
            place = statements.place(match.start())
            if unit and any(0 < place - hit.last <= 2 for hit in wanted):
                return 0, Decimal(match[1])
        return None

    def _distance(self, statements: Statements, hit: Hit, first: int, last: int) -> int | None:
        """Return how far a duration stands from a word for dialysis, None if it is about something else."""
        tokens = statements.tokens
        ago = any(token.norm in {"ago", "back"} for token in tokens[last + 1 : last + 2])
        if first > hit.last:
            between = [token.norm for token in tokens[hit.last + 1 : first] if not _YEAR.fullmatch(token.norm)]
            if ago and not statements.grammar.duration_starts & {t.norm for t in tokens[max(0, hit.first - 5) : first]}:
                return None
        elif last < hit.first:
            between = [token.norm for token in tokens[last + 1 : hit.first]]
            if ago and not statements.grammar.duration_starts & {
                t.norm for t in tokens[last + 1 : hit.first]
            } | statements.grammar.duration_starts & {t.norm for t in tokens[max(0, first - 4) : first]}:
                return None
            between = [
                word
                for word in between
                if word
                not in {"ago", "i", "he", "she", "they", "we", "me", "him", "her", "back"}
                | statements.grammar.duration_starts
            ]
            if any(word in {",", ".", "and", ";"} for word in between) and not ago:
                return None
            return len(between) * 2 if len(between) <= 5 and set(between) <= statements.grammar.duration_fill else None
        else:
            return None
        between = [word for word in between if word not in statements.grammar.duration_starts and word != "\n"]
        return (
            len(between)
            if len(between) <= 12 and all(word in statements.grammar.duration_fill for word in between)
            else None
        )


def _conserved(statements: Statements) -> bool:
    """`CKD5, conservative management`: treated without dialysis."""
    plain = statements.plain
    if "?" in plain or not any(sign in plain for sign in _CONSERVED_SIGNS) or not _KIDNEY.search(plain):
        return False
    for match in _CONSERVATIVE.finditer(plain):
        place = statements.place(match.start())
        if place not in statements.other and not statements.covered(
            place, ("negated", "past", "question", "hypothetical", "family", "general", "uncertain")
        ):
            return True
    return False


def _only_missed(statements: Statements) -> bool:
    """`no dialysis since Tuesday`, `haven't been to dialysis for a week`: a session that was missed, not a kind."""
    grafted = any(hit.key == "transplant" for hit in statements.of("fact"))
    return not grafted and missed_dialysis(statements.plain)


def _is_heart(statements: Statements, hit: Hit) -> bool:
    """`IHD` is heart disease, unless the small letter, the failed kidney or a word before says in-centre dialysis."""
    token = statements.tokens[hit.first]
    if hit.length > 1 or token.norm != "ihd" or statements.text[token.start : token.end] == "iHD":
        return False
    before = statements.plain[: statements.plain.find("ihd")][-16:]
    return _RENAL.search(before) is None


def _over(statements: Statements, hit: Hit) -> bool:
    """`The belly kind first and then the machine`: that was before."""
    after = [token.norm for token in statements.tokens[hit.last + 1 : hit.last + 4]]
    return bool(after) and (
        after[0] in {"first", "originally", "initially", "before", "until", "then"} or "then" in after
    )


def _headed(statements: Statements, hit: Hit) -> bool:
    """`Dialysis: CAPD.`: the heading makes the kind a statement."""
    before = " ".join(token.norm for token in statements.tokens[max(0, hit.first - 5) : hit.first])
    return "?" not in statements.plain and _HEADING.search(before) is not None


def _theirs(statements: Statements, hit: Hit) -> bool:
    """`Hers is the stomach sort, mine's the blood one`: only where the writer's own is told too."""
    words = [token.norm for token in statements.tokens]
    if "mine" not in words:
        return False
    nearest = next((word for word in reversed(words[: hit.first]) if word in _WHOSE), "mine")
    return nearest != "mine"


def _weight(statements: Statements, hit: Hit, all_hits: Sequence[Hit]) -> tuple[int, int]:
    """Prefer the kind called present (`now on`, `switched to`), else the last one named."""
    before = {token.norm for token in statements.tokens[max(0, hit.first - 4) : hit.first]}
    now = bool(before & {"now", "currently", "to", "current", "present", "then", "onto", "->", "→"})
    same = max(other.first for other in all_hits if other.key == hit.key)
    return (int(now), same)


def _duration(text: str) -> re.Match[str]:
    match = _DURATION.search(text)
    assert match is not None  # the text was matched by a pattern that ends with this one
    return match


def _length(match: re.Match[str]) -> Decimal:
    """Return a matched duration in years."""
    if match["hunit"]:
        return Decimal("0.5")
    if match["couple"]:
        return Decimal(2) / _PER_YEAR[match["cunit"][0]]
    if match["a"]:
        whole = Decimal(1) + (Decimal("0.5") if match["half3"] else 0)
        return whole / _PER_YEAR[match["aunit"][0]]
    unit = match["unit"].replace(" ", "")
    number = Decimal(match["n"]) + (Decimal("0.5") if match["half"] or match["half2"] else 0)
    number += Decimal(match["more"]) / 12 if match["more"] else 0
    return number / _PER_YEAR[unit if unit.startswith("/") else unit[0]]
