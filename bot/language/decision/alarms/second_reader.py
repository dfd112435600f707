"""The statistical second reader of emergencies and crises: either reader is enough to raise the alarm."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from bot.language.decision.alarms.alarm_words import names_despair, plain_answer, plain_remark
from bot.language.decision.alarms.few_words import only_denied
from bot.language.decision.form.form import amended_number, number_alone
from bot.language.decision.model import LIMITS, Decision, Ranking, outsideness
from bot.language.decision.values.labs import only_values

__all__ = ["half_heard", "second_reader", "with_crisis", "without_alarms"]

# Tuned for recall where the price of a false alarm is one careful sentence; emergencies are told more often by
# people who only ask, so the bar is higher there. A message torn between the two alarms by their sum. (Of 125 alarms
# in seven held-out sets that the rules do not hear one lies at 0.52, all others above 0.7: there is room below them.)
_BAR = {"crisis": 0.35, "emergency": 0.4}
_TOGETHER = 0.35
_BAR_SET_ASIDE = 0.96  # the rules know what is named, and that it is past, negated, imagined or only asked about
_BAR_TURNED = {"overdose": 0.97, "unrousable": 0.97}  # done to oneself or wished for, these are both alarms at once
_BAR_TURNED_ELSE = 0.999
_NEVER_TURNED = frozenset({"foreign_emergency"})  # the classifier knows English only
_SHORT, _BAR_SHORT = 8, 0.98  # words around a value, of which the critical ones have alarmed already
_BAR_CALM = 0.9998  # for a question in general or something over: the rules have read it and found nothing
_BAR_CALM_ELSE = 0.6  # such a question may still be asked by somebody who wants to die
# "And for my own stress?", "what about at night": half a sentence, of which much can be thought. Below the bar for a
# crisis, and not below the other, the person is asked whether it was meant so, and is answered.
_BAR_LEANING = {"crisis": 0.55, "emergency": 0.45}
_BAR_LEANING_PLAIN = 0.88  # "so then they'd have operated?": and no word in it of which despair is made
_BAR_HALF_HEARD = 0.35
_BAR_TOLD = 0.6  # "oh, and I do take warfarin": an answer to the form that was understood
_BAR_PLAIN = {"crisis": 0.45, "emergency": 0.97}  # "nurse comes at 9": no word of it speaks of danger or despair
_BAR_FOREIGN = 0.97  # the classifier reads English only; what alarms in other languages is known to the rules
_OUTSIDE = 2.0  # a message that is plainly about something else ("red trousers bleeding in the wash") …
_BAR_OUTSIDE = 0.8  # … uses alarming words for it


def second_reader(
    turn: Mapping[str, Any], ranking: Ranking, *, leaning: bool = False, in_form: bool = False, alarmed: bool = False
) -> Decision | None:
    """Return the alarm that the classifier raises by itself, or None.

    `leaning`: a fragment on the topic before it; `alarmed`: the message before was an alarm.
    """
    text = str(turn.get("text") or "")
    words = len(text.split())
    if words < 2 or _number_only(text):
        return None
    chances = {label: chance for label, chance in ranking if label in _BAR}
    if not chances:
        return None
    likelier = max(chances, key=lambda label: chances[label])
    together = sum(chances.values())
    denied = likelier == "emergency" and only_denied(text)
    if (denied or likelier in (turn.get("calm") or ())) and together < _BAR_CALM:
        return None
    if turn.get("calm") and chances[likelier] < _BAR_CALM_ELSE:
        return None
    if turn.get("labs") and (only_values(turn) or (words <= _SHORT and together < _BAR_SHORT)):
        return None
    if turn.get("set_aside") and likelier == "emergency" and together < _BAR_SET_ASIDE:
        return None
    if outsideness(turn) > _OUTSIDE and together < _BAR_OUTSIDE:
        return None
    if not alarmed and together < _BAR_PLAIN[likelier] and plain_remark(text):
        return None
    if turn.get("language") and together < _BAR_FOREIGN:
        return None
    if leaning and together < _leaning_bar(text, "emergency" if in_form else likelier):
        return None
    if in_form and (turn.get("labs") or turn.get("history")) and together < _told_bar(text, likelier):
        return None
    if chances[likelier] < _BAR[likelier] and together < _TOGETHER:
        return None
    details = {"label": likelier, "rule": "second_reader", "reply": likelier}
    others = [row for row in ranking if row[0] != likelier][:3]
    return Decision(likelier, likelier, together, "second_reader", alternatives=others, details=details)


def _number_only(text: str) -> bool:
    """ "Sorry, it's 9.7": the gate knows of what measure it is, and at what number that alarms."""
    return number_alone(text) is not None or amended_number(text) is not None


def _leaning_bar(text: str, likelier: str) -> float:
    plain = likelier == "crisis" and not names_despair(text)
    return _BAR_LEANING_PLAIN if plain else _BAR_LEANING[likelier]


def _told_bar(text: str, likelier: str) -> float:
    """ "Sorry no, he's on hemo since March" puts the form right; a few words without danger need more to alarm."""
    return _BAR_PLAIN["emergency"] if likelier == "emergency" and plain_answer(text) else _BAR_TOLD


def half_heard(turn: Mapping[str, Any], ranking: Ranking) -> bool:
    """Whether a fragment on the topic before it, no alarm by itself, may yet be said by somebody in despair."""
    chance = next((chance for label, chance in ranking if label == "crisis"), 0.0)
    return chance >= _BAR_HALF_HEARD and not turn.get("calm") and outsideness(turn) <= _OUTSIDE


def with_crisis(safety: Mapping[str, Any], ranking: Ranking) -> dict[str, Any]:
    """The gate's verdict; an emergency that is plainly told as a wish to die is answered as both."""
    chance = next((chance for label, chance in ranking if label == "crisis"), 0.0)
    bar = _BAR_TURNED.get(safety["rule"], _BAR_TURNED_ELSE)
    if safety["label"] != "emergency" or safety["rule"] in _NEVER_TURNED or chance < bar:
        return dict(safety)
    return dict(safety) | {"label": "crisis", "reply": "crisis", "also": safety["reply"]}


def without_alarms(ranking: Ranking, calm: Collection[str] = ()) -> Ranking:
    """The ranking when both readers have decided that nothing is wrong: what the message asks otherwise.

    What the alarms were believed with goes to the questions, not to requests to decline: of those there is no more sign
    than before. A request that the wording speaks against (`calm`) is no candidate unless there is nothing else.
    """
    rest = [(label, chance) for label, chance in ranking if label not in _BAR and label not in calm]
    held = sum(chance for label, chance in rest if label in LIMITS)
    left = sum(chance for _, chance in rest) - held
    if left <= 0.0:
        return ranking
    scale = (sum(chance for _, chance in ranking) - held) / left
    spread = [(label, chance if label in LIMITS else chance * scale) for label, chance in rest]
    return sorted(spread, key=lambda row: -row[1])
