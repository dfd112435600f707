"""The examples of docs/api.md, run as they stand there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.clinical.facts import FACTS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = [block for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if "curl" in block]
ANSWERS = {
    "/cds-services/calciphylaxis-checklist/feedback": "{}",
    "/cds-services/calciphylaxis-checklist ": '"cards": [{"uuid"',
    "text/markdown": "# For my visit",
    "Accept: application/fhir+json": '"RiskAssessment"',
    "/api/risk": '"multiplier"',
    "/api/labs": '"analyte": "phosphate"',
    "/cds-services": '"services"',
}


def test_there_is_an_example_of_each_interface():
    joined = "\n".join(EXAMPLES)
    assert all(place in joined for place in ("/api/labs", "/api/risk", "/api/summary", "/cds-services"))
    assert len(EXAMPLES) >= 9


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed here")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: re.search(r"\$CALCI(\S*)", example)[1].strip('"'))
def test_an_example_works(api, example):
    environment = {**os.environ, "CALCI": str(api.base_url).rstrip("/"), "no_proxy": "*"}
    done = subprocess.run(
        ["sh", "-c", example], capture_output=True, text=True, env=environment, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    expected = next(answer for place, answer in ANSWERS.items() if place in example)
    assert expected in done.stdout
    if not done.stdout.startswith("#"):
        json.loads(done.stdout)


def test_every_id_is_listed(catalogue):
    listed = PAGE.split("## Ids and canonical units")[1]
    for analyte in catalogue.values():
        assert f"{analyte.id} {analyte.canonical_unit}" in " ".join(listed.split())
    for fact in set(FACTS) - {"statin", "thrombophilia", "cinacalcet"}:
        assert fact in listed
