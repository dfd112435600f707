"""Taking single values back ("delete the PTH", "ignore the second set"), and looking back ("what did I tell you?")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext
from bot.library.current import document

__all__ = ["analyte_called", "look_back", "taken_out"]

_VERB = (
    r"(?:delete|remove|erase|ignore|forget|scrap|drop|cancel|disregard|discard|take (?:out|away|back)|leave out|"
    r"strike|"
    r"do(?:n'?t| not) (?:use|count))"
)
_BEFORE = (
    r"(?:(?:no|please|sorry|ok(?:ay)?|actually|oops|wait|and|then|can you|could you|can we|just|"
    r"i(?:'d| would) like (?:you )?to)\W+)*"
)
_TAKE_OUT = re.compile(
    rf"^\W*{_BEFORE}{_VERB} (?:about )?(?P<what>[\w /+-]{{1,50}}?)(?: (?:again|please|then|out|from (?:it|that|"
    rf"the list|my values)|"
    r"(?:it'?s|it is|it was|was|is|they'?re|they are) (?:wrong|a mistake|a typo|not (?:mine|his|hers|right))))*\W*$",
    re.I,
)
_SET = re.compile(
    r"^(?:(?:the|my|that|his|her|their|all|of|both) )*(?P<these>(?:this|those|these|"
    r"that)(?: last)? )?(?P<place>first|older|earlier|previous|old|second|last|latest|"
    r"newer|new|newest|third)? ?(?P<noun>set|sets|batch|lot|values?|results?|readings?|numbers?|ones?|labs?|"
    r"bloods?|entry)"
    r"(?: (?:of )?(?:values?|results?|readings?|numbers?|labs|bloods))?$",
    re.I,
)
_OLDER = frozenset({"first", "older", "earlier", "previous", "old"})
_FILLING = frozenset(
    "the my that this his her their a value values result results reading level number about told you last".split()
)
_FACTS = {
    "age": "age", "bmi": "bmi", "weight": "bmi", "sex": "sex", "gender": "sex", "diabetes": "diabetes",
    "warfarin": "warfarin", "blood thinner": "warfarin", "dialysis": "dialysis", "dialysis type": "dialysis",
    "type of dialysis": "dialysis",
}  # fmt: skip
_FACT_IDS = frozenset(_FACTS.values())
_TELL = r"(?:tell|told|said|say|give|given|gave|enter(?:ed)?|type[d]?|mention(?:ed)?)"
_LOOK_BACK = re.compile(
    r"^\W*(?:(?:so|and|ok(?:ay)?|sorry|wait|again|please|can you|could you|tell me|remind me|show me|list|repeat|"
    r"recap)\W+)*(?:"
    rf"what (?:all )?(?:(?:have|did|had) i|i(?:'ve| have)?) (?:just |"
    rf"already )?{_TELL}(?: (?:to )?you)?(?: (?:about|of|on) (?:me|myself|him|her|mum|dad))?|"
    r"what (?:values?|results?|numbers?|labs?|bloods|facts|answers|data|details|info\w*) (?:of (?:mine|"
    r"me) )?(?:do|have|did) (?:you|i) "
    r"(?:have|hold|know|got|note[d]?|store[d]?|use[d]?|record(?:ed)?|give|given|tell|told)(?: (?:for|of|about|"
    r"on) (?:me|him|her|us))?(?: you)?|"
    r"what do you (?:know|remember|have) (?:of|about|on|for|from) me|"
    r"what (?:were|are|was|is) (?:all )?(?:my|his|her|the) (?:stored |last |own )?(?:values|results|numbers|"
    r"entries|answers|details)(?: (?:i|that i) (?:gave|told|typed|entered)(?: you)?)?|"
    r"(?:list|repeat|recap|read back)(?: me)? (?:all )?(?:of )?(?:my|the|his|her) (?:values|results|numbers|"
    r"entries|answers)|"
    r"what (?:have you|did you|do you have) (?:got|noted?|record(?:ed)?|written|stored?|saved?|down)(?: (?:down|"
    r"so far|about me|of me|for me|from me|on (?:me|him|her|us|file|this patient|the patient)|about (?:him|her|"
    r"this patient)))*"
    r")(?: (?:so far|again|now|then|please|here|today|until now|by now|down))*\W*$",
    re.I,
)


def look_back(text: str) -> bool:
    """Whether somebody asks what they have told."""
    return bool(_LOOK_BACK.match(text))


def taken_out(text: str, context: DialogueContext) -> Decision | None:
    """The wish to have single values forgotten, as a step that names them; None for anything else.

    `details.remove`: `names` (analytes and facts; empty for "those") and `which` (`last`, `first` or None for all).
    """
    found = _TAKE_OUT.match(text)
    if found is None or len(text.split()) > 14:
        return None
    what = found["what"].strip().lower()
    a_set = _SET.match(what)
    if a_set:
        meant = a_set["place"] or (a_set["these"] and context.label in _OF_VALUES)
        if not context.values or not meant:  # "delete my results" erases the conversation
            return None
        place = (a_set["place"] or "last").lower()
        return _step({"names": [], "which": "first" if place in _OLDER else "last"})
    words = [word for word in re.split(r"[^\w]+", what) if word and word not in _FILLING]
    parts = [part.strip() for part in re.split(r"\band\b|,|/", " ".join(words)) if part.strip()]
    names = [_names().get(part) for part in parts]
    if (
        not parts
        or not all(names)
        or any(name in _FACT_IDS and (name not in context.known or context.has_estimate) for name in names)
    ):
        return None
    return _step({"names": names, "which": None})


_OF_VALUES = frozenset({"interpret_labs", "compute_product", "correct_calcium", "convert_units", "assess_risk"})


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """What a value or a fact is called, folded, and its id."""
    labs: list[dict[str, Any]] = document("labs")["analytes"]
    called = {str(alias).lower(): str(row["id"]) for row in labs for alias in (row["id"], *row.get("aliases", ()))}
    return called | _FACTS


def analyte_called(words: str) -> str | None:
    """The analyte that these words name, or None."""
    plain = " ".join(word for word in words.lower().split() if word not in _FILLING)
    found = _names().get(plain)
    return None if found in _FACT_IDS else found


def _step(remove: dict[str, Any]) -> Decision:
    return Decision("form_status", "interpret_labs", 0.95, "context", details={"remove": remove})
