"""What is not taken up, because it comes too fast or too many ask at once, is still heard by the safety gate.

The gate needs no conversation, no database and half a millisecond; whoever writes of an emergency or of suicide while
messages are refused is told what to do in the refusal itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sanic.exceptions import SanicException
from sanic.request import Request

from bot import incidents, last_resort
from bot.language.safety.shared import gate
from bot.language.text import both_ends, normalise

__all__ = ["alarm_in"]

_FIELDS: Mapping[str, str] = MappingProxyType({"/chat/message": "text", "/webhooks/rest/webhook": "message"})
_READ = 1000  # characters: this runs beyond every limit of rate, and must cost next to nothing


def alarm_in(request: Request | None) -> tuple[str, dict[str, Any]] | None:
    """What to do now, and the fields that mark it, where a refused call holds a message that alarms; else None."""
    field = _FIELDS.get(request.path.rstrip("/")) if request is not None and request.method == "POST" else None
    if request is None or field is None:
        return None
    try:
        body = request.json
    except (SanicException, ValueError, RecursionError):  # a body that is no JSON; a flood of them is not worth a log
        return None
    try:
        text = body.get(field) if isinstance(body, dict) else None
        verdict = gate().check(normalise(both_ends(text, _READ))) if isinstance(text, str) else None
    except Exception as error:  # noqa: BLE001 - a text of any kind; the refusal itself must go out
        incidents.log(error, where="refused")
        return None
    if verdict is None:
        return None
    texts, part = last_resort.alarm(verdict.label, emergency=bool(verdict.also))
    marks: dict[str, Any] = {key: part[key] for key in (*last_resort.ALARMS, "helplines") if key in part}
    return " ".join(texts[:-1]), marks  # the last says that a part has failed: none has
