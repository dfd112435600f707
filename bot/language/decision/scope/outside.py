"""Questions about something else: known by name, or by the shape of the question around an unknown name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.language.text import fold

__all__ = ["OutsideNames", "Shapes", "cites", "mentions_our_disease", "words_of"]

_OURS = re.compile(
    r"\bcal[cs]i?[fp]h?[iy]?l\w*|\bkalzi\w*|\bcua\b|calcific ura?emic|\bthis (?:disease|illness|condition)\b|"
    r"\b(?:having|with|from) this (?=(?:rais|increas|mean|mak|put|caus|lead|affect|chang)\w*\b)|"
    r"\b(?:does|do|can|could|will|would|might) (?:having )?this (?:raise|increase|cause|lead to|"
    r"bring on|turn into|affect|damage|harm)\b",
    re.I,
)
_QUALIFIER = re.compile(
    r"\b(?:injection|oral inhalation|oral|topical|ophthalmic|otic|nasal spray|transdermal patch|rectal|vaginal)\b", re.I
)
_CITED = re.compile(
    r"\b(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Winter|Fall|Easter|Christmas|"
    r"Since|From|Until|Before|After|During|About|Around|Year|Early|Late|Mid|End)[a-z]*\b)"
    r"[A-Z][\w'-]{2,}(?: et al\.?)?,? \(?(?:19|20)\d\d\b"
)
_WORD = re.compile(r"[a-z][a-z0-9'\-]*")
_SMALL = frozenset(
    word
    for line in (
        "a an the of in on for with to and or my your his her their is are was it that this these those from by at as",
        "about me i you we regarded considered called seen",
    )
    for word in line.split()
)
_ROUTES = frozenset("iv im sc po oral injection injections tablet tablets drip infusion how what ok so".split())
_IT = re.compile(r"\b(?:it|this|that)\b", re.I)
# On whom our illness falls is nothing that it is told apart from: "differential of necrosis in ESRD".
_SETTINGS = frozenset(
    {"esrd", "eskd", "end stage renal disease", "end stage kidney disease", "end-stage renal disease", "kidney failure"}
    | {"renal failure", "chronic kidney disease", "dialysis", "haemodialysis", "hemodialysis", "kidney disease"}
)
_BARE = 3
_SHORT_NAME = 4  # letters: "gout"
_SHORT_WORD, _LONG_WORD = 6, 9
_LONGEST = 6
_POLITE = r"^\W*(?:(?:so|ok|hi|hello|please|can you|could you|also|and) )*"
_SUBJECT = r"(?:an? |the |my |having )?(?P<x>[\w' \-]{3,60}?)"


@dataclass(frozen=True, slots=True)
class Shapes:
    """The wording rules of `knowledge/scope.yml`, compiled."""

    questions: tuple[re.Pattern[str], ...]
    ending: re.Pattern[str]
    relation: re.Pattern[str]
    too_plain: frozenset[str]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Shapes:
        """Compile `shapes`, `endings`, `relations` and `too_plain`."""
        endings = "|".join(map(re.escape, data["endings"]))
        relations = "|".join(str(each) for each in data["relations"])
        return cls(
            tuple(_question(row) for row in data["shapes"]),
            re.compile(rf"(?:{endings})s?$"),
            re.compile(rf"\b(?:{relations})", re.I),
            frozenset(str(word) for word in data["too_plain"]),
        )


@dataclass(frozen=True, slots=True)
class OutsideNames:
    """Folded names that are not ours, and every word that is.

    `names`: names of other conditions and medicines, of one or more words. `known`: words of the knowledge base and of
    the training examples. `mimics`: conditions that the knowledge base only tells apart from ours. `listed`: all names,
    also those that our texts mention; they name a refusal but never cause one. `own`: listed names that a
    topic is about. `spoken`: the words of the knowledge base alone.
    """

    shapes: Shapes
    names: frozenset[str]
    known: frozenset[str]
    mimics: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()

    @classmethod
    def read(
        cls,
        folder: Path,
        scope: Mapping[str, Any],
        ours: Iterable[str],
        mimics: Iterable[str] = (),
        heads: Iterable[str] = (),
    ) -> OutsideNames:
        """Read the lists in `folder`; a name that `ours` (texts of the knowledge base) holds does not count.

        `heads` are the titles and keywords of topics: a name in them is a subject of ours.
        """
        texts = [" ".join(words_of(text)) for text in ours]
        spoken = " ".join(f" {text} " for text in texts)
        titled = " ".join(f" {' '.join(words_of(head))} " for head in heads)
        shapes = Shapes.from_dict(scope)
        listed = frozenset(name for name in _lines(folder) if name not in shapes.too_plain)
        known = frozenset(word for text in texts for word in text.split())
        # most names have a word that we never use, and need no search through all that we say
        names = frozenset(name for name in listed if not known.issuperset(name.split()) or f" {name} " not in spoken)
        heard = frozenset(titled.split())
        own = frozenset(name for name in listed if heard.issuperset(name.split()) and f" {name} " in titled)
        return cls(shapes, names, known, frozenset(_key(m) for m in mimics), listed, own, known)

    def subject(self, text: str) -> str | None:
        """The thing outside our subject that a message asks about, as it was written; None when there is none."""
        if mentions_our_disease(text) or self.shapes.relation.search(text):
            return None
        return self._named(text, self.names) or self._shaped(text)

    def name(self, text: str) -> str | None:
        """How to call what a refused message asks about, or None."""
        return self._named(text, self.listed) or self._shaped(text)

    def compared(self, text: str) -> str | None:
        """The name of any other illness or medicine in a question how it goes with ours, also one that we speak of."""
        if not self.shapes.relation.search(text):
            return None
        short = next((word for word in words_of(text) if len(word) == _SHORT_NAME and word in self.listed), None)
        named = (self._named(text, self.names), self._named(text, self.listed), short)
        return next((name for name in named if name and name not in _SETTINGS), None)

    def compares_with_ours(self, text: str) -> bool:
        """Whether a message asks how something goes together with our illness, by its name or as "it"."""
        return bool(self.shapes.relation.search(text)) and (mentions_our_disease(text) or bool(_IT.search(text)))

    def told_apart(self, text: str) -> bool:
        """Whether a message asks how a look-alike goes together with "it": "has scleroderma to do with it"."""
        words = f" {' '.join(words_of(text))} "
        return bool(self.shapes.relation.search(text)) and any(f" {name} " in words for name in self.mimics)

    @staticmethod
    def _named(text: str, names: frozenset[str]) -> str | None:
        words = words_of(text)
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start : start + size])
                if name in names and (size > 1 or len(name) > 4):
                    return name
        return None

    def _shaped(self, text: str) -> str | None:
        for question in self.shapes.questions:
            found = question.search(text)
            if found is None:
                continue
            subject = found.group("x").strip()
            key = _key(subject)
            passing = " " in key and key in self.listed and key not in self.own
            if passing or key in self.mimics or self._strange(subject):
                return subject
        return None

    def _strange(self, subject: str) -> bool:
        """Whether a subject has no word of ours, or an unknown word and one that ends like a disease or a medicine."""
        words = [w for w in words_of(subject) if w not in _SMALL]
        strange = [w for w in words if w not in self.known]
        return bool(strange) and (len(strange) == len(words) or any(self.shapes.ending.search(w) for w in words))

    def unspoken(self, text: str) -> str | None:
        """A bare name of which the knowledge base says nothing ("SGLT2", "burosumab"), as it was written."""
        words = [w for w in words_of(text) if w not in _SMALL | _ROUTES]
        unknown = bool(words) and len(words) <= _BARE and not any(self._is_spoken(w) for w in words)
        name = re.search(r"[A-Z]{2,}|[A-Za-z]\d", text) or any(self.shapes.ending.search(w) for w in words)
        return text.strip(" ?.!,") if unknown and (name or self._named(text, self.listed)) else None

    def _is_spoken(self, word: str) -> bool:
        """Whether a word, or one that it is a slip of, is one of ours."""
        if {word, word.removesuffix("s"), f"{word}s"} & self.spoken:
            return True
        slips = 0 if len(word) < _SHORT_WORD else 1 if len(word) < _LONG_WORD else 2
        near = process.extractOne(word, self.spoken, scorer=OSA.distance, score_cutoff=slips) if slips else None
        return near is not None

    def strangeness(self, text: str) -> float:
        """Share of the words that occur nowhere in our texts (0..1); 1 for a message without any known word."""
        words = [w for w in words_of(text) if w not in _SMALL]
        return sum(w not in self.known for w in words) / len(words) if words else 0.0


def mentions_our_disease(text: str) -> bool:
    """Whether a message names calciphylaxis, however it is spelt."""
    return bool(_OURS.search(text))


def cites(text: str) -> bool:
    """Whether a message names an author with the year, as papers are cited: "what did Wen 2023 find"."""
    return bool(_CITED.search(text))


def words_of(text: str) -> list[str]:
    """The words of a text as this module compares them."""
    return _WORD.findall(fold(text))


def _question(row: Mapping[str, Any]) -> re.Pattern[str]:
    before = "|".join(re.escape(str(each)) for each in row["before"])
    after = "|".join(rf"\s*{re.escape(str(each))}" for each in row["after"])
    head = (_POLITE if row.get("start") else r"\b") + (rf"(?:{before}) " if before else "")
    tail = rf"(?:{after})(?!\w)" if after else r"\s*(?:[?.!,]|$)"
    return re.compile(head + _SUBJECT + tail, re.I)


def _key(name: str) -> str:
    return " ".join(words_of(name))


@lru_cache(maxsize=2)
def _lines(folder: Path) -> frozenset[str]:
    files = ("conditions.txt", "medicines.txt", "further_names.txt")
    rows = [line for name in files for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    return frozenset(key for key in (_key(_QUALIFIER.sub("", row)) for row in rows) if len(key) > 3)
