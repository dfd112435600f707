"""What identifies a person in a message: patterns as data, the surest first.

A group called `it` is what is masked; without one, the whole match is. Nothing here backtracks over more than a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["RULES", "Rule", "is_plausible"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a person can be recognised; `kind` is what is shown instead."""

    kind: str
    pattern: re.Pattern[str]


def _rule(kind: str, pattern: str, *, any_case: bool = True) -> Rule:
    return Rule(kind, re.compile(pattern, re.IGNORECASE if any_case else 0))


_WORD = r"[^\W\d_][\w'’\-]{0,30}"
_CAPITAL = r"[^\W\d_a-zà-ÿ][\w'’\-]{0,30}"
_CAPITALS = rf"{_CAPITAL}(?:[ \-](?!DOB\b|MRN\b|PTH\b){_CAPITAL}){{0,3}}"
_NOT_PART = (
    r"(?:and|but|i|i'm|is|am|are|my|a|an|the|on|in|at|of|with|from|who|so|please|can|what|he|she|it|also|age|aged)\b"
)
_NAME = rf"(?:{_CAPITALS}|{_WORD}(?: (?!{_NOT_PART}){_WORD})?)"
_IS = r"(?:\s+(?:is|are|was)\b|'s\b)?\s{0,3}[:#=.]{0,2}\s{0,3}"
_NUMBER = r"\s{0,3}(?:number|no\.?|nr\.?|num|id|code|#)"
_RECORD = (
    rf"(?:(?:mrn|nhi|ssn|medicare|medicaid|passport|social\s+security|national\s+insurance|nhs|chi)(?:{_NUMBER})?|"
    rf"(?:(?:medical\s+)?record|hospital|patient|chart|case|insurance|policy|member(?:ship)?|unit|health\s+card|"
    rf"driving\s+licen[cs]e){_NUMBER})"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    rf"(?:\d{{1,4}}[./\- ]\d{{1,2}}[./\- ]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+\d{{4}}|"
    rf"{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}})"
)
_ROAD = r"(?i:street|road|avenue|lane|boulevard|blvd|crescent|straße|strasse)"
_MAYBE_ROAD = r"(?:St|Rd|Ave|Ln|Dr|Ct|Cir|Cres|Gdns|Drive|Close|Court|Terrace|Square|Parkway|Way|Place|Gardens)"
_RELATIVE = (
    r"\b(?:husband|wife|mother|mum|mom|father|dad|son|daughter|brother|sister|partner|patient|aunt|uncle|friend)"
    r",?\s+(?:(?:is\s+)?(?:called|named)\s+)?"
)
_AT = r"(?:\bat\b|[(\[]\s?at\s?[)\]]|@)"
_DOT = r"(?:\.|\s{0,2}(?:\bdot\b|[(\[]\s?dot\s?[)\]])\s{0,2})"
_TOP_LEVEL = r"(?:com|org|net|edu|gov|info|me|io|uk|de|fr|es|it|nl|ie|ca|au|in|pl|eu)"
_CALL = r"\b(?:phone|telephone|tel|mobile|cell|number|call|text|ring|reach|fax|whatsapp)\b[^\d\n]{0,25}"

_SITE = (
    r"(?:(?:facebook|fb|instagram|linkedin|twitter|x|tiktok|threads|snapchat|youtube|reddit|pinterest|vk)\.com|"
    r"(?:t|wa|m)\.me|bsky\.app)"
)
_CARD = r"\b(?:credit|debit|bank|visa|master\s?card|amex|card)\b[^\d\n]{0,25}"
_DIGIT = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine|hundred|(?:double|triple) \w{2,5})"
_INSURED = r"[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z]"  # the two letters of a British national insurance number
_TEST = r"(?:CA|PT|PH|HB|CR|NA|CL|MG|BP|HR|WT|HT)"  # what stands before results and looks like those letters
_CALLED = (
    r"\b(?:ich hei(?:ß|ss)e|mein name ist|je m['’]appelle|mon nom est|me llamo|mi nombre es|mi chiamo|"
    r"meu nome [eé]|me chamo|ik heet|jag heter|jeg heter|nazywam si[eę]|adım|меня зовут)\s+"
)
_HAN = "[一-鿿]"
_SURNAME = "[张王李赵刘陈杨周吴徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜]"

