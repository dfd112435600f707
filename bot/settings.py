"""Settings of a deployment, read once from the environment. Every default works on a laptop with nothing configured."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import ConfigError

__all__ = ["ROOT", "Settings"]

ROOT = Path(__file__).resolve().parent.parent
_DIGITS = 9  # of a setting that is a whole number; beyond some thousands Python itself refuses to count
_LAST_PORT = 65535
_ORIGIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[0-9a-f:.]{2,45}\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)(?::(?P<port>[0-9]{1,5}))?/?"
)
_SHORTEST_TOKEN = 16
_SHORTEST_KEY = 32  # characters; what is made here has twice as many
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """What a deployer may choose; each field names its environment variable.

    Attributes:
        host, port: address to listen on (`HOST`, `PORT`).
        home: where the knowledge base, model and conversations live (`CALCI_HOME`).
        database: SQLAlchemy URL of the conversation store (`CALCI_DATABASE`); empty = SQLite in `home`.
        token: what integrators send to `/webhooks`, `/cds-services` and `/api` (`CALCI_TOKEN`); required off loopback.
        origins: web origins that may embed the widget (`CALCI_ORIGINS`, comma-separated).
        locale: whose emergency numbers are shown first (`CALCI_LOCALE`); empty = neutral.
        patient_numbers: whether a patient who acknowledged its limits may see an estimate's number
            (`CALCI_PATIENT_NUMBERS`).
        retention_days: age at which conversations are erased (`CALCI_RETENTION_DAYS`).
        store: whether conversations outlive the process (`CALCI_STORE`, `no` = memory only).
        proxies: how many proxies of yours stand in front and set `X-Forwarded-For` (`CALCI_PROXIES`).
    """

    host: str = "127.0.0.1"
    port: int = 5005
    home: Path = field(default_factory=lambda: ROOT / ".calci")
    database: str = ""
    token: str = ""
    origins: tuple[str, ...] = ()
    locale: str = ""
    patient_numbers: bool = True
    retention_days: int = 30
    store: bool = True
    proxies: int = 0

    @classmethod
    def from_environment(cls, env: dict[str, str] | None = None) -> Settings:
        """Read the environment; `ConfigError` names a variable that cannot be used."""
        env = dict(os.environ) if env is None else env
        home = _folder(env["CALCI_HOME"]) if env.get("CALCI_HOME") else ROOT / ".calci"
        settings = cls(
            host=env.get("HOST") or "127.0.0.1",
            port=_whole(env, "PORT", 5005, 1, 65535),
            home=home,
            database=env.get("CALCI_DATABASE", ""),
            token=_token(env.get("CALCI_TOKEN", "")),
            origins=tuple(_origin(part.strip()) for part in env.get("CALCI_ORIGINS", "").split(",") if part.strip()),
            locale=_country(env.get("CALCI_LOCALE", "")),
            patient_numbers=_yes_no(env, "CALCI_PATIENT_NUMBERS", True),
            retention_days=_whole(env, "CALCI_RETENTION_DAYS", 30, 1, 3650),
            store=_yes_no(env, "CALCI_STORE", True),
            proxies=_whole(env, "CALCI_PROXIES", 0, 0, 9),
        )
        if not settings.on_loopback and not settings.token:
            raise ConfigError(
                f"HOST={settings.host} opens the integrators' interfaces to the network without a token.",
                code="CF107",
                field="CALCI_TOKEN",
                remedy="Set CALCI_TOKEN to a long random string, or leave HOST at 127.0.0.1 behind a proxy.",
            )
        return settings

    @property
    def on_loopback(self) -> bool:
        return self.host in _LOOPBACK

    @property
    def model(self) -> Path:
        return self.home / "model.tar.gz"

    def secret(self) -> str:
        """The key that signs sessions and buttons: made once, readable by the owner only.

        `ConfigError` when it can be neither read nor made.
        """
        path = self.home / "secret"
        try:
            return _read_secret(path) or _make_secret(path)
        except OSError as error:
            raise ConfigError(
                f"The signing key {path} cannot be used ({error.strerror or error}).",
                code="CF106",
                field="CALCI_HOME",
                remedy="Let it name a folder that the server may write to.",
            ) from error


def _read_secret(path: Path) -> str:
    """The key there is, closed to others; "" where there is none. One cut short could be guessed: it signs nothing."""
    key = path.read_text(encoding="ascii", errors="replace").strip() if path.exists() else ""
    if key and len(key) < _SHORTEST_KEY:
        raise ConfigError(
            f"The signing key {path} is damaged or too short.",
            code="CF112",
            field="CALCI_HOME",
            remedy="Remove that file: a new key is made. Open conversations then begin anew.",
        )
    if key and path.stat().st_mode & 0o077:
        with contextlib.suppress(OSError):  # not ours to change
            path.chmod(0o600)
    return key


def _make_secret(path: Path) -> str:
    """Write a new key beside its place and link it there: of two processes that start at once, one wins for both."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = path.with_name(f"secret.{os.getpid()}")
    made.unlink(missing_ok=True)
    with os.fdopen(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as stream:
        stream.write(secrets.token_urlsafe(48))
    try:
        if path.exists() and not _read_secret(path):
            made.replace(path)  # left empty by a disk that was full
        else:
            os.link(made, path)
    except FileExistsError:
        pass
    finally:
        made.unlink(missing_ok=True)
    return _read_secret(path)


def _origin(text: str) -> str:
    """The origin as a browser names it: no slash at its end, no port that goes without saying, small letters.

    Nothing else may come through: the list stands in a header of every page.
    """
    found = _ORIGIN.fullmatch(text.lower())
    if found is None or not 1 <= int(found["port"] or 1) <= _LAST_PORT:
        raise ConfigError(
            f"{text!r} is no origin of the form https://host or https://host:port.",
            code="CF110",
            field="CALCI_ORIGINS",
            remedy="Name each site by scheme and host alone, separated by commas.",
        )
    usual = {"https": "443", "http": "80"}[found["scheme"]]
    port = found["port"]
    return f"{found['scheme']}://{found['host']}" + (f":{int(port)}" if port and port != usual else "")


def _token(text: str) -> str:
    """The token without the line end of a file of secrets; one that could be guessed, or not be sent, is refused."""
    token = text.strip()
    if text and not token:
        raise ConfigError(
            "It is set, but blank: the integrators' interfaces would have no token.",
            code="CF111",
            field="CALCI_TOKEN",
            remedy="Make one with: openssl rand -base64 32. For no token at all, leave CALCI_TOKEN unset.",
        )
    if token and (len(token) < _SHORTEST_TOKEN or not token.isascii() or not token.isprintable()):
        raise ConfigError(
            f"It is shorter than {_SHORTEST_TOKEN} characters, or holds signs that a header cannot carry.",
            code="CF111",
            field="CALCI_TOKEN",
            remedy="Make one with: openssl rand -base64 32",
        )
    return token


def _country(text: str) -> str:
    """The country of a locale as people and systems write it: `GB` of "gb", "en-GB" and "en_GB.UTF-8"."""
    return re.split(r"[_\-]", re.split(r"[.@]", text.strip(), maxsplit=1)[0])[-1].upper()


def _folder(text: str) -> Path:
    """The folder that a path names; `~somebody` must be a user of this machine."""
    try:
        return Path(text).expanduser().resolve()  # the working directory changes while the model is trained
    except RuntimeError as error:
        raise ConfigError(
            f"{text!r} names the home of a user who is not known here.",
            code="CF109",
            field="CALCI_HOME",
            remedy="Write the whole path of the folder.",
        ) from error


def _whole(env: dict[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, "").strip()
    if not text:
        return default
    if not text.isdecimal() or len(text) > _DIGITS or not low <= int(text) <= high:
        raise ConfigError(
            f"{text!r} is not a whole number from {low} to {high}.",
            code="CF102",
            field=name,
            remedy="Correct or unset it.",
        )
    return int(text)


def _yes_no(env: dict[str, str], name: str, default: bool) -> bool:
    text = env.get(name, "").strip().lower()
    if not text:
        return default
    if text in {"1", "yes", "true", "on"}:
        return True
    if text in {"0", "no", "false", "off"}:
        return False
    raise ConfigError(f"{text!r} is neither yes nor no.", code="CF103", field=name, remedy="Write yes or no.")
