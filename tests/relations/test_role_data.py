"""The data of posts, bylines, honours and parts: examples match, counterexamples do not."""

import re

import pytest

from kg.relations.connectives import connectives
from kg.relations.honour_lists import list_data
from kg.relations.honour_names import honour_data, honours
from kg.relations.honours import award_data
from kg.relations.part_of import part_data
from kg.relations.reporters import bylines, reporter_data
from kg.relations.roles_tokens import verb_data
from kg.relations.title_data import title_data
from kg.relations.titles import match_title

from .awards import awards
from .marked import scene

GROUPS = title_data().heads
NAME = "甲乙丙"


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: g.name)
def test_examples_are_titles_of_their_group(group: object) -> None:
    for example in group.examples:  # type: ignore[attr-defined]
        title = match_title(example, 0, len(example))
        assert title is not None, example
        assert (title.text, title.group) == (example, group)


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: g.name)
def test_counterexamples_are_no_titles(group: object) -> None:
    for counterexample in group.counterexamples:  # type: ignore[attr-defined]
        title = match_title(counterexample, 0, len(counterexample))
        assert title is None or title.text != counterexample


@pytest.mark.parametrize("key", ["short_form", "and_others", "item", "votes"])
def test_connectives(key: str) -> None:
    data = connectives()
    pattern = re.compile(getattr(data, key))
    assert all(pattern.fullmatch(e) for e in data.examples[key])
    assert not any(pattern.fullmatch(e) for e in data.counterexamples[key])


@pytest.mark.parametrize("key", ["holds", "denies"])
def test_verbs(key: str) -> None:
    data = verb_data()
    assert set(data.examples[key]) <= set(getattr(data, key))
    assert not set(data.counterexamples.get(key, ())) & set(getattr(data, key))


def test_bylines() -> None:
    def reporters(text: str) -> bool:
        return any(r.head.name == NAME for r in bylines(scene(text.replace(NAME, f"{{P:{NAME}}}"))))

    assert all(reporters(e) for e in reporter_data().examples)
    assert not any(reporters(e) for e in reporter_data().counterexamples)


@pytest.mark.parametrize("group", honour_data().names, ids=lambda g: g.name)
def test_honours(group: object) -> None:
    for example in group.examples:  # type: ignore[attr-defined]
        assert [example.startswith(h.text) and h.end == len(example) for h in honours(scene(example))] == [True], (
            example
        )
    for counterexample in group.counterexamples:  # type: ignore[attr-defined]
        assert not list(honours(scene(counterexample))), counterexample


def test_awards() -> None:
    def awarded(text: str) -> bool:
        return any(name == NAME for name, _ in awards(text.replace(NAME, f"{{P:{NAME}}}")))

    assert [e for e in list_data().examples if not awarded(e)] == []
    assert [e for e in list_data().counterexamples if awarded(e)] == []
    assert [e for e in award_data().examples if not awarded(e)] == []
    assert [e for e in award_data().counterexamples if awarded(e)] == []


@pytest.mark.parametrize("statement", part_data().statements, ids=lambda s: s.name)
def test_statements_of_parts(statement: object) -> None:
    pattern = re.compile(statement.pattern)  # type: ignore[attr-defined]
    assert all(pattern.fullmatch(e) for e in statement.examples)  # type: ignore[attr-defined]
    assert not any(pattern.fullmatch(e) for e in statement.counterexamples)  # type: ignore[attr-defined]
