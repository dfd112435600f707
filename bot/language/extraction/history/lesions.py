"""Skin lesions and where they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.language.extraction.history.skin import bare_skin, none_of_them
from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.phrases import Hit, PhraseBook

__all__ = ["LesionReader"]

_GROUP: Final = "lesion"
_PLACES: Final = ("proximal", "distal")
_OVER: Final = frozenset({"healed", "gone", "cleared", "disappeared", "vanished"})
_REMOVED: Final = "amputated"
#: Before it these make it the name of a limb: `the stump of her amputated leg`.
_OF_LIMB: Final = frozenset(
    {"of", "to", "the", "an", "my", "his", "her", "they", "near", "left", "right", "previously"}
)
_REMOVED_WHEN: Final = frozenset({"in", "last", "since", "this", "by", "after", "before", "and", "yesterday", "now"})
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
_EPISODE: Final = "past_calciphylaxis"
_JOINED: Final = 2
#: Around the name of the disease these say that an episode of it is over.
_PAST_EPISODE: Final = re.compile(
    r"\b(?:before|once|previous|previously|prior|past|earlier|healed|cured|cleared|resolved|back in|in remission|"
    r"first time|h / o|hx|history)\b"
)
_DATED_EPISODE: Final = re.compile(r"\b(?:had|ago|(?:19|20)\d\d)\b")
_GOES_ON: Final = re.compile(r"\b(?:have|has|since|diagnosed|still|active|current|currently|got|started|began)\b")
_PLAQUE: Final = frozenset({"plaque", "plaques"})
_ELSEWHERE: Final = frozenset({"coronary", "carotid", "arterial", "aortic", "dental", "tooth"})
_IN_VESSELS: Final = re.compile(
    r"['\" ]*(?:in|of|on|inside|within|along|by|from|at) (?:(?:my|his|her|the|both|all|some|main|left|right) )*"
    r"(?:coronar|carotid|arter|aort|heart|vessels|teeth|tooth|gums|dentist|hygienist)"
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
        whole = [hit for hit, _ in hits if hit.key == "clear" and _over_lesion(statements, hit)]
        if whole:  # `plaques, skin intact over them`
            hits = [
                (hit, "stated" if standing == "bare" and hit.key == "plaques" else standing)
                for hit, standing in hits
                if hit not in whole
            ]
        stated = {hit.key for hit, standing in hits if standing == "stated"}
        if "ulcers" in stated:
            found["lesions"] = "ulcers"
        elif "plaques" in stated:
            found["lesions"] = "plaques"
        elif "clear" in stated or any(standing == "negated" for _, standing in hits) or bare_skin(statements):
            found["lesions"] = "none"
        present = [hit for hit, standing in hits if standing == "stated" and hit.key in _SKIN]
        if present or expects == "location" or _PLACED.search(statements.plain):
            location = self._location(statements, present, self._over(statements, hits))
            if location is not None:
                found["location"] = location
        return found

    def _standing(self, statements: Statements, hit: Hit, expects: str | None) -> str:
        standing = statements.standing(hit)
        if _of_vessels_or_teeth(statements, hit):
            return "other"
        if standing in {"stated", "bare"} and self._healed(statements, hit):
            return "past"
        if hit.key == "ulcers" and standing in {"stated", "bare"} and none_of_them(statements, hit):
            return "negated"
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
            if token.norm == _REMOVED and before not in _OF_LIMB | _NOT_OVER:
                after = statements.tokens[token.index + 1 : token.index + 2]
                return not after or after[0].kind != "word" or after[0].norm in _REMOVED_WHEN
            before = token.norm
        return False

    def _placed(self, statements: Statements, hit: Hit) -> bool:
        """`Painful purple patches on both thighs` is a statement even without a verb."""
        sentence = statements.tokens[hit.first].sentence
        near = (each for each in statements.of("place") if statements.tokens[each.first].sentence == sentence)
        asking = any(token.norm == "?" and token.sentence == sentence for token in statements.tokens)
        return not asking and any(abs(each.first - hit.last) <= 6 for each in near)

    def _over(self, statements: Statements, hits: Sequence[tuple[Hit, str]]) -> list[tuple[Hit, bool]]:
        """Return the things a place can belong to in order, and whether they are over: `calciphylaxis … in 2020`."""
        told = [(hit, standing == "past") for hit, standing in hits if hit.key in _SKIN]
        episodes = [hit for hit in statements.of("fact") if hit.key == _EPISODE]
        told += [(hit, _is_past_episode(statements, hit)) for hit in episodes]
        return sorted(told, key=lambda each: each[0].first) if any(over for _, over in told) else []

    def _location(
        self, statements: Statements, lesions: list[Hit], told: Sequence[tuple[Hit, bool]] = ()
    ) -> str | None:
        places = set()
        for hit in statements.of("place"):
            if lesions and _of_past(statements, hit, told):
                continue
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


def _over_lesion(statements: Statements, hit: Hit) -> bool:
    """`Skin intact over them`, `overlying skin unbroken`: whole skin above a lump is no skin without one."""
    before = {token.norm for token in statements.tokens[max(0, hit.first - 2) : hit.first]}
    after = [token.norm for token in statements.tokens[hit.last + 1 : hit.last + 4]]
    lies = after[:1] in (["over"], ["above"], ["overlying"]) or after[:3] == ["on", "top", "of"]
    return (lies or "overlying" in before) and any(each.key == "plaques" for each in statements.of(_GROUP))


def _of_vessels_or_teeth(statements: Statements, hit: Hit) -> bool:
    """`Plaques in his coronary arteries`, `plaque, says the dentist`: none of the skin."""
    if statements.tokens[hit.last].norm not in _PLAQUE:
        return False
    before = statements.tokens[hit.first - 1].norm if hit.first else ""
    behind = " ".join(token.norm for token in statements.tokens[hit.last + 1 : hit.last + 8])
    return before in _ELSEWHERE or _IN_VESSELS.match(behind) is not None


def _is_past_episode(statements: Statements, hit: Hit) -> bool:
    """Whether the sentence says that this calciphylaxis is over: `previous calciphylaxis`, `2021, healed`."""
    near = statements.tokens[max(0, hit.first - 4) : hit.last + 15]
    words = " ".join(token.norm for token in near if token.sentence == statements.tokens[hit.first].sentence)
    told = words.partition(" now ")[0]
    if _PAST_EPISODE.search(told):
        return True
    return _DATED_EPISODE.search(told) is not None and _GOES_ON.search(told) is None


def _of_past(statements: Statements, place: Hit, told: Sequence[tuple[Hit, bool]]) -> bool:
    """Whether a place belongs to what is over: `had it on the shin, healed; now lumps on the belly`."""
    sentence = statements.tokens[place.first].sentence
    near = [(hit, over) for hit, over in told if statements.tokens[hit.first].sentence == sentence]
    behind = [over for hit, over in near if 0 <= hit.first - place.last <= _JOINED]  # `the shin ulcer healed`
    before = [over for hit, over in near if hit.first <= place.first]
    return behind[0] if behind else bool(before) and before[-1]


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
