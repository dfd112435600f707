"""What a correction ("sorry, I meant vitamin D") asks for instead of what was answered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.language.decision.elliptic import is_elliptic
from bot.language.decision.leaning.meant_instead import bare_subject, meant_instead, named_instead
from bot.language.decision.map import TopicMap
from bot.language.decision.model import SUMS, Decision, Rank, among
from bot.language.dialogue import DialogueContext

__all__ = ["Asked", "instead"]

_MOST = 3
_ESTIMATE = frozenset({"assess_risk", "explain_risk", "what_if"})
# After values and estimates, "I meant PTH" or "no, warfarin" puts right what was told, and asks nothing.
_TOLD = frozenset(
    "warfarin_risk vitamin_k calcium_and_vitamin_d low_albumin parathyroid_and_risk dialysis_type diabetes_and_obesity "
    "calcium_phosphate_product target_levels lab_tests transplant_and_risk other_medicines_risk steroids ulcers "
    "plaques_vs_ulcers parathyroidectomy phosphate_binders stopping_warfarin lesion_sites".split()
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Either the decision, or the words to decide on and what of the conversation they may lean on."""

    decision: Decision | None = None
    words: str = ""
    context: DialogueContext = field(default_factory=DialogueContext)


def instead(text: str, context: DialogueContext, rank: Rank, topics: TopicMap) -> Asked | None:
    """What is asked instead; None where the message corrects nothing."""
    found = meant_instead(text, context)
    if found and found.words is None:
        offered = _others(context, topics)
        return Asked(Decision("clarify", None, 0.5, "context", clarify=offered)) if len(offered) > 1 else None
    words = found.words if found else named_instead(text)
    called = topics.called(bare_subject(words)) if words else frozenset()
    if not words or not (found or called):
        return None
    after_values = context.label in SUMS | _ESTIMATE
    if after_values and (called & _TOLD or not called):
        return None
    heard = topics.next_questions.heard(words, (context.label, context.topic))
    if heard:
        return Asked(Decision(heard[1], heard[1], 0.8, "context", details={"asked": heard[0], "question": words}))
    if called:
        ranking = rank(words)
        best = (among(ranking, called) or [(min(called), 0.0)])[0][0]
        others = [row for row in ranking if row[0] != best][:_MOST]
        details = {"question": words}
        return Asked(Decision(best, best, 0.9, "context", alternatives=others, details=details))
    leans = is_elliptic(words) and not topics.named(words)
    return Asked(words=words, context=context if leans else replace(context, topic=None, label=None, offered=()))


def _others(context: DialogueContext, topics: TopicMap) -> tuple[str, ...]:
    """What "the other one" may be: what was offered before, or what stands next to the topic."""
    before = context.topic or ""
    near = sorted(topics.related.get(before, ()))
    return tuple(label for label in (*context.offered, *near) if label != before)[:_MOST]
