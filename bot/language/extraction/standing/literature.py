"""Whether a message is the heading of a question about the literature: `CUA in women on warfarin`, of no patient."""

from __future__ import annotations

import re
from typing import Final

from bot.language.extraction.standing.asking import names_somebody
from bot.language.extraction.words.marks import first_mark

__all__ = ["is_heading", "is_literature", "is_portrait"]

_LONGEST: Final = 160
_US: Final = r"(?:calciphylaxis|cua|calcific ura?emic arteriolopathy)"
_HEAD: Final = (
    r"(?:dd|ddx|differential|differential diagnosis|diagnosis|management|treatment|therapy|outcomes?|prognosis|"
    r"mortality|survival|incidence|prevalence|epidemiology|pathogenesis|pathophysiology|histology|pathology|evidence|"
    r"literature|guidelines?|guidance|trials?|studies|data|risks?|risk factors?|role|use|safety|efficacy|dosing|dose|"
    r"frequency|workup|work up|biopsy|diagnosing|managing|treating|preventing|prevention|or|odds ratios?|odds|rates?|"
    r"associations?|rfs?|indications?|relapses?|relapse rate|targets?|mimics|recurrence|primary prevention)"
)
_NO_PLACE: Final = (
    r"(?!(?:both|the|left|right|upper|lower|thighs?|legs?|breasts?|belly|abdomen|feet|foot|toes?|hands?|arms?|"
    r"buttocks?|"
    r"penis|fingers?|calf|calves|hips?|skin)\b)"
)
_PATTERN: Final = re.compile(
    rf"^ ?(?:{_HEAD} ?(?:of|for|in|on|after|with|:|-|(?=(?:[a-z]+ ){{1,3}}(?:in|of|vs|versus) ))"
    rf"|(?:[a-z]+ ){{0,2}}{_US} (?:in|after|during|vs|versus) {_NO_PLACE}"
    rf"|(?:[a-z]+ ){{1,4}}(?:in|after|during|following|vs|versus|for|before) (?:[a-z]+ ){{0,2}}{_US}[ ?.]*$"
    r"|(?:[a-z]+ ){1,3}(?:vs|versus) [a-z]+(?: [a-z]+){0,6}[ ?.]*$"
    r"|(?:can|could|may|should) [a-z]+ be (?:given|used|started|continued|dosed|combined|taken) )"
)
#: Words and numbers of somebody in particular.
_SOMEBODY: Final = re.compile(
    r"\d|\b(?:i|im|ive|id|me|my|mine|we|our|us|he|she|hes|shes|him|his|her|hers|has|had|is|was|takes|took|taking|who|"
    r"presents|presenting|presented|admitted|pt|this|no|not|never|denies|stopped|started|since|years?|husband|wife|mum|"
    r"mom|dad|mother|father|son|daughter|known|diagnosed|got|get)\b|[,;+&\n]"
)


#: `CUA mimics - vasculitis, emboli`, `eGFR 85, does that exist`, `apart from the wounds themselves what goes wrong`
_OF_NOBODY: Final = re.compile(
    rf"^ ?(?:{_US} )?(?:mimics?|mimickers|ddx|differentials?|look ?alikes?) ?[-–:]|"
    r"\b(?:does|do) (?:that|this|it|such) exist\b|\bis (?:that|taht|this|it) a (?:real )?thing\W*$|"
    r"^ ?(?:apart|aside) from (?:the|these) [a-z]+ themselves\b|"
    r"^ ?(?:[a-z]+ ){1,2}(?:or|vs|versus) (?:[a-z]+ ){1,2},? ?(?:which|what) (?:one )?(?:has|is|gives|causes|carries) "
    r"(?:the )?(?:more|less|most|least|higher|lower|highest|lowest)\b[a-z ]{0,30}\W*$|"
    rf"^ ?(?:explain )?{_US} in (?:one|a|two|three|five|\d) (?:lines?|sentences?|minutes?|nutshell|words?|paragraph)\b"
    r"[^.]{0,30}$|"
    r"^ ?(?:the |your |an? )?(?:illustrative|example|teaching|textbook) case\b(?: [a-z0-9]+){0,4}\W*$|"
    r"\b(?:kidney|renal) ?, (?:skin|wounds?|diet|pain) ?,.{0,80}\b(?:people|together|specialists|professions)\b"
)


