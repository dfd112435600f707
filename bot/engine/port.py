"""Whether the address can be listened on: asked before anything is built or loaded."""

from __future__ import annotations

import socket

from bot.errors import ConfigError
from bot.settings import Settings

__all__ = ["check_port"]


def check_port(settings: Settings) -> None:
    """Raise `ConfigError` unless the address can be listened on."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise ConfigError(
                f"Port {settings.port} on {settings.host} cannot be used ({error.strerror or error}).",
                code="CF105",
                field="PORT",
                remedy=f"Stop the other program, or choose another port: PORT={settings.port % 65535 + 1} make run",
            ) from error
