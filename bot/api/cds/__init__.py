"""CDS Hooks 2.0: one educational checklist on `patient-view`, for clinicians, from prefetched data only."""
