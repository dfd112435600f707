"""Leave out what Rasa imports and this server never uses: messenger clients, cloud databases, telemetry, reminders.

Half of the time that `import rasa` takes, and a third of its memory, go into clients for services that a local
assistant does not talk to. `calci rasa …` runs Rasa's own command line and leaves out telemetry alone.
"""

from __future__ import annotations

import contextlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Iterator
from inspect import isfunction
from types import ModuleType, TracebackType
from typing import Any

from bot.errors import ConfigError

__all__ = ["install", "while_importing"]

# module → its input channel, which Rasa lists by name
_CHANNELS = {
    "rasa.core.channels.botframework": ("BotFrameworkInput", "botframework"),
    "rasa.core.channels.console": ("CmdlineInput", "cmdline"),
    "rasa.core.channels.facebook": ("FacebookInput", "facebook"),
    "rasa.core.channels.hangouts": ("HangoutsInput", "hangouts"),
    "rasa.core.channels.mattermost": ("MattermostInput", "mattermost"),
    "rasa.core.channels.rasa_chat": ("RasaChatInput", "rasa"),
    "rasa.core.channels.rocketchat": ("RocketChatInput", "rocketchat"),
    "rasa.core.channels.slack": ("SlackInput", "slack"),
    "rasa.core.channels.socketio": ("SocketIOInput", "socketio"),
    "rasa.core.channels.telegram": ("TelegramInput", "telegram"),
    "rasa.core.channels.twilio": ("TwilioInput", "twilio"),
    "rasa.core.channels.twilio_voice": ("TwilioVoiceInput", "twilio_voice"),
    "rasa.core.channels.webexteams": ("WebexTeamsInput", "webexteams"),
}
_TELEMETRY = frozenset({"rasa.telemetry", "structlog_sentry"})  # nothing is ever reported to anyone
_UNUSED = frozenset(
    {
        "rasa.core.jobs",  # no reminder is set
        "rasa.utils.plotting",  # no diagram is drawn
        "spacy.cli",  # nothing of spaCy's command line is used; it would bring a downloader and its network clients
        "spacy.cli.info",
    }
)
_WHILE_IMPORTING = ("boto3", "pymongo", "questionary")  # needed by name only, while Rasa's modules are read


def install(*, channels: bool = True) -> None:
    """Put the finder in place, before anything imports `rasa`. Calling twice does nothing more.

    `channels=False` keeps Rasa's messenger channels and reminders: only telemetry is left out.
    """
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder(channels=channels))


@contextlib.contextmanager
def while_importing() -> Iterator[None]:
    """Stand in for cloud clients while Rasa's modules are imported; afterwards the real ones can be had again."""
    finder = _ForATime()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in [n for n, module in sys.modules.items() if isinstance(module, _Names)]:
            del sys.modules[name]


class _Loader(importlib.abc.Loader):
    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def create_module(self, _: importlib.machinery.ModuleSpec) -> ModuleType:
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run: the stand-in is complete when it is made."""


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, *, channels: bool) -> None:
        self._channels = _CHANNELS if channels else {}
        self._silent = _TELEMETRY | _UNUSED if channels else _TELEMETRY

    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if fullname in self._channels:
            return importlib.machinery.ModuleSpec(fullname, _Loader(_channel_module(fullname)))
        if fullname in self._silent:
            return importlib.machinery.ModuleSpec(fullname, _Loader(_Silent(fullname)), is_package=True)
        return None


class _ForATime(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in _WHILE_IMPORTING:
            return None
        return importlib.machinery.ModuleSpec(fullname, _Loader(_Names(fullname)), is_package=True)


class _Names(ModuleType):
    """A module that has any public name, as an empty class."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return type(name, (), {"__module__": self.__name__})


class _Silent(ModuleType):
    """A module whose every function does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _Nothing()


class _Nothing:
    """Can be called, entered as a context, and decorate a function; is false."""

    def __call__(self, *arguments: Any, **_: Any) -> Any:
        if len(arguments) == 1 and isfunction(arguments[0]):
            return arguments[0]
        is_log_processor = len(arguments) == 3 and isinstance(arguments[2], dict)  # (logger, method, event) -> event
        return arguments[2] if is_log_processor else self

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        return None

    def __bool__(self) -> bool:
        return False


def _channel_module(module: str) -> ModuleType:
    class_name, channel = _CHANNELS[module]

    def refuse(*_: object, **__: object) -> Any:
        raise ConfigError(
            f"The channel '{channel}' is not part of this server.",
            code="EN102",
            field=channel,
            remedy="Run it with Rasa's own command line: calci rasa run --credentials credentials.yml",
        )

    made = ModuleType(module)
    members = {
        "__module__": module,
        "name": staticmethod(lambda: channel),
        "__init__": refuse,
        "from_credentials": staticmethod(refuse),
    }
    setattr(made, class_name, type(class_name, (), members))
    return made
