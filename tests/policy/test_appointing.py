@pytest.mark.parametrize(
    ("known", "any_named", "allowed"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_a_team_looks_after_areas_we_know(known, any_named, allowed):
    assert may_look_after_areas(known=known, any_named=any_named).allowed is allowed
