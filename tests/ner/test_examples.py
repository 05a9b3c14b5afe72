"""Every entry of the data files finds its examples and leaves its counterexamples alone."""

import pytest
from spacy.language import Language

from kg.ner.masks import mask_data
from kg.ner.organisations import head_groups
from tests.ner.marks import parse

_GROUPS = [(g, e) for g in head_groups() for e in g.examples]
_NOT = [(g, e) for g in head_groups() for e in g.counterexamples]


@pytest.mark.parametrize(("group", "example"), _GROUPS, ids=lambda v: v if isinstance(v, str) else v.name)
def test_heads_find_their_examples(nlp: Language, group, example):
    text, wanted = parse(example)
    found = [e.text for e in nlp(text).ents if e.label_ == group.label]
    assert [w for w in wanted if w not in found] == []


@pytest.mark.parametrize(("group", "example"), _NOT, ids=lambda v: v if isinstance(v, str) else v.name)
def test_heads_leave_counterexamples_alone(nlp: Language, group, example):
    found = [e.text for e in nlp(example).ents if e.label_ == group.label and e.text.endswith(tuple(group.heads))]
    assert found == []


def _masks():
    data = mask_data()
    for p in data.patterns:
        yield from ((p.label, e, True) for e in p.examples)
        yield from ((p.label, e, False) for e in p.counterexamples)
    for label, part in (("HONOUR", data.honours), ("EVENT", data.events)):
        yield from ((label, e, True) for e in part.examples)
        yield from ((label, e, False) for e in part.counterexamples)


@pytest.mark.parametrize(("label", "example", "good"), list(_masks()))
def test_masks(nlp: Language, label, example, good):
    text, wanted = parse(example)
    doc = nlp(text)
    found = [s.text for s in doc.spans["masks"] if s.label_ == label]
    if good:
        assert [w for w in wanted if w not in found] == []
    else:
        assert found == []