#: `The typical patient is a woman of 60 on haemodialysis`: of nobody, unless the writer comes in.
_TYPICAL: Final = re.compile(
    rf"^ ?(?:(?:so|and|but|the|a|an|your|their|is) )*(?:typical|average|usual|classic|textbook) (?:{_US} )?"
    r"(?:patient|person|case|sufferer)\b"
)
_DRAWN: Final = re.compile(r"(?: of [a-z]+)? (?:is|are|would be|will be|'s|tends to be)\b")
_OWN: Final = re.compile(r"\b(?:i|im|ive|my|mine|our|pt|this patient)\b")


def is_portrait(plain: str) -> bool:
    """Whether the message draws the typical patient; in `typical patient: 62F HD` an age and a sex name somebody."""
    begun = _TYPICAL.match(plain)
    if begun is None or _OWN.search(plain):
        return False
    return _DRAWN.match(plain, begun.end()) is not None or first_mark(plain) is None


#: `For an SBA: would a 55 yr old woman …`, `name four drugs`: somebody made up, or a list.
_EXAM: Final = re.compile(
    r"^ ?(?:(?:hi|hello|hey|so|ok|quick|a|an|my|the|this|for|from|in|another|practice|mock|revision|past|paper|"
    r"exam|med|medical|school|finals|final|year) ?[,:-]? ?){0,5}"
    r"(?:(?:sba|mcq|osce|viva|emq|quiz|exam)s?(?: (?:q|qn|question|practice|prep|revision|paper))?|finals|usmle|"
    r"plab|mrcp) ?[:–-]"
    r"|^ ?(?:drug|medicine|other|known) (?:triggers|causes|precipitants|culprits) (?:besides|other than|apart from|"
    r"except)\b"
    r"|^ ?(?:please |can you )?(?:name|list|give me) (?:me )?(?:two|three|four|five|six|seven|ten|\d{1,2}) "
    r"(?:\w+ ){0,2}?"
    r"(?:drugs|medicines|medications|risk factors|causes|triggers|culprits|precipitants)\b"
)
#: The one made up in the question.
_MADE_UP: Final = re.compile(
    r"\b(?:would|could|can|does|is|should|in|for) an? \d\d ?(?:-? ?(?:years?|yrs?|yr|y) ?-? ?o(?:ld)?\b)? ?"
    r"(?:man|woman|male|female|lady|patient|person)?(?: (?:on|with) [a-z]+)?"
)
_ASKS: Final = re.compile(r"^ ?(?:and |but |so )?(?:what|which|how|why|would|could|can|does|do|is|are|should)\b.*[?]$")
#: Said of the answer: `I said steroids and diabetes`.
_ANSWERED: Final = re.compile(r"(?:^|[.;?!\n]) ?i (?:said|answered|put|wrote|guessed|thought)\b[^.;?!\n]*")
#: A person, an age, what somebody is on or how long.
_SOMEBODY_TOLD: Final = re.compile(
    r"\b(?:i|im|ive|id|me|my|mine|we|our|us|he|she|hes|shes|him|his|her|hers|pt|patient|husband|wife|hubby|partner|"
    r"mum|mom|mam|dad|mother|father|son|daughter|brother|sister|nan|gran|granny|grandma|grandad|grandpa|uncle|aunt|"
    r"friend|who|known|since|diagnosed|has|had|takes|taking|currently|male|female|man|woman|lady)\b"
    r"|\b(?:on|having) [a-z]"
    r"|\b\d+(?:\.\d+)? ?(?:-? ?(?:years?|yrs?|yr|y|yo|months?|mths?|mo|weeks?|wks?)\b|[mf]\b|/ ?(?:12|52))"
    r"|(?<![\d.])[1-9]\d(?![\d.%])"
)


