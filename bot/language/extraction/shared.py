"""The reader of this process: some 18 MB and half a second to build, so there is one for all who read."""

from __future__ import annotations

from functools import lru_cache

from bot.clinical.analytes import Catalogue
from bot.language.extraction.extractor import Extractor
from bot.library.current import document

__all__ = ["shared_extractor"]


@lru_cache(maxsize=1)
def shared_extractor() -> Extractor:
    """The extractor over the knowledge base of this process; the language model builds it when it is loaded."""
    return Extractor(Catalogue.from_dict(document("labs")), document("lexicon"), document("context_rules"))
