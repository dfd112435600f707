"""Messages of a few words that mean nothing by themselves: "skip", "ok", "the first one", "show me the number"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.form import UNIT_ALONE, WHY, WHY_ASKED
from bot.language.decision.model import Decision
from bot.language.dialogue import DialogueContext

__all__ = ["ESTIMATE", "decide_bare", "no_estimate"]

ESTIMATE = frozenset({"assess_risk", "explain_risk", "what_if"})
_WITH_VALUES = frozenset({"compute_product", "correct_calcium", "convert_units", "assess_risk", "what_if"})
_POLITE = r"(?:please|sorry|ok(?:ay)?|can (?:we|i|you)|let'?s|just)"
_AFTER = r"(?:it|this|that|one|now|please|here|thanks?|thank you|for now|question|the questions?)"


def _only(words: str) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{_POLITE}\W+)*(?:{words})(?:\W+{_AFTER})*\W*$", re.I)


# Narrower than in the form, where the question says what is skipped or stopped: "I want to stop" alone may be about
# dialysis, or about everything.
_SKIP = _only(r"skip|pass|next(?: one)?|move on")
_STOP = _only(r"stop|cancel|quit|exit|abort")
_LOST = _only(r"(?:i )?(?:really )?(?:don'?t|do not|dont) know|no idea|not sure|dunno|idk|unsure|i have no idea")
_HEARD = _only(
    r"ok(?:ay)?|k|right|all ?right|i see|i understand|understood|got it|fine|sure|yes|yeah|yep|yup|"
    r"no|nope|nah|hm+|aha?|oh|never ?mind|forget (?:it|that|this|about (?:it|that))|leave it"
)
_YES = _only(r"yes|yeah|yep|yup|correct|that'?s right|right|ok(?:ay)?|sure")
_NO = _only(r"no|nope|nah|no thanks?|no thank you|not now|rather not|i'?d rather not|better not|don'?t|please don'?t")
_NEITHER = _only(r"none|neither|no|nope|none of (?:these|those|them)|something else|not (?:these|those|that)")
_PLACES = (
    _only(r"1|one|a|(?:the )?(?:first|1st)"),
    _only(r"2|two|b|(?:the )?(?:second|2nd)"),
    _only(r"3|three|c|(?:the )?(?:third|3rd|last)"),
)
_IN_UNIT = re.compile(r"^\W*in\b", re.I)
_STOPPED = re.compile(r"\b(?:stop\w*|quit\w*|came off|come off|give up|gave up|skip\w*|miss\w*|without|off)\b", re.I)
_TREATMENTS = (
    (re.compile(r"\bdialysis\b", re.I), "withdrawing_dialysis"),
    (re.compile(r"\b(?:warfarin|coumadin|blood thinner|anticoag\w+|vka)s?\b", re.I), "stopping_warfarin"),
)
_FIGURE = frozenset("number numbers figure figures percent percentage percentages cent exact".split())
_AROUND = frozenset(
    "show tell give me the my a an actual real precise itself please can could may i see you just what is s whats how "
    "much many in as of risk chance estimate it that to want would like d id now ok okay yes and so then per anyway "
    "have know get also put on this still do but will exactly".split()
)
_THE_ESTIMATE = re.compile(r"\b(?:risk|chance|estimate|the (?:exact |actual |real )?(?:number|percentage))\b", re.I)


def decide_bare(text: str, context: DialogueContext) -> Decision | None:
    """Return what a bare word does here; None when the message says more, or when the open question takes it."""
    if context.expects_yes == "show_number" and _NO.match(text):
        return _step("explain_risk", "explain_risk")
    if context.has_estimate and _wants_number(text, context):
        return _step("show_number", "explain_risk")
    if context.active_form:
        return None
    if context.asks_for:
        task = str(next((t for t in (context.label, context.task) if t in _WITH_VALUES), "interpret_labs"))
        if _settles_unit(text):
            return _step(task, task)
        explain = "why" if WHY_ASKED.search(text) or WHY.match(text) else "lost" if _LOST.match(text) else None
        if explain:  # the question stays open, and is asked again with a word of help
            return _step("interpret_labs", "interpret_labs", {"unit": explain})
    picked = _picked(text, context)
    if picked:
        return _step(picked, picked)
    unit_of = _task_of_unit(text, context)
    if unit_of:
        return _step(unit_of, unit_of)
    if _SKIP.match(text):
        return _step("skip", "assess_risk", {"left_out": context.asks_for} if context.asks_for else None)
    if _STOP.match(text):
        return _step("cancel", "assess_risk")
    if _LOST.match(text) or any(place.match(text) for place in _PLACES):
        return _step("help", "help")
    if _NO.match(text) or (_HEARD.match(text) and not context.expects_yes):
        return _step("thank", "thank", {"reply": "heard"})
    return None


def _task_of_unit(text: str, context: DialogueContext) -> str | None:
    """What a unit alone is said for: "mmol/L" puts a guess right, "in mg?" asks for the same value in another unit."""
    if context.label not in ("interpret_labs", *ESTIMATE, *_WITH_VALUES) or not UNIT_ALONE.match(text):
        return None
    settled = context.last in context.units and _IN_UNIT.match(text)
    if "?" in text or settled:
        return "convert_units"
    return "assess_risk" if context.label in ESTIMATE else context.label


def no_estimate(turn: Mapping[str, Any], context: DialogueContext) -> Decision | None:
    """The topic where "what if I stopped …?" asks about a treatment: no comparison of numbers answers that."""
    text = str(turn.get("text") or "")
    if context.active_form or not _STOPPED.search(text):
        return None
    found = next((topic for what, topic in _TREATMENTS if what.search(text)), None)
    if found is None or (context.has_estimate and found != "withdrawing_dialysis"):
        return None
    return Decision(found, found, 0.8, "context")


def _picked(text: str, context: DialogueContext) -> str | None:
    """The reading that "the first one" means after "did you mean …?"."""
    if context.offered and _NEITHER.match(text):
        return "help"
    return next((label for label, place in zip(context.offered, _PLACES, strict=False) if place.match(text)), None)


def _settles_unit(text: str) -> bool:
    """ "mmol/L", "the first one", "yes" after the question which unit was meant."""
    return bool(UNIT_ALONE.match(text) or _YES.match(text)) or any(place.match(text) for place in _PLACES[:2])


def _wants_number(text: str, context: DialogueContext) -> bool:
    """ "Show me the number", "what is it in per cent?": every word belongs to such a wish."""
    words = set(re.findall(r"[a-z]+", text.lower().replace("%", " percent ")))
    wish = bool(words & _FIGURE) and words <= _FIGURE | _AROUND
    return wish and (context.label in ESTIMATE or bool(_THE_ESTIMATE.search(text)))


def _step(intent: str, label: str, details: dict[str, Any] | None = None) -> Decision:
    return Decision(intent, label, 0.95, "context", details=details or {})
