import re

from hypothesis import given
from hypothesis import strategies as st

from kg.ner.patterns import any_of, occurrences

_TEXT = st.text(alphabet="甲乙丙丁", max_size=30)
_WORDS = st.lists(st.text(alphabet="甲乙丙丁", min_size=1, max_size=4), min_size=1, max_size=6)


@given(_TEXT, _WORDS)
def test_a_pattern_matches_the_longest_word_at_each_place(text, words):
    longest_first = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    assert [m.span() for m in re.finditer(any_of(words), text)] == [m.span() for m in re.finditer(longest_first, text)]


@given(_TEXT, _WORDS)
def test_occurrences_are_what_the_pattern_finds(text, words):
    assert occurrences(text, words) == [m.span() for m in re.finditer(any_of(words), text)]


def test_no_words_match_nothing():
    assert re.search(any_of([]), "甲乙") is None
