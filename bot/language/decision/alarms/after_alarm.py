"""What is said straight after an alarm: help has come, or somebody in a crisis will not let it come."""

from __future__ import annotations

import re

from bot.language.decision.model import Decision, Ranking
from bot.language.dialogue import DialogueContext

__all__ = ["HELPERS", "after_alarm", "of_the_end"]

_LEAD = r"^\W*(?:(?:ok(?:ay)?|yes|yeah|oh|well|and|so|thanks?|thank you|thank god|good|right|now|update)\W+)*"
_WHO = r"(?:i|we|he|she|they|it|mum|mom|dad|nan|gran|(?:my|our|the|his|her) \w+)"
_IS = r"(?:'?m|'?re|'?s| am| are| is| was| were|'?ve been| has been| have been)?(?: now| already| just| finally)*"
# Whoever is called to say goodbye is no help: only those who come or tell what to do.
HELPERS = (
    r"(?:999|911|112|111|988|them|for help|help|(?:an |the |for an )?ambulance|"
    r"(?:the |my |our |his |her )?(?:doctor|gp|nurse|unit|team|clinic|hospital|crisis line|helpline|neighbou?r|police)|"
    r"(?:the )?samaritans)"
)
_COME = (  # one thing told: help is here or called, somebody is in its hands, or it is over
    rf"(?:{_WHO}{_IS} (?:(?:being )?(?:taken|brought|rushed|on (?:my|our|his|her|their|the) way|going|gone|back) )?"
    r"(?:in|at|to|with)(?: the| a)? (?:hospital|a ?& ?e|a and e|e\.?r\.?|emergency(?: room| department)?|casualty|icu|"
    r"itu|ward|doctors?|paramedics?|nurses?|ambulance)|"
    r"(?:the |an |some )?(?:ambulance|paramedics?|doctors?|nurse|help|medics?|neighbou?r|police)"
    r"(?:'?s| is| are| has| have)?(?: now| already| just| finally)* "
    r"(?:here|come|came|coming|arrived|with (?:me|us|him|her)|"
    r"on (?:its|the|their) way|been called)|"
    r"(?:i|we|he|she|they)(?:'?ve| have)?(?: just| already| now)* "
    rf"(?:called|rang|rung|phoned|dialled|telephoned) {HELPERS}|"
    rf"{_WHO}{_IS} (?:awake|conscious|responding|ok(?:ay)?|fine|safe|better|stable)(?: again| now| though)*|"
    r"(?:the )?(?:bleeding|pain|shaking|it|fit|seizure)(?:'?s| has)?(?: now| just| all)* "
    r"(?:stopped|gone|over|settled|eased))(?: now| already| thanks?| thank you| again| at last)*"
)
_BESIDE = rf"{_WHO}{_IS} (?:breathing|talking)(?: again| now| normally)*"  # alone it settles nothing
_THEN = r"\W+(?:(?:and|so|then)\W+)*"
_HELPED = re.compile(rf"{_LEAD}(?:{_BESIDE}{_THEN})?{_COME}(?:{_THEN}(?:{_COME}|{_BESIDE}))*\W*$", re.I)
_UNDONE = re.compile(r"\b(?:not|n't|but|no|still|never|can'?t|won'?t)\b|\?", re.I)
_REFUSES = re.compile(
    r"\b(?:i )?(?:won'?t|will not|don'?t want to|do not want to|not going to|refuse to|can'?t|cannot) "
    r"(?:call|ring|phone|tell|talk|speak|say|answer|explain|go|get help)\b|"
    r"\b(?:nobody|no one|noone|nothing|you) (?:can|could|will|would|cares?|can'?t) ?(?:help|care|stop|understand)?\b|"
    r"\bwhy should i\b|\bwhat(?:'?s| is) the (?:point|use)\b|\bleave me alone\b|\bdon'?t care\b|\btoo late\b|"
    r"\bi (?:have|'ve got|got|am holding|hold) (?:the|my|all|enough|a) (?:pills?|tablets?|rope|knife|gun|insulin|meds|"
    r"medicines?|razor|blades?)\b|\b(?:pills?|tablets?|knife|rope|gun)\b.{0,20}\b(?:here|ready|in front|next to me)\b",
    re.I,
)
_TAKEN = re.compile(
    r"\b(?:i|he|she|they)(?:'?ve| have| has|'?s)?(?: just| already| now)* "
    r"(?:took|taken|take|swallow(?:ed)?|drank|drunk|injected|done it|did it|jumped|cut)\b",
    re.I,
)
_SINKING = re.compile(
    r"^\W*(?:(?:i'?m|i am|he'?s|she'?s|he is|she is|feel(?:ing)?|getting|very|so|a bit|really|now|still|and|i feel|"
    r"it'?s)\W+)*"
    r"(?:sleepy|drowsy|dizzy|faint|sick|weak|tired|cold|numb|confused|worse|shaking|scared|hello|hallo|anyone|"
    r"are you there|help|please|fading|heavy|can'?t (?:stay awake|think|see|stand))"
    r"(?:\W+(?:now|there|me|please|already))*\W*$",
    re.I,
)
_SOMEBODY = r"(?:it|this|that|i|we|he|she|they|mum|mom|dad|my \w+)"
_WAITS = re.compile(  # "can't it wait till dialysis tomorrow", "does it have to be tonight"
    r"^\W*(?:(?:ok(?:ay)?|but|and|so|well|oh|surely|maybe|or)\W+)*(?:"
    rf"(?:can|could|ca|should|would|will|shall)(?:n['’]?t)? (?:not )?{_SOMEBODY} (?:not )?(?:just |maybe |possibly )?"
    r"(?:wait|hold (?:off|on|out)|go tomorrow|see how)\b.{0,50}|"
    rf"(?:do|does|must|should|is it)(?:n['’]?t)? {_SOMEBODY} (?:really |absolutely )?(?:(?:have|need) to )?(?:go|be)\b"
    r"(?: in| there| seen)?(?: right)? (?:now|today|tonight)|"
    rf"(?:i|we)(?:['’]?ll| will| would rather|['’]?d rather)? (?:just )?wait (?:until|till|for)\b"
    r"(?!.*\b(?:ambulance|paramedics?|999|911|112|help|crew)\b).{0,50}|"
    r"what if (?:i|we) wait\b.{0,40}|"
    r"(?:he|she|they|(?:my )?(?:wife|husband|mum|mom|dad|son|daughter|sister|brother|partner))(?:['’]?s)? "
    r"(?:says?|said|thinks?|wants?|reckons?|told me)\b.{0,24}\b(?:wait|hold off|leave it|sleep on it)\b.{0,40})\W*$",
    re.I,
)
_CALM = frozenset(
    "thank goodbye greet feedback_good feedback_bad human_handoff support_organisations help restart delete_my_data "
    "privacy bot_challenge simpler".split()
)
_ASKS = re.compile(r"\?|^\W*(?:what|why|how|is|are|can|could|does|do|which|who|when|where)\b(?!['’]?t\b)", re.I)
_OF_THE_END = frozenset(
    "palliative_care withdrawing_dialysis prognosis estimate_prognosis personal_treatment_decision "
    "dosing_request".split()
)
_FEW, _SURE = 8, 0.9
_LONGEST = 14  # words; a longer message is read for what it says


