"""The graph model as data: labels, relationship types, what each may join (``kg/data/ontology.yaml``)."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from kg.lexicon import load_mapping


class NodeDefinition(BaseModel):
    """One base label: its meaning, further labels it may carry, its properties."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    about: str
    zh: str
    sublabels: dict[str, str] = {}
    properties: dict[str, str] = {}


class EdgeDefinition(BaseModel):
    """One relationship type: ends (base labels), properties and their types, Chinese caption."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    about: str
    zh: str
    head: list[str]
    tail: list[str]
    properties: dict[str, str] = {}
    evidenced: bool = True
    """Carries evidence addresses and the properties that go with them."""
    symmetric: bool = False


class Ontology(BaseModel):
    """The whole graph model."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    nodes: dict[str, NodeDefinition]
    edges: dict[str, EdgeDefinition]
    evidence_properties: dict[str, str]


@cache
def ontology() -> Ontology:
    """Return the ontology.

    Raises:
        DataError: the file is wrong; names the key.
    """
    return load_mapping("ontology.yaml", Ontology)
