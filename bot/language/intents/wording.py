"""The wording that the intent model sees: abbreviations written out, numbers made alike."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.language.text import normalise

__all__ = ["after", "prepare", "without_lead"]

# Written out because the sentence encoder has never met them. Whole words only, case folded.
_ABBREVIATIONS = {
    "cua": "calciphylaxis",
    "sts": "sodium thiosulfate",
    "hd": "haemodialysis",
    "pd": "peritoneal dialysis",
    "capd": "peritoneal dialysis",
    "apd": "peritoneal dialysis",
    "esrd": "end-stage kidney failure",
    "eskd": "end-stage kidney failure",
    "ckd": "chronic kidney disease",
    "aki": "acute kidney injury",
    "vka": "warfarin",
    "doac": "direct anticoagulant",
    "noac": "direct anticoagulant",
    "ptx": "parathyroidectomy",
    "pth": "parathyroid hormone",
    "bx": "biopsy",
    "tx": "treatment",
    "rx": "treatment",
    "aes": "adverse effects",
    "dx": "diagnosis",
    "ddx": "differential diagnosis",
    "px": "prognosis",
    "rf": "risk factors",
    "ci": "contraindications",
    "hbo": "hyperbaric oxygen",
    "hbot": "hyperbaric oxygen",
    "bps": "bisphosphonates",
    "bisphos": "bisphosphonates",
    "vit": "vitamin",
    "npwt": "negative pressure wound therapy",
    "qol": "quality of life",
    "ref": "reference",
    "refs": "references",
    "gp": "doctor",
    "pts": "patients",
    "pt": "patient",
    "rct": "randomised trial",
    "snf472": "hexasodium fytate SNF472",
    "mgp": "matrix gla protein",
    "caxp": "calcium phosphate product",
    "nsf": "nephrogenic systemic fibrosis",
    "pad": "peripheral arterial disease",
}
# Brand names with the kind of medicine they are: a patient knows the box, the encoder knows the kind.
_BRANDS = {
    **dict.fromkeys(("coumadin", "marevan", "marcumar", "jantoven", "falithrom", "sintrom"), "warfarin"),
    **dict.fromkeys(("acenocoumarol", "phenprocoumon", "fluindione"), "warfarin-like vitamin k antagonist"),
    **dict.fromkeys(("eliquis", "apixaban"), "apixaban blood thinner instead of warfarin"),
    **dict.fromkeys(("xarelto", "pradaxa", "lixiana"), "direct blood thinner instead of warfarin"),
    **dict.fromkeys(("sensipar", "mimpara", "parsabiv", "cinacalcet", "etelcalcetide"), "cinacalcet calcimimetic"),
    **dict.fromkeys(
        ("renvela", "renagel", "sevelamer", "fosrenol", "lanthanum", "velphoro", "auryxia"),
        "sevelamer phosphate binder",
    ),
    **dict.fromkeys(("tums", "adcal", "calcichew", "phoslo", "caltrate", "calcidrink"), "calcium tablets"),
    **dict.fromkeys(("rocaltrol", "zemplar", "hectorol", "paricalcitol", "alfacalcidol"), "vitamin d medicine"),
    **dict.fromkeys(("prolia", "xgeva", "denosumab"), "denosumab bone medicine"),
    **dict.fromkeys(
        ("fosamax", "aredia", "pamidronate", "alendronate", "zoledronate", "ibandronate"), "bisphosphonate"
    ),
    **dict.fromkeys(("phytonadione", "konakion", "menaquinone"), "vitamin k"),
    **dict.fromkeys(("thiosulphate", "pedmark"), "thiosulfate"),
    **dict.fromkeys(("clexane", "lovenox", "fragmin", "tinzaparin"), "heparin injections"),
    **dict.fromkeys(("venofer", "ferinject", "monofer"), "iron injections"),
    **dict.fromkeys(("ozempic", "wegovy", "mounjaro", "semaglutide"), "weight loss injections"),
    "maggots": "maggot debridement",
}
_WORD = re.compile(r"[a-z][a-z0-9]*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_DISEASE = re.compile(r"\b[ck]al[cs]?[iy]?[fp]h?[iy]?l+a[kx][a-z]{0,4}s?\b|\bcalcific ura?emic arteriolopathy\b")
_CORRECTION = re.compile(
    r"^\W*(?:no,?\s+)?(?:sorry,?\s+)?(?:i mean(?:t)?|not that,?|that'?s not what i (?:meant|asked),?)\s+", re.I
)
_LEAD = re.compile(r"^\W*(?:and|but|also|so|then|ok(?:ay)?|or)\b[\s,]*", re.I)
_EVOLVES = re.compile(r"\bevolve(?=[sd]?\b)(?![sd]? (?:trial|study))")  # in small letters: no trial of cinacalcet
_PRODUCT = re.compile(r"\bca\s*[x×*]\s*(?:p|po4|phos)\b")


@lru_cache(maxsize=4096)
def prepare(text: str) -> str:
    """Return the text as the intent model reads it (lower case, abbreviations spelt out, numbers as 0)."""
    low = _EVOLVES.sub("develop", normalise(text)).lower()
    low = _PRODUCT.sub("calcium phosphate product", low)
    low = _DISEASE.sub("calciphylaxis", low)
    low = _WORD.sub(lambda m: _ABBREVIATIONS.get(m.group()) or _BRANDS.get(m.group()) or m.group(), low)
    return _NUMBER.sub("0", low).strip()


def after(title: str, text: str) -> str:
    """A message that leans on the topic before it, as it is learned and read: "Bone scan: does it hurt"."""
    return f"{title}: {without_lead(_CORRECTION.sub('', text))}"


def without_lead(text: str) -> str:
    """The message without the word that ties it to the one before: "and the costs?" → "the costs?"."""
    return _LEAD.sub("", text)
