"""Whether a message asks what a word means, and nothing else: "what does eschar mean, it is in my letter".

The words that say where the name stands are taken out of the message, then the names; what is left must all be words
with which a meaning is asked for. So "how is gangrene treated" and "my plaque hurts" ask for no meaning.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.library.glossary import folded

__all__ = ["Asked", "Names", "names_of"]

_LONGEST: Final = 32  # words; a longer message tells a story
_MOST: Final = 3  # words asked for in one message
_SHORTEST: Final = 5  # letters of a name that may be misspelt
_X: Final = "§"  # stands where a name stood

_WHOSE: Final = r"(?:my|the|his|her|our|their|your|an?|this|that|these|mum'?s|mom'?s|dad'?s|wife'?s|husband'?s)"
_KIND: Final = (
    r"(?:clinic|hospital|path|discharge|doctor'?s?|consultant'?s?|gp|nurse'?s?|nursing|biopsy|scan|ct|mri|bone|x-?ray|blood|"
    r"test|lab(?:oratory)?|pathology|histology|wound|kidney|renal|skin|dermatology|vascular|medical|clinical|patient|"
    r"information|dialysis|latest|last|new)"
)
_PAPER: Final = (
    r"(?:letters?|reports?|notes?|leaflets?|results?|papers?|paperwork|summary|chart|files?|records?|article|booklet|"
    r"e-?mail|form|document|print ?out|info(?:rmation)?|sheet|website|portal)"
)
_DOCUMENT: Final = rf"(?:{_WHOSE} )+(?:{_KIND} )*{_PAPER}"
_PERSON: Final = (
    r"(?:(?:my|the|his|her|our|one|a) )?(?:\w+ )?(?:doctors?|nurses?|consultant|surgeon|dermatologist|specialist|"
    r"nephrologist|podiatrist|pathologist|registrar|team|gp)"
)
_SAYS: Final = r"(?:says?|said|reads?|mentions?|mentioned|talks? about|states?|uses?|used|writes?|wrote|written)"
_IT_IS: Final = (
    r"(?:it'?s|it is|it was|is|was|that'?s|which is|that is|there'?s|there is|"
    r"i (?:found|saw|read|see)(?: it| this| that)?|as|an? word|the word|one word|written|stands?|used|mentioned|put)"
)
# Where the word stands: said of a document these are themselves a question for the word in it.
_STANDS: Final = tuple(
    re.compile(words, re.I)
    for words in (
        rf"\b(?:{_IT_IS} )*(?:in|on|from) {_DOCUMENT}(?: (?:it|there|they))?"
        rf"(?: (?:{_SAYS}|is written|stands?|is|was))*",
        rf"\b{_DOCUMENT} (?:also |just )?{_SAYS}(?: (?:so|it|that|this))?"
        r"(?: (?:to )?(?:watch|look)(?: out)? for(?: (?:it|this|that))?)?",
        rf"\bit (?:also |just )?{_SAYS}(?: (?:here|there))?",
    )
)
_TOLD: Final = tuple(
    re.compile(words, re.I)
    for words in (
        rf"\b(?:(?:they|he|she|somebody|{_PERSON}) (?:keeps? )?(?:{_SAYS}|saying|call(?:s|ed)? (?:it|this|that)|put)"
        r"(?: (?:it|this|that|here|there))?)",
        r"\bi(?:'ve)? (?:just |have |keep )?(?:read|reading|saw|seen|see|seeing|heard|hearing|found|came across)"
        r"(?: (?:about|of|it|that|this))?",
        r"\bi (?:have|had|'ve|'ve got) (?:an? |the )?(?=§)(?=.*\bwhat)",
        r"\b(?:on|in|at|over|during) the (?:corridor|ward|phone|clinic|rounds?|ward round|visit|appointment|hospital|"
        r"unit|meeting|telly|tv|radio|internet)\b",
        r"\b(?:yesterday|today|tonight|earlier|just now|this (?:morning|week)|last (?:week|time|night)|"
        r"the other day|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    )
)
_PLAIN: Final = re.compile(
    r"\b(?:in|into|for)? ?(?:plain|simple|simpler|normal|ordinary|easy|everyday|lay(?:man'?s)?) "
    r"(?:english|words?|terms?|language)\b",
    re.I,
)
_LOST: Final = re.compile(
    r"\bi (?:really |still )?(?:do(?:n'?t| not)|did(?:n'?t| not)|ca(?:n'?t|nnot)) (?:really )?(?:know|understand|get)"
    r"(?: (?:it|this|that|what))?\b|"
    r"\b(?:i'?ve |i have )?never heard (?:of )?(?:it|this|that)?|\b(?:i have )?no idea(?: what)?\b|\bnot sure what\b",
    re.I,
)
_POLITE: Final = re.compile(
    r"\b(?:hi|hello|hey|sorry|please|pls|plz|thanks?|thank you|cheers|excuse me|quick question|"
    r"(?:i'?m )?just wondering|(?:can|could|would|will) (?:you|u|someone)|do you know|any idea|tell me|"
    r"(?:can|may) i ask|i(?:'d| would)? (?:want|like|need) to (?:know|ask)|i wonder(?:ed)?|"
    r"ok(?:ay)?|so|but|also|then|well|um+|erm?|"
    r"hm+|exactly|actually|just|simply|on earth|doctor|doc|dr|nurse)\b",
    re.I,
)
_LEANS: Final = re.compile(r"^\W*(?:(?:and|or|plus)\b|(?:what|how) about\b)", re.I)
_AND: Final = re.compile(rf"{_X}(?:\s*(?:,|/|&|\+|\band\b|\bor\b)+\s*(?:(?:the|an?|also)\s+)*{_X})+")
_APART: Final = re.compile(r"\b(?:the )?differences? between\b", re.I)
_ASKING: Final = frozenset(
    "what whats what's wat wats wot wot's mean means meant meaning meanings define definition explain explanation "
    "explained translate translation = stand stands".split()
)
_AROUND: Final = _ASKING | frozenset(
    "is are was were s does do did dose the a an this that these those it its it's they you people doctors your by "
    "with of for word words term terms abbreviation acronym letters thing called me to us".split()
)
_NOT_ASKED: Final = re.compile(  # "what is it, cellulitis?", "does it mean gangrene?", "this plaque?"
    rf"\bwhat(?:'?s| is| was| are) (?:it|that|this|these|they)\b\W*[,:;.?!-]\W*(?:an? |the )?{_X}|"
    rf"\bwhat(?:'?s| is| was) (?:it|they) (?:an? |the )?{_X}|"
    r"(?<!what )\b(?:does|do|did|is|are) (?:it|that|this|they|these) mean|"
    rf"\b(?:this|that|these|those)\s+{_X}|\bmeans? (?:to|for)\b|"
    rf"^\W*(?:is|are|was|were|does|do|did) (?:it|this|that|these|they) (?:an? |the )?{_X}",
    re.I,
)
_OF_SOMEBODY: Final = re.compile(r"\b(?:my|his|her|our|their|mum'?s|mom'?s|dad'?s)\W+$", re.I)


@dataclass(frozen=True, slots=True)
class Asked:
    """The names asked for, folded; `bare`: nothing but them was typed; `leans`: they follow on another question."""

    names: tuple[str, ...]
    bare: bool = False
    leans: bool = False
    question: bool = False


@dataclass(frozen=True)
class Names:
    """Names that may be asked for, folded. `unlike`: words that are no misspelling of the name they are kept with."""

    names: Collection[str]
    unlike: Mapping[str, frozenset[str]]

    def asked(self, text: str) -> Asked | None:
        """The names of which a message asks the meaning, in their order; None where it asks anything else."""
        if len(text.split()) > _LONGEST:
            return None
        plain = _readable(text)
        rest, named, told = _without_place(plain)
        lost = bool(_LOST.search(rest) or _PLAIN.search(rest))
        rest = _POLITE.sub(" ", _PLAIN.sub(" ", _LOST.sub(" ", rest)))
        found = self._taken_out(rest)
        if found is None:
            return None
        left, names = found
        leans = bool(_LEANS.match(left))
        left = _LEANS.sub(" ", left)
        if len(names) > 1 and _APART.search(left):
            left, lost = _APART.sub(" ", left), True
        words = re.findall(rf"[\w']+|=|{_X}", left)
        signal = named or lost or not _ASKING.isdisjoint(words)
        bare = words == [_X]
        if words.count(_X) != 1 or not _AROUND.issuperset(set(words) - {_X}) or _NOT_ASKED.search(left):
            return None
        if not signal and (not bare or (told and "?" not in text)):  # "the doctor said gangrene" tells a finding
            return None
        return Asked(names, bare and not (named or lost), leans, "?" in text)

    def _taken_out(self, rest: str) -> tuple[str, tuple[str, ...]] | None:
        """The text with one mark where the names stood, and the names; misspelt ones where none is spelt right."""
        names: list[str] = []

        def mark(match: re.Match[str]) -> str:
            names.append(folded(match.group()))
            return _X

        if any(_OF_SOMEBODY.search(rest[: found.start()]) for found in self._pattern.finditer(rest)):
            return None
        left = self._pattern.sub(mark, rest)
        if not names:
            left, names = self._mended(rest)
        names = list(dict.fromkeys(names))
        return (_AND.sub(_X, left), tuple(names)) if 0 < len(names) <= _MOST else None

    def _mended(self, rest: str) -> tuple[str, list[str]]:
        strange = [word for word in re.findall(r"[\w']+", rest) if word not in _AROUND and word not in ("and", "or")]
        meant = {word: name for word in strange if (name := self._nearest(word))}
        if not strange or len(meant) < len(set(strange)):
            return rest, []
        return re.sub(r"[\w']+", lambda word: _X if word.group() in meant else word.group(), rest), list(meant.values())

    def _nearest(self, word: str) -> str | None:
        """The one name that is one slip away; the first letter is seldom mistyped."""
        if len(word) < _SHORTEST:
            return None
        alike = [name for name in self._single if name[0] == word[0] and word not in self.unlike.get(name, ())]
        near = process.extract(word, alike, scorer=OSA.distance, score_cutoff=1, limit=1)
        return str(near[0][0]) if near else None

    @cached_property
    def _single(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if " " not in name and len(name) >= _SHORTEST)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.names, key=len, reverse=True)
        words = "|".join(r"[\s%–-]+".join(map(re.escape, name.split())) for name in longest_first)
        return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.I)


def _readable(text: str) -> str:
    """Lower case without quotation marks and brackets."""
    plain = text.lower().replace("’", "'").replace("‘", "'")
    plain = re.sub(r"[\"“”«»`*_()\[\]]|(?<!\w)'|'(?!\w)", " ", plain)
    return " ".join(plain.replace("=", " = ").split())


def _without_place(text: str) -> tuple[str, bool, bool]:
    """The text without where the word stands; whether it stands on paper, which asks for it; whether it was said."""
    named = told = False
    for place in _STANDS:
        text, count = place.subn(" , ", text)
        named = named or bool(count)
    for place in _TOLD:
        text, count = place.subn(" , ", text)
        told = told or bool(count)
    return " ".join(text.split()), named, told


def names_of(entries: Iterable[tuple[str, Iterable[str]]]) -> Names:
    """Names with the words that each is not to be mistaken for."""
    kept = {folded(name): frozenset(map(folded, unlike)) for name, unlike in entries}
    return Names(tuple(kept), kept)
