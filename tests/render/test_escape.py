import json

import pytest

from watchgraph.render.escape import json_for_script, web_address


def test_json_arrives_as_it_was_and_cannot_end_its_element(networks):
    for text in networks.ATTACKS + networks.NAMES:
        written = json_for_script({text: [text]})
        assert json.loads(written) == {text: [text]}
        assert not set(written) & set("<>&\u2028\u2029")


def test_half_a_surrogate_pair_can_still_be_written():
    written = json_for_script("\ud800")
    written.encode("utf-8")
    assert json.loads(written) == "\ud800"


def test_numbers_that_json_lacks_are_refused():
    with pytest.raises(ValueError, match="float"):
        json_for_script({"x": float("nan")})


def test_only_addresses_of_the_web_may_be_followed(networks):
    good = ["http://example.org", "https://example.org/a?b=c#d", "https://例え.jp/路"]
    assert [web_address(url) for url in good] == good
    bad = [
        "",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " https://example.org",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "https://",
        "http:",
        "https://[broken",
        "https://example.org/\x00",
    ]
    assert [web_address(url) for url in bad] == [""] * len(bad)
