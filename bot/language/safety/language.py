"""Which language a message is in, and whether it says an emergency in one that the assistant does not speak.

By script where the script decides, else by small lists of everyday words (knowledge/red_flags.yml, `languages`). The
assistant speaks English; this is enough to say so, and to give the emergency number in the person's own language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.language.safety.canonical import Canonical
from bot.language.safety.patterns import PatternIndex, PatternSet, Vocabulary
from bot.language.text import fold

__all__ = ["Language", "LanguageGuesser"]

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTENED: Final = re.compile(r"\b[a-z]/[a-z]\b")  # "w/o": letters that are words in other languages
_VITAMIN: Final = re.compile(r"\bvit(?:amin)?s?\b\.? [a-k]\b(?!')")  # "vit D" would be two words of French
_LEAST_SHARE: Final = 0.34
_LEAST_WORDS: Final = 2


@dataclass(frozen=True, slots=True)
class Language:
    """`script`: ranges of characters that only this language of ours uses; `words`: everyday words; `parts`:
    emergency phrases matched anywhere, for scripts without spaces or with many endings."""

    code: str
    script: re.Pattern[str] | None
    words: frozenset[str]
    parts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LanguageGuesser:
    """All languages, compiled."""

    languages: tuple[Language, ...]
    english: frozenset[str]
    phrases: PatternIndex[tuple[str, str]]
    findings: frozenset[str]
    shared: PatternSet

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], vocabulary: Vocabulary) -> LanguageGuesser:
        """Compile `{"english": […], "shared": […], "others": {code: {"words", "emergency", "crisis", …}}}`.

        `shared` are words of others that are English words, too: those say nothing in an English sentence.
        """
        others = data["others"]
        tagged = [
            ((f"foreign_{kind}", code), phrase)
            for code, row in others.items()
            for kind in ("emergency", "crisis")
            for phrase in row.get(kind, ())
        ]
        languages = tuple(_language(code, row) for code, row in others.items())
        return cls(
            languages,
            frozenset(data["english"]),
            PatternIndex.of(tagged, vocabulary),
            frozenset({"foreign_emergency", "foreign_crisis"}),
            PatternSet.of(data["shared"], vocabulary),
        )

    def guess(self, text: str) -> str | None:
        """Return the code of the language (`es`, `de`, `zh` …), or None for English and for what is not known."""
        folded = fold(text)
        for language in self.languages:
            if language.script is not None and len(language.script.findall(folded)) >= 2 * _LEAST_WORDS:
                return language.code
        plain = _SHORTENED.sub(" ", _VITAMIN.sub(" ", folded))
        return self._by_words(_WORD.findall(plain.replace("'", " ")))

    def alarms(self, message: Canonical) -> dict[str, str]:
        """Return `foreign_emergency` and `foreign_crisis` as far as the message says them, with the language of each.

        A phrase of two words is too short for `guess`, yet it says which language it is in.
        """
        found: dict[str, str] = {}
        english = {*self.shared.spans(message)} if self.english.intersection(message.words) else set()
        for hit in self.phrases.hits(message):
            if (hit.start, hit.end) not in english or self.guess(message.source) == hit.tag[1]:
                found.setdefault(*hit.tag)
        if not message.source.isascii():
            for finding, code in self._parts(fold(message.source)):
                found.setdefault(finding, code)
        return found

    def _parts(self, folded: str) -> Iterable[tuple[str, str]]:
        for language in self.languages:
            for kind, parts in language.parts.items():
                if any(part in folded for part in parts):
                    yield f"foreign_{kind}", language.code

    def _by_words(self, words: list[str]) -> str | None:
        if len(words) < _LEAST_WORDS:
            return None
        # Different words: "no diabetes no warfarin" is not Spanish.
        scores = {language.code: self._score(language, words) for language in self.languages}
        best = max(scores, key=lambda code: scores[code], default=None)
        if best is None or scores[best] < _LEAST_WORDS or scores[best] < _LEAST_SHARE * len(words):
            return None
        return best if scores[best] > sum(word in self.english for word in words) else None

    def _score(self, language: Language, words: list[str]) -> int:
        """How many different words are of the language and not English, too; letters alone ("L leg, d 5") are none."""
        own = language.words.intersection(words) - self.english
        return len(own) if any(len(word) > 1 for word in own) else 0


def _language(code: str, row: Mapping[str, Any]) -> Language:
    script = row.get("script")
    parts = {kind: tuple(items) for kind, items in row.get("parts", {}).items()}
    return Language(code, re.compile(script) if script else None, frozenset(row.get("words", ())), parts)
