"""Where things lie: content, compiled knowledge base, cache.

The project runs from a checkout: the content directory is `knowledge/` in it, or `$CALCI_KNOWLEDGE`; everything that is
built goes under `.calci/` in the repository, or under `$CALCI_HOME` when that is set.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bot.errors import ConfigError

__all__ = ["CONTENT_ENV", "HOME_ENV", "content_dir", "ensure_built", "home_dir", "knowledge_db", "repository_root"]

HOME_ENV = "CALCI_HOME"
CONTENT_ENV = "CALCI_KNOWLEDGE"


def repository_root() -> Path:
    """Return the directory that holds the `bot` package."""
    return Path(__file__).resolve().parents[2]


def content_dir() -> Path:
    """Return the content directory: `$CALCI_KNOWLEDGE`, else `knowledge/` of the repository.

    Raises:
        ConfigError: `$CALCI_KNOWLEDGE` is set and is no directory.
    """
    override = os.environ.get(CONTENT_ENV)
    if not override:
        return repository_root() / "knowledge"
    path = _folder(override, CONTENT_ENV)
    if not path.is_dir():
        raise ConfigError(
            f"{CONTENT_ENV} is set to {override!r}, which is not a directory.",
            code="CF101",
            field=CONTENT_ENV,
            remedy="Unset it, or point it at a copy of knowledge/.",
        )
    return path.resolve()


def home_dir() -> Path:
    """Return the directory for built files: `$CALCI_HOME`, else `.calci/` of the repository. Does not create it."""
    override = os.environ.get(HOME_ENV)
    return _folder(override, HOME_ENV).resolve() if override else repository_root() / ".calci"


def _folder(text: str, setting: str) -> Path:
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise ConfigError(
            f"{text!r} names the home of a user who is not known here.",
            code="CF109",
            field=setting,
            remedy="Write the whole path of the folder.",
        ) from error


def knowledge_db() -> Path:
    """Return where the compiled knowledge base lives."""
    return home_dir() / "knowledge.db"


def ensure_built(progress: Callable[[str, int, int], None] | None = None) -> Path:
    """Return the compiled knowledge base, built first if it is missing, corrupt or older than the content.

    Args:
        progress: called with (step, steps done, steps in all) while building.

    Raises:
        ContentError: the content cannot be compiled and there is no earlier, sound build to go on with.
        StoreError: the file cannot be written.
    """
    from bot.library.ready import ensure_built as ensure

    return ensure(content_dir(), knowledge_db(), progress)
