"""Prepare the process for Rasa. Import this before anything of `rasa`."""

from __future__ import annotations

import logging
import os
import warnings

from bot.engine import without_tensorflow

__all__ = ["prepare"]

_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",  # always: patients' conversations are nobody's statistics
    "OMP_NUM_THREADS": "1",  # otherwise BLAS burns a second core for nothing
    "OPENBLAS_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
_QUIET = ("rasa", "rasa_sdk", "apscheduler", "sanic.root", "sanic.access", "sanic.error", "asyncio", "matplotlib")
_ready = False


def prepare() -> None:
    """Set the environment, silence logs that repeat messages, stand in for TensorFlow, patch hot spots."""
    global _ready  # noqa: PLW0603 - done once a process
    if _ready:
        return
    os.environ.update(_ENVIRONMENT)
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.filterwarnings("ignore", module=r"(rasa|sanic|pkg_resources|sqlalchemy|jax|dask|networkx)(\.|$)")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    without_tensorflow.install()
    from bot.engine import patches

    patches.install()
    silence_logs()
    _ready = True


def silence_logs() -> None:
    """Rasa repeats what people typed at INFO, DEBUG and in tracebacks: only warnings of ours pass."""
    import structlog

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
