"""Agreement of partitions, on cases counted by hand and on what must hold for all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchgraph.diff.agreement import adjusted_rand, matched_groups, normalised_information

partitions = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, 4), min_size=1)


def test_a_case_by_hand():
    one = dict(zip("abcdef", (1, 1, 1, 2, 2, 2), strict=True))
    two = dict(zip("abcdef", (1, 1, 2, 2, 3, 3), strict=True))
    # Pairs together: 6 and 3, in both 2, of 15; (2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15)
    assert adjusted_rand(one, two) == pytest.approx(0.8 / 3.3)
    # Entropies in bits: 1 and log2(3); what they share is 2/3.
    assert normalised_information(one, two) == pytest.approx(2 * (2 / 3) / (1 + 1.584962500721156))


def test_groups_are_matched_by_what_they_share():
    one = dict(zip("abcde", (1, 1, 1, 2, 2), strict=True))
    two = dict(zip("abcde", (2, 2, 1, 1, 1), strict=True))
    assert matched_groups(one, two) == {1: 2, 2: 1}


def test_only_common_nodes_count():
    assert adjusted_rand({"a": 1, "b": 1, "x": 5}, {"a": 2, "b": 2, "y": 2}) == 1.0


@given(partitions, partitions)
def test_the_order_of_the_two_does_not_matter(one, two):
    assert adjusted_rand(one, two) == pytest.approx(adjusted_rand(two, one))
    assert normalised_information(one, two) == pytest.approx(normalised_information(two, one))
    assert adjusted_rand(one, two) <= 1 + 1e-12
    assert 0 <= normalised_information(one, two) <= 1


@given(partitions)
def test_other_numbers_for_the_same_groups_agree_wholly(one):
    other = {node: 10 - group for node, group in one.items()}
    assert adjusted_rand(one, other) == 1.0
    assert normalised_information(one, other) == 1.0
    assert all(other[node] == matched_groups(one, other)[group] for node, group in one.items())
