"""Prepare the process for Rasa. Import this before anything of `rasa`."""

from __future__ import annotations

import contextlib
import logging
import os
import warnings

from bot.engine import left_out, without_tensorflow

__all__ = ["prepare"]

_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",  # always: patients' conversations are nobody's statistics
    "OMP_NUM_THREADS": "1",  # otherwise BLAS burns a second core for nothing
    "OPENBLAS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
# Their errors repeat what people typed (an event, an SQL parameter, an action's body); ours go to `calci.*`.
_SILENT = ("rasa", "rasa_sdk", "apscheduler", "sanic.root", "sanic.access", "sanic.error", "sqlalchemy", "asyncio")
_ready = False


def prepare(*, lean: bool = True) -> None:
    """Set the environment, silence logs that repeat messages, stand in for TensorFlow, patch hot spots.

    `lean` also leaves out what only Rasa's own command line uses (messenger channels, cloud databases, telemetry).
    """
    global _ready  # noqa: PLW0603 - done once a process
    if _ready:
        return
    os.environ.update(_ENVIRONMENT)
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    without_tensorflow.install()
    _quiet_warnings()
    left_out.install(channels=lean)
    with left_out.while_importing() if lean else contextlib.nullcontext():
        _import_and_patch()
    silence_logs()
    _ready = True


def silence_logs() -> None:
    """Rasa, SQLAlchemy and Sanic repeat what people typed, at every level and in tracebacks: none of it is logged."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _quiet_warnings() -> None:
    import sanic  # noqa: F401 - it turns deprecation warnings on when it is imported; ours must come after

    warnings.filterwarnings("ignore", module=r"(rasa|sanic|pkg_resources|sqlalchemy|jax|dask|networkx)(\.|$)")
    for category in (DeprecationWarning, PendingDeprecationWarning):
        warnings.filterwarnings("ignore", category=category)


def _import_and_patch() -> None:
    import rasa.core.tracker_store  # noqa: F401 - it names cloud databases, which are left out only now

    from bot.engine import patches

    patches.install()
