"""Another disease, another medicine, no medicine at all: when not to answer as though it were this disease."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.language.decision.map import TopicMap
from bot.language.decision.model import LIMITS, SUMS, Decision, Ranking, outsideness
from bot.language.decision.scope.outside import OutsideNames, cites, mentions_our_disease
from bot.language.intents.scope import OUTSIDE

__all__ = ["Rejector"]

_FIRM = 0.9  # an answer this certain is not given up for a name that happens to be on the list
_DEEP = -1.0  # so far inside the subject, the name on the list is no subject of its own
_UNTOLD = -50.0  # below: there was no such look
_CERTAIN = 0.98  # … and one as certain as this not for a two-sided look that has no name to show for it …
_FAR = 2.3  # … unless that look is this sure
_FAR_FOR_LIMITS = 3.0  # whoever asks for a dose or a decision is declined rather than refused, up to here
_FAR_WHEN_NAMED = 4.5  # "what drops in hungry bone syndrome" has a keyword, and no other reading
_FAR_WITH_OUR_WORD = 2.2  # "what's a vitamin K antagonist?" has a keyword of the topic that it seems to be about
# "I am on warfarin for a metal valve": told of oneself, these belong to us; age or diabetes belong to any disease.
_OUR_FACTS = frozenset({"warfarin", "dialysis", "calcium_binder", "lesions", "parathyroidectomy", "past_calciphylaxis"})
# Greetings, tasks and the like carry no words of ours; two-sided judgement would refuse them.
_ALWAYS_OURS = frozenset(
    "greet goodbye thank bot_challenge feedback_good feedback_bad help restart delete_my_data "
    "show_sources simpler more_detail set_role_clinician set_role_patient visit_summary human_handoff "
    "privacy emergency crisis explain_risk what_if emotional_support caregivers palliative_care".split()
)
_SEVERAL = 2  # facts told of the patient
_APART = "differential_diagnosis"
_OF_LIFE = frozenset("self_care exercise_and_work low_phosphate_diet".split())  # "can I smoke" has no word of ours
_ARITHMETIC = SUMS - {"interpret_labs"}
_SOMEBODYS = re.compile(
    r"\b(?:my|his|her|their|mine|these|those|labs?|bloods?|results?|values?|ca|p|ca ?[x×*] ?p\w*|phos\w*|po4|pth|"
    r"alb\w*|calc\w+|mmol|mg/d?l|[pnu]g|pmol|it|that|this)\b",
    re.I,
)
_UNSURE = 0.4  # with no known word at all, an answer needs at least this much certainty from the spelling
_CERTAINLY_OUT = 0.75  # belief in what is outside from which an author named by the year changes nothing
_CITED = 1.0  # how far outside the rest of such a message may lie
_NONSENSE = 0.99  # share of unknown words from which a message is taken for nonsense


@dataclass(frozen=True, slots=True)
class Rejector:
    """Weighs the classifier's own rejection, known outside names and the shape of the question."""

    outside: OutsideNames
    topics: TopicMap

    def decide(self, turn: Mapping[str, Any], ranking: Ranking) -> Decision | None:
        """Return the refusal, with the name of what was asked about where it is known; None to go on."""
        text = str(turn.get("text") or "")
        if not ranking or (mentions_our_disease(text) and ranking[0][0] not in OUTSIDE):
            return None
        tells = len(turn.get("history") or {}) >= _SEVERAL and "?" not in text
        if tells and ranking[0][0] not in OUTSIDE:  # "denies diabetes; never transplanted; no liver disease"
            return None
        if ranking[0][0] == _APART and self.outside.compares_with_ours(text):
            return None
        chances = dict(ranking)
        refused = {label: chances.get(label, 0.0) for label in OUTSIDE}
        subject = self.outside.subject(text)
        deep = _UNTOLD < outsideness(turn) < _DEEP  # "may I shower with the open wound?"
        if subject and not deep and (ranking[0][0] == "out_of_scope_medical" or ranking[0][1] < _FIRM):
            chance = max(refused["out_of_scope_medical"], 0.6)
            return _refuse("out_of_scope_medical", chance, ranking, subject)
        if _bare_sum(turn, text, ranking[0][0]):
            return _refuse("out_of_scope_other", 0.8, ranking)
        strange = self.outside.strangeness(text) >= _NONSENSE and ranking[0][1] < _UNSURE
        if strange and not turn.get("labs"):
            return _refuse("out_of_scope_other", 0.8, ranking)
        outside = outsideness(turn)
        if outside <= _CITED and sum(refused.values()) < _CERTAINLY_OUT and cites(text):  # "what did Wen 2023 find"
            return None
        leans = ranking[0][0] in OUTSIDE or sum(refused.values()) > 0.5
        if outside <= 0 and not leans:
            return None
        name = self.outside.name(text)
        name = None if name in self.outside.own else name  # "I cannot answer about warfarin" would be untrue
        far = math.inf if ranking[0][0] in _OF_LIFE else _FAR
        certain = name is None and outside < far and ranking[0][0] not in OUTSIDE and ranking[0][1] >= _CERTAIN
        if outside > self._bar(turn, *ranking[0]) and not certain and ranking[0][0] not in _ALWAYS_OURS:
            return _refuse(_which(refused), max(sum(refused.values()), 0.6), ranking, name)
        return _refuse(_which(refused), sum(refused.values()), ranking, name) if leans else None

    def _bar(self, turn: Mapping[str, Any], best: str, chance: float) -> float:
        """How far outside a message must lie to be refused when it is taken for `best` with `chance`."""
        if best in LIMITS or (best in SUMS and turn.get("labs")):
            return _FAR_FOR_LIMITS
        if best in self.topics.asked_for(str(turn.get("text") or "")):
            return math.inf
        named = best in self.topics.named(str(turn.get("text") or ""))
        if named and chance >= _CERTAIN:  # "what drops in hungry bone syndrome after gland removal"
            return _FAR_WHEN_NAMED
        ours = named or _OUR_FACTS & (turn.get("history") or {}).keys()
        return _FAR_WITH_OUR_WORD if ours else 0.0


def _bare_sum(turn: Mapping[str, Any], text: str, best: str) -> bool:
    """ "What is the product of 17 and 23": numbers of nobody and of no laboratory."""
    sums = best in _ARITHMETIC and bool(re.search(r"\d", text)) and not turn.get("labs")
    return sums and not _SOMEBODYS.search(text)


def _which(refused: Mapping[str, float]) -> str:
    """Medical unless the classifier clearly says otherwise: the reply to it is the more careful one."""
    other = refused["out_of_scope_other"] > refused["out_of_scope_medical"] + 0.1
    return "out_of_scope_other" if other else "out_of_scope_medical"


def _refuse(label: str, chance: float, ranking: Ranking, subject: str | None = None) -> Decision:
    others = [row for row in ranking[:4] if row[0] != label]
    return Decision(label, label, chance, "rejector", alternatives=others, details={"condition": subject})
