"""The CycloneDX bill of materials: `python -m scripts.sbom OUT.json` (`make sbom`).

What is locked for Python by the library for it, then what is shipped beside: the packages bundled into the chat
widget, and the weights of the sentence encoder with their digest.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

__all__ = ["beside", "main"]

ROOT: Final = Path(__file__).resolve().parents[1]
_LOCK: Final = ROOT / "requirements.lock"
_WIDGET: Final = ROOT / "bot" / "web" / "widget" / "package-lock.json"
_WEIGHTS: Final = ROOT / "bot" / "language" / "encoder" / "adapted"


def main(out: Path) -> int:
    """Write the bill; its exit status."""
    out.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "cyclonedx_py", "-r", "-i", str(_LOCK)]
    options = ["--format", "json", "--schema-version", "1.4", "-F", "-o", str(out)]
    subprocess.run([*command, *options], check=True)
    bill: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    bill["components"] = [*bill["components"], *beside()]
    out.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{out} ({len(bill['components'])} components)")
    return 0


def beside() -> list[dict[str, Any]]:
    """What is shipped and no Python package: bundled packages of the widget, weights of the encoder."""
    locked = json.loads(_WIDGET.read_text(encoding="utf-8"))["packages"]
    bundled = {name.removeprefix("node_modules/"): row for name, row in locked.items() if name and not row.get("dev")}
    packages = [
        {
            "type": "library",
            "bom-ref": f"pkg:npm/{name}@{row['version']}",
            "name": name,
            "version": row["version"],
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{row['version']}",
        }
        for name, row in sorted(bundled.items())
    ]
    return packages + [_file(path) for path in sorted(_WEIGHTS.iterdir()) if path.suffix in (".onnx", ".json")]


def _file(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    name = path.relative_to(ROOT).as_posix()
    return {"type": "file", "bom-ref": name, "name": name, "hashes": [{"alg": "SHA-256", "content": digest}]}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
