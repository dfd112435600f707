"""Where a relative's part of a message begins and ends, when the patient is spoken of beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["after_own", "behind_the_note", "kin_of_patient"]


def kin_of_patient(tokens: Sequence[Token], place: int) -> frozenset[int]:
    """Return the tokens of `her brother does` behind something said of her; none where the relative comes first."""
    if place < 2 or tokens[place - 1].norm not in {"his", "her"}:
        return frozenset()
    said = {token.norm for token in tokens[: place - 1]}
    alike = {"she", "shes"} if tokens[place - 1].norm == "her" else {"he", "hes"}
    if not said & alike or tokens[place - 2].norm not in {",", ";", ".", "but", "and", "while", "though", "\n"}:
        return frozenset()
    stop = next((t.index for t in tokens[place:] if t.norm in {*alike, "i", ";", ".", "\n"}), len(tokens))
    return frozenset(range(place - 1, stop))


def after_own(tokens: Sequence[Token], facts: Sequence[Hit], place: int) -> int:
    """Return where the relative's part begins: `no diabetes, not on warfarin, mum had diabetes`."""
    start = place - (place > 0 and tokens[place - 1].norm in {"my", "his", "her", "our", "the"})
    parted = start > 0 and tokens[start - 1].norm in {",", ";", ".", "but", "\n"}
    return start if parted and any(hit.last < start for hit in facts) else 0


_HAS: Final = frozenset({"had", "has", "with", "also", "died", "diabetic", "was", ":"})
_SPOKEN_OF: Final = frozenset({"he", "she", "hes", "shes", "his", "her", "hers", "him", "my", "our", "i", "im"})


def behind_the_note(tokens: Sequence[Token], facts: Sequence[Hit], place: int) -> frozenset[int]:
    """Return the sentence `Mother had DM.` behind several facts of a patient who is named by nothing; else none."""
    words = [token.norm for token in tokens]
    sentence = tokens[place].sentence
    own = {hit.key for hit in facts if tokens[hit.first].sentence != sentence and hit.first < place}
    heads = place > 0 and words[place - 1] in {".", ";", "\n"}
    last = not any(tokens[hit.first].sentence != sentence for hit in facts if hit.first > place)
    bare = heads and last and len(own) > 1 and words[place + 1 : place + 2] != [] and words[place + 1] in _HAS
    if not bare or not _SPOKEN_OF.isdisjoint(words):
        return frozenset()
    return frozenset(token.index for token in tokens if token.sentence == sentence)
