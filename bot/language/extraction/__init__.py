"""Clinical extraction from free text: laboratory values, history, findings. Free of Rasa, without a trained model."""

from __future__ import annotations

from bot.language.extraction.extractor import Extractor
from bot.language.extraction.model import Extraction, Finding
from bot.language.extraction.shared import shared_extractor

__all__ = ["Extraction", "Extractor", "Finding", "shared_extractor"]
