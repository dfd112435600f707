"""Messages of few words whose plainest reading may be the wrong one: "I've had enough", "fever", "999", "no SOB"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.language.decision.model import Decision
from bot.language.decision.word_lists import has_word
from bot.language.dialogue import DialogueContext
from bot.language.missed import tells_of_missed_dialysis

__all__ = ["few_words", "only_denied", "unpraised"]

_OPENS: Final = r"^\W*(?:(?:i think|honestly|really|just|so|and|but|oh|god|no|sorry|ok(?:ay)?|well)\W+)*"
_IT: Final = (
    r"(?:of|with) (?:(?:all )?(?:this|it|that)(?: all)?|everything|everybody|all|it all|the whole thing|me|myself|"
    r"(?:(?:all )?(?:this|the|my|these) )?(?:dialysis|treatments?|machine|illness|disease|pain|hospitals?|"
    r"fight(?:ing)?))"
)
_SO: Final = r"(?:just |so |really |completely |all |utterly |absolutely )*"
_WEARY: Final = re.compile(
    rf"{_OPENS}(?:i(?:'?ve| have)? |he(?:'?s| has) |she(?:'?s| has) |we(?:'?ve| have) )?(?:just |really |finally )*"
    rf"(?:(?:had|got) (?:just |more than |quite )?enough(?: {_IT})?|(?:had|have) it(?: up to here)?|up to here"
    rf"(?: {_IT})?)(?: now| already| today| tonight| really)*\W*$|"
    rf"{_OPENS}(?:i(?:'?m| am) |he(?:'?s| is) |she(?:'?s| is) ){_SO}"
    rf"(?:done(?: in)?|finished|through|spent|beaten|broken|empty)(?: {_IT})?(?: now| already)*\W*$|"
    rf"{_OPENS}(?:i )?(?:just )?(?:can'?t|cannot|can not)(?: do| take| bear| face| stand)? (?:this|it) "
    r"(?:any ?more|any longer|no more)\W*$",
    re.I,
)
_SIGN: Final = re.compile(
    r"^\W*(?:(?:a|an|the|my|his|her|high|some|bad) )*(?P<sign>fevers?|chills|rigors?|shivers|shivering|"
    r"shaking chills|temperature|"
    r"(?P<black>(?:black(?:ened)?|blue|dead|gangrenous) (?:toes?|fingers?|foot|feet|finger ?tips?)|gangrene))\W*$",
    re.I,
)
_CALL: Final = re.compile(r"^\W*(?:(?:call|ring|dial|phone) )?(?:911|999|112|000|111|emergency services)\W*$", re.I)
_DENIED: Final = re.compile(
    r"^(?:(?:pt|patient|he|she|i|mum|dad|and|also|currently|still|ros|o/e) )*"
    r"(?:(?:denies|denied|denying|no|nil|without|neg(?:ative)? for|not) "
    r"(?!pulse|response|resp|breath(?:ing|s)?\b|urine|output|feeling|sensation|thrill|"
    r"buzz|movement|signs? of life|idea|one|hope|point|way|dialysis|awake|waking|rousable|responding)"
    r"[\w/ -]{2,40}|a(?:febrile|pyrexial)|obs(?:ervations)? (?:are )?(?:stable|normal|fine|ok)|vitals? (?:are )?"
    r"(?:stable|normal|fine|ok)|well|stable|comfortable|alert|nad|haemodynamically stable)$",
    re.I,
)
_AND: Final = re.compile(r"\s*(?:[,;.&+\n]|\band\b|\bor\b|\bnor\b|(?<=\w) (?=no ))\s*", re.I)
_YET: Final = re.compile(
    r"\b(?:but|just|only|however|now|suddenly|since|help|until|except|any ?more|longer|want|live)\b", re.I
)
_ASKS_ELSE: Final = re.compile(r"\b(?:what (?:is|are|does)|tell me about|explain|how (?:do|does|is|are))\b", re.I)
_DECISION: Final = "personal_treatment_decision"
_TO_DECIDE: Final = 0.8
_LONGEST: Final = 20  # words of a note that only denies
_SMILES: Final = re.compile(
    "[\U0001f44d\U0001f44f\U0001f64f\U0001f642\U0001f60a\u2764\u2705\u2714\U0001f600-\U0001f60d]"
)


def few_words(
    turn: Mapping[str, Any], context: DialogueContext, ranking: Iterable[tuple[str, float]] = ()
) -> Decision | None:
    """A careful question before an answer, or help at once; None for all that is read as usual."""
    text = str(turn.get("text") or "")
    if turn.get("labs") or context.active_form or context.asks_for:
        return None
    if _CALL.match(text):
        details = {"label": "emergency", "rule": "second_reader", "reply": "emergency_general"}
        return Decision("emergency", "emergency", 0.9, "second_reader", details=details)
    if _WEARY.match(text):
        return Decision("emotional_support", "emotional_support", 0.8, "context", details={"ask_if_safe": True})
    if turn.get("figure"):
        return Decision("interpret_labs", "interpret_labs", 0.8, "context")
    sign = _SIGN.match(text)
    if sign:
        label = "differential" if sign["black"] else "sepsis"
        return Decision(label, label, 0.8, "context", details={"ask_if_now": True})
    decides = bool(turn.get("limit")) or dict(ranking).get(_DECISION, 0.0) >= _TO_DECIDE  # "can I skip Saturday?"
    if not decides and tells_of_missed_dialysis(text) and not _ASKS_ELSE.search(text):
        return Decision("thank", "thank", 0.9, "context", details={"reply": "missed_dialysis"})
    if only_denied(text) and context.label not in ("crisis", "emergency"):
        return Decision("thank", "thank", 0.8, "context", details={"reply": "heard"})
    return None


def only_denied(text: str) -> bool:
    """Whether a note does nothing but deny: "afebrile, no rigors", "denies chest pain, SOB", "no SOB no CP"."""
    if len(text.split()) > _LONGEST or "?" in text or _YET.search(text) or not has_word(text, "denied_findings"):
        return False
    first, *rest = [part for part in _AND.split(text.strip().strip(".!")) if part] or [""]
    return bool(_DENIED.match(first)) and all(_DENIED.match(part) or len(part.split()) <= 2 for part in rest)


def unpraised(text: str) -> frozenset[str]:
    """The labels that need a kind word and find none: "had enough" is no praise."""
    return frozenset() if has_word(text, "praise") or _SMILES.search(text) else frozenset({"feedback_good"})
