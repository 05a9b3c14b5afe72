"""spaCy component ``kg_overlap``: one policy that makes ``doc.ents`` of all candidates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.ner.doc import LEXICAL, MASKS, ORGANISATIONS, PERSONS, PLACES, SHORT_FORMS, SILENCED, group, set_group

# Of two candidates with the same borders the firmer evidence wins.
_RANK = {SHORT_FORMS: 3, ORGANISATIONS: 2, LEXICAL: 1, PERSONS: 0, PLACES: -1}


class Candidate(NamedTuple):
    """A span that a component proposes."""

    start: int
    end: int
    label: str
    rank: int


def choose(
    candidates: Iterable[Candidate], masks: Iterable[tuple[int, int]]
) -> tuple[list[Candidate], list[Candidate]]:
    """Return the winners, in order, and the losers.

    1. A candidate that lies in a mask, or straddles its edge, loses; one that holds all of a mask may stand.
    2. Places come last: any other candidate that overlaps one beats it (宿向东|一路 against 宿|向东一路), unless the
       place holds it entirely.
    3. Of two that overlap the longer wins, then the one of the higher rank, then the one that begins first.
    """
    hidden = sorted(masks)
    kept: list[Candidate] = []
    lost: list[Candidate] = []
    taken: set[int] = set()
    order = sorted(candidates, key=lambda c: (c.rank < 0, c.start - c.end, -c.rank, c.start))
    for c in order:
        if _masked(c, hidden) or any(i in taken for i in range(c.start, c.end)):
            lost.append(c)
        else:
            kept.append(c)
            taken.update(range(c.start, c.end))
    return sorted(kept), sorted(lost)


def _masked(c: Candidate, masks: list[tuple[int, int]]) -> bool:
    for a, b in masks:
        if a >= c.end:
            return False
        if b > c.start and not (c.start <= a and b <= c.end and (a, b) != (c.start, c.end)):
            return True
    return False


class OverlapComponent:
    """Fills ``doc.ents`` and ``doc.spans["silenced"]``."""

    def __call__(self, doc: Doc) -> Doc:
        """Choose the mentions of one doc."""
        candidates = [Candidate(*span, rank) for key, rank in _RANK.items() for span in group(doc, key)]
        kept, lost = choose(candidates, ((a, b) for a, b, _ in group(doc, MASKS)))
        doc.ents = [Span(doc, c.start, c.end, label=c.label) for c in kept]
        set_group(doc, SILENCED, ((c.start, c.end, c.label) for c in lost))
        return doc


@Language.factory("kg_overlap")
def make_overlap(nlp: Language, name: str) -> OverlapComponent:
    """Make the component; it comes last."""
    return OverlapComponent()
