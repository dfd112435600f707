"""One extractor for all tests of this folder, built from the project's own content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.clinical.analytes import Catalogue
from bot.language.extraction import Extractor

KNOWLEDGE = Path(__file__).resolve().parents[3] / "knowledge"
DATA = Path(__file__).parent / "data"


def content(name: str) -> Any:
    return yaml.safe_load((KNOWLEDGE / name).read_text(encoding="utf-8"))


def rows(pattern: str) -> list[Any]:
    """All rows of the data files that match, each with an id for the test report."""
    found = []
    for path in sorted(DATA.glob(pattern)):
        for place, row in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
            found.append(pytest.param(row, id=f"{path.stem}-{place}"))
    return found


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    catalogue = Catalogue.from_dict(content("labs.yml"))
    return Extractor(catalogue, content("lexicon.yml"), content("context_rules.yml"))
