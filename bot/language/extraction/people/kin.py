"""Where a relative's part of a message begins and ends, when the patient is spoken of beside them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from bot.language.extraction.words.phrases import Hit
from bot.language.extraction.words.tokens import Token

__all__ = ["after_own", "behind_the_note", "beside_relatives", "kin_of_patient"]


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


_HAD: Final = frozenset({"had", "also", "died"})
#: Of the family now, behind a note on one who is dialysed: `HD, DM. Brother on warfarin.`
_HAS: Final = frozenset({"on", "takes", "has", "diabetic", "took", "with"})
_SPOKEN_OF: Final = frozenset({"he", "she", "hes", "shes", "his", "her", "hers", "him", "my", "our", "i", "im"})


def behind_the_note(
    tokens: Sequence[Token], facts: Sequence[Hit], place: int, family: Container[str]
) -> frozenset[int]:
    """Return the sentence `Mother had DM.` at the end of a note on a patient who is named by nothing; else none.

    `family`: relatives by blood. What they have now, or on their skin, may be the very thing that is asked about.
    """
    words = [token.norm for token in tokens]
    sentence = tokens[place].sentence
    own = {hit.key for hit in facts if tokens[hit.first].sentence != sentence and hit.first < place}
    told = [hit for hit in facts if hit.first > place]
    behind = words[place + 1 : place + 2]
    opens = place > 0 and words[place - 1] in {".", ";", "\n"} and words[place] in family
    past = bool(behind) and behind[0] in _HAD and all(hit.group != "lesion" for hit in told) and bool(told)
    last = all(token.sentence == sentence for token in tokens[place:])
    noted = past and last and len(own) > 1
    if not (opens and (noted or _has_beside_dialysed(tokens, facts, place)) and _SPOKEN_OF.isdisjoint(words)):
        return frozenset()
    return frozenset(token.index for token in tokens if token.sentence == sentence)


def _has_beside_dialysed(tokens: Sequence[Token], facts: Sequence[Hit], place: int) -> bool:
    """Whether a relative has or takes something behind a sentence on one who is dialysed, and is not dialysed too."""
    sentence = tokens[place].sentence
    dialysed = any(hit.group == "dialysis" and tokens[hit.first].sentence < sentence for hit in facts)
    told = [hit for hit in facts if tokens[hit.first].sentence == sentence]
    behind = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    return dialysed and behind in _HAS and bool(told) and all(hit.group == "fact" for hit in told)


def beside_relatives(
    tokens: Sequence[Token], facts: Sequence[Hit], places: Sequence[int]
) -> tuple[int, frozenset[int]] | None:
    """Return the place of the patient and what is of others: `my uncles are diabetic. My mother herself has none`."""
    for place in places:
        after = tokens[place + 1].norm if place + 1 < len(tokens) else ""
        start = tokens[place].sentence
        before = [hit for hit in facts if tokens[hit.first].sentence < start]
        if after in {"herself", "himself"} and before and any(hit.first > place for hit in facts):
            return place, frozenset(token.index for token in tokens if token.sentence < start)
    return None
