"""What `GET /cds-services` says."""

from __future__ import annotations

from typing import Any

__all__ = ["SERVICE_ID", "services"]

SERVICE_ID = "calciphylaxis-checklist"
# Calcium (total, ionized, corrected), phosphate, PTH, albumin, alkaline phosphatase; 39156-5 is the body mass index.
_LOINC = "17861-6,2000-8,1995-0,46099-8,29265-6,2777-1,14879-1,2731-8,14866-8,1751-7,6768-6,39156-5"


def services() -> dict[str, Any]:
    """Return the discovery document."""
    return {
        "services": [
            {
                "hook": "patient-view",
                "id": SERVICE_ID,
                "title": "Calciphylaxis checklist",
                "description": (
                    "Educational checklist for clinicians: which recorded features are linked with calciphylaxis. "
                    "Not a diagnosis, not a medical device."
                ),
                "prefetch": {
                    "patient": "Patient/{{context.patientId}}",
                    "labs": f"Observation?patient={{{{context.patientId}}}}&code={_LOINC}&_sort=-date&_count=40",
                    "conditions": "Condition?patient={{context.patientId}}&clinical-status=active&_count=200",
                    "medications": "MedicationRequest?patient={{context.patientId}}&status=active&_count=100",
                },
                "usageRequirements": (
                    "Works from prefetch only and ignores fhirServer and fhirAuthorization. `labs` is needed; "
                    "`patient`, `conditions` and `medications` make the checklist fuller."
                ),
            }
        ]
    }
