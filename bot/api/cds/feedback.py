"""What became of a card. It is checked and counted in the log; nothing about anybody is kept."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from bot.api.imports import Fault
from bot.api.imports.dates import fhir_when
from bot.web.problems import Problem

__all__ = ["take"]

logger = logging.getLogger("calci.cds")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_MOST = 100


def take(body: Mapping[str, Any]) -> None:
    """Check one feedback document and count its outcomes. Raises `Problem` 422 naming every field that is wrong."""
    rows = body.get("feedback")
    if not isinstance(rows, list) or not rows or len(rows) > _MOST:
        fault = Fault("feedback", f"It must be a list of 1 to {_MOST} entries.", "Follow CDS Hooks 2.0, Feedback.")
        raise Problem(422, errors=[fault.as_problem()])
    faults = [fault for place, row in enumerate(rows) for fault in _faults(row, f"feedback[{place}]")]
    if faults:
        raise Problem(422, errors=[each.as_problem() for each in faults])
    outcomes = Counter(row["outcome"] for row in rows)
    logger.info("cds feedback accepted=%d overridden=%d", outcomes["accepted"], outcomes["overridden"])


def _faults(row: Any, where: str) -> list[Fault]:
    if not isinstance(row, dict):
        return [Fault(where, "It must be an object.", "Follow CDS Hooks 2.0, Feedback.")]
    faults = []
    if not isinstance(row.get("card"), str) or not _UUID.fullmatch(row["card"]):
        faults.append(Fault(f"{where}.card", "It must be the uuid of a card.", "Send the card's uuid."))
    if not isinstance(row.get("outcome"), str) or row["outcome"] not in ("accepted", "overridden"):
        faults.append(Fault(f"{where}.outcome", "It must be accepted or overridden.", "Send one of the two."))
    if fhir_when(row.get("outcomeTimestamp")) is None:
        faults.append(Fault(f"{where}.outcomeTimestamp", "It must be a date and time.", "Write ISO 8601 in UTC."))
    if "overrideReason" in row and not isinstance(row["overrideReason"], dict):
        faults.append(Fault(f"{where}.overrideReason", "It must be an object.", "Send reason and userComment."))
    return faults
