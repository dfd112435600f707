"""The documents and replies that code asks for by name: without one, a crisis would be met with "not covered".

They are looked for twice: by the content check, which names file and reply, and at each start, which stops.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.library.faults import fault
from bot.library.ids import DOCUMENTS

if TYPE_CHECKING:
    from bot.library.store import KnowledgeBase

__all__ = ["COMPILED", "REPLIES", "SAFETY_REPLIES", "Gap", "check_complete", "gaps", "gaps_of"]

COMPILED: Final = DOCUMENTS - {"allowed_terms"}  # which only the check of the wording reads
SAFETY_REPLIES: Final = (
    *("emergency", "emergency_general", "crisis", "crisis_soft", "crisis_stay", "soft_check", "now_check"),
    *("past_attempt_check", "shivering_check", "wound_check", "missed_dialysis"),
    *("emergency_opioid_nerves", "crisis_dressings", "dressings_first", "when_to_call", "wake", "same_day"),
    *("same_day_first", "one_more", "since_when", "help_now", "first_steps", "drowsy_check"),
    *("told_beside", "slip"),
    *("personal_treatment_decision", "dosing_request", "human_handoff", "privacy"),
    *("why_no_decision", "why_no_dose", "why_outside", "out_of_scope_medical", "out_of_scope_other"),
)
REPLIES: Final = (
    *("greet", "goodbye", "helped_now", "not_meant", "safe_now", "called", "joking", "heard", "thank"),
    *("bot_challenge", "feedback_good", "feedback_bad", "help", "set_role_clinician", "set_role_patient", "restart"),
    *("term_odds_ratio", "term_interval", "term_median", "term_multiplier"),
    *(
        "delete_my_data_surely",
        "delete_my_data",
        "show_sources_none",
        "simpler_none",
        "stands_above",
        "more_end",
        "more_none",
    ),
    *("interpret_none", "interpret_sign", "interpret_several", "product_none", "correct_none", "correct_already"),
    *("multiple_none", "convert_none", "what_if_none", "what_if_first", "explain_none", "differential_none"),
)
_IN_A_LANGUAGE: Final = ("emergency", "crisis", "scope")
_READ: Final = ("replies", "safety_replies", "red_flags")
_VOICES: Final = ("patient", "clinician")
_EMERGENCY: Final = "{emergency_number}"
_CRISIS: Final = "{crisis_line}"


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing: where it should stand, the name of the reply, the code of the fault and what is wrong."""

    file: str
    reply: str
    code: str
    said: str


def gaps(
    present: Collection[str], replies: Mapping[str, Any], safety_replies: Mapping[str, Any], rules: Mapping[str, Any]
) -> Iterator[Gap]:
    """What the documents `present` lack, and what the two files of replies lack of what code and the rules ask for."""
    yield from (Gap(name, "", "CX110", "") for name in sorted(COMPILED - {*present}))
    for file, wanted, given in (
        ("safety_replies", [*SAFETY_REPLIES, *_of_the_rules(rules)], safety_replies),
        ("replies", REPLIES, replies),
    ):
        yield from _unsaid(file, dict.fromkeys(wanted if file in present else ()), given)


def gaps_of(base: KnowledgeBase) -> Iterator[Gap]:
    """What a compiled knowledge base lacks."""
    present = base.documents()
    read = (_mapping(base.document(name)) if name in present else {} for name in _READ)
    yield from gaps(present, *read)


def check_complete(base: KnowledgeBase) -> None:
    """Raise `ContentError` CX110, CX120 or CX121, the first that the knowledge base lacks."""
    for gap in gaps_of(base):
        found = fault(gap.code, f"knowledge/{gap.file}.yml", field=gap.reply, message=gap.said)
        raise found.error()


def _unsaid(file: str, wanted: Collection[str], given: Mapping[str, Any]) -> Iterator[Gap]:
    for reply in wanted:
        lines = {voice: _said(given.get(reply), voice) for voice in _VOICES}
        empty = [voice for voice, text in lines.items() if not text]
        if empty:
            yield Gap(file, reply, "CX120", f"{reply} ({' and '.join(empty)})")
        elif _alarms(reply) and not any(number in lines["patient"] for number in _numbers(reply)):
            yield Gap(file, reply, "CX121", "")


def _of_the_rules(rules: Mapping[str, Any]) -> Iterator[str]:
    """The replies that the safety rules name, and those for each language that the gate knows."""
    for rule in rules.get("rules") or ():
        if isinstance(rule, dict) and rule.get("reply"):
            yield str(rule["reply"])
    for language in _mapping(_mapping(rules.get("languages")).get("others")):
        yield from (f"other_language_{language}_{kind}" for kind in _IN_A_LANGUAGE)


def _alarms(reply: str) -> bool:
    """Whether a reply is given in an emergency or a crisis, or asks whether there is one."""
    return reply.startswith(("emergency", "crisis")) or reply.endswith(("_emergency", "_crisis", "_check"))


def _numbers(reply: str) -> tuple[str, ...]:
    """The numbers of which the words of an alarm must name one: those whom it sends people to."""
    if reply.startswith("crisis") or reply.endswith("_crisis"):
        return (_CRISIS,)
    return (_EMERGENCY,) if reply.startswith("emergency") or reply.endswith("_emergency") else (_EMERGENCY, _CRISIS)


def _said(reply: Any, voice: str) -> str:
    lines = _mapping(reply).get(voice) or ()
    texts = (
        line.get("text") if isinstance(line, dict) else line for line in ([lines] if isinstance(lines, str) else lines)
    )
    return " ".join(str(text) for text in texts if text).strip()


def _mapping(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}
