"""The digest of the content: same files, same digest; any change, another one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

__all__ = ["SCHEMA_VERSION", "content_digest", "file_digests", "record_of", "recorded_sha256"]

# Raise this when the tables or their meaning change: older compiled files are then rebuilt.
SCHEMA_VERSION = 1
_COMPILED = frozenset({".yml", ".csl", ".svg"})


def file_digests(root: Path) -> dict[str, str]:
    """Return SHA-256 (hex) of every file that is compiled, by its path relative to `root`."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.suffix in _COMPILED and path.is_file()
    }


def record_of(target: Path) -> dict[str, str]:
    """What was recorded beside a compiled file when it was made; empty when there is nothing to read."""
    try:
        return dict(json.loads(target.with_suffix(".json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def recorded_sha256(target: Path) -> str | None:
    """SHA-256 (hex) that a compiled file had when it was made, or None."""
    return record_of(target).get("sha256")


def content_digest(files: dict[str, str]) -> str:
    """Return one digest (hex) of the files and of the schema version."""
    whole = hashlib.sha256(f"schema {SCHEMA_VERSION}\n".encode())
    for name, digest in sorted(files.items()):
        whole.update(f"{name} {digest}\n".encode())
    return whole.hexdigest()
