"""A long talk with the real server: many people at once, ordinary and hostile messages, memory watched."""

from __future__ import annotations

from benchmarks.soak.run import Result, Sample, soak

__all__ = ["Result", "Sample", "soak"]
