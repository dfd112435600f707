"""Questions about something else: known by name, or by the shape of the question around an unknown name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bot.language.text import fold

__all__ = ["OutsideNames", "mentions_our_disease", "words_of"]

_OURS = re.compile(
    r"\bcal[cs]i?[fp]h?[iy]?l\w*|\bkalzi\w*|\bcua\b|calcific ura?emic|\bthis (?:disease|illness|condition)\b", re.I
)
_RELATION = re.compile(
    r"\brelat\w+|\bconnect\w+|\blink\w*|\bdifferen\w+|\bdistinguish\w*|\btell (?:\w+ )?apart|\bversus\b|\bvs\.?\b|\bor is it\b|"
    r"\blook(?:s|ed)? like|\bmistak\w+|\bmimic\w*|\bconfus\w+|\bcompared?\b|\bsame (?:as|thing)\b|\bcause[sd]? by\b|\brule out\b",
    re.I,
)
# The subject of a question: what stands after its opening words, up to its end.
_SHAPES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"^(?:so |ok |hi |hello |please |can you |could you )*(?:tell me (?:more )?about|explain|what(?: is|'s| are|s)|whats|define|describe) (?:an? |the )?(?P<x>[\w' \-]{3,60}?)\??$",
        r"\b(?:symptoms?|signs?|causes?|treatments?|cure|therapy|prognosis|outlook|stages?|types?|complications?|tests?|diagnosis|risk factors?|life expectancy|side effects?|dosage|interactions?)"
        r" (?:of|for|in|with|from) (?:an? |the |my |having )?(?P<x>[\w' \-]{3,60}?)(?:\?|\.|$)",
        r"\bhow (?:is|are|do (?:you|they|doctors)|does one|to|can i|should i) (?:treat|cure|prevent|diagnose|manage|get rid of|catch|test for)(?:ed)? (?:an? |the |my )?(?P<x>[\w' \-]{3,60}?)(?:\?|\.|$)",
        r"\bhow (?:is|are) (?:an? |the )?(?P<x>[\w' \-]{3,50}?) (?:treated|diagnosed|cured|prevented|managed|inherited|caused|spread)\b",
        r"\bis (?P<x>[\w' \-]{3,50}?) (?:contagious|hereditary|curable|dangerous|fatal|genetic|treatable|serious|painful|passed on)\b",
        r"\bwhat causes (?:an? |the )?(?P<x>[\w' \-]{3,60}?)(?:\?|\.|$)",
        r"\bhow does (?P<x>[\w' \-]{3,50}?) work\b",
        r"^(?P<x>[\w'\-]+(?: [\w'\-]+){0,3}) (?:symptoms?|treatments?|causes?|prognosis|diagnosis|side effects?|dosage|life expectancy|prevention)\??$",
        r"\b(?:i have|i've got|diagnosed with|suffer(?:s|ing)? from|my \w+ has) (?:an? |the )?(?P<x>[\w' \-]{3,50}?)(?:,|\.|\?| and | what| how| is | can |$)",
    )
)
_MEDICAL_ENDING = re.compile(
    r"(?:itis|osis|emia|aemia|oma|omas|pathy|syndrome|disease|disorder|plasia|trophy|algia|uria|rrhea|rrhoea|penia|iasis|mab|pril|olol|sartan|statin|azole|"
    r"cillin|mycin|tinib|gliptin|gliflozin|glutide|parin|caine|pam|zepam|xetine|prazole|vir|vaccine|cycline|floxacin|phobia|sclerosis|dystrophy|ectomy|plasty|oscopy|graphy)s?$"
)
_WORD = re.compile(r"[a-z][a-z0-9'\-]*")
_SMALL = frozenset(
    "a an the of in on for with to and or my your his her their is are was it that this these those from by at as about me i you we".split()
)
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class OutsideNames:
    """Folded names that are not ours, and every word that is.

    `names`: multi-word and single-word names of other conditions and medicines. `known`: words of the knowledge base and of
    the training examples. `mimics`: conditions that the knowledge base only tells apart from ours.
    """

    names: frozenset[str]
    known: frozenset[str]
    mimics: frozenset[str] = frozenset()

    @classmethod
    def read(cls, folder: Path, ours: Iterable[str], known: Iterable[str], mimics: Iterable[str] = ()) -> OutsideNames:
        """Read the lists; a name that `ours` (texts of the knowledge base) holds does not count."""
        spoken = " ".join(f" {' '.join(_WORD.findall(fold(text)))} " for text in ours)
        names = frozenset(name for name in _lines(folder) if f" {name} " not in spoken)
        return cls(names, frozenset(known), frozenset(_key(m) for m in mimics))

    def subject(self, text: str) -> str | None:
        """The thing outside our subject that a message asks about, as it was written; None when there is none."""
        if mentions_our_disease(text):
            return None
        named = self._named(text)
        if named and not _RELATION.search(text):
            return named
        shaped = self._shaped(text)
        return shaped if shaped and not _RELATION.search(text) else None

    def _named(self, text: str) -> str | None:
        words = words_of(text)
        for size in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - size + 1):
                name = " ".join(words[start : start + size])
                if name in self.names and (size > 1 or len(name) > 4):
                    return name
        return None

    def _shaped(self, text: str) -> str | None:
        for shape in _SHAPES:
            found = shape.search(text)
            if found is None:
                continue
            subject = found.group("x").strip()
            if _key(subject) in self.mimics:
                return subject
            words = [w for w in _WORD.findall(fold(subject)) if w not in _SMALL]
            strange = [w for w in words if w not in self.known]
            if strange and (len(strange) == len(words) or any(_MEDICAL_ENDING.search(w) for w in strange)):
                return subject
        return None

    def strangeness(self, text: str) -> float:
        """Share of the words that occur nowhere in our texts (0..1); 1 for a message without any known word."""
        words = [w for w in _WORD.findall(fold(text)) if w not in _SMALL]
        return sum(w not in self.known for w in words) / len(words) if words else 0.0


def mentions_our_disease(text: str) -> bool:
    return bool(_OURS.search(text))


def words_of(text: str) -> list[str]:
    """The words of a text as this module compares them."""
    return _WORD.findall(fold(text))


def _key(name: str) -> str:
    return " ".join(_WORD.findall(fold(name)))


@lru_cache(maxsize=2)
def _lines(folder: Path) -> frozenset[str]:
    rows = [
        line
        for name in ("conditions.txt", "medicines.txt")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    ]
    keys = {_key(_QUALIFIER.sub("", row)) for row in rows}
    return frozenset(key for key in keys if len(key) > 3 and key not in _TOO_PLAIN)


_QUALIFIER = re.compile(
    r"\b(?:injection|oral inhalation|oral|topical|ophthalmic|otic|nasal spray|transdermal patch|rectal|vaginal)\b", re.I
)
# Single everyday words that the lists hold as names of conditions, tests or procedures.
_TOO_PLAIN = frozenset(
    "pain wounds wound fever death dying shock stress walking exercise sleep scars biopsy dialysis bleeding fear smell taste aging ageing "
    "injuries injury blisters skin blood nerves food diet vitamins iron calcium phosphorus potassium magnesium sodium salt water aspirin honey "
    "grief caregivers pregnancy children women men health surgery transplant infection infections itching swelling numbness weakness fatigue "
    "tiredness nausea vomiting anxiety depression confusion cramps burns cuts bruises rash sores ulcers lumps legs arms thighs toes feet hips "
    "choking coughing cough cold chills sweating thirst hunger weight obesity overweight loss gain drugs alcohol smoking tobacco coffee garlic "
    "ginger zinc copper oxygen sugar protein carnitine aloe scan x-ray xray mri ultrasound help emergency hospital doctor nurse family twins".split()
)
