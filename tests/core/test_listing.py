from ramangan_gui.core.listing import first_few


def test_that_the_first_are_written_and_others_hinted_at():
    names = list("abcdefg")
    assert first_few(names) == "a, b, c, d, e …"
    assert first_few(names[:5]) == "a, b, c, d, e"
    assert first_few(names, 2) == "a, b …"
    assert first_few([]) == ""
