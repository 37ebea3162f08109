"""Homes at a postcode, however it was typed; what is no postcode finds none, on either database."""

from __future__ import annotations

import pytest

from upstander.casework.homes import home, homes_at


@pytest.mark.parametrize("typed", ["SE1 1AB", "se11ab", " s e 1 1 a b "])
def test_a_postcode_is_found_however_it_was_typed(house, typed):
    assert len(homes_at(typed)) == 6


@pytest.mark.parametrize(
    "typed", ["", "SE1", "SE1 1AB 1AB", "SE1\x001AB", "SE1 1A\x00", "ÉÉ1 1AB", "SE1-1AB", "%%%%%%"]
)
def test_what_is_no_postcode_finds_no_home(house, typed):
    assert homes_at(typed) == ()


@pytest.mark.parametrize("uprn", ["", "99\x00", "%", "1"])
def test_what_is_no_uprn_finds_no_home(house, uprn):
    assert home(uprn) is None
    assert home("990000000101") is not None
