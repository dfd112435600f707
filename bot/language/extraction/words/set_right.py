"""What is told and then taken back, ended or begun again, written as it stands in the end.

`On warfarin, no sorry he WAS` is one who took it; `stopped in June but restarted` is one who takes it.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["set_right"]

_VKA: Final = r"(?:warfarin|coumadin|marcumar|marevan|sintrom|acenocoumarol|phenprocoumon|vka)"
_OTHER_THINNER: Final = (
    r"(?:apixaban|eliquis|rivaroxaban|xarelto|dabigatran|pradaxa|edoxaban|lixiana|savaysa|a?\s?doac|a?\s?noac|heparin|"
    r"enoxaparin|clexane|fragmin|dalteparin|tinzaparin)"
)
_DRUG: Final = (
    rf"(?:{_VKA}|steroids?|pred(?:nisolone|nisone)?|prednisolone|prednisone|dexamethasone|hydrocortisone|calcitriol|"
    r"alfacalcidol|calcium (?:acetate|carbonate)|insulin)"
)
_END: Final = r"(?=\s*(?:$|[.,;!)\n]))"
_SORRY: Final = r"(?:(?:no|sorry|wait|oh|correction|i mean|well|rather|actually)\b[ ,:]*)+"
#: `…, no sorry he WAS`
_WAS: Final = re.compile(
    rf"(?P<drug>\b{_DRUG})[ ]?[,;.–-]+ ?(?=[^.;\n]{{0,16}}\b(?:no|sorry|wait)\b){_SORRY}(?:he|she|i) (?:was|did)"
    rf"(?:,? (?:but )?not (?:now|"
    rf"any ?more))?{_END}",
    re.I,
)
#: `They changed my warfarin to apixaban`, `before Sintrom, now Eliquis`
_CHANGED: Final = re.compile(
    rf"\b(?:changed|swapped|switched|exchanged) (?:(?:my|his|her|the|from) )?(?P<old>{_VKA})(?: over)? (?:to|for|onto|"
    rf"into|with) (?P<new>{_OTHER_THINNER})\b",
    re.I,
)
_CLAUSE: Final = re.compile(r"[.,;!?\n]")
#: It is denied, asked or only thought of.
_UNCHANGED: Final = re.compile(
    r"^\s*(?:has|have|had|was|were|did|is|are)\b|n['’]t\b|\b(?:not|never|no|without|if|could|should|would|can|cannot|may|"
    r"might|will|shall|want\w*|wish\w*|when|once|before|until|unless|plan\w*|going|gonna|to be|be|being|get|getting|"
    r"how|why|what|whether|who|dont|havent|hasnt|refus\w+|think\w*|consider\w*|hop\w+|like)\b",
    re.I,
)
#: `Could my warfarin be swapped for apixaban` ends nothing yet.
_MAY_CHANGE: Final = re.compile(
    rf"\b(?P<asked>(?:could|can|should|would|might|may) (?:my|his|her|the) {_VKA} be )(?:changed|swapped|switched|"
    rf"exchanged)(?: over)? (?:to|for|onto|into|with) {_OTHER_THINNER}\b",
    re.I,
)
_BEFORE: Final = re.compile(
    rf"(?P<lead>^|[.,;\n(] ?|\bon )(?:before|earlier|formerly|first|prior) (?P<old>{_VKA}) ?[,;–-]+ ?"
    rf"(?:and |but )?(?:now|today|currently) (?:on |taking )?(?P<new>{_OTHER_THINNER})\b",
    re.I,
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|spring|summer|autumn|winter|christmas|easter|weeks?|months?|years?|days?|surgery|"
    r"operation|biopsy|hospital|\w{3,6}day)"
)
#: `The steroids were stopped in June but restarted in August`: of the same thing, or the thing is named.
_AGAIN: Final = re.compile(
    rf"\b(?:stopped|paused|held)(?P<between>(?: (?:me|him|her|my|his|her|the|taking|on)){{0,2}}(?: {_DRUG})?"
    rf"(?: (?:in|on|at|for|last|this|a|an|the|few|{_MONTH}|\d{{1,2}})){{0,4}}) ?,? ?"
    r"(?:(?:but|and|then|now|since|they|he|she|i|was|were|has|have|it|been|had|doctor|gp|is|are)\b ?)*"
    r"(?:restarted|resumed|recommenced)(?=(?: (?:it|them|that|again|now))*"
    r"(?: (?:in|last|this|at|since|after|yesterday|today|recently|when|because|(?:\d|a|an|one|two|three|four|five|six|"
    rf"some|few) (?:\w+ )?(?:days?|weeks?|months?|years?)|on (?:{_MONTH}|\d))\b|\s*(?:$|[.,;!)\n])))",
    re.I,
)
_NOT_AGAIN: Final = re.compile(r"\b(?:not|never|n't|if|iron|epo|until)\b", re.I)
#: What else may have been begun behind it: `restarted in July on apixaban`.
_ON_ANOTHER: Final = re.compile(
    rf"[^.;\n]{{0,80}}\b(?:{_OTHER_THINNER}|instead|dialysis|hd|pd|ha?emo\w*|(?:on|with|as) (?!{_MONTH}|\d|the \d)\w)",
    re.I,
)
#: `Put on it ten years ago, stopped it last spring`
_ENDED: Final = re.compile(
    rf"\b(?:put (?:me |him |her )?on |started (?:on )?)?(?P<drug>{_DRUG})(?P<between>(?: [\w'/]+){{0,4}}) ?, "
    rf"?(?:and |then |but |i |he |she |they |we |later )*"
    r"(?:stopped|quit|came off) (?P<it>it|them)(?=\s*(?:$|[.,;!)\n]|(?:in|last|this|after|since|when|because|due|about|"
    r"around|\d|a|an|one|two|three|four|five|six|some|few|recently|yesterday|myself)\b))"
    r"(?![^.;!\n]{0,80}\?)(?!.{0,60}\b(?:restarted|resumed|again|still|back on|before|last night|"
    r"tonight|this morning|yesterday)\b)",
    re.I,
)
#: `Put me on Coumadin 11 years ago for a clot, still take it`
_STILL: Final = re.compile(
    rf"(?P<drug>\b{_DRUG}) (?P<span>(?:\d{{1,2}}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|many|"
    rf"some|a few) "
    r"(?:years?|yrs?|months?|weeks?)) (?:ago|back)(?=[^.;,\n]{0,50}?(?:,|,? (?:and|but)) (?:i |he |she |am |is "
    r"|pt )?still (?:take|takes|"
    r"taking|on) (?:it|them|that)\b)",
    re.I,
)
#: `The warfarin, I take it no more since March`
_NO_MORE: Final = re.compile(
    rf"(?P<drug>\b{_DRUG}),? (?:i|he|she) (?:take|takes|have|has|use|uses) (?:it|them) no (?:more|longer)\b", re.I
)
_PAPER: Final = (
    r"(?:handover|referral|notes?|letter|chart|file|list|discharge|summary|records?|colleague|gp|doctor|nurse|"
    r"registrar|"
    r"clerking|drug card|paper|history)"
)
_THING: Final = (
    rf"(?P<thing>{_DRUG}|diabetic|diabetes|obese|pregnant|transplanted|dialysis|ha?emodialysis|hd|pd|"
    r"peritoneal dialysis)"
)
#: `The letter says 'on warfarin' but she is not`
_WRITTEN: Final = re.compile(
    rf"\b{_PAPER}(?: (?:from|of|by) (?:the |my |his |her )?\w+)? (?:has )?(?:wrote|writes|written|says|said|saying|"
    r"states?|stated|lists|listed|put|reads|recorded|down as)\b(?: down| that| as| him| her)* ?"
    r"(?:he |she |pt |patient )?"
    rf"(?:is |takes |has |was )?['\"‘“]?(?:is |on |takes |has |a )*{_THING}['\"’”]?"
    r"(?P<rest>(?: (?:in|on|at|from|the|my|his|her|handover|chart|notes?|referral|list|file|summary|records?|"
    r"letter|\d[\d.]*|mg|mcg|daily|nightly|bd|od|tds|weekly)){0,5}),? (?:but|which) "
    rf"(?:[^.;\n]{{0,60}}? (?:and|that) )?"
    r"(?P<who>he|she|pt|the pt|the patient) (?:is not|isn['’]?t|does not|doesn['’]?t|is no such thing|has not|"
    r"hasn['’]?t|"
    rf"is none)(?: (?:take|have|use)(?: it| them)?)?{_END}",
    re.I,
)
_NAMED: Final = re.compile(rf"\b{_DRUG}\b", re.I)
_NOR: Final = re.compile(r"\bnor (?:have|has|had|do|does|did|am|is|was|were) (?P<who>i|he|she|we|they)\b", re.I)

#: `I might have had calciphylaxis before`: still no more than perhaps.
_PERHAPS: Final = re.compile(
    r"\b(?P<perhaps>(?:might|may|could) have had (?:calciphylaxis|cua)) (?:before|already|once)\b", re.I
)

# -- numbers -----------------------------------------------------------------------------------------------------

_TENS: Final = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_ONES: Final = r"(?:one|two|three|four|five|six|seven|eight|nine)"
#: `Around seventy I think no seventy two yeah`
_NO_AGE: Final = re.compile(
    rf"\b(?P<lead>(?:is|am|'s|i['’]?m|hes|shes|aged?|around|about|nearly) )(?:{_TENS}(?:[ -]{_ONES})?|[2-9]\d)"
    r"(?: i think| maybe| or so| i guess| i believe)?,? (?:no|nah|nope),? (?:sorry,? |wait,? |its |it is |make that )*"
    rf"(?P<age>{_TENS}(?:[ -]{_ONES})?|[2-9]\d)(?=\s*(?:$|[.,;\n)]|yeah|yes|i think|she|he|and|now|"
    rf"(?:years?|yrs?)(?: old)?\s*(?:$|[.,;\n)])|"
    r"on (?:hd|pd|ha?emo|dialysis|warfarin)\b))"
    rf"(?P<twice>,? (?:yeah|yes),? (?P=age)\b)?",
    re.I,
)
#: `HD 5 years. I said 5 before, it's actually 7`
_SAID: Final = re.compile(
    r"(?:^|[.,;!\n–-])\s*(?:(?:sorry|correction|no|wait|oh|oops|my mistake)[ ,:.]*)*i (?:said|wrote|told you|"
    r"typed|put) "
    r"(?P<old>\d{1,2})(?P<unit> ?(?:years?|yrs?))?(?: (?:before|earlier|above|first|just now|last time))?[ ,;.–-]*"
    r"(?:(?:but|and|its|it['’]s|it is|actually|really|in fact|should be|meant|i meant|should have been)\b[ ,]*){1,4}"
    r"(?P<new>\d{1,2})(?: ?(?:years?|yrs?))?(?=\s*(?:$|[.;!)\n]|,? (?:now|on|and)\b))",
    re.I,
)
_DIALYSIS: Final = re.compile(r"\b(?:hd|ha?emo\w*|pd|capd|apd|dialysis|peritoneal)\b", re.I)


def set_right(text: str) -> str:
    """Return `text` as it stands after what is taken back in it; the same text if nothing is."""
    text = _years(text) if " i " in f" {text.lower()}" else text
    text = _NO_AGE.sub(r"\g<lead>\g<age>", text) if " no" in text or " nah" in text else text
    text = _NOR.sub(r"and \g<who> never", text) if "nor " in text.lower() else text
    text = _PERHAPS.sub(r"\g<perhaps>", text) if " have had " in text else text
    text = _WAS.sub(r"\g<drug> but stopped it", text)
    text = _CHANGED.sub(_exchanged, text)
    text = _MAY_CHANGE.sub(r"\g<asked>reviewed", text) if " be " in text else text
    text = _NO_MORE.sub(r"stopped taking \g<drug>", text) if " no " in text else text
    text = _BEFORE.sub(r"\g<lead>stopped \g<old>, now on \g<new>", text)
    text = _AGAIN.sub(_begun_again, text)
    text = _ENDED.sub(r"took \g<drug>\g<between> but stopped \g<it>", text)
    text = _STILL.sub(r"\g<drug> for \g<span>", text) if "still " in text else text
    return _WRITTEN.sub(_denied, text) if " but " in text or " which " in text else text


def _exchanged(match: re.Match[str]) -> str:
    clause = _CLAUSE.split(match.string[max(0, match.start() - 80) : match.start()])[-1]
    said = f"stopped {match['old']}, now on {match['new']}"
    return match.group() if _UNCHANGED.search(clause) else said


def _begun_again(match: re.Match[str]) -> str:
    """`Prescribed` for `stopped`: what is restarted goes on."""
    if _NOT_AGAIN.search(match.group()) or _ON_ANOTHER.match(match.string, match.end()):
        return match.group()
    return f"prescribed{match['between']}, restarted"


def _denied(match: re.Match[str]) -> str:
    told = match.group()[: match.start("thing") - match.start()] + match["rest"]
    if _NAMED.search(told):  # of which of the two it is said is open
        return match.group()
    thing = match["thing"].lower()
    is_state = thing in {"diabetic", "obese", "pregnant", "transplanted"}
    return f"{match['who']} is not {thing}" if is_state else f"{match['who']} is not on {thing}"


def _years(text: str) -> str:
    """Put the number of years right where it was told once, of dialysis; two such lengths of time are left."""
    said = _SAID.search(text)
    if said is None or not _DIALYSIS.search(text):
        return text
    before = text[: said.start()]
    told = list(re.finditer(rf"(?<![\d.]){said['old']}(?= ?(?:years?|yrs?)\b)", before))
    if len(told) == 1:
        return f"{before[: told[0].start()]}{said['new']}{before[told[0].end() :]}{text[said.end() :]}"
    return f"{before}, {said['new']} years{text[said.end() :]}" if said["unit"] and not told else text
