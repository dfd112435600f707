"""Messages of a few words that mean nothing by themselves: "skip", "ok", "the first one", "show me the number"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.language.decision.form.form import UNIT_ALONE, WHY, WHY_ASKED, age_alone, number_alone, wants_estimate
from bot.language.decision.leaning.of_estimate import asked_of_estimate
from bot.language.decision.model import Decision
from bot.language.decision.scope.terms import term_asked
from bot.language.decision.values.removal import look_back
from bot.language.decision.values.units_told import puts_units_right, unit_said, units_told
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
_WHAT = re.compile(
    r"^\W*(?:(?:sorry|but|and|so|ok(?:ay)?|hm+|eh|um+|er+m*)\W+)*(?:what(?: on earth)? do(?:es)? (?:that|it|this|"
    r"you) mean(?: by that)?|"
    r"what'?s (?:that|this) (?:mean|about)|(?:i )?(?:don'?t|do not|dont) (?:really )?(?:understand|get (?:it|"
    r"that|this)|follow)"
    r"(?: (?:that|this|it|you|the question))?|not (?:sure )?(?:what (?:that|this|you) means?|following)|huh|eh|"
    r"what|pardon|come again|"
    r"explain(?: (?:that|this|it|please))?|(?:what|which) unit(?:s)?(?: (?:is|are|do you mean)(?: (?:that|those|"
    r"it))?)?|"
    r"what (?:is|are) (?:a |the )?units?|what are you (?:asking|on about)(?: me)?|say (?:that|it) again|"
    r"in (?:plain|simple|other|simpler) words|"
    r"(?:can|could) you (?:explain|rephrase|say)(?: (?:that|it|this))?(?: (?:again|please|differently|"
    r"more simply))*|rephrase|"
    r"what(?: is|'?s)? (?:that|this|it)(?: (?:then|exactly))?)\W*$",
    re.I,
)
_JUDGES = re.compile(
    r"^(?=\S+(?:\s+\S+){0,8}\s*$)\W*(?:(?:so|and|but|ok|is|are)\W+)*.*\b(?:that|it|this|those|they|these)\b.*"
    r"\b(?:high|low|normal|bad|ok(?:ay)?|good|fine|dangerous|worrying|serious)\b",
    re.I,
)
_UNIT_TALK = (("why", WHY_ASKED), ("why", WHY), ("lost", _LOST), ("lost", _WHAT), ("judge", _JUDGES))
_WHICH = re.compile(
    r"^\W*(?!.*\b(?:push|driv|drag|pull|send|mak|keep|bring|get|caus)\w*\b)"
    r"(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:which|what)(?:'?s| is| are)?(?: (?:one|ones|value|values|result|"
    r"results|number|of (?:them|these|those)|"
    r"the|of|them))*(?: (?:is|are|looks?|would you say is|should i|do i|needs?|matters?))?(?: \w+){0,3}? ?"
    r"\b(?:worst|worse|bad|high(?:est)?|low(?:est)?|worr\w+|concern\w*|abnormal|important|most|off|wrong|"
    r"out(?:side)? of (?:the )?range|"
    r"outside|not normal|furthest|dangerous)\b.{0,30}$",
    re.I,
)
_THEN = r"^\W*(?:(?:so|and|but|ok(?:ay)?|well|hm+|then|sorry|right|please|oh)\W+)*"
_UNDO = re.compile(
    _THEN + r"(?:(?:(?:go |take me |let'?s go )?back(?: again)?|(?:re-?set|return|restore|revert)(?: (?:it|that|this|"
    r"everything|all))?(?: back)?) to (?:the |my |what )?"
    r"(?:original|real|actual|first|own|old|true|previous|before|it was|base\w*|start)"
    r"(?: (?:one|values?|estimate|numbers?|result|line|case|ones))*|undo(?: (?:that|it|this|"
    r"the (?:last )?change))?|revert(?: (?:that|it))?|"
    r"(?:the |my )?original(?: (?:one|values?|estimate|numbers?))?|as (?:it|i|he|she|they) (?:was|were|is|am|"
    r"are)(?: before)?|take (?:that|it) back|"
    r"(?:un-?do|cancel|forget|scrap|ignore) (?:that|this|the) (?:change|what.?if|supposition)|without (?:that|"
    r"the) change|go back|back)\W*$",
    re.I,
)
_VERDICT = re.compile(
    _THEN + r"(?:(?:is|was) (?:that|this|it|mine)(?: (?:a|an|the))?(?: \w+){0,2}? "
    r"(?:good|bad|high|low|ok(?:ay)?|normal|a lot|much|serious|worrying|dangerous|average|fine)"
    r"(?: (?:or|and) \w+| (?:one|thing|news|number|risk|chance|result|estimate|for me|then))*|"
    r"(?:what|how)(?: exactly)? (?:does|do) (?:that|this|it|all (?:that|this)|these|the estimate|"
    r"the result)(?: \w+)? (?:mean|tell me|say)(?: (?:for me|now|in (?:plain|simple) (?:words|english)))?|"
    r"what am i (?:supposed )?to (?:make|think) of (?:that|this|it)|(?:i )?(?:don'?t|do not|"
    r"dont) (?:really )?(?:understand|get)(?: (?:it|that|this))?|"
    r"(?:how|are you) (?:sure|certain|"
    r"reliable|accurate|exact|confident|good)(?: (?:are you|is (?:that|this|it|the estimate)))?(?: (?:about|of|"
    r"in) (?:that|this|it))?|"
    r"(?:can|should) i (?:trust|believe|rely on) (?:that|this|it)|how much (?:can|should) i (?:trust|believe|"
    r"rely on) (?:that|this|it)|"
    r"(?:am i|are we|is (?:he|she))(?: \w+){0,2} (?:safe|ok(?:ay)?|in danger|at (?:high |low )?risk|high|low|"
    r"fine)(?: (?:risk|then))?|"
    r"should i (?:be )?worr(?:y|ied)|do i (?:have|need) to worry|(?:good|bad) (?:or|news)(?: (?:good|bad))?|"
    r"(?:so )?what(?:'?s| is) the (?:verdict|bottom line|upshot|short version))\W*$",
    re.I,
)
_IN_UNIT = re.compile(r"^\W*in\b", re.I)
_STOPPED = re.compile(r"\b(?:stop\w*|quit\w*|came off|come off|give up|gave up|skip\w*|miss\w*|without|off)\b", re.I)
_TREATMENTS = (
    (re.compile(r"\bdialysis\b", re.I), "withdrawing_dialysis"),
    (re.compile(r"\b(?:warfarin|coumadin|blood thinner|anticoag\w+|vka)s?\b", re.I), "stopping_warfarin"),
)
_BETTER = re.compile(
    _THEN + r"(?:(?:is|are|was) )?(?:that|this|it|those|they|mine)(?: (?:is|are|a|the|any|much|at all|really))* "
    r"(?:better|worse|good|bad|ok(?:ay)?)(?: (?:one|thing|news|sign|then|for me|or \w+))*\W*$",
    re.I,
)
_FIGURE = frozenset("number numbers figure figures percent percentage percentages cent exact".split())
_AROUND = frozenset(
    "show tell give me the my a an actual real precise itself please can could may i see you just what is s "
    "whats how "
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
    return (
        _looks_back(text)
        or _term(text)
        or _of_the_open_value(text, context)
        or _of_the_estimate(text, context)
        or _of_what_was_said(text, context)
        or _with_nothing_open(text, context)
    )


def _term(text: str) -> Decision | None:
    reply = term_asked(text)
    return _step("help", "help", {"reply": reply}) if reply else None


def _looks_back(text: str) -> Decision | None:
    return _step("form_status", "interpret_labs", {"look_back": True}) if look_back(text) else None


def _of_the_open_value(text: str, context: DialogueContext) -> Decision | None:
    """What is said to the question which unit was meant; several units may be put right at once."""
    if context.refused and not context.asks_for and number_alone(text) is not None:  # the value refused as impossible
        return _step("interpret_labs", "interpret_labs")
    rows = units_told(text)
    if puts_units_right(rows, text, context):
        return _step("interpret_labs", "interpret_labs", {"units": rows})
    if context.asks_for:
        task = str(next((t for t in (context.label, context.task) if t in _WITH_VALUES), "interpret_labs"))
        if _settles_unit(text):
            return _step(task, task)
        explain = next((key for key, asked in _UNIT_TALK if asked.search(text)), None)
        if explain:  # the question stays open, and is asked again with a word of help
            return _step("interpret_labs", "interpret_labs", {"unit": explain})
    return None


def _of_what_was_said(text: str, context: DialogueContext) -> Decision | None:
    picked = _picked(text, context)
    if picked:
        return _step(picked, picked)
    unit_of = _task_of_unit(text, context)
    if unit_of:
        return _step(unit_of, unit_of)
    if context.label == "estimate_prognosis" and _BETTER.match(text):
        return _step("estimate_prognosis", "estimate_prognosis", {"better": True})
    if context.label == "interpret_labs" and _WHICH.search(text):
        return _step("interpret_labs", "interpret_labs", {"which": True})
    return None


def _of_the_estimate(text: str, context: DialogueContext) -> Decision | None:
    """The estimate asked for again, an age that it still needs, the way back from a supposition, what it amounts to."""
    age = age_alone(text, context) if context.label in ESTIMATE else None
    if age is not None:
        return _step("assess_risk", "assess_risk", {"facts": {"age": age}})
    if wants_estimate(text):
        return _step("assess_risk", "assess_risk", {"again": True})
    if not context.has_estimate or context.label not in ESTIMATE:
        return None
    if _UNDO.match(text):
        return _step("assess_risk", "assess_risk", {"undo": True})
    asked = asked_of_estimate(text, context)
    if asked:
        return asked
    return _step("explain_risk", "explain_risk", {"verdict": True}) if _VERDICT.match(text) else None


def _with_nothing_open(text: str, context: DialogueContext) -> Decision | None:
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
    said = unit_said(text)
    if context.label not in ("interpret_labs", *ESTIMATE, *_WITH_VALUES) or not (said or UNIT_ALONE.match(text)):
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
    return bool(UNIT_ALONE.match(text) or unit_said(text) or _YES.match(text)) or any(
        place.match(text) for place in _PLACES[:2]
    )


def _wants_number(text: str, context: DialogueContext) -> bool:
    """ "Show me the number", "what is it in per cent?": every word belongs to such a wish."""
    words = set(re.findall(r"[a-z]+", text.lower().replace("%", " percent ")))
    wish = bool(words & _FIGURE) and words <= _FIGURE | _AROUND
    return wish and (context.label in ESTIMATE or bool(_THE_ESTIMATE.search(text)))


def _step(intent: str, label: str, details: dict[str, Any] | None = None) -> Decision:
    return Decision(intent, label, 0.95, "context", details=details or {})
