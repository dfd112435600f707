"""Settings come from the environment; a wrong one is named."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import ROOT, Settings


def test_nothing_configured_is_a_laptop() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert settings.on_loopback and settings.port == 5005 and settings.store and not settings.proxies


def test_every_setting_is_read() -> None:
    settings = Settings.from_environment(
        {
            "HOST": "0.0.0.0",
            "PORT": "80",
            "CALCI_HOME": "/srv/calci",
            "CALCI_DATABASE": "postgresql://host/name",
            "CALCI_TOKEN": " a long random string\n",
            "CALCI_ORIGINS": "https://a.example, https://b.example,",
            "CALCI_LOCALE": " gb ",
            "CALCI_PATIENT_NUMBERS": "no",
            "CALCI_RETENTION_DAYS": "7",
            "CALCI_STORE": "off",
            "CALCI_PROXIES": "2",
        }
    )
    assert settings == Settings(
        "0.0.0.0", 80, Path("/srv/calci"), "postgresql://host/name", "a long random string", ("https://a.example", "https://b.example"),
        "GB", False, 7, False, 2,
    )  # fmt: skip
    assert settings.model == Path("/srv/calci/model.tar.gz")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "0"),
        ("PORT", "-1"),
        ("PORT", "x"),
        ("CALCI_RETENTION_DAYS", "0"),
        ("CALCI_STORE", "maybe"),
        ("CALCI_PATIENT_NUMBERS", "2"),
        ("CALCI_PROXIES", "many"),
        ("CALCI_TOKEN", "x"),
        ("CALCI_TOKEN", " \n"),
        ("CALCI_TOKEN", "fifteen letters"),
        ("CALCI_TOKEN", "a long random\nstring"),
        ("CALCI_TOKEN", "ein langes Wörtchen"),
        ("CALCI_ORIGINS", "example.org"),
        ("CALCI_ORIGINS", "*"),
        ("CALCI_ORIGINS", "null"),
        ("CALCI_ORIGINS", "https://*.example.org"),
        ("CALCI_ORIGINS", "https://a.example/page"),
        ("CALCI_ORIGINS", "https://a.example; script-src *"),
        ("CALCI_ORIGINS", "https://a.example 'unsafe-inline'"),
        ("CALCI_ORIGINS", "https://u:p@a.example"),
        ("CALCI_ORIGINS", "ftp://a.example"),
        ("CALCI_ORIGINS", "https://a.example:99999"),
        ("CALCI_ORIGINS", "https://a.example, nonsense"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(variable: str, value: str) -> None:
    with pytest.raises(ConfigError, match=rf"\[{variable}\]"):
        Settings.from_environment({variable: value})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://a.example/", "https://a.example"),
        ("HTTPS://A.Example:443", "https://a.example"),
        ("http://localhost:80/", "http://localhost"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_an_origin_is_kept_as_browsers_name_it(written: str, meant: str) -> None:
    assert Settings.from_environment({"CALCI_ORIGINS": written}).origins == (meant,)


def test_a_relative_home_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.from_environment({"CALCI_HOME": "somewhere"}).home == tmp_path / "somewhere"


def test_an_open_address_needs_a_token() -> None:
    with pytest.raises(ConfigError, match="CALCI_TOKEN"):
        Settings.from_environment({"HOST": "192.0.2.1"})
    assert not Settings.from_environment({"HOST": "192.0.2.1", "CALCI_TOKEN": "a long random string"}).on_loopback


def test_the_signing_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "new")
    key = settings.secret()
    assert len(key) >= 64 and Settings(home=tmp_path / "new").secret() == key
    assert stat.S_IMODE((tmp_path / "new" / "secret").stat().st_mode) == 0o600
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["secret"]


def test_a_key_left_empty_by_a_full_disk_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret").touch()
    key = Settings(home=tmp_path).secret()
    assert len(key) >= 64 and Settings(home=tmp_path).secret() == key


def test_a_key_that_another_process_made_first_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot import settings as module

    settings, read, other = Settings(home=tmp_path), module._read_secret, "the other one's " * 4 + "key"

    def late(path: Path) -> str:
        monkeypatch.setattr(module, "_read_secret", read)
        path.write_text(other)
        return ""

    monkeypatch.setattr(module, "_read_secret", late)
    assert settings.secret() == other


@pytest.mark.parametrize("key", ["x", "half of a key that was c"])
def test_a_key_that_could_be_guessed_signs_nothing(tmp_path: Path, key: str) -> None:
    (tmp_path / "secret").write_text(key)
    with pytest.raises(ConfigError, match=r"CF112 \[CALCI_HOME\].*Remove that file"):
        Settings(home=tmp_path).secret()


def test_a_key_that_others_may_read_is_closed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("k" * 64)
    (tmp_path / "secret").chmod(0o644)
    assert Settings(home=tmp_path).secret() == "k" * 64
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match=r"CF106 \[CALCI_HOME\]"):
        Settings(home=tmp_path / "file").secret()


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([A-Z_]+)`", Settings.__doc__ or ""))
    assert len(described) == len(Settings.__dataclass_fields__)
    assert described <= set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))
