"""The shipped clinical content, loaded once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.clinical.analytes import Catalogue
from bot.clinical.differential import DifferentialTable
from bot.clinical.prognosis import PrognosisTable
from bot.clinical.risk import RiskModel

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


def document(name: str) -> Any:
    return yaml.safe_load((KNOWLEDGE / f"{name}.yml").read_text(encoding="utf-8"))


CATALOGUE = Catalogue.from_dict(document("labs"))
MODEL = RiskModel.from_dict(document("risk_model"))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return CATALOGUE


@pytest.fixture(scope="session")
def model() -> RiskModel:
    return MODEL


@pytest.fixture(scope="session")
def prognosis() -> PrognosisTable:
    return PrognosisTable.from_dict(document("prognosis"))


@pytest.fixture(scope="session")
def differential() -> DifferentialTable:
    return DifferentialTable.from_dict(document("differential"))
