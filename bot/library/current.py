"""The knowledge base of this process: built when stale, opened once."""

from __future__ import annotations

import logging
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.errors import CalciError
from bot.library.paths import ensure_built
from bot.library.ready import compiled_digest
from bot.library.store import KnowledgeBase

if TYPE_CHECKING:
    from bot.clinical.risk import RiskModel

__all__ = ["document", "knowledge", "opened_digest", "risk_model"]


_log = logging.getLogger(__name__)
_building = threading.Lock()


@lru_cache(maxsize=1)
def knowledge() -> KnowledgeBase:
    """The compiled knowledge base, read-only; built anew when its file is lost while it is in use."""
    return KnowledgeBase.open(ensure_built(), _build_anew)


def _build_anew() -> None:
    """Let a thread put the file back, unless one does already; the next reading finds it."""
    if _building.acquire(blocking=False):
        threading.Thread(target=_build, name="calci-build", daemon=True).start()


def _build() -> None:
    _log.error("The knowledge base was damaged or changed while in use; it is built anew.")
    try:
        if compiled_digest(ensure_built()) != opened_digest():
            _log.error("knowledge/ was changed since the start: start the server again to use it.")
    except CalciError as error:
        _log.error("The knowledge base could not be built anew. %s", error)
    finally:
        _building.release()


def opened_digest() -> str | None:
    """The content digest of the knowledge base if it is open; None otherwise. Opens nothing and reads nothing."""
    return knowledge().digest if knowledge.cache_info().currsize else None


def document(name: str) -> dict[str, Any]:
    """One content file of `knowledge/` (`labs`, `risk_model`, `phrases` …) as plain data."""
    return dict(knowledge().document(name))


@lru_cache(maxsize=1)
def risk_model() -> RiskModel:
    """The parameters of the estimate (`risk_model`): one object for all, because 20 MB of draws are kept for each."""
    from bot.clinical.risk import RiskModel  # numpy comes with it

    return RiskModel.from_dict(document("risk_model"))
