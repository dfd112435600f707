"""What a message means while the form is open: an answer, a command, or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from bot.language.decision.model import Decision, Ranking
from bot.language.dialogue import DialogueContext

__all__ = [
    "CHOSEN",
    "FORM_ITEMS",
    "UNIT_ALONE",
    "WHY",
    "WHY_ASKED",
    "BareCorrection",
    "amended_number",
    "bare_correction",
    "decide_in_form",
    "passes_over",
]

FORM_ITEMS = (
    "dialysis", "lesions", "age", "sex", "calcium", "phosphate", "albumin", "pth", "bmi", "diabetes", "warfarin",
)  # fmt: skip
CHOSEN = frozenset({"dialysis", "lesions", "sex", "diabetes", "warfarin"})  # answered by a word, never by a number


class BareCorrection(NamedTuple):
    """A new number for one told before: `old` is the number taken back, None for "the last one"."""

    new: Decimal
    old: Decimal | None


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


def _whole(words: str, *, before: str = "(?!)", after: str = "(?!)") -> re.Pattern[str]:
    """Match a message that is nothing but `words`, with polite words around them."""
    return re.compile(rf"^\W*(?:{before}\W+)*{words}(?:\W+{after})*\W*$", re.I)


_STOP = _whole(
    _any(
        "stop", "cancel", "quit", "exit", "abort", "enough", "no more questions?", "forget (?:it|this|about it)",
        "never ?mind", "leave it", "give up", "(?:don'?t|do not) want (?:to (?:go on|continue|do) ?(?:this|it)?|this)",
    ),
    before=_any("please", "ok(?:ay)?", "can (?:we|you)", "let'?s", "i", "i'?(?:d|ll)", "want to", "(?:would )?like to"),
    after=_any(
        "it", "this", "that", "now", "here", "me", "please", "asking", "the (?:questions?|form|estimate)", "any ?more",
        "these questions", "for now", "thanks?", "thank you",
    ),
)  # fmt: skip
_SKIP = _whole(
    _any(
        "skip", "pass", "next(?: one| question)?", "not now", "move on", "leave (?:that|this) (?:one )?out",
        "(?:don'?t|do ?n[o']t|dont|have no|no) ?(?:know|idea|remember|clue|have (?:it|that|this|one)|sure)?",
        "unknown", "not sure", "n/?a", "dunno", "idk", "unsure", "can'?t remember", "not known",
        "never (?:measured|tested|checked)",
        "(?:don'?t|do not|dont) have (?:my|the|any) (?:bloods|labs|(?:(?:blood|lab) )?(?:results?|tests?|values?))",
    ),
    before=_any("please", "just", "can (?:we|i|you)", "let'?s", "i'?d rather", "sorry", "er+m*", "hm+", "i", "really"),
    after=_any(
        "it", "this", "that", "one", "question", "please", "for now", "sorry", "the (?:question|number|result|value)",
    ),
)  # fmt: skip
_STATUS = re.compile(
    r"\b"
    + _any(
        "what (?:have|did) (?:you|i) (?:got|get|have|tell|told|noted|said|entered|given)",
        "so far",
        "what do you (?:have|know)",
        "show (?:me )?(?:what|my (?:answers|values|entries))",
        "summar(?:y|ise|ize) (?:so far|what)",
        "what'?s (?:missing|left|still open)",
        "how (?:many|much) (?:more|left|questions)",
        "how far",
    )
    + r"\b",
    re.I,
)
_WELL = "i(?:'?m| am) (?:ok(?:ay)?|fine|safe|back|ready)"
_GO_ON = _whole(
    _any(
        "ok(?:ay)?", _WELL, "go (?:on|ahead)", "continue", "carry on", "keep going", "proceed", "resume",
        "back to (?:the|my) (?:estimate|questions?)",
    ),
    before=_any("ok(?:ay)?", "yes", "right", "so", "please", "let'?s", _WELL, "now"),
    after=_any("now", "then", "please", "with (?:the|my) (?:estimate|questions?)", "again"),
)  # fmt: skip
_BACK = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|right|so|now)\W+)*(?:carry on|continue|go on|keep going|back to (?:it|the))\b", re.I
)
WHY = re.compile(r"^\W*(?:but )?why\W*$", re.I)
WHY_ASKED = re.compile(
    r"\bwhy (?:do|are|would|did) you (?:need|want|ask\w*|have to)\b|"
    r"\bwhat (?:do you need|is|'s) (?:that|this|it) for\b|"
    r"\bwhy (?:does (?:that|this|it)|is (?:that|this|it)) (?:matter|important|relevant|needed)\b",
    re.I,
)
UNIT_ALONE = _whole(
    r"(?:m|µ|u|n|p)?(?:mol|g|eq|u|iu)\s*(?:/|per)?\s*(?:d|m)?l?",
    before=_any("it'?s", "it is", "in", "the unit is", "units?", "that'?s", "probably", "i think", "sorry", "the"),
)
_QUESTION = re.compile(
    r"\?|^\s*(?:what|why|how|is|are|can|could|does|do|should|which|who|when|where|tell me|explain)\b", re.I
)
_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_TAKEN_BACK = re.compile(
    rf"\b(?:not|instead of|rather than|isn'?t|wasn'?t)\s+(?P<a>{_NUMBER})|"
    rf"\b(?:change|from|replace)\s+(?P<b>{_NUMBER})\s+(?:to|with|by)\b|"
    rf"(?P<c>{_NUMBER})\s+(?:should (?:be|have been|read)|was (?:wrong|a typo|a mistake)|is wrong)",
    re.I,
)
_TAKES_BACK = re.compile(r"\b(?:meant?|mistyped|typo|correction|should (?:be|have been)|wrong|mistake)\b", re.I)
_AMENDS = re.compile(
    r"^\W*(?:actually|sorry|no|oops|wait|make (?:it|that))\b\W*(?:(?:it'?s|it is|i'?m|i am|that'?s)\W+)?"
    rf"({_NUMBER})\W*$",
    re.I,
)
_NOT_A_QUESTION = frozenset(
    {"assess_risk", "interpret_labs", "fill_form", "thank", "greet", "feedback_good", "differential"}
)
_IF = re.compile(r"^\W*(?:and|but|now|what if|what about|how about|if|or|had|suppose|say|off|without)\b", re.I)
_PUTS_RIGHT = re.compile(
    rf"^\W*(?:sorry|oops|actually|no|not|wait|correction)\b|\b(?:is|was|are|were|has|have|now)\b|{_TAKES_BACK.pattern}",
    re.I,
)
_SURELY = 0.6
_UNSURE = 0.35  # below this, a short message that asks nothing was a failed answer


def bare_correction(text: str) -> BareCorrection | None:
    """Read "no, 5.9 not 9.5", "9.5 should be 5.9", "I meant 5.9"; None for anything else.

    Only short messages count: a sentence with more in it says what it is about.
    """
    numbers = [Decimal(n.replace(",", ".")) for n in re.findall(rf"(?<![\w.,]){_NUMBER}(?![\w]|[.,]\d)", text)]
    if not 1 <= len(set(numbers)) <= 2 or len(text.split()) > 12:
        return None
    taken = _TAKEN_BACK.search(text)
    if taken:
        old = Decimal(next(n for n in taken.groups() if n).replace(",", "."))
        new = [n for n in numbers if n != old]
        return BareCorrection(new[0], old) if new else None
    return BareCorrection(numbers[0], None) if len(numbers) == 1 and _TAKES_BACK.search(text) else None


def amended_number(text: str) -> Decimal | None:
    """Read "actually 27", "no, 27", "sorry, it's 27": a number put right where the open question wants none."""
    found = _AMENDS.match(text)
    return Decimal(found.group(1).replace(",", ".")) if found else None


def passes_over(text: str) -> bool:
    """Whether a message says, in nothing but such words, that the open question is left out."""
    return bool(_SKIP.match(text))


def decide_in_form(turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext) -> Decision | None:
    """Return the decision when the message belongs to the form, else None (then it is decided like any other)."""
    text = str(turn.get("text") or "")
    if _STOP.match(text):
        return _step("cancel", for_form=False)
    if context.has_estimate and WHY.match(text):  # about the estimate, not about the open question
        return None
    if UNIT_ALONE.match(text):  # "mg" alone looks like a dose
        return _step("fill_form", for_form=True)
    if turn.get("limit"):  # "should I stop my warfarin?" names a fact, but asks for a decision
        return None
    if _STATUS.search(text) and not turn.get("labs"):
        return _step("form_status", for_form=False)
    if _supposes(turn, text, ranking, context):
        return Decision("what_if", "what_if", ranking[0][1] if ranking else 0.8, "form")
    if _answers(turn, text):
        asked = _other_question(text, ranking)
        return _step("fill_form", for_form=True, also=(asked,) if asked else ())
    return _command(turn, text, context) or _lost(text, ranking)


def _supposes(turn: Mapping[str, Any], text: str, ranking: Ranking, context: DialogueContext) -> bool:
    """ "And off the VKA?" supposes a change; it does not answer the open question (unless it names that very item)."""
    going_on = context.label == "what_if" and context.has_estimate
    surely = bool(ranking) and ranking[0][0] == "what_if" and ranking[0][1] >= _SURELY
    named = {*(turn.get("history") or {}), *(lab["contract"]["analyte"] for lab in turn.get("labs") or [])}
    if not named or context.asks_for in named:
        return False
    another = named <= context.known and not _PUTS_RIGHT.search(text)  # "alb 3.8?" after an albumin of 3.1
    return bool((going_on or surely) and _IF.match(text)) or (another and (going_on or text.rstrip().endswith("?")))


def _command(turn: Mapping[str, Any], text: str, context: DialogueContext) -> Decision | None:
    """Skip, a correction or unit of something said before, "go on", "why do you ask?"."""
    if _SKIP.match(text):
        return _step("skip", for_form=True, details={"declined": [context.asks_for]})
    if _unusable(turn) or bare_correction(text) or (context.asks_for in CHOSEN and amended_number(text)):
        return _step("fill_form", for_form=True)
    if _GO_ON.match(text) or (_BACK.match(text) and not _QUESTION.search(text)):
        return _step("fill_form", for_form=True, details={"resume": True})
    if WHY_ASKED.search(text) or WHY.match(text):
        return _step("fill_form", for_form=True, details={"why": True})
    return None


def _lost(text: str, ranking: Ranking) -> Decision | None:
    """A short message that asks nothing and that nothing fits was a failed answer; None to decide it elsewhere."""
    best, chance = ranking[0] if ranking else ("", 0.0)
    failed = chance < _UNSURE or best == "out_of_scope_other" or any(map(str.isdigit, text))
    if failed and not _QUESTION.search(text) and len(text.split()) < 8:
        return _step("fill_form", for_form=True, details={"not_understood": True})
    return _step("fill_form", for_form=True, details={"resume": True}) if best == "assess_risk" else None


def _step(
    intent: str, *, for_form: bool, also: tuple[str, ...] = (), details: dict[str, Any] | None = None
) -> Decision:
    return Decision(intent, "assess_risk", 1.0, "form", also=also, for_form=for_form, details=details or {})


def _answers(turn: Mapping[str, Any], text: str) -> bool:
    usable = any(lab["contract"]["status"] == "ok" for lab in turn.get("labs") or [])
    left_open = bool(turn.get("declined")) and not text.rstrip().endswith("?")
    return usable or bool(turn.get("history")) or left_open


def _unusable(turn: Mapping[str, Any]) -> bool:
    return any(lab["contract"]["status"] != "ok" for lab in turn.get("labs") or [])


def _other_question(text: str, ranking: Ranking) -> str | None:
    """A message may answer the form and ask something else: "9.6. By the way, what is PTH?"."""
    if "?" not in text or not ranking:
        return None
    best, chance = ranking[0]
    return best if chance >= 0.5 and best not in _NOT_A_QUESTION else None
