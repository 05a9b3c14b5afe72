"""Doc to Reading: roles, visits, meetings and the rest, one module each, run in a fixed order."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kg.relations import companions, honours, hosted, meetings, met, part_of, roles, signed, visits
from kg.relations.scene import Findings, Scene
from kg.types import Article, Reading, Relation

# Later modules may read what earlier ones found: visits want to know who holds which post, companions who visits.
_ORDER = (roles, honours, part_of, signed, hosted, meetings, visits, companions, met)

_ACROSS_A_SEAM = 0.7
"""What is left of the confidence in a relation whose evidence runs over a doubtful join of two columns."""


def read(doc: Doc, article: Article) -> Reading:
    """Read the relations of an article.

    Args:
        doc: a doc of ``kg.ner``: one token a character, mentions in ``doc.ents``, words in ``doc.spans["words"]``.
        article: the article it was made from; ``doc.text`` is ``article.text``.
    """
    scene, found = Scene.of(doc, article), Findings()
    for module in _ORDER:
        module.find(scene, found)
    relations = tuple(_weighed(r, article.seams) for r in found.relations)
    return Reading(article, scene.mentions, relations, tuple(found.silenced))


def _weighed(relation: Relation, seams: tuple[int, ...]) -> Relation:
    start, end = relation.evidence
    if any(start < seam < end for seam in seams):
        return replace(relation, confidence=round(relation.confidence * _ACROSS_A_SEAM, 2))
    return relation
