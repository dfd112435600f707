""" "Does it hurt?", "is it safe?", "why would it work?" after a test or a treatment: "it" is what was just explained."""

from __future__ import annotations

import re

__all__ = ["about_the_thing"]

_LEAD = r"^\W*(?:(?:and|but|so|ok(?:ay)?|oh|hm+|right|then|sounds? \w+|thanks?|thank you)\W+)*"
_IT = r"(?:it|this|that|they|these|those|one|the (?:thing|test|scan|procedure|operation|treatment|drip|injections?))"
_VERB = r"(?:is|are|was|were|does|do|did|will|would|can|could|might|should|has|have)(?:n'?t)?"
_TAIL = r"(?:\W+(?:him|her|me|you|them|us|much|a lot|at all|really|very|then|too|bad(?:ly)?|for \w+|usually|always))*\W*$"
_ASKED = {
    "hurts": re.compile(
        rf"{_LEAD}{_VERB} {_IT}(?: (?:be|have to|really|usually|going to|gonna))*"
        rf" (?:hurt(?:s|ing)?|painful|sting(?:ing)?|sore|burn(?:ing)?|cause (?:any )?pain){_TAIL}",
        re.I,
    ),
    "harms": re.compile(
        rf"{_LEAD}{_VERB} {_IT}(?: (?:be|really|very|ever|also))*"
        rf" (?:danger(?:ous)?|risky|safe|unsafe|harmful|(?:do |cause )?(?:any )?harm|go wrong|make (?:it|things) worse){_TAIL}",
        re.I,
    ),
    "grave": re.compile(
        rf"{_LEAD}(?:how (?:danger(?:ous)?|serious|bad|deadly) {_VERB} {_IT}|{_VERB} {_IT}(?: (?:be|really|very|always))*"
        rf" (?:danger(?:ous)?|serious|deadly|life.?threatening|fatal)){_TAIL}",
        re.I,
    ),
    "works": re.compile(
        rf"{_LEAD}(?:(?:how well|why|how) )?{_VERB} {_IT}(?: (?:even|actually|really|ever|always))*"
        rf" (?:work(?:s|ed|ing)?|help(?:s|ed)?|(?:be )?effective|(?:be )?any (?:good|use)|worth it){_TAIL}",
        re.I,
    ),
    "result": re.compile(
        rf"{_LEAD}(?:what )?if (?:it|that|this|the (?:result|test|scan))(?:'?s| is| comes back| came back| turns out|"
        rf" shows?)? (?:negative|positive|clear|clean|normal|nothing|bad|not clear)\b.{{0,40}}$",
        re.I,
    ),
}
_TESTS = frozenset("skin_biopsy biopsy_risk bone_scan other_imaging lab_tests".split())
_TREATMENTS = frozenset(
    "sodium_thiosulfate vitamin_k hyperbaric_oxygen debridement wound_care parathyroidectomy calcimimetics "
    "bisphosphonates steroids phosphate_binders dialysis_changes kidney_transplant_treatment stopping_warfarin "
    "infection_antibiotics nutrition_treatment amputation emerging_treatments".split()
)
_ILLNESS = frozenset(
    "definition names_and_codes symptoms pain early_signs lesion_appearance lesion_sites mechanism how_common "
    "contagious hereditary is_it_cancer".split()
)
_ABOUT = {
    "grave": _ILLNESS,
    "hurts": _TESTS | _TREATMENTS,
    "harms": _TESTS | _TREATMENTS,
    "works": _TREATMENTS,
    "result": _TESTS,
}
# The dangers of these two have a page of their own.
_ITS_DANGERS = {"skin_biopsy": "biopsy_risk", "sodium_thiosulfate": "sodium_thiosulfate_side_effects"}


def about_the_thing(text: str, topic: str) -> str | None:
    """The topic that a question of pronouns asks about after `topic`, or None when it is no such question."""
    asked = next((kind for kind, about in _ABOUT.items() if topic in about and _ASKED[kind].search(text)), None)
    if asked is None:
        return None
    return {"grave": "prognosis", "harms": _ITS_DANGERS.get(topic, topic)}.get(asked, topic)
