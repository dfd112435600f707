"""Words one edit away from a listed one, found without comparing every pair (symmetric deletion)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Final

__all__ = ["NearWords"]

_SHORTEST: Final = 6
_VOWELS: Final = str.maketrans("", "", "aeiou")
_BONES: Final = 4  # consonants by which a word written without vowels is known


def _deletions(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(1, len(word))}


def _one_edit(left: str, right: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours turns `left` into `right`."""
    if abs(len(left) - len(right)) > 1:
        return False
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = (left[head:], right[head:])
    if len(left) == len(right):
        swapped = len(tail[0]) > 1 and tail[0][:2] == tail[1][1::-1] and tail[0][2:] == tail[1][2:]
        return swapped or tail[0][1:] == tail[1][1:]
    longer, shorter = sorted(tail, key=len, reverse=True)
    return longer[1:] == shorter


@dataclass(frozen=True, slots=True)
class NearWords:
    """`keep` are words that are right as they are, so that "spelling" never becomes "swelling"; `bones` are the listed
    words by their consonants: "hsbnd", "brthng"."""

    index: Mapping[str, tuple[str, ...]]
    bones: Mapping[str, str]
    keep: Set[str]

    @classmethod
    def of(cls, words: Iterable[str], keep: Iterable[str]) -> NearWords:
        index: dict[str, tuple[str, ...]] = {}
        words = tuple(words)
        for word in words:
            for key in (word, *_deletions(word)):
                index[key] = (*index.get(key, ()), word)
        bones: dict[str, list[str]] = {}
        for word in words:
            bones.setdefault(word.translate(_VOWELS), []).append(word)
        alone = {bone: same[0] for bone, same in bones.items() if len(bone) >= _BONES and len(same) == 1}
        return cls(index, alone, frozenset(keep))

    def right(self, word: str) -> str | None:
        """Return the listed word that `word` is a slip of, or None. The first letter must agree."""
        if len(word) < _SHORTEST - 1 or word in self.keep:
            return None
        if word in self.bones:
            return self.bones[word]
        for key in (word, *_deletions(word)):
            for candidate in self.index.get(key, ()):
                if candidate[0] == word[0] and len(candidate) >= _SHORTEST and _one_edit(word, candidate):
                    return candidate
        return None