RULES: tuple[Rule, ...] = (
    _rule("web profile", rf"\b{_SITE}/[^\s,;)\]]{{1,120}}"),
    _rule("account number", r"(?<![\w\-/])[a-z]{2}\d{2}(?: ?[a-z\d]{4}){2,7}(?: ?[a-z\d]{1,3})?(?![\w\-/])"),
    _rule("card number", rf"{_CARD}(?P<it>\d{{4}}(?:[ \-]?\d{{2,6}}){{2,4}})(?![\w\-/]|[.,]\d)"),
    _rule("card number", r"(?<![\w.,\-/])[3-6]\d{3}-\d{4}-\d{4}-\d{4}(?![\w\-/]|[.,]\d)"),
    _rule("card number", r"(?:^|[\n:;(])\s{0,3}(?P<it>[3-6]\d{3} \d{4} \d{4} \d{4})(?![\w\-/]|[.,]\d| \d)"),
    _rule("number", rf"(?<![\w\-/]){_INSURED}\d{{6}}[A-D](?![\w\-/])"),
    _rule(
        "number",
        rf"\b(?:ni|nino|national\s+insurance)\b(?:{_NUMBER})?{_IS}(?P<it>{_INSURED}(?: ?\d{{2}}){{3}} ?[A-D])\b",
    ),
    _rule(
        "number",
        rf"(?<![\w\-/])(?!{_TEST}\b){_INSURED} \d{{2}} \d{{2}} \d{{2}} [A-D](?![\w\-/]| [A-Za-z])",
        any_case=False,
    ),
    _rule("phone", rf"\b{_DIGIT}(?:[ ,\-]{{1,2}}{_DIGIT}){{6,13}}\b"),
    _rule("e-mail", r"[\w.+'\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}"),
    _rule(
        "e-mail",
        rf"(?<![\w.])[\w.+\-]{{1,64}}\s{{0,2}}{_AT}\s{{0,2}}(?:[\w\-]{{1,63}}{_DOT}){{1,4}}{_TOP_LEVEL}\b",
    ),
    _rule("web profile", r"(?<![\w.@])@[a-z_][\w.]{2,30}"),
    _rule(
        "number",
        rf"\b(?:medicare|medicaid|insurance|policy|health\s+card|member(?:ship)?|passport)(?:\s+card)?(?:{_NUMBER})?{_IS}"
        r"(?P<it>\d{2,6}(?:[ \-]\d{1,6}){1,4})(?![\w\-/]|[.,]\d)",
    ),
    _rule("number", rf"\b{_RECORD}{_IS}(?P<it>(?=[\w\-/]{{0,30}}\d[\w\-/]{{0,30}}\d)[a-z0-9][\w\-/]{{3,30}})"),
    _rule("number", rf"\b(?:nhs|chi)(?:{_NUMBER})?{_IS}(?P<it>\d{{3}}[ \-]?\d{{3}}[ \-]?\d{{4}})\b"),
    _rule("number", rf"\b(?:ssn|social\s+security)(?:{_NUMBER})?{_IS}(?P<it>\d{{3}}[ \-]\d{{2}}[ \-]\d{{4}})\b"),
    _rule("number", r"(?<![\d.\-/])\d{3}-\d{2}-\d{4}(?![\d.\-/])"),
    _rule("NHS number", r"(?<![\d.,+\-/])\d{3}[ \-]\d{3}[ \-]\d{4}(?![\d.,\-/])"),
    _rule("phone", r"(?<![\w+])\+\d{1,3}(?:[ .\-/()]{0,2}\d){7,12}(?!\d)"),
    _rule("phone", r"(?<![\w.])\(\d{2,5}\)[ .\-]?\d{3,4}[ .\-]?\d{3,4}(?![\d.])"),
    _rule("phone", r"(?<![\w.,\-/])(?:1[ .\-])?\d{3}([.\-])\d{3}\1\d{4}(?![\w\-/]|[.,]\d)"),
    _rule("phone", r"(?<![\w.,\-/])0\d{2,4}(?:[ \-/]\d{2,4}){2,3}(?![\w\-/]|[.,]\d)"),
    _rule("phone", rf"{_CALL}(?P<it>\d(?:[ .\-/()]{{0,2}}\d){{6,13}})(?![\d.]*\d)"),
    _rule("number", r"(?<![\w.,\-/])\d{9,20}(?![\w/]|[.,]\d)"),
    _rule(
        "date of birth", rf"\b(?:d\.?o\.?b\.?|date\s+of\s+birth|birth\s?da(?:y|te)|born)\b\D{{0,15}}?(?P<it>{_DATE})"
    ),
    _rule(
        "name",
        r"\b(?i:(?:my|her|his|their|the\s+patient'?s?|patient)\s+(?:full\s+|first\s+|last\s+|sur)?name|name)"
        rf"(?i:\s+is\b|'s\b|\s{{0,2}}[:=])\s*(?P<it>{_NAME})",
        any_case=False,
    ),
    _rule("name", rf"\b(?i:i\s+am|i'm|she\s+is|he\s+is)\s+(?i:called|named)\s+(?P<it>{_NAME})", any_case=False),
    _rule(
        "name",
        rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Nurse|Sister)\b\.?\s+(?P<it>{_CAPITALS})",
        any_case=False,
    ),
    _rule(
        "name",
        r"\b(?i:this is|i am|i'm|here is|signed,?|regards,?|thanks,?)\s+"
        rf"(?P<it>{_CAPITAL}(?:[ \-]{_CAPITAL}){{1,3}})",
        any_case=False,
    ),
    _rule("name", rf"(?i:{_CALLED})(?P<it>{_CAPITALS})", any_case=False),
    _rule("name", rf"(?:我叫|我是|姓名[:：]?|患者|病人)\s?(?P<it>{_SURNAME}{_HAN}{{1,2}})(?!{_HAN})"),
    _rule("name", rf"{_RELATIVE}(?P<it>{_CAPITALS})", any_case=False),
    _rule(
        "address",
        rf"(?<![\w.,/])\d{{1,5}}[a-z]?\s+(?:{_WORD}\s+){{1,3}}{_ROAD}\b(?!\s+(?:shape|sore|wound|ulcer|lesion))",
        any_case=False,
    ),
    _rule("address", rf"(?<![\w.,/])\d{{1,5}}[a-z]?\s+(?:{_CAPITAL}\s+){{1,3}}{_MAYBE_ROAD}\b\.?", any_case=False),
    _rule("postcode", r"(?<![\w\-])[A-Z]{1,2}\d[A-Z\d]?\s\d[ABD-HJLNP-UW-Z]{2}(?![\w\-/])"),
    _rule("postcode", rf"\bpost\s?code\b{_IS}(?P<it>[A-Z]{{1,2}}\d[A-Z\d]?\s?\d[A-Z]{{2}})\b"),
    _rule("postcode", rf"\b(?:zip|post|postal)(?:\s?code)?\b{_IS}(?P<it>\d{{4,5}}(?:-\d{{4}})?)(?![\w.,/]*\d)"),
)

