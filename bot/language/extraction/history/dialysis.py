"""Dialysis: which kind now, for how long, or none; and whether a transplanted kidney works."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.language.extraction.history.durations import KINDS, years_told
from bot.language.extraction.history.grafts import GRAFT_FAILS, GRAFT_WORKS, NEWER_GRAFT, dialysis_before_graft
from bot.language.extraction.history.not_dialysis import not_begun, parkinsons
from bot.language.extraction.history.spans import years_by_ages
from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit, PhraseBook
from bot.language.missed import missed_dialysis

__all__ = ["DialysisReader"]

_GROUP: Final = "dialysis"
#: The way in, or the words for it, that tell the kind.
_ROUTES: Final[Mapping[str, str]] = {"belly_route": "peritoneal", "blood_route": "haemodialysis"}
_OVER: Final = ("generic", "haemodialysis", "peritoneal", "none")
_NEAR: Final = 24  # phrases in order of place among which one may hold another
_RENAL: Final = re.compile(
    r"\b(?:es[rk][df]|esrf|ckd ?5d?|restarted|recommenced|commenced|via|onto|dialysis) ?[,:(]? ?$"
)
_ATTENDED: Final = re.compile(
    r"\b(?:going|goin|goes|go|attends?|attending|been|comes?|coming) (?:\w+ )?(?:to )?(?:the |a |my |our |his |her |"
    r"this )?(?:local )?dialysis (?:unit|centre|center|clinic) "
    r"(?:for |since |about |over |nearly |near |now |going |on )*"
    r"\d{1,2}(?:\.\d+)? ?(?:years?|yrs?|yr|y|months?)\b(?! (?:ago|back|old|from now))"
)
#: Who works there, visits or brings somebody is not dialysed.
_NOT_TREATED: Final = re.compile(
    r"\b(?:work\w*|job|volunt\w+|nurs\w+|staff|visit\w*|driv\w+|clean\w*|student|deliver\w*|porter|doctor|"
    r"technician|tech|with my|tak(?:e|es|ing) (?:my|him|her)|bring\w*|not on dialysis|no dialysis)\b"
)
#: Two kinds to choose from tell of neither.
_CHOICE: Final = re.compile(
    r"\b(?:or|vs|versus|choos\w+|choice|options?|between|offered|either|think\w*|consider\w*|wants?|prefer\w*)\b"
)
_NOW_SO: Final = re.compile(
    r"(?:now|currently|at present|these days|nowadays)(?= ?(?:$|[.,;]))|(?:[2-7]|two|three|four|five|six) ?(?:x|"
    r"times|days) "
    r"(?:a|per|each|every|/) ?week\b|thrice (?:a week|weekly)"
)
_RECOVERED: Final = re.compile(
    r"\b(?:kidneys?|renal function|kidney function) (?:is |are |has |have |now |both )*"
    r"(?:working again|(?:at |up to )?\d{1,2} ?%|recovered|came back|come back|coming back|woke|woken up|"
    r"returned|recovering|bounced back|back)(?!\w)"
    r"|(?:^|[,;.] ?|\b(?:is|am|are|im|hes|shes|been|'s|'m) )off dialysis now(?= ?(?:$|[.,;]|because|as|since|and))"
    r"(?!.{0,40}\b(?:hours?|session|until|till|monday|wednesday|friday|every)\b)"
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
_HEADING: Final = re.compile(
    r"\b(?:dialysis|rrt|krt|modality|renal replacement)(?: (?:type|kind|modality|mode|method|form|status|therapy))? ?"
    r"[:=-] ?(?:on )?$"
)
_GROWN: Final = 40  # years
_LONGEST_FIRST: Final = 9  # tokens of a sentence that only names the kind of dialysis
_AS_TREATMENT: Final = re.compile(  # "daily HD for CUA" of nobody
    r"^(?!.*\b(?:on|im|i|my|he|she|pt|patient|gets|has)\b).*\bdaily (?:hd|ha?emo\w*) (?:for|in) (?:cua|cal[cs]i)"
)
_SPEAKS: Final = re.compile(
    r"\b(?:i (?:honestly|really|just|do|have|am|hate|love|cant|couldnt|was|had|take|also|dont)|im|ive|he is|hes|"
    r"she is|shes|he 's|she 's|he has|she has|he takes|she takes|cant (?:remember|say|recall)|\d\d and)\b"
)
#: The writer looks for a treatment and need not be on it.
_LOOKS_FOR: Final = re.compile(
    r"\b(?:want|wants|wanted|wonder\w*|consider\w*|thinking|offered|choos\w+|choice|choose|start|starting|started|"
    r"should i|can i|could i|tell me|explain|know (?:about|more|what|if|how)|interested|curious|instead|before|"
    r"planning|scared|better|safe|nurse|doctor|student|studying)\b"
)
#: `Would going from PD to HD help me`: what somebody may leave is what they are on.
_LEAVES: Final = re.compile(
    r"\b(?:switch(?:ing)?|chang(?:e|ing)|mov(?:e|ing)|go|going|swap(?:ping)?|transfer(?:ring)?|convert(?:ing)?|"
    r"com(?:e|ing)) "
    r"(?:me |him |her |over |across |back )*(?:from (?P<kind>pd|capd|apd|peritoneal|hd|ha?emo|ha?emodialysis)\b(?: "
    r"dialysis)?) "
    r"(?:to|on to|onto|over to)\b"
)
_PERITONEAL: Final = frozenset({"pd", "capd", "apd", "peritoneal"})
_MEANT: Final = re.compile(
    r"\b(?:i|im|ive|me|my|mine|he|hes|him|his|she|shes|her|dad|mum|mom|husband|wife|pt|this patient)\b"
    r"(?!.*\b(?:patients|people|anyone|someone|studies|if i (?:was|were))\b)"
)
_WHOSE: Final = frozenset({"mine", "hers", "his", "theirs"})


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
        today: date,
    ) -> dict[str, object]:
        """Return `dialysis` and `dialysis_years` as stated. `age` is now; `ellipsis` reads `I'm not` after others."""
        found: dict[str, object] = {}
        hits = self._hits(statements)
        kind = self._kind(statements, hits, expects)
        if kind is None and any(
            hit.key in {"generic", *KINDS} and statements.standing(hit) == "other" and ellipsis(hit) is False
            for hit in hits
        ):
            kind = "none"
        if kind in {"none", "transplant"} and _only_missed(statements):
            kind = None
        if kind is not None:
            found["dialysis"] = kind
        if kind not in {"none", "transplant"} or expects == "dialysis_years":
            years = years_told(statements, hits, kind, today)
            years = years_by_ages(statements, age) if years is None else years
            if years is not None and not _is_age(years, age):
                found["dialysis_years"] = years
                bare = {hit.key for hit in hits if statements.standing(hit) == "bare"}
                if kind is None and len(bare) == 1 and bare <= KINDS and statements.plainly:
                    found["dialysis"] = bare.pop()  # `stomach dialysis 2 years`
        return found

    def _hits(self, statements: Statements) -> list[Hit]:
        """Return the hits, a longer one of any kind before those inside it."""
        hits = [hit for hit in statements.of(_GROUP) if not (_is_heart(statements, hit) or not_begun(statements, hit))]
        if parkinsons(statements.plain):
            hits = [hit for hit in hits if [t.norm for t in statements.tokens[hit.first : hit.last + 1]][:1] != ["pd"]]
        return [
            hit
            for place, hit in enumerate(hits)
            if not any(
                o is not hit
                and o.key not in {"failed_graft", "began", *_ROUTES}
                and o.first <= hit.first
                and hit.last <= o.last
                and o.length > hit.length
                for o in hits[max(0, place - _NEAR) : place + _NEAR]
            )
        ]

    def _kind(self, statements: Statements, hits: Sequence[Hit], expects: str | None) -> str | None:
        by_key: dict[str, list[tuple[Hit, str]]] = {}
        for hit in hits:
            standing = statements.standing(hit)
            if standing == "bare" and (
                expects in {"dialysis", "dialysis_years"}
                or _headed(statements, hit)
                or _told_first(statements, hit)
                or _at_present(statements, hit)
            ):
                standing = "stated"
            if standing == "negated" and hit.key in KINDS and _denies_another(statements, hit):
                standing = "stated"
            by_key.setdefault(hit.key, []).append((hit, standing))
        if (
            any(standing == "stated" for _, standing in by_key.get("working_graft", ()))
            and "failed_graft" not in by_key
        ):
            grafted = any(hit.key == "transplant" for hit in statements.of("fact"))
            return "none" if not grafted and _RECOVERED.search(statements.plain) else "transplant"
        current = [hit for key in KINDS for hit, standing in by_key.get(key, ()) if standing == "stated"]
        current = [hit for hit in current if not _before_another(statements, hit, current)]
        current = [] if _AS_TREATMENT.search(statements.plain) else current
        if self._grafted_since(statements, by_key):
            return "transplant"
        route = None if current else self._route(statements, hits)
        if route is not None:
            return route
        if not current and _attends(statements):
            return "haemodialysis"
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
            for key in ("generic", *KINDS)
            for hit, standing in by_key.get(key, ())
            if standing == "negated" or (standing == "past" and key == "generic")
        ]
        if (
            refused
            and not said
            and all(s == "negated" for s in refused)
            and "generic" not in by_key
            and len(by_key.keys() & KINDS) == 1
        ):
            return "none" if expects == "dialysis" or not current else None
        if refused and not said:
            return "none"
        return None if said else _left_behind(statements)

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
            for key in ("generic", *KINDS)
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


def _is_age(years: float, age: int | None) -> bool:
    """`En diálisis, 70 años`: as long as the life of a grown person is no time on dialysis."""
    return age is not None and (years > age or years == age >= _GROWN)


def _attends(statements: Statements) -> bool:
    """`Going to the dialysis centre four years`: told with its length, that is where the blood is cleaned."""
    told = _ATTENDED.search(statements.plain) if "?" not in statements.plain else None
    if told is None or _NOT_TREATED.search(statements.plain):
        return False
    place = statements.place(told.start())
    return place not in statements.other and not statements.covered(
        place, ("negated", "past", "question", "hypothetical", "family", "general", "uncertain")
    )


def _left_behind(statements: Statements) -> str | None:
    """Return the kind that somebody meant thinks of leaving: `should I switch from HD to PD`."""
    told = _LEAVES.search(statements.plain) if " from " in statements.plain else None
    if told is None or _MEANT.search(statements.plain) is None or statements.place(told.start()) in statements.other:
        return None
    return "peritoneal" if told["kind"] in _PERITONEAL else "haemodialysis"


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
    return not grafted and missed_dialysis(statements.plain) and not _RECOVERED.search(statements.plain)


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


def _before_another(statements: Statements, hit: Hit, current: Sequence[Hit]) -> bool:
    """`HD for 8 months after PD`: the kind behind `after` is the earlier one, where another stands before."""
    before = statements.tokens[hit.first - 1].norm if hit.first else ""
    return before in {"after", "following"} and any(
        other.key != hit.key
        and other.first < hit.first
        and statements.tokens[other.first].sentence == statements.tokens[hit.first].sentence
        for other in current
    )


def _headed(statements: Statements, hit: Hit) -> bool:
    """`Dialysis: CAPD.`: the heading makes the kind a statement."""
    before = " ".join(token.norm for token in statements.tokens[max(0, hit.first - 5) : hit.first])
    sheet = "\n" in statements.text and before.endswith("modality")  # its columns parted by tabs
    return "?" not in statements.plain and (sheet or _HEADING.search(before) is not None)


def _told_first(statements: Statements, hit: Hit) -> bool:
    """`Haemo at the satellite unit. I'm 69 …`: a first sentence that is no more than the kind, then a person."""
    if hit.first > 1 or statements.tokens[hit.first].sentence:
        return False
    first = [token for token in statements.tokens if not token.sentence]
    if len(first) > _LONGEST_FIRST or len(first) - hit.length <= 1 or first[-1].norm != ".":
        return False
    rest = statements.plain.partition(" . ")[2]
    return (
        _SPEAKS.search(rest) is not None
        and _LOOKS_FOR.search(rest) is None
        and statements.grammar.subjects.isdisjoint(token.norm for token in first)
    )


def _at_present(statements: Statements, hit: Hit) -> bool:
    """`Gone after the baby. Hemodialysis now`, `age 69. hemo 3x a week`: how it is now, or how often."""
    if "?" in statements.plain or hit.key not in KINDS or _CHOICE.search(statements.plain):
        return False
    after = " ".join(token.norm for token in statements.tokens[hit.last + 1 : hit.last + 6])
    return _NOW_SO.match(after) is not None


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


def _denies_another(statements: Statements, hit: Hit) -> bool:
    """`HD: no transplant`: what is denied behind the colon is another thing, which is named."""
    behind = [token.norm for token in statements.tokens[hit.last + 1 : hit.last + 3]]
    named = (each for each in statements.hits if each.group == "fact" and each.first == hit.last + 3)
    answered = sum(token.norm == ":" for token in statements.tokens) > 1  # `HD: no diabetes: yes`
    return behind == [":", "no"] and not answered and any(named)
