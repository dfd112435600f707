"""The safety gate: deterministic, Rasa-free, first to read every message."""
