"""Every cue matches its examples and none of its counterexamples."""

import pytest

from kg.errors import DataError
from kg.relations.cues import Cue, compiled, cues, encode

FILES = ("clauses", "dates", "planned", "visits", "companions", "events", "meetings", "hosting", "met", "words")
ALL = [(file, cue) for file in FILES for cue in cues(file).values()]
YES = [pytest.param(c, e, id=f"{f}-{c.name}-{e}") for f, c in ALL for e in c.examples]
NO = [pytest.param(c, e, id=f"{f}-{c.name}-{e}") for f, c in ALL for e in c.counterexamples]


@pytest.mark.parametrize(("cue", "example"), YES)
def test_matches(cue: Cue, example: str) -> None:
    assert cue.regex.search(encode(example))


@pytest.mark.parametrize(("cue", "example"), NO)
def test_does_not_match(cue: Cue, example: str) -> None:
    assert not cue.regex.search(encode(example))


@pytest.mark.parametrize("file", FILES)
def test_each_cue_says_what_it_is_for(file: str) -> None:
    assert all(c.about and c.examples and 0.5 <= c.confidence <= 1 for c in cues(file).values())


def test_list_of_sites() -> None:
    sites = compiled("到<SITES>")
    assert sites.fullmatch(encode("到位于<L>的<O>、<O>和<O>"))
    assert not sites.search(encode("到现场"))


def test_unknown_file_is_named() -> None:
    with pytest.raises(DataError, match=r"relations/none\.yaml"):
        cues("none")
