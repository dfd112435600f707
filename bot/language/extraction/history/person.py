"""Age and sex as people and clinicians write them."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

from bot.language.extraction.history.bare_ages import age_alone_in_row, age_in_row
from bot.language.extraction.history.statements import Statements
from bot.language.extraction.words.marks import is_measure

__all__ = ["read_age", "read_sex"]

_N: Final = r"(?P<age>\d{1,3})"
_N2: Final = r"(?P<age>\d{2,3})"
_MALE: Final = r"male|man|gentleman|gent|guy|boy|bloke|chap|mann|lad|hombre|varon|varón|homme|uomo|homem"
_FEMALE: Final = (
    r"female|woman|lady|girl|femal|frau|women|gal|womam|femle|feamle|lass|patiente|signora|señora|mujer|femme|donna|"
    r"mulher|vrouw"
)
_KIN: Final = (
    r"(?:husband|wife|hubby|partner|mum|mom|mam|dad|father|mother|son|daughter|brother|sister|gran|nan|grandma|"
    r"bro|sis|missus|nephew|niece|granda|pa|ma|papa|"
    r"grandad|granddad|grandpa|grandmother|grandfather|"
    r"granny|nana|nanna|auntie|aunty|cousin|mother in law|father in law|patient|pt|client|uncle|aunt|friend|spouse|"
    r"resident)"
)
# What may follow a bare number that is an age: the end, a sign, or a word that goes on about the person.
_END: Final = (
    r"(?=$| ?[,.;!)\n(/-]| (?:and|with|on|but|now|who|living|"
    r"years?(?! (?:on|of|ago|in|since|now|back|earlier|before|later))|yrs?(?! (?:on|of|ago|back|earlier|before|later))|"
    r"yo|y|male|female|man|woman|f|m(?! ?\d)|from|has|had|have|takes|goes|gets|does|lives|dialyses|diabetic|been|"
    r"this|next|an(?= (?:on|i|have|has|got|diabetic|do|doing|take|takes|live|my)\b)|"
    r"last|no (?:sorry|wait|i mean|i tell a lie|\d\d (?:and|,))|sorry|i mean|i meant|wait|actually"
    r"|make that|correction|rather|"
    r"in (?:may|june|july|august|march|april)|kidney|fat|overweight|n|s ?/ ?p|smoker|type|retired|single|married|heavy|"
    r"slim|skinny|thin|big|dialysis|hd|pd|esrd|he|she|i|weighing|obese|so|old|not|turning|only)\b)"
)
_KIND: Final = (
    r"(?:(?:white|black|asian|caucasian|hispanic|afro caribbean|african american|diabetic|obese|old|elderly|aa|ca|w|b)"
    r" )?"
)
_UNITS: Final = (
    r"(?! ?(?:(?:kg|cm|mg|g(?! \d ,? ?p)|ml|years? (?:on|of|ago)|yrs? on|months?|weeks?|x|mmol|units|pg|ng)\b|"
    r"%|\. ?\d|/ \d))"
)
#: What may follow an age that heads a message: `Wife 59. T2DM`, `Son 34 PD`.
_HEADED: Final = (
    r"(?=$|[.;:!)\n] ?(?:$|[^\d ])|[-–/] (?!\d)|(?:pd|hd|capd|apd|dialys|ha?emo|t[12]dm|t2|t1|dm\b|diabet|"
    r"e[sr][rk][df]|ckd|warfarin|transplant|years? old|yrs? old|yo\b|kidney|obese|calciphylaxis|"
    r"has\b|who\b|not\b|no\b|never\b))"
)
_BE: Final = (
    rf"(?:im|i am|i m|he is|she is|hes|shes|he 's|she 's|{_KIN} (?:is|'s)|who is|whos|is|am|me|we are|turned|turning|"
    r"turns|just|being|i be|he be|she be|ich bin|bin|soy|sono)"
)
_HEDGE: Final = (
    r"(?: (?:now|only|about|almost|nearly|just|currently|already|a|still|turning|aged|around|over|"
    r"uh|um|er|erm|like|well|young)){0,3}"
)
_HAVE_NOT: Final = r"(?! (?:on|of|in|since|with|now|doing|as|ago|already on|experience|hd|pd|dialysis|left|to))"
#: What may stand behind the second stroke of `61/M/HD`: a word, and no unit or rate (`12 m/s`).
_SLASHED: Final = r"(?!(?:min|mins|sec|hr|hour|day|week|kg|dl|ml)\b)(?=[a-z]{2,}|t[12]dm|$)"
_SLASHED_BEFORE: Final = r"(?<!/ )(?<!bp )\b"
#: Behind a medicine or a part of the body stands no age.
_NO_DOSE: Final = "".join(
    f"(?<!{end})(?<!{end} )"
    for end in """pril olol artan statin pine mide zole arin sone lone insulin leg legs thigh thighs calf calves foot
    feet arm arms toe toes shoulder knee hip hand breast belly back heel ankle""".split()
)
#: The end of a cell, and no unit in the next: `| F | 68 | HD`.
_CELL_ENDS: Final = r"(?:\|(?! ?(?:mg|g|kg|ug|ng|pg|mcg|ml|dl|mmol|umol|nmol|pmol|iu|u|%|cm|mm))|$)"
_AGES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_N} ?(?:years?|yrs?|y|yr|yers?|jahre) ?(?:[./] ?)?"
        r"(?:olds?\b(?! (?:sons?|daughters?|kids?|child|children|boys|girls|twins|grand))|"
        r"young\b|alt\b|o\b|of age\b)",
        r"(?:^|[,(] ?|\b(?:de|di|von|van|a|tiene|tengo|tem|ai|jai|hat|ist|bin|ha|ho|is|mujer|hombre|frau|mann|"
        r"femme|homme|donna|"
        r"uomo|mulher|homem|madre|padre|mère|père|vater|mutter|vrouw|man) )"
        rf"{_N} (?:anos|años|ans|anni|jaar|jahre)\b",
        rf"\b{_N} ?(?:yo|y/o|yold|yro|yof|yom|yrold|yearold|yearsold)\b",
        rf"(?<![\d/.]){_SLASHED_BEFORE}{_N2} ?(?:yo|yrs?|years?|y)? ?(?:/ ?)?(?:{_MALE}|{_FEMALE}|[mf]) ?/ ?{_SLASHED}",
        rf"(?<!x )\b{_N2} (?:years?|yrs?|y|yr) ?[,.]? ?(?:{_MALE}|{_FEMALE}|[mf]\b)",
        rf"(?<![\d.] \. )(?<!\d\.)\b{_N2} ?[/,-]? ?{_KIND}(?:{_MALE}|{_FEMALE}|[mf](?! ?(?:ago|tall|/)))\b",
        rf"(?<!\d )\b(?:{_MALE}|{_FEMALE}|sex : [mf]|[mf]) ?[,/(-]? ?(?:aged?|age :?)? ?{_N2}\b{_UNITS}",
        rf"\b(?:(?:my|his|her) age (?:should|ought to|must|needs to) be|"
        r"age (?:should|ought to|must|needs to) (?:read|say))"
        rf" {_N}\b(?! (?:for|to|before|or (?:over|more|above))\b)",
        rf"\bput (?:me|him|her|my age|his age|her age|the age) (?:down )?(?:as|at) {_N2}\b{_UNITS}",
        rf"\b(?:aged|age(?: is| was)?|ages|edad|idade|età|alter|leeftijd|âge)(?: (?:about|around|now|"
        rf"currently))? ?(?:is|:|=|of|-|at|to|\|)? ?{_N}\b"
        r"(?! ?(?:%|mg|kg))",
        rf"\b(?:{_KIN}|{_MALE}|{_FEMALE}|person) (?:of|aged) {_N}\b",
        rf"\b(?:{_KIN}|{_MALE}|{_FEMALE}|person|i am|im|is) (?:with|having) {_N2} years?\b"
        r"(?! (?:on|of|ago|in|dialysis|experience))",
        rf"^(?:{_MALE}|{_FEMALE}) ?\. ?{_N2} ?(?:[.,;]|$)",
        rf"\b(?P<loose>){_BE}{_HEDGE} {_N}\b{_END}",
        rf"\b{_KIN} ?[,(:-] ?{_N} ?[,).;:/-]",
        rf"(?:^|[\n.!,;] ?|\b(?:my|our) ){_KIN} ?[,:(-]? ?{_N2} ?{_HEADED}",
        rf"\b{_KIN} ?,? {_N} ?(?:,|$|and\b|on\b(?! the\b)|with\b|"
        r"(?:yrs?|years?|y(?= ?[.,;]))(?! (?:on|of|ago|now|back|earlier|before|later))\b)",
        rf"\b{_KIN} (?P<age>[4-9]\d) ?y on\b",
        rf"\b(?!patient|pt\b|client|resident){_KIN} (?P<age>1[89]|[2-9]\d) (?:he|she|who|has|hes|"
        r"shes|is|does|do|make|makes|got|gets|takes|not|no)\b",
        rf"\| ?(?:female|male|f|m) ?\| ?{_N2} ?{_CELL_ENDS}",
        rf"^{_N2} ?,",
        rf"[,;] {_N2} (?:and|&) (?:{_MALE}|{_FEMALE})\b",
        rf"^{_N2} (?:and|&|but) (?:(?:still|now|never|not|newly|currently) )?"
        r"(?:on (?!the (?:rise|up|way))|"
        r"(?:dialysis|dialysed|diabetic|obese|pregnant|hd|pd|doing|living|taking|been|dialysing|frail|fit|retired|"
        r"overweight|fat|married|widowed|male|female|have|has|had|with|just|otherwise|well|skinny|thin|slim|heavy|"
        r"active|alone)\b)",
        rf"\b(?P<loose>)(?:i|he|she) (?:have|has|got) {_N2} ?,? (?:and|,) ?(?:i |he |she )?"
        r"(?:am|im|is|was|be|have been|on|with|do|make|take|takes|no|not|never|dialysis|diabetic|pregnant)\b",
        r"[,;] (?:on )?(?:hd|pd|capd|apd|ha?emodialysis|dialysis) ?, (?P<age>[2-9]\d) ?\.?$",
        rf"{_NO_DOSE}, (?P<age>[2-9]\d) ?, ?(?:hd|pd|capd|apd|male|female|man|woman|m|f|"
        r"(?:on )?dialysis|ha?emodialysis|"
        r"(?:not|never) (?:on|diabetic|dialysed|dialyzed)|on (?:hd|pd|ha?emo)|diabetic)\b",
        rf"\banni {_N2}\b",
        rf"\b{_N2} old\b ?(?=[,.;)]|$|and\b|on\b|with\b)",
        rf"\b(?:im|i am|name is|this is|he is|she is|hes|shes) (?:an? )?(?:[a-z]{{2,14}} ){{0,2}}"
        rf"[a-z]{{2,14}} ?, {_N2} ?(?:,|$|and\b|\.)",
        rf"\bm(?:r|rs|s) (?!for\b|since\b|in\b|of\b|at\b)[a-z]{{1,12}} ?\.? ?[,(]? ?{_N}\b(?! ?(?:kg|mg|mmol))",
        rf"\n ?[-*]? ?{_N2} ?(?=\n|$)",
        rf"^[-*] {_N2} ?(?=\n)",
        rf"\b(?:{_MALE}|{_FEMALE}) ?, ?{_N} ?(?:years?|yrs?)\b(?! (?:on|of|ago))",
        rf"\b(?:is|hes|shes|im) like {_N2}\b(?! ?(?:%|kg|years? (?:on|of)))",
        rf"\bpt ?:? {_N}\b(?! ?(?:kg|mg))",
        rf"\b(?:patient|pt) (?:aged|age|is|a) {_N}\b",
        rf"(?:^|\n ?){_N} (?:yrs?|years?) ?,",
        rf"\b(?:have|has|got) {_N} (?:years?|yrs?){_HAVE_NOT}\b",
        rf"\bat my {_N2}(?: years?| yrs?)?\b(?! (?:kg|kilos?|stone))",
        rf"(?:^|[.,;!\n] ?){_N2} (?:i am|im|he is|she is|hes|shes|he 's|she 's)(?= ?(?:$|[.,;!\n]|now\b))",
        rf"\b(?:my|our|his|her) {_KIN}(?: in law)? [a-z]{{2,14}} ?, {_N2} ?[,.]",
        rf"\b(?:my|our) {_KIN} (?:he|she) (?:only )?{_N2}\b{_UNITS}",
        rf"\b(?:i am|im|i m|she is|shes|he is|hes) an? (?:[a-z]{{2,14}} ){{1,2}}of {_N2}\b{_UNITS}",
        r"(?<!when )(?<!if )\b(?:i am|im) (?:only |just |now )?(?P<age>1[89]|[2-9]\d) (?:dear|love|luv|hun|hon|darling|"
        r"pet|mate|duck|sweetheart|doc|doctor|sir|maam|btw|lol|do|doing|doin|got|take|taking|live|living|never|always|"
        r"diabetic)\b",
        r"(?:^|[.;!] ?(?:and )?|\band )(?P<age>1[89]|[2-9]\d) ?, ?not [1-9]\d ?, ?i (?:typed|wrote|put|got)\b",
        rf"\bi have {_N2} and i (?:also |still |only )?(?:drink|smoke|live|work)\b",
    )
)
#: What was said first is taken back: `sixty eight no sorry sixty nine`, `I'm 46, I mean 64`.
_SORRY: Final = re.compile(
    r" ?(?:[mf]\b ?)?(?:[,.(–-]|->|→|=>)* ?(?:(?:no|nope|oh|ah|um|er|well|or|i) ?,? ?)*"
    r"(?:sorry|i mean|i meant|wait|actually|make that|correction|rather|scratch that|my mistake|tell a lie|oops|typo|"
    r"(?:wait ,? ?)?(?:chart|notes?|file|card|record|passport|id|ehr) says?|"
    r"(?<=\d )no(?= \d\d(?: and| ,|$))|no ,?(?= ?(?:(?:im|i am|its|she 's|he 's|make it) )?\d\d(?: now| since| last| "
    r"in| this| actually)\b))"
    r"(?: ?(?:,|-|turned|turning|ive turned|just turned|make it|no|sorry|typo|oops|wait|i mean|its|it 's|it is|im|"
    r"i am|shes|she 's|she is|hes|he 's|"
    r"he is|make that|i|am|just))* "
    r"(?P<age>1[89]|[2-9]\d|1[01]\d)(?=$| ?[,.;!)\n-]| ?[mf]\b| (?:and|with|on|but|now|who|years?|yrs?|not|has|she|"
    r"he|i|id|ive|in|since|last|next|it)\b)"
    r"(?! (?:on|years? (?:on|of|ago)))"
)
_DESCRIBED: Final = frozenset({"fact", "dialysis", "lesion"})
_LONE: Final = re.compile(
    r"(?<=[a-z)] [.!;] )(?:(?:a )?(?:young|youthful|sprightly|fit|old) )?(?P<age>1[89]|[2-9]\d) ?[.!]?$"
    r"|(?:^|\b(?:sorry|oops|no|wait|typo) ?,? ?)"
    r"i (?:meant|mean)(?: to (?:say|type|put|write))? (?P<meant>1[89]|[2-9]\d) ?,? not (?:1[89]|[2-9]\d)\b"
    r"(?! ?[./%a-z]*\d)"
)
_MEASURED: Final = re.compile(
    r"\b(?:bmi|weigh\w*|weight|kilos?|kg|stone|pressure|level|result|value|count|score|reading|inr|crp|pth|potassium|"
    r"calcium|phosph\w*|albumin|sodium|glucose|sugar|ha?emoglobin|ferritin|number|dose|units?|pulse|room|bed|ward)\b"
)
_SUBJECT: Final = re.compile(rf"\b(?:he|she|i|who|patient|pt|{_KIN})\b")
_LISTED: Final = re.compile(r"[,;] ?(?:and )?(?P<age>1[89]|[2-9]\d) ?(?=$|[,;!]|\. ?(?:$|[a-z]))")
_NOT_AGE: Final = re.compile(
    r"\b(?:me|it|this|that|explain|speak|talk|say|words) (?:like|as if|as though) "
    r"(?:im|i am|i was|i were|i 'm|hes|shes|he is|she is|a|an)(?: only| just| a)? $|"
    r"\b(?:explain|say|tell|put|teach|describe)\b.{0,14} (?:to|for) (?:an?|my|his|her) $|"
    r"\b(?:at age|at the age of|since age|when (?:i|he|she) (?:was|were)|diagnosed at|from age|until age|at|before age|"
    r"bmi|weight|weigh|lost|was|stage|type|"
    r"(?:level|levels|result|value|reading|count|number|score|test|pressure|mine) (?:is|was|at|of|'s)(?: now| about)?|"
    r"(?:calcium|phosphate|phosphorus|phos|potassium|pth|albumin|inr|sodium) (?:is|was|at|of)(?: now| about)?|"
    r"(?:transplant|graft|kidney|fistula|line|catheter|wound|ulcer|scar|sore|machine|it|dialysis|hd|pd|"
    r"vintage|duration) (?:is|was)(?: now| about| over)?) $|"
    r"(?:^|[.?!] ?)is $|"
    r"\d (?:stone|st|kg|kilos?|lbs?|pounds) ?,? (?:and |but )?now (?:im|i am|shes|she is|hes|he is) $"
)


#: `HD pt 3 years` tells no age, and `71 years` would.
_GROWN: Final = 18
_TREATED: Final = re.compile(r"\b(?:hd|pd|capd|apd|ha?emo|dialysis) (?:pt|patient) ?[,:]? ?$")
_CHILD: Final = re.compile(
    r"\b(?:boys?|girls?|child(?:ren)?|kid|school\w*|paed\w*|peds?|pediatric\w*|teen\w*|adolescent|minor|son|daughter|"
    r"young\w*|toddler|juvenile)\b"
)
_YEARS: Final = re.compile(r" ?(?:years?|yrs?|y)\b(?! old)")
#: `Female, 50s` tells no age.
_DECADE: Final = re.compile(r" ?(?:' ?)?s\b(?! ?/)")
_OF_PREGNANCY: Final = re.compile(r" ?(?:\+ ?\d ?)?(?:/ ?40\b|(?:weeks?|wks?) (?:pregnant|gone|along|gestation))")


def _letter(sex: str, ends: str) -> re.Pattern[str]:
    """A single `m` or `f` beside an age, or after `sex:`."""
    years = r"(?:years?|yrs?|y|yr)? ?(?:[./] ?)?(?:olds?|o\b)?\.?"
    return re.compile(
        rf"(?<![\d.,])(?<!/ )\b\d{{2,3}} ?{years} ?(?:/ ?)?(?:{sex}) ?/ ?{_SLASHED}"
        rf"|(?<![\d.,])\d{{2,3}} ?{years} ?[/,-]? ?{_KIND}(?:{sex}|yo{sex[0]})\b{ends}"
        rf"|(?<!\d )(?<!\d)\b(?:{sex}) ?[,/(-]? ?\d{{2,3}}\b(?! ?(?:,|/) ?\d)"
        rf"|\| ?(?:{sex}) ?\| ?\d{{2,3}} ?{_CELL_ENDS}"
        rf"|\b(?:sex|gender) ?[:=|]? ?(?:is )?{sex[0]}\b|\b\d{{2,3}} yo{sex[0]}\b|\b\d\d ?, ?{sex[0]}\b"
    )


_LETTERS: Final = (("female", _letter("f|fem", r"(?! ?/)")), ("male", _letter("m", r"(?! ?(?:/|ago|tall))")))
_SEX_WORD: Final = re.compile(rf"\b(?:(?P<female>{_FEMALE})|(?P<male>{_MALE}))\b")
_GRAVIDA: Final = re.compile(
    r"\bg ?\d{1,2} ?,? ?p ?\d{1,2}\b|\b(?:primigravida|multigravida|primiparous|multiparous)\b"
)
_NON: Final = re.compile(r"\bnon [a-z]+ $")
_TITLE: Final = re.compile(
    r"(?:^|[:;.,\n\"'(] ?|\bpt |\bpatient |\bre )(?:(?P<female>mrs|ms (?=[a-z]+ ?[,.(]? ?\d\d))|(?P<male>mr))\b"
    r"|\b(?:(?P<lady>mrs|ms|miss)|(?P<man>mr)) ?\.? ?[a-z]{1,14} ?\.? ?[,(]? ?(?:aged? )?\d\d\b(?! ?(?:kg|mg|mmol))"
)
_NOT_SELF: Final = re.compile(
    r"\b(?:the|that|this other|another|any|every|some|most|as many|other|like a|young|young pd|young hd|which|"
    r"doctor|nurse|consultant|wound|social|delivery|vascular|kidney|renal|skin|lab|insurance|an old) $|"
    r"(?:%|percent|per cent) (?:of (?:[a-z]+ ){1,3})?(?:(?:are|were|was|is) )?$"
)


def read_age(statements: Statements, measured: Set[int] = frozenset()) -> int | None:
    """Return the patient's age in whole years (0–120), or None if it is not stated.

    `measured`: tokens of numbers that belong to a test; in `my phosphate is 5` the 5 is no age.
    """
    plain = statements.plain
    for pattern in _AGES:
        for match in pattern.finditer(plain):
            age, place = int(match["age"]), statements.place(match.start("age"))
            if "loose" in pattern.groupindex and (
                place in measured or (match.group().startswith("is ") and _weighed(plain[: match.start()]))
            ):
                continue
            before = plain[max(0, match.start("age") - 28) : match.start("age")]
            if (
                age <= 120
                and place not in statements.other
                and not _NOT_AGE.search(before)
                and not plain[: match.start()].endswith(("mean ", "median ", "average "))
                and not ("aged" in match.group() and "diagnosed" in plain[max(0, match.start() - 45) : match.start()])
                and not _decimal(plain, match.end("age"))
                and not (
                    age < _GROWN
                    and not _CHILD.search(plain)
                    and _TREATED.search(before)
                    and _YEARS.match(plain, match.end("age"))
                )
                and not _DECADE.match(plain, match.end("age"))
                and not _OF_PREGNANCY.match(plain, match.end("age"))
                and not is_measure(plain, match.start("age"), plain[match.end("age") :].lstrip(" /,-")[:2].strip())
            ) and not statements.covered(place, ("family", "general")):
                return _put_right(plain, match.end("age")) or age
    if measured:
        return None
    return _listed_age(statements) or _lone_age(statements) or age_in_row(statements) or age_alone_in_row(statements)


def _weighed(before: str) -> bool:
    """`Her weight was 92 in summer and now is 79`."""
    told = re.split(r"[.;!?\n]", before[-80:])[-1]
    return _MEASURED.search(told) is not None and _SUBJECT.search(told.rpartition(" and ")[2]) is None


def _put_right(plain: str, end: int) -> int | None:
    """Return the second number of `sixty eight no sorry sixty nine`."""
    later = _SORRY.match(plain, end)
    return int(later["age"]) if later and not _decimal(plain, later.end("age")) else None


def _lone_age(statements: Statements) -> int | None:
    """Read a number that is a sentence of its own beside a description (`She has lupus. 44.`), or `I meant 64 not 46`.

    Not behind a question or a word for something measured.
    """
    if not any(hit.group in _DESCRIBED for hit in statements.hits):
        return None
    for match in _LONE.finditer(statements.plain):
        before = re.split(r"[.;!]", statements.plain[: match.start()].rstrip(" .;!"))[-1]
        place = statements.place(match.end() - 1)
        if place in statements.other or "?" in statements.plain or _MEASURED.search(before):
            continue
        return int(match["age"] or match["meant"])
    return None


def _listed_age(statements: Statements) -> int | None:
    """Read `not pregnant, not diabetic, thirty-seven`: in words, and alone between commas."""
    for match in _LISTED.finditer(statements.plain):
        place = statements.place(match.start("age"))
        spoken = statements.tokens[place].kind == "word"
        if spoken and place not in statements.other and not statements.covered(place, ("family", "general")):
            return int(match["age"])
    return None


#: "Cheers big man", "thanks man": whoever listens is called so.
_SPOKEN_TO: Final = re.compile(
    r"\b(?:cheers|thanks|thank you|ta|thx|hi|hello|hey|yo|alright|aye|ok|okay|nice one|sound|good|great|bye|night)"
    r"(?: (?:so much|very much|a lot|for that|mate|big|wee|good|my|old|young|pal|,))* ?$"
)


def read_sex(statements: Statements) -> str | None:
    """Return `female` or `male` as stated of the patient, or None."""
    plain = statements.plain
    for match in _SEX_WORD.finditer(plain):
        place = statements.place(match.start())
        before = plain[max(0, match.start() - 36) : match.start()]
        called = _SPOKEN_TO.search(before) and not re.search(r"\w", plain[match.end() :])
        if _NOT_SELF.search(before) or called or place in statements.other:
            continue
        if statements.covered(place, ("family", "general", "hypothetical", "question")):
            continue
        if statements.covered(place, ("negated",)) and not _NON.search(
            plain[max(0, match.start() - 24) : match.start()]
        ):
            continue
        return "female" if match["female"] else "male"
    borne = _GRAVIDA.search(plain)
    if borne and statements.place(borne.start()) not in statements.other:  # `G2P1`: pregnancies and births
        return "female"
    title = _TITLE.search(plain)
    if title and statements.place(title.start()) not in statements.other:
        return "female" if title["female"] or title["lady"] else "male"
    for sex, pattern in _LETTERS:
        for match in pattern.finditer(plain):
            place = statements.place(match.start())
            if place not in statements.other and not (
                statements.covered(place, ("family",)) or is_measure(plain, match.start(), sex[0])
            ):
                return sex
    return None


def _decimal(plain: str, end: int) -> bool:
    return plain[end : end + 1] == "." and plain[end + 1 : end + 2].isdigit()
