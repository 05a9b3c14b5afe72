from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.ner.overlap import Candidate, choose

_SPANS = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda t: (t[0], t[0] + t[1]))
_CANDIDATES = st.lists(
    st.tuples(_SPANS, st.sampled_from(["PERSON", "ORG", "PLACE"]), st.integers(-1, 3)).map(
        lambda t: Candidate(*t[0], t[1], t[2])
    ),
    max_size=12,
)


@given(_CANDIDATES, st.lists(_SPANS, max_size=4))
def test_winners_never_overlap_nor_stand_in_masks_and_nothing_is_lost(candidates, masks):
    kept, lost = choose(candidates, masks)
    assert sorted([*kept, *lost]) == sorted(candidates)
    for left, right in pairwise(kept):
        assert left.end <= right.start
    for c in kept:
        for a, b in masks:
            assert b <= c.start or c.end <= a or (c.start <= a and b <= c.end and (a, b) != (c.start, c.end))


@given(_CANDIDATES, st.randoms())
def test_the_order_of_candidates_does_not_matter(candidates, random):
    shuffled = list(candidates)
    random.shuffle(shuffled)
    assert [c[:2] for c in choose(candidates, ())[0]] == [c[:2] for c in choose(shuffled, ())[0]]


def test_an_organisation_beats_the_place_in_it():
    kept, _ = choose([Candidate(0, 2, "PLACE", -1), Candidate(0, 6, "UNION", 3)], ())
    assert [(c.start, c.end) for c in kept] == [(0, 6)]


def test_a_person_beats_a_longer_place_that_straddles_it():
    kept, _ = choose([Candidate(0, 3, "PERSON", 0), Candidate(0, 5, "PLACE", -1)], ())
    assert [c.label for c in kept] == ["PERSON"]


def test_a_name_may_hold_a_quoted_expression():
    kept, _ = choose([Candidate(0, 12, "ORG", 3)], [(4, 8)])
    assert len(kept) == 1
