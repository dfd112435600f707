"""`make sbom` names everything that is shipped: locked packages, what the widget bundles, the encoder's weights."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_bill_of_materials_names_what_is_shipped(tmp_path: Path) -> None:
    out = tmp_path / "sbom.json"
    subprocess.run([sys.executable, "-m", "scripts.sbom", str(out)], check=True, cwd=ROOT, capture_output=True)
    bill = json.loads(out.read_text(encoding="utf-8"))
    parts = {part["name"]: part for part in bill["components"]}
    assert bill["bomFormat"] == "CycloneDX"
    assert parts["rasa"]["version"] == "3.6.21"
    assert {"lit", "spacy", "onnxruntime"} <= parts.keys()
    weights = parts["bot/language/encoder/adapted/encoder.onnx"]
    assert len(weights["hashes"][0]["content"]) == 64
    locked = sum("==" in line for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines())
    assert len(parts) > locked
