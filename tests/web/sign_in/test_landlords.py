"""The landlord's own sign-in against a real provider: who comes in, who does not, and what each answer must prove."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from authlib.oidc.core.grants import code as inside
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.test import Client
from joserfc.jwk import RSAKey
from pytest_django.fixtures import Settings

from tests.cast import NOW, PASSWORD, Landlord
from tests.web.desk import at_the_desk, words_of
from tests.web.sign_in.provider import CLIENT, Provider, come_by, running
from upstander.policy.roles import Role
from upstander.records.journal import Entry
from upstander.records.staff import Appointment, Staff
from upstander.site.oidc import Oidc

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the provider's own
MANAGER = frozenset({(Role.HOUSING_MANAGER.value, "South")})


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings: Settings) -> Provider:
    cache.clear()
    settings.OIDC = Oidc(server.issuer, CLIENT, "a secret", passwords=True, claim="roles", roles=None)
    settings.SECOND_STEP_FORCED = True  # the landlord's own sign-in stands for a second step
    server.knows("joy", email="Okafor@landlord.example", email_verified=True)
    server.asked.clear()
    server.fitted.clear()
    return server


def is_in(browser: Client) -> bool:
    return SESSION_KEY in browser.session


def test_somebody_known_comes_in_and_gets_on(provider: Provider, desk_house: Landlord) -> None:
    browser = Client()
    assert "Sign in with your work account" in words_of(browser.get("/sign-in?next=/triage"))
    assert come_by(provider, browser, "joy", leads_to="/work/message")["Location"] == "/work/message"
    assert "Joy Okafor" in browser.get("/work/message").content.decode()
    assert "Our own sign-in" in words_of(browser.get("/account"))


def test_state_nonce_and_proof_of_possession_are_sent_and_fit(provider: Provider, desk_house: Landlord) -> None:
    assert come_by(provider, Client(), "joy").status_code == 302
    asked = provider.asked[-1]
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"].endswith("/sign-in/work-account/back")
    assert provider.fitted == [True]


def test_an_answer_opens_once_and_only_where_it_was_asked_for(provider: Provider, desk_house: Landlord) -> None:
    browser, other = Client(), Client()
    start = browser.get("/sign-in/work-account")
    back = provider.sent_back(start["Location"], "joy")
    stolen = other.get(back)
    assert stolen.status_code == 403
    assert "Start again from our own page" in words_of(stolen)
    assert not is_in(other)
    assert browser.get(back).status_code == 302
    browser.post("/sign-out")
    assert browser.get(back).status_code == 403
    assert not is_in(browser)


def test_another_state_opens_nothing(provider: Provider, desk_house: Landlord) -> None:
    browser = Client()
    back = provider.sent_back(browser.get("/sign-in/work-account")["Location"], "joy")
    assert browser.get(back.replace("state=", "state=x")).status_code == 403
    assert browser.get(back).status_code == 403
    assert not is_in(browser)


def test_only_a_verified_address_that_works_here_comes_in(provider: Provider, desk_house: Landlord) -> None:
    people = Staff.objects.count()
    for claims in (
        {"email": "nobody@elsewhere.example", "email_verified": True},
        {"email": "okafor@landlord.example", "email_verified": False},
        {"email": "okafor@landlord.example"},
        {"email": "okafor@landlord.example", "email_verified": "true"},
        {"email": ["okafor@landlord.example"], "email_verified": True},
        {"email_verified": True},
    ):
        provider.knows("somebody", **claims)
        browser = Client()
        answer = come_by(provider, browser, "somebody")
        assert answer.status_code == 403, claims
        assert "no account here" in words_of(answer)
        assert not is_in(browser)
    assert Staff.objects.count() == people


def test_who_left_does_not_come_in(provider: Provider, desk_house: Landlord) -> None:
    Staff.objects.filter(pk=desk_house.staff["okafor"].pk).update(is_active=False)
    assert come_by(provider, Client(), "joy").status_code == 403


def forged(monkeypatch: pytest.MonkeyPatch, *, key: Any = None, **wrong: Any) -> None:
    """Let the provider sign something else, or with another key."""
    real = inside.jwt.encode

    def encode(header: Any, claims: dict[str, Any], own: Any, algorithms: Any) -> Any:
        return real(header, claims | wrong, key or own, algorithms)

    monkeypatch.setattr(inside, "jwt", SimpleNamespace(encode=encode))


def test_a_token_for_another_house_or_another_moment_opens_nothing(
    provider: Provider, desk_house: Landlord, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Client()
    wrongs = ({"aud": ["another-house"]}, {"iss": "http://127.0.0.1:1"}, {"nonce": "x"}, {"nonce": None}, {"exp": 1})
    for wrong in wrongs:
        with monkeypatch.context() as other:
            forged(other, **wrong)
            assert come_by(provider, browser, "joy").status_code == 403, wrong
        assert not is_in(browser)


def test_a_token_signed_by_another_key_opens_nothing(
    provider: Provider, desk_house: Landlord, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged(monkeypatch, key=RSAKey.generate_key(2048))
    browser = Client()
    assert come_by(provider, browser, "joy").status_code == 403
    assert not is_in(browser)


def test_when_the_provider_is_down_the_page_says_so_and_a_password_still_works(
    provider: Provider, desk_house: Landlord, settings: Settings
) -> None:
    settings.OIDC = replace(settings.OIDC, issuer="http://127.0.0.1:9")
    answer = Client().get("/sign-in/work-account")
    assert answer.status_code == 503
    assert "did not answer" in words_of(answer)
    assert "where a password works too" in words_of(answer)
    came = Client().post("/sign-in", {"login": "quinn@landlord.example", "password": PASSWORD})
    assert came["Location"] == "/work"


def test_passwords_may_be_switched_off(provider: Provider, desk_house: Landlord, settings: Settings) -> None:
    settings.OIDC = replace(settings.OIDC, passwords=False)
    assert 'name="password"' not in Client().get("/sign-in").content.decode()
    browser = Client()
    said = {"login": "okafor@landlord.example", "password": PASSWORD}
    assert browser.post("/sign-in", said).status_code == 404
    assert not is_in(browser)


def test_a_proof_is_given_there_too_and_by_nobody_else(provider: Provider, desk_house: Landlord) -> None:
    browser = at_the_desk(desk_house, "okafor")
    provider.knows("sam", email="lewis@landlord.example", email_verified=True)
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert browser.get("/account/passkey")["Location"].startswith("/sign-in/again")
        assert come_by(provider, browser, "sam").status_code == 403
        assert browser.get("/account/passkey").status_code == 302
        assert come_by(provider, browser, "joy", leads_to="/account/passkey")["Location"] == "/account/passkey"
        assert provider.asked[-1]["prompt"] == "login"
        assert browser.get("/account/passkey").status_code == 200


def test_the_session_has_another_name_afterwards(provider: Provider, desk_house: Landlord) -> None:
    browser = Client()
    start = browser.get("/sign-in/work-account")
    before = browser.cookies["s"].value
    browser.get(provider.sent_back(start["Location"], "joy"))
    assert browser.cookies["s"].value != before


def held(desk_house: Landlord) -> set[tuple[str, str]]:
    live = Appointment.objects.filter(staff=desk_house.staff["okafor"], end=None)
    return set(live.values_list("role", "team__name"))


def test_roles_come_from_claims_by_the_files_word_alone(
    provider: Provider, desk_house: Landlord, settings: Settings
) -> None:
    settings.OIDC = replace(settings.OIDC, roles={"hm-south": MANAGER})
    provider.knows("joy", email="okafor@landlord.example", email_verified=True, roles=["hm-south", "administrator", 7])
    come_by(provider, Client(), "joy")
    assert held(desk_house) == {("housing_officer", "North"), ("housing_manager", "South")}
    entry = Entry.objects.get(deed="take_roles_from_claims")
    assert entry.on_behalf_of == f"staff:{desk_house.staff['okafor'].pk}"
    come_by(provider, Client(), "joy")
    assert Entry.objects.filter(deed="take_roles_from_claims").count() == 1
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        provider.knows("joy", email="okafor@landlord.example", email_verified=True)
        come_by(provider, Client(), "joy")
    assert held(desk_house) == {("housing_officer", "North")}


def test_a_bad_file_of_roles_lets_nobody_in_by_it(provider: Provider, desk_house: Landlord, settings: Settings) -> None:
    for role, team in (("administrator", "North"), ("housing_manager", "No such team")):
        settings.OIDC = replace(settings.OIDC, roles={"x": frozenset({(role, team)})})
        provider.knows("joy", email="okafor@landlord.example", email_verified=True, roles="x")
        browser = Client()
        assert come_by(provider, browser, "joy").status_code == 403
        assert not is_in(browser)
    assert held(desk_house) == {("housing_officer", "North")}
