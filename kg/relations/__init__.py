"""Doc to Reading: roles, visits, meetings and the rest, one module each, run in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.relations import companions, honours, hosted, meetings, met, part_of, roles, signed, visits
from kg.relations.scene import Findings, Scene
from kg.types import Article, Mention, Reading, Relation

# Later modules may read what earlier ones found: visits want to know who holds which post, companions who visits.
_ORDER = (roles, honours, part_of, signed, hosted, meetings, visits, companions, met)

_ACROSS_A_SEAM = 0.7
"""What is left of the confidence in a relation whose evidence runs over a doubtful join of two columns."""
_DOUBTFUL_NAME = 0.7
_DOUBTFUL = 0.9
"""The same where a character of one of its names, or another of its evidence, was recognised with little confidence."""


def read(doc: Doc, article: Article) -> Reading:
    """Read the relations of an article.

    Args:
        doc: a doc of ``kg.ner``: one token a character, mentions in ``doc.ents``, words in ``doc.spans["words"]``.
        article: the article it was made from; ``doc.text`` is ``article.text``.
    """
    scene, found = Scene.of(doc, article), Findings()
    for module in _ORDER:
        module.find(scene, found)
    relations = tuple(_weighed(r, article, scene.mentions) for r in found.relations)
    return Reading(article, scene.mentions, relations, tuple(found.silenced))


def _weighed(relation: Relation, article: Article, mentions: Sequence[Mention]) -> Relation:
    """Return a relation with the confidence that is left to it where its evidence may not stand as it was printed."""
    start, end = relation.evidence
    weight = 1.0
    if any(start < seam < end for seam in article.seams):
        weight *= _ACROSS_A_SEAM
    doubts = [(a, b) for a, b in article.doubtful if a < end and b > start]
    if doubts:
        names = [mentions[x.mention] for x in (relation.head, relation.tail) if x.mention is not None]
        in_a_name = any(a < m.end and b > m.start for m in names for a, b in doubts)
        weight *= _DOUBTFUL_NAME if in_a_name else _DOUBTFUL
    return relation if weight == 1.0 else replace(relation, confidence=round(relation.confidence * weight, 2))
