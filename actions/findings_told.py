"""Findings told in this conversation, for the list of look-alikes: present or not, the newest word counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from actions.told_apart import differential_table
from actions.turn import Turn

__all__ = ["findings_of", "in_words", "kept"]

_PRESENT = frozenset({"present", "uncertain"})
_DIALYSED = {"haemodialysis": True, "peritoneal": True, "none": False}
_SHORT = {"warfarin": "warfarin", "dialysis": "dialysis"}  # denied, they are denied for any length of time
# Of each pair only what was told last can hold.
_EITHER = (("absent_pulses", "palpable_pulses"), ("no_antibiotic_response", "antibiotic_response"))


def findings_of(turn: Turn, facts: Mapping[str, Any]) -> dict[str, bool]:
    """What a message tells of findings, also by its facts; nothing where it neither tells facts nor asks what it is."""
    if turn.label != "differential" and not facts:
        return {}
    stated = {str(row["id"]): row["status"] in _PRESENT for row in turn.parse.get("findings") or []}
    if stated.get("no_antibiotic_response"):  # "never got better with antibiotics" holds the words of the other
        stated.pop("antibiotic_response", None)
    return stated | by_facts(facts)


def by_facts(facts: Mapping[str, Any]) -> dict[str, bool]:
    """The findings that facts of the history stand for; nothing of what is unknown."""
    told = {item: facts[item] for item in ("warfarin", "diabetes") if isinstance(facts.get(item), bool)}
    if facts.get("dialysis") in _DIALYSED:
        told["dialysis"] = _DIALYSED[facts["dialysis"]]
    if facts.get("lesions") == "ulcers":
        told["ulcer"] = True
    return told


def kept(before: Mapping[str, bool], new: Mapping[str, bool]) -> dict[str, bool]:
    """All findings so far: the newer word holds, and what it rules out is gone."""
    gone = {other for pair in _EITHER for one, other in (pair, pair[::-1]) if new.get(one)}
    if new.get("warfarin") is False:
        gone.add("warfarin_new")
    return {item: present for item, present in before.items() if item not in gone} | dict(new)


def in_words(told: Mapping[str, bool]) -> list[str]:
    """ "No fever", "good foot pulses": the findings that the table knows."""
    table = differential_table().findings
    names = {item: _SHORT.get(item, table[item].label) for item in told if item in table}
    return [name if told[item] else f"no {name}" for item, name in names.items()]
