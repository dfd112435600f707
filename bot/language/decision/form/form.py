"""What a message means while the form is open: an answer, a command, or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from bot.language.decision.form.form_aside import asks_of_told, ends_it, nothing_at_hand, sex_alone
from bot.language.decision.form.undoing import begins_again
from bot.language.decision.leaning.supposing import TAKES_BACK, plainly_supposed, supposes
from bot.language.decision.model import Decision, Ranking
from bot.language.decision.values.removal import look_back
from bot.language.decision.values.units_told import puts_units_right, unit_said, units_told
from bot.language.dialogue import DialogueContext
from bot.language.intents.scope import OUTSIDE

__all__ = [
    "CHOSEN",
    "DIALYSED",
    "FORM_ITEMS",
    "UNIT_ALONE",
    "WHY",
    "WHY_ASKED",
    "YES_OR_NO",
    "BareCorrection",
    "age_alone",
    "amended_number",
    "bare_correction",
    "begun_again",
    "decide_in_form",
    "failed_answer",
    "number_alone",
    "passes_over",
    "wants_estimate",
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
        "never ?mind", "leave it", "give up", "(?:don'?t|do not) want (?:to (?:go on|continue|do) ?(?:this|it)?|"
        "this)",
    ),
    before=_any(
        "please", "ok(?:ay)?", "(?:can|could) (?:we|you|i)", "let'?s", "i", "i'?(?:d|ll)", "want to", "need to",
        "(?:would )?like to", "actually", "sorry", "wait", "hang on", "no", "look", "right", "just",
        "now", "but", "and",
        "hm+", "oh", "i think", "we", "you know what", "thanks?", "thank you", "should",
    ),
    after=_any(
        "it", "this", "that", "now", "here", "me", "please", "asking", "the (?:questions?|form|"
        "estimate)", "any ?more",
        "these questions", "for now", "thanks?", "thank you",
    ),
)  # fmt: skip
_OF_QUESTIONS = re.compile(r"\b(?:asking|questions?|form|estimate)\b", re.I)  # "I want to stop" alone may be more
_SKIP = _whole(
    _any(
        "skip", "pass", "next(?: one| question)?", "not now", "move on", "leave (?:that|this) (?:one )?out",
        "(?:don'?t|do ?n[o']t|dont|have no|no) ?(?:know|idea|remember|clue|have (?:it|that|this|one)|sure)?",
        "unknown", "not sure", "n/?a", "dunno", "idk", "unsure", "can'?t remember", "not known",
        "never (?:measured|tested|checked)",
        "(?:i'?d )?(?:rather|prefer) not(?: to)?(?: (?:say|tell|answer))?(?: you)?",
        "(?:i'?m|i am|am) not (?:telling|saying|answering)(?: you)?",
        "none of your (?:business|concern)", "won'?t (?:say|tell)(?: you)?",
        "(?:don'?t|do not|dont|haven'?t|have not) (?:have|got) (?:them|those|any)",
        "(?:don'?t|do not|dont|haven'?t|have not|not) (?:have |got )*(?:my|the|any|his|her)(?: latest| last| recent)?"
        " (?:bloods|labs|numbers|letter|print ?outs?|(?:(?:blood|lab) )?(?:results?|tests?|values?))",
    ),
    before=_any("please", "just", "can (?:we|i|you)", "let'?s", "i'?d rather", "sorry", "er+m*", "hm+", "i", "really"),
    after=_any(
        "it", "this", "that", "one", "question", "please", "for now", "sorry", "the (?:question|number|result|value)",
        "with (?:me|us)", "to hand", "on (?:me|us)", "here", "handy", "yet", "right now", "at the moment",
        "in front of me",
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
_ESTIMATE = r"(?:estimate|risk|result|number|score|calculation|answer|figure|estimation)"
_NOW = re.compile(
    r"^\W*(?:(?:please|just|ok(?:ay)?|so|now|no|then|and|can you|could you|can i|but|i(?:'d)? (?:just )?(?:want|"
    r"like)|i'?ll|right)\W+)*(?:"
    rf"(?:give|show|tell|get|see|have|make|do|calculate|compute|work out|finish)(?: me)? (?:(?:the|my|an?|your|"
    rf"it|this) ?)?(?:risk )?{_ESTIMATE}?"
    r"(?: (?:right )?(?:now|already|anyway|with (?:that|this|what (?:you have|i(?:'ve| have)? (?:told|said|"
    r"given)(?: you)?)))|"
    r" without (?:the )?(?:rest|more|that|those|them)(?: questions)?)|"
    rf"(?:the |my )?{_ESTIMATE} (?:now|already|please now|right now)|"
    r"(?:skip|leave(?: out)?) (?:all )?(?:of )?(?:the (?:rest|others?|remaining \w+)|everything(?: else)?|all|"
    r"them all)(?: out)?|"
    r"that(?:'?s| is) (?:all|everything)(?: (?:that )?i (?:know|have|can (?:say|tell)))?|(?:i )?(?:don'?t|"
    r"do not) (?:know|have) (?:any(?:thing)? (?:more|else)|the rest)"
    r")(?:\W+(?:please|now|then|thanks?|thank you))*\W*$",
    re.I,
)
_AGAIN = re.compile(
    r"^\W*(?:(?:please|just|ok(?:ay)?|so|now|can you|could you|can we|can i|let'?s|and|then|i(?:'d)? (?:want|"
    r"like)(?: to)?|make|do|give me|start|run|an?|the|my|another)\W+)*"
    r"(?:(?:re-?do|re-?calculate|re-?run|re-?peat|re-?estimate|update|new|another|fresh|repeat|run|do|"
    r"make)\W+)+(?:(?:the|my|an?|that)\W+)?(?:risk )?"
    r"(?:estimate|estimation|risk|calculation|score|assessment)(?:\W+(?:again|now|please|anew|once more|then))*\W*$",
    re.I,
)
_AGE = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|sorry|oh|right|actually|i'?m|i am|im|he'?s|she'?s|he is|she is|age[d]?|my age is|it'?s|"
    r"about|around|well|"
    r"roughly|nearly|almost|and)\W+)*(1[89]|[2-9]\d|10\d)(?:\s?ish)?(?:\W+(?:years?(?: old)?|yrs?|y/?o|old|"
    r"by the way|btw|sorry))*\W*$",
    re.I,
)
_WHAT = re.compile(
    r"^\W*(?:(?:sorry|but|and|so|ok(?:ay)?|hm+|eh|um+|er+m*)\W+)*(?:what(?: on earth)? do(?:es)? (?:that|it|this|"
    r"you)(?: question)? mean(?: (?:by|with) (?:that|this|it))?|"
    r"what'?s? (?:do you|that|this) mean|(?:i )?(?:don'?t|do not|dont) (?:really |quite )?(?:understand|"
    r"get(?: it| that| this)?|follow)(?: (?:that|this|it|you|the question|your question))?|"
    r"huh|eh|what|pardon|come again|explain(?: (?:that|this|it|the question))?|what(?:'?s| is) (?:that|this|it)|"
    r"what are you (?:asking|on about|talking about)(?: me)?|say (?:that|it) again|(?:can|could) you (?:explain|"
    r"rephrase|repeat)(?: (?:that|it|this|the question))?(?: \w+)?|"
    r"rephrase(?: (?:that|it))?|(?:which|what) (?:one|ones|kind|kinds|type|types)(?: (?:are there|is there|"
    r"do you mean))?|(?:what|which) are the (?:options|choices))(?:\W+(?:please|then|exactly))*\W*$",
    re.I,
)
_YES_ALONE = re.compile(r"^\W*(?:yes|yeah|yep|yup|aye|sure|of course|yes please|correct)\W*$", re.I)
_NO_ALONE = re.compile(r"^\W*(?:no|nope|nah)\W*$", re.I)
YES_OR_NO = re.compile(rf"{_YES_ALONE.pattern}|{_NO_ALONE.pattern}", re.I)
_NO_YES = frozenset(FORM_ITEMS) - {"lesions", "diabetes", "warfarin"}
DIALYSED = re.compile(
    r"\bdialys\w*|\bmachine|\bat home\b|\b(?:to|in|at) (?:the |a |my )?(?:hospital|cent(?:re|er)|unit|clinic)\b|"
    r"\bhome (?:hd|pd)\b|"
    r"\b(?:times|x|days|nights|evenings) (?:a|per|each|every) week\b|\bevery (?:other|second|night|day)\b|"
    r"\bovernight\b|\bat night\b",
    re.I,
)
_FEW = 14
WHY = re.compile(r"^\W*(?:but )?why\W*$", re.I)
WHY_ASKED = re.compile(
    r"\bwhy (?:do|are|would|did) you (?:need|want|ask\w*|have to)\b|"
    r"\bwhat(?: do you need|'?s| is| would| do)? (?:that|this|it|the \w+)(?: be)? (?:good )?for\b|\bwhat (?:has|"
    r"does) (?:that|this|it) (?:got )?(?:to )?do with\b|"
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
_AMENDS = re.compile(
    r"^\W*(?:(?:actually|so+r+y|no|nope|not|(?:wh?)?oops|oh|wait|hang on|hold on|make (?:it|that)|correction|typo|"
    r"my (?:mistake|bad|fault))\b\W*)+"
    r"(?:(?:it'?s|it is|it was|i'?m|i am|that'?s|that is|that was|it (?:should|must) (?:be|have been|say|read))\W+)?"
    rf"({_NUMBER})(?: ?(?:[mµunp]?(?:mol|g|eq)|iu|u) ?/ ?[md]?l)?(?:\W+(?:sorry|not that|i think|then|of course|"
    rf"instead))*\W*$",
    re.I,
)
_ALONE = re.compile(
    rf"^\W*(?:it'?s |it is |it was |is )?({_NUMBER})(?: ?(?:[mµunp]?(?:mol|g|eq)|iu|u) ?/ ?[md]?l)?\W*$", re.I
)
_NOT_A_QUESTION = frozenset(
    {"assess_risk", "interpret_labs", "fill_form", "thank", "greet", "feedback_good", "differential"}
)
_FEW_WORDS = 8
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
    return BareCorrection(numbers[0], None) if len(numbers) == 1 and TAKES_BACK.search(text) else None


def amended_number(text: str) -> Decimal | None:
    """Read "actually 27", "no, 27", "sorry, it's 27": a number put right where the open question wants none."""
    found = _AMENDS.match(text)
    return Decimal(found.group(1).replace(",", ".")) if found else None


def number_alone(text: str) -> Decimal | None:
    """Read "2.9" or "2.9 mmol/L": a number, and nothing else."""
    found = _ALONE.match(text)
    return Decimal(found.group(1).replace(",", ".")) if found else None


def passes_over(text: str) -> bool:
    """Whether a message says, in nothing but such words, that the open question, or all of them, are left out."""
    return bool(_SKIP.match(text)) or nothing_at_hand(text) or bool(_OF_QUESTIONS.search(text) and _STOP.match(text))


def stops_it(text: str) -> bool:
    """Whether a message, or a part of one, says nothing but that the questions are to stop."""
    return bool(_STOP.match(text))


def begun_again(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """The button "Estimate my risk" of an earlier answer, pressed while the form is open: the form goes on."""
    pressed = dict(turn.get("chosen") or {})
    if not context.active_form or pressed != {"label": "assess_risk"}:
        return None
    return _step("fill_form", for_form=True, details={"resume": True})


def decide_in_form(turn: Mapping[str, Any], ranking: Ranking, context: DialogueContext) -> Decision | None:
    """Return the decision when the message belongs to the form, else None (then it is decided like any other)."""
    text = str(turn.get("text") or "")
    if stops_it(text):
        return _step("cancel", for_form=False)
    why = ends_it(turn, text, context)
    if why:
        return _step("cancel", for_form=False, details={"why": why})
    if context.form_waits and YES_OR_NO.match(text):
        yes = bool(_YES_ALONE.match(text))
        heard = Decision("thank", "thank", 0.95, "context", details={"reply": "heard"})
        return _step("fill_form", for_form=True, details={"resume": True}) if yes else heard
    if context.has_estimate and WHY.match(text):  # about the estimate, not about the open question
        return None
    if UNIT_ALONE.match(text) or unit_said(text):  # "mg" alone looks like a dose
        return _step("fill_form", for_form=True)
    units = units_told(text)
    if puts_units_right(units, text, context):
        return _step("fill_form", for_form=True, details={"units": units})
    if _NOW.match(text):
        return _step("fill_form", for_form=True, details={"rest": True})
    if turn.get("limit"):  # "should I stop my warfarin?" names a fact, but asks for a decision
        return None
    if (_STATUS.search(text) or look_back(text)) and not turn.get("labs"):
        return _step("form_status", for_form=False)
    if supposes(turn, text, ranking, context):
        return Decision("what_if", "what_if", ranking[0][1] if ranking else 0.8, "form")
    if plainly_supposed(text):  # "if I stopped dialysis, how long …": asked, and no answer to the open question
        return None
    if _answers(turn, text) and not (begins_again(turn, ranking) or asks_of_told(turn, text, context)):
        asked = _other_question(text, ranking)
        return _step("fill_form", for_form=True, also=(asked,) if asked else ())
    return _command(turn, text, context) or _lost(text, ranking)


def wants_estimate(text: str) -> bool:
    """Whether a message, outside the form, asks for nothing but the estimate: "estimate now", "redo the estimate"."""
    return bool(_NOW.match(text) or _AGAIN.match(text))


def age_alone(text: str, context: DialogueContext) -> int | None:
    """An age that was left open, given later as a number alone where the open question takes no number."""
    found = _AGE.match(text)
    awaited = "age" not in context.known and (
        context.asks_for in CHOSEN if context.active_form else not context.asks_for
    )
    return int(found.group(1)) if found and awaited else None


def _not_an_answer(text: str, context: DialogueContext) -> Decision | None:
    """Words that leave the open question open: "what do you mean?", "yes" to "how old are you?", "home dialysis"."""
    if _WHAT.match(text):
        return _step("fill_form", for_form=True, details={"explain": True})
    unfit = context.asks_for in _NO_YES and (
        _YES_ALONE.match(text) or (context.asks_for == "age" and _NO_ALONE.match(text))
    )
    if unfit:
        return _step("fill_form", for_form=True, details={"not_understood": True})
    if (
        context.asks_for == "dialysis"
        and DIALYSED.search(text)
        and not _QUESTION.search(text)
        and len(text.split()) < _FEW
    ):
        return _step("fill_form", for_form=True, details={"explain": True})
    return None


def _command(turn: Mapping[str, Any], text: str, context: DialogueContext) -> Decision | None:
    """Skip, a correction or unit of something said before, "go on", "why do you ask?"."""
    if _SKIP.match(text) or nothing_at_hand(text):
        return _step("skip", for_form=True, details={"declined": [context.asks_for]})
    awaited = context.asks_for in CHOSEN or context.refused is not None
    age = age_alone(text, context)
    told = {"age": age} if age is not None else sex_alone(text, context)
    if told:  # an answer to another question than the open one
        return _step("fill_form", for_form=True, details={"facts": told})
    left = _not_an_answer(text, context)
    if left:
        return left
    if _unusable(turn) or bare_correction(text) or (awaited and amended_number(text)):
        return _step("fill_form", for_form=True)
    if _GO_ON.match(text) or (_BACK.match(text) and not _QUESTION.search(text)):
        return _step("fill_form", for_form=True, details={"resume": True})
    if WHY_ASKED.search(text) or WHY.match(text):
        return _step("fill_form", for_form=True, details={"why": True})
    return None


def _lost(text: str, ranking: Ranking) -> Decision | None:
    """A short message that asks nothing and that nothing fits was a failed answer; None to decide it elsewhere."""
    best, chance = ranking[0] if ranking else ("", 0.0)
    failed = chance < _UNSURE or best in OUTSIDE or any(map(str.isdigit, text))
    if failed and not _QUESTION.search(text) and len(text.split()) < _FEW_WORDS:
        return _step("fill_form", for_form=True, details={"not_understood": True})
    return _step("fill_form", for_form=True, details={"resume": True}) if best == "assess_risk" else None


def failed_answer(turn: Mapping[str, Any], decided: Decision, context: DialogueContext) -> Decision | None:
    """ "My sugar is bad" to "how old are you?": no question about another illness, only an answer that does not fit."""
    text = str(turn.get("text") or "")
    if context.active_form and (decided.intent, decided.via) == ("assess_risk", "context"):  # "and my risk?"
        return _step("fill_form", for_form=True, details={"resume": True})
    refused = context.active_form and decided.label in OUTSIDE and decided.via in ("rejector", "classifier")
    if not refused or _QUESTION.search(text) or len(text.split()) >= _FEW_WORDS:
        return None
    return _step("fill_form", for_form=True, details={"not_understood": True})


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
