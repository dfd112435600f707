"""The history: medicines, conditions, dialysis, lesions, age and sex."""
