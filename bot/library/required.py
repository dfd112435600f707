"""The replies that code asks for by name: without one of them a crisis would be met with "this is not covered".

They are looked for twice: by the content check, which names file and reply, and at each start, which stops.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.errors import ContentError, Place
from bot.library.current import document
from bot.library.faults import fault

__all__ = ["REPLIES", "SAFETY_REPLIES", "Gap", "check_replies", "gaps"]

SAFETY_REPLIES: Final = (
    *("emergency", "emergency_general", "crisis", "crisis_stay", "soft_check", "now_check", "missed_dialysis"),
    *("personal_treatment_decision", "dosing_request", "human_handoff", "privacy"),
    *("why_no_decision", "why_no_dose", "why_outside", "out_of_scope_medical", "out_of_scope_other"),
)
REPLIES: Final = (
    *("greet", "goodbye", "helped_now", "not_meant", "safe_now", "called", "joking", "heard", "thank"),
    *("bot_challenge", "feedback_good", "feedback_bad", "help", "set_role_clinician", "set_role_patient", "restart"),
    *("term_odds_ratio", "term_interval", "term_median", "term_multiplier"),
    *("delete_my_data_surely", "delete_my_data", "show_sources_none", "simpler_none", "more_end", "more_none"),
    *("interpret_none", "interpret_sign", "interpret_several", "product_none", "correct_none", "correct_already"),
    *("multiple_none", "convert_none", "what_if_none", "what_if_first", "explain_none", "differential_none"),
)
_IN_A_LANGUAGE: Final = ("emergency", "crisis", "scope")
_VOICES: Final = ("patient", "clinician")
_NUMBERS: Final = ("{emergency_number}", "{crisis_line}")


@dataclass(frozen=True, slots=True)
class Gap:
    """A reply that cannot be said: where it should stand, its name, the code of the fault and what is wrong."""

    file: str
    reply: str
    code: str
    said: str


def gaps(replies: Mapping[str, Any], safety_replies: Mapping[str, Any], rules: Mapping[str, Any]) -> Iterator[Gap]:
    """What `replies.yml` and `safety_replies.yml` lack of the words that code and `red_flags.yml` ask for."""
    for file, wanted, given in (
        ("safety_replies", [*SAFETY_REPLIES, *_of_the_rules(rules)], safety_replies),
        ("replies", REPLIES, replies),
    ):
        for reply in dict.fromkeys(wanted):
            lines = {voice: _said(given.get(reply), voice) for voice in _VOICES}
            empty = [voice for voice, text in lines.items() if not text]
            if empty:
                yield Gap(file, reply, "CX120", f"{reply} ({' and '.join(empty)})")
            elif _alarms(reply) and not any(number in lines["patient"] for number in _NUMBERS):
                yield Gap(file, reply, "CX121", "")


def check_replies() -> None:
    """Check the same of the compiled knowledge base; `ContentError` CX120 or CX121 names the first that is missing."""
    for gap in gaps(document("replies"), document("safety_replies"), document("red_flags")):
        found = fault(gap.code, f"{gap.file}.yml", field=gap.reply, message=gap.said)
        raise ContentError(
            found.message, code=gap.code, place=Place(f"knowledge/{found.file}"), field=gap.reply, remedy=found.remedy
        )


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


def _said(reply: Any, voice: str) -> str:
    lines = _mapping(reply).get(voice) or ()
    texts = (
        line.get("text") if isinstance(line, dict) else line for line in ([lines] if isinstance(lines, str) else lines)
    )
    return " ".join(str(text) for text in texts if text).strip()


def _mapping(data: Any) -> dict[str, Any]:
    return data if isinstance(data, dict) else {}