def _examines(plain: str) -> bool:
    """Whether one sentence sets a task of a list or an exam, tells of nobody, and nothing but an answer follows."""
    begun = _EXAM.match(plain)
    if begun is None:
        return False
    rest = _ANSWERED.sub(" .", _MADE_UP.sub(" ", plain[begun.end() :]))
    later = [part.strip() for part in re.split(r"(?<=[.;?!\n])", rest)[1:]]
    return all(_ASKS.match(part) or not re.search(r"\w", part) for part in later) and not _SOMEBODY_TOLD.search(rest)


def is_literature(plain: str) -> bool:
    """Whether the message (its normal forms) asks about people in general and tells of nobody."""
    if is_portrait(plain):
        return True
    if _examines(plain):
        return True
    if _OF_NOBODY.search(plain) and not names_somebody(plain):
        return True
    return len(plain) <= _LONGEST and _PATTERN.match(plain) is not None and _SOMEBODY.search(plain) is None


_MOST: Final = 2  # facts that a heading may name
_WORDS: Final = 14
_ABOUT: Final = re.compile(
    r"\b(?:odds ratio|or ?[?]?$|rate|incidence|prevalence|association|associated|exposure|rfs?|risk factors?|risk|"
    r"relapse|instead of|rather than|in place of|in lieu of|"
    r"indications?|targets?|evidence|additives?|counselling|counseling|surveillance|monitoring|code|codes|ddx|"
    r"vs|versus|"
    r"mimics?|outlook|outcomes?|natural history|prognosis|dressings?|time to|closure|resolution|nidus|interval|choice|"
    r"worth it|"
    r"alternatives?|options|helpful|harmful|mobilisation|mobilization|physio|rechallenge|empirical|additive|advice|"
    r"descripti?on|intensified|intensify|dialysate|bath|prevention|trials?|literature|guidelines?|mechanism|"
    r"pathogenesis|supplements?|protein g|g / kg|withdrawal|dosing|efficacy|benefit)\b"
)
_TELLS: Final = re.compile(
    r"\b(?:i|im|my|has|had|have|got|gets|takes|take|taking|took|diagnosed|known|since|ago|stopped|started|never|denies|"
    r"was|were|now|today|hx|pmhx?|s / p|s/p|admitted|presents|presenting|presented|yes|current|currently|also|both|"
    r"please|years?|yrs?|months?|weeks?|background|bg|status|(?<!natural )history|previous|prior|past)\b"
    r"|^no\b|[:;|\n] .*[:;|\n]|(?:^|, )on\b|, no\b"
)
_FREE_NUMBERS: Final = re.compile(
    r"[<>≥≤] ?\d+(?:\.\d+)?|\b(?:ca|calcium|dialysate|bath|icd|vs) ?\d+(?:\.\d+)?|\b\d+(?: ?[–-] ?\d+)? ?(?:x|/ ?wk)"
)
_PLACES: Final = re.compile(
    r"\b(?:thighs?|legs?|breasts?|belly|abdomen|abdominal|feet|foot|toes?|hands?|arms?|buttocks?|penis|fingers?|calf|"
    r"calves|hips?|shins?|ankles?|proximal|distal|diabetic|obese)\b"
)


def is_heading(plain: str, facts: int) -> bool:
    """Whether a message of so many `facts` is a search term: `PTx indications, hungry bone, CUA`; `BMI >35 CUA OR`."""
    text = _FREE_NUMBERS.sub(" ", plain)
    if facts > _MOST or len(plain) > _LONGEST or len(text.split()) > _WORDS + text.count(",") + text.count("/"):
        return False
    if text.count(",") > _MOST or re.search(r"\b\d", text) or _TELLS.search(text) or names_somebody(plain):
        return False
    if _ABOUT.search(text):
        return True
    return re.search(rf"\b{_US}\b", text) is not None and _PLACES.search(text) is None and ", no " not in text
