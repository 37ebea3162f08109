"""Real mode refuses every unsafe thing it is told, by name; demo and real never share a key."""

from __future__ import annotations

import secrets
import stat
from pathlib import Path

import pytest

from upstander.site import env
from upstander.site.keys import NAMES
from upstander.site.refusal import Misconfigured


@pytest.fixture
def real(tmp_path: Path) -> dict[str, str]:
    """The surroundings of a sound real installation."""
    for name in ("secrets", "var", "anchor", "backup"):
        (tmp_path / name).mkdir()
    for name in NAMES:
        path = tmp_path / "secrets" / name
        path.write_text(secrets.token_hex(32))
        path.chmod(0o600)
    return {
        "UPSTANDER_MODE": "real",
        "UPSTANDER_VAR": str(tmp_path / "var"),
        "UPSTANDER_SECRETS_DIR": str(tmp_path / "secrets"),
        "UPSTANDER_DATABASE_URL": "postgres://app@/upstander?host=/run/postgresql",
        "UPSTANDER_KEYS_DATABASE_URL": "postgres://app@/keys?host=/run/postgresql",
        "UPSTANDER_ADDRESS": "https://report.example.org",
        "UPSTANDER_ANCHOR": str(tmp_path / "anchor" / "head"),
        "UPSTANDER_BACKUP_TO": str(tmp_path / "backup"),
        "UPSTANDER_MAIL_HOST": "mail.example.org",
    }


def test_a_sound_real_installation_starts(real: dict[str, str]) -> None:
    told = env.read(real)
    assert (told.mode, told.debug, told.address) == (env.Mode.REAL, False, "https://report.example.org")


@pytest.mark.parametrize("name", [
    "UPSTANDER_VAR", "UPSTANDER_SECRETS_DIR", "UPSTANDER_DATABASE_URL", "UPSTANDER_KEYS_DATABASE_URL",
    "UPSTANDER_ADDRESS", "UPSTANDER_ANCHOR", "UPSTANDER_BACKUP_TO", "UPSTANDER_MAIL_HOST",
])  # fmt: skip
def test_real_mode_names_what_is_missing(real: dict[str, str], name: str) -> None:
    del real[name]
    with pytest.raises(Misconfigured, match=name):
        env.read(real)


@pytest.mark.parametrize(("name", "value"), [
    ("UPSTANDER_MODE", "production"),
    ("UPSTANDER_DEBUG", "1"),
    ("UPSTANDER_ADDRESS", "http://report.example.org"),
    ("UPSTANDER_ADDRESS", "https://"),
    ("UPSTANDER_ANCHOR", "/no/such/folder/head"),
    ("UPSTANDER_ANCHOR", "head"),
    ("UPSTANDER_BACKUP_TO", "/no/such/folder"),
    ("UPSTANDER_KEYS_DATABASE_URL", "postgres://app@/upstander?host=/run/postgresql"),
])  # fmt: skip
def test_real_mode_refuses_what_is_unsafe(real: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(Misconfigured, match=name):
        env.read(real | {name: value})


@pytest.mark.parametrize("text", ["", "secret", "00" * 32, "ab" * 31, "demo:" + "0123456789abcdef" * 4, "x" * 64])
@pytest.mark.parametrize("name", NAMES)
def test_real_mode_refuses_weak_and_demo_secrets(real: dict[str, str], name: str, text: str) -> None:
    Path(real["UPSTANDER_SECRETS_DIR"], name).write_text(text)
    with pytest.raises(Misconfigured, match=name):
        env.read(real)


def test_real_mode_refuses_one_secret_used_twice(real: dict[str, str]) -> None:
    folder = Path(real["UPSTANDER_SECRETS_DIR"])
    (folder / "code_key").write_text((folder / "token_key").read_text())
    with pytest.raises(Misconfigured, match="the same"):
        env.read(real)


def test_real_mode_refuses_a_secret_others_may_read(real: dict[str, str]) -> None:
    Path(real["UPSTANDER_SECRETS_DIR"], "sealing_key").chmod(0o644)
    with pytest.raises(Misconfigured, match="sealing_key"):
        env.read(real)


def test_the_demo_makes_its_own_marked_secrets_once(tmp_path: Path) -> None:
    told = {"UPSTANDER_MODE": "demo", "UPSTANDER_VAR": str(tmp_path / "demo")}
    first, again = env.read(told), env.read(told)
    assert first.secrets == again.secrets
    for name in NAMES:
        path = tmp_path / "demo" / "secrets" / name
        assert path.read_text().startswith("demo:")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(path.name for path in (tmp_path / "demo" / "secrets").iterdir()) == sorted(NAMES)


def test_the_demo_refuses_real_secrets(real: dict[str, str]) -> None:
    with pytest.raises(Misconfigured, match="may not use a real secret"):
        env.read(real | {"UPSTANDER_MODE": "demo"})


def test_real_mode_refuses_the_secrets_a_demo_made(real: dict[str, str], tmp_path: Path) -> None:
    env.read({"UPSTANDER_MODE": "demo", "UPSTANDER_VAR": str(tmp_path / "demo")})
    with pytest.raises(Misconfigured, match="demo's secret"):
        env.read(real | {"UPSTANDER_SECRETS_DIR": str(tmp_path / "demo" / "secrets")})


def test_secrets_do_not_show_themselves() -> None:
    told = env.read({"UPSTANDER_MODE": "test"})
    assert told.secrets.sealing_key.hex() not in repr(told)
    assert repr(told.secrets.sealing_key) not in repr(told)
