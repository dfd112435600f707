"""FHIR R4 that the assistant writes: Observations, a RiskAssessment, Provenance. Nobody is named in them."""
