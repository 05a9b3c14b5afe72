"""spaCy component ``kg_overlap``: one policy that makes ``doc.ents`` of all candidates."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.ner.doc import MASKS, ORGANISATIONS, PERSONS, PLACES, SHORT_FORMS, SILENCED, group, set_group

# Which component wins where two overlap and neither holds the other: the firmer evidence.
_RANK = {ORGANISATIONS: 2, SHORT_FORMS: 1, PERSONS: 3, PLACES: 0}


def choose(
    candidates: list[tuple[int, int, str, int]], masks: list[tuple[int, int, str]]
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """Choose among candidates (start, end, label, rank); return winners and losers.

    A candidate that lies in a mask or straddles its edge loses. Of two that overlap the longer wins, then the one of
    the higher rank.
    """
    kept: list[tuple[int, int, str]] = []
    lost: list[tuple[int, int, str]] = []
    taken: list[tuple[int, int]] = []
    for start, end, label, _ in sorted(candidates, key=lambda c: (-(c[1] - c[0]), -c[3], c[0])):
        hidden = any(
            a < end and start < b and not (start <= a and b <= end and (start, end) != (a, b)) for a, b, _ in masks
        )
        if hidden or any(a < end and start < b for a, b in taken):
            lost.append((start, end, label))
        else:
            kept.append((start, end, label))
            taken.append((start, end))
    return sorted(kept), lost


class OverlapComponent:
    """Fills ``doc.ents``."""

    def __call__(self, doc: Doc) -> Doc:
        """Choose the mentions of one doc."""
        candidates = [(s, e, label, rank) for key, rank in _RANK.items() for s, e, label in group(doc, key)]
        kept, lost = choose(candidates, group(doc, MASKS))
        doc.ents = [Span(doc, s, e, label=label) for s, e, label in kept]
        set_group(doc, SILENCED, lost)
        return doc


@Language.factory("kg_overlap")
def make_overlap(nlp: Language, name: str) -> OverlapComponent:
    """Make the component; it comes last."""
    return OverlapComponent()
