"""What an installation says of the landlord's own sign-in, and what of it is refused at the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from upstander.site.oidc import Oidc, read
from upstander.site.refusal import Misconfigured

GOOD = {"UPSTANDER_OIDC_ISSUER": "https://id.example.org/", "UPSTANDER_OIDC_CLIENT_ID": "upstander"}


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    held = tmp_path / "oidc_client_secret"
    held.write_text("a long secret\n")
    held.chmod(0o600)
    return tmp_path


def told(secrets: Path, **changed: str) -> Oidc | None:
    return read(GOOD | changed, secrets=secrets, real=True)


def test_without_an_issuer_there_is_none(tmp_path: Path) -> None:
    assert read({}, secrets=tmp_path, real=True) is None


def test_it_is_read(secrets: Path) -> None:
    assert told(secrets) == Oidc(
        issuer="https://id.example.org",
        client_id="upstander",
        client_secret="a long secret",
        passwords=True,
        claim="roles",
        roles=None,
    )
    off = told(secrets, UPSTANDER_PASSWORDS="off")
    assert off is not None
    assert not off.passwords


def test_the_file_of_roles(secrets: Path) -> None:
    lines = (
        "# ours\n\nho-north = housing_officer @ North\nho-north=call_handler@North  # too\nhm=housing_manager @ South\n"
    )
    (secrets / "roles").write_text(lines)
    read_back = told(secrets, UPSTANDER_OIDC_ROLES=str(secrets / "roles"))
    assert read_back is not None
    assert read_back.roles == {
        "ho-north": {("housing_officer", "North"), ("call_handler", "North")},
        "hm": {("housing_manager", "South")},
    }


@pytest.mark.parametrize(
    "line", ["x", "x = housing_officer", "= housing_officer @ North", "x = king @ North", "x = administrator @ North",
             "x = data_protection_officer @ North", "x = worker @ North", "x = @ North"]
)  # fmt: skip
def test_a_wrong_line_stops_the_start(secrets: Path, line: str) -> None:
    (secrets / "roles").write_text(f"{line}\n")
    with pytest.raises(Misconfigured, match="UPSTANDER_OIDC_ROLES"):
        told(secrets, UPSTANDER_OIDC_ROLES=str(secrets / "roles"))


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"UPSTANDER_OIDC_ISSUER": "http://id.example.org"}, "UPSTANDER_OIDC_ISSUER"),
        ({"UPSTANDER_OIDC_CLIENT_ID": ""}, "UPSTANDER_OIDC_CLIENT_ID"),
        ({"UPSTANDER_OIDC_ROLES": "/no/such/file"}, "UPSTANDER_OIDC_ROLES"),
    ],
)
def test_what_is_missing_or_unsafe_stops_the_start(secrets: Path, changed: dict[str, str], names: str) -> None:
    with pytest.raises(Misconfigured) as stopped:
        told(secrets, **changed)
    assert stopped.value.name == names


def test_the_secret_stands_in_a_file_that_others_cannot_read(secrets: Path) -> None:
    (secrets / "oidc_client_secret").chmod(0o644)
    with pytest.raises(Misconfigured, match="oidc_client_secret"):
        told(secrets)
    (secrets / "oidc_client_secret").unlink()
    with pytest.raises(Misconfigured, match="oidc_client_secret"):
        told(secrets)
