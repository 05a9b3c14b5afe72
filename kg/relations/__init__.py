"""Doc to Reading: roles, visits, meetings and the rest, one module each, run in a fixed order."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.relations import companions, honours, hosted, meetings, met, part_of, roles, signed, visits
from kg.relations.scene import Findings, Scene
from kg.types import Article, Reading

# Later modules may read what earlier ones found: visits want to know who holds which post, companions who visits.
_ORDER = (roles, honours, part_of, signed, hosted, meetings, visits, companions, met)


def read(doc: Doc, article: Article) -> Reading:
    """Read the relations of an article.

    Args:
        doc: a doc of ``kg.ner``: one token a character, mentions in ``doc.ents``, words in ``doc.spans["words"]``.
        article: the article it was made from; ``doc.text`` is ``article.text``.
    """
    scene, found = Scene.of(doc, article), Findings()
    for module in _ORDER:
        module.find(scene, found)
    return Reading(article, scene.mentions, tuple(found.relations), tuple(found.silenced))