def after_alarm(text: str, ranking: Ranking, context: DialogueContext) -> Decision | None:
    """Warm words where help has come; the alarm again where it goes on or help is turned away; None for the rest."""
    if context.label not in ("emergency", "crisis") or len(text.split()) > _LONGEST:
        return None
    if _HELPED.match(text) and not _UNDONE.search(text):
        return Decision("thank", "thank", 0.9, "context", details={"reply": "helped_now"})
    if context.label == "emergency":
        return _again("emergency") if _SINKING.match(text) or _WAITS.match(text) else None
    if _TAKEN.search(text) and not _UNDONE.search(text):
        return _again("crisis", also="emergency_overdose")
    goes_on = _REFUSES.search(text) or _SINKING.match(text) or _says_more(text, ranking)
    return _again("crisis") if goes_on else None


def of_the_end(label: str | None, context: DialogueContext) -> bool:
    """ "Would you get the hospice in?" straight after a wish to die: the answer comes with the question on safety."""
    return context.label == "crisis" and label in _OF_THE_END


def _says_more(text: str, ranking: Ranking) -> bool:
    """ "The insulin too", "for when it gets too much": a few words that ask nothing go on with what was said."""
    best, chance = ranking[0] if ranking else ("", 0.0)
    settled = best in _CALM or chance >= _SURE
    return len(text.split()) <= _FEW and not settled and not _ASKS.search(text)


def _again(label: str, also: str | None = None) -> Decision:
    details = {"label": label, "rule": "second_reader", "reply": label} | ({"also": also} if also else {})
    return Decision(label, label, 0.9, "second_reader", details=details)
