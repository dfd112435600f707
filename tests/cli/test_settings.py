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
            "CALCI_TOKEN": "secret",
            "CALCI_ORIGINS": "https://a.example, https://b.example,",
            "CALCI_LOCALE": " gb ",
            "CALCI_PATIENT_NUMBERS": "no",
            "CALCI_RETENTION_DAYS": "7",
            "CALCI_STORE": "off",
            "CALCI_PROXIES": "2",
        }
    )
    assert settings == Settings(
        "0.0.0.0", 80, Path("/srv/calci"), "postgresql://host/name", "secret", ("https://a.example", "https://b.example"),
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
    ],
)
def test_a_value_that_cannot_be_used_is_named(variable: str, value: str) -> None:
    with pytest.raises(ConfigError, match=rf"\[{variable}\]"):
        Settings.from_environment({variable: value})


def test_an_open_address_needs_a_token() -> None:
    with pytest.raises(ConfigError, match="CALCI_TOKEN"):
        Settings.from_environment({"HOST": "192.0.2.1"})
    assert not Settings.from_environment({"HOST": "192.0.2.1", "CALCI_TOKEN": "x"}).on_loopback


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

    settings, read = Settings(home=tmp_path), module._read_secret

    def late(path: Path) -> str:
        monkeypatch.setattr(module, "_read_secret", read)
        path.write_text("the other one's")
        return ""

    monkeypatch.setattr(module, "_read_secret", late)
    assert settings.secret() == "the other one's"


def test_a_home_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match=r"CF106 \[CALCI_HOME\]"):
        Settings(home=tmp_path / "file").secret()


def test_every_setting_is_documented_with_its_default() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([A-Z_]+)`", Settings.__doc__ or ""))
    assert len(described) == len(Settings.__dataclass_fields__)
    assert described <= set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))