_ORDINARY = """
a an the and but or if not no yes i my he she it they we you is are was has had have in on at for with about
also very so just still now here ok okay called unknown none private anonymous patient mother father husband
wife pain calcium phosphate phosphorus albumin pth parathyroid creatinine glucose warfarin sodium
calciphylaxis dialysis haemodialysis hemodialysis peritoneal diabetes insulin vitamin potassium magnesium
ferritin haemoglobin hemoglobin crp inr bmi ckd esrd uti gp er icu hd pd male female lab labs blood kidney
skin wound heart liver sts egfr urea bun said says asked told takes took needs wants feels died lives alive
sick worse better getting going google who when what why how can does did will should would could may her his
their wbc alp hba1c sevelamer cinacalcet coumadin morphine age weight height
"""
_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G "
    "GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW "
    "OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC "
    "WD WF WN WR WS WV YO ZE".split()
)
_UNITS = frozenset("UG NG PG DL FL HR HD PD ST ND RD TH FT LB GR DS TS UD BD TD QD".split())  # "b12 5ug", "e4 2nd"
_NOT_NAMES = frozenset(_ORDINARY.split())
_RESULTS = re.compile(
    r"\d\.\d|\b(?:pth|phos(?:phate|phorus)?|calcium|albumin|potassium|sodium|ferritin|crp|wbc|inr|alp|"
    r"ha?emoglobin|hb|ca|k|vitamin)\s{0,2}[:=]?\s{0,2}\d",
    re.IGNORECASE,
)
_MONTHS = re.compile(rf"{_MONTH}$", re.IGNORECASE)


def is_plausible(kind: str, text: str) -> bool:
    """Whether a match can be what its rule takes it for: no clinical word is a name, no date a number."""
    if kind == "name":
        first = re.split(r"[\s\-]", text.casefold())[0].removesuffix("'s").removesuffix("’s")
        return len(first) > 1 and first[:2] not in {"i'", "i’"} and first not in _NOT_NAMES and not _MONTHS.match(first)
    if kind == "postcode":
        return text.isupper() or not text.upper().isupper() or _is_british(text.upper())
    if kind == "address":
        return _RESULTS.search(text) is None
    if kind == "account number":
        return _iban_checksum(re.sub(r"\s", "", text).upper())
    if kind == "card number":
        return _card_checksum(re.sub(r"\D", "", text))
    if kind == "NHS number":
        return _nhs_checksum(re.sub(r"\D", "", text))
    if kind in {"phone", "number"}:
        digits = re.sub(r"\D", "", text)
        if not digits:  # said in words
            return True
        return not _is_date(text) and digits.rstrip("0")[1:] != "" and not re.fullmatch(r"\d{1,3}0{5,}", text)
    return True


def _nhs_checksum(digits: str) -> bool:
    check = 11 - sum(int(d) * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return int(digits[9]) == (0 if check == 11 else check)


def _is_british(code: str) -> bool:
    """Whether it can be a postcode in small letters: its area exists, and it does not end in a unit."""
    return code[-2:] not in _UNITS and re.split(r"\d", code)[0] in _AREAS


def _iban_checksum(account: str) -> bool:
    digits = "".join(str(int(letter, 36)) for letter in account[4:] + account[:4])
    return len(account) >= 15 and int(digits) % 97 == 1


def _card_checksum(digits: str) -> bool:
    """Luhn's sum: one series of results in ten would pass it, so that where it stands matters too."""
    doubled = (sum(divmod(2 * int(d), 10)) for d in digits[-2::-2])
    return 13 <= len(digits) <= 19 and (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0


def _is_date(text: str) -> bool:
    return re.fullmatch(r"(?:\d{4}|\d{1,2})[./\- ]\d{1,2}[./\- ](?:\d{4}|\d{2})", text) is not None
