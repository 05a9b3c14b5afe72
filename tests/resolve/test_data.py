"""Every entry of the data files matches its examples and not its counterexamples."""

import pytest

from kg.resolve.rules import Level, Owner, Pattern, levels, owners, patterns


@pytest.mark.parametrize("level", levels(), ids=lambda x: x.word)
def test_levels(level: Level) -> None:
    assert {name: level.rest(name) for name in level.examples} == level.examples
    assert [name for name in level.counterexamples if level.rest(name) is not None] == []


@pytest.mark.parametrize("owner", owners(), ids=lambda x: x.word)
def test_owners(owner: Owner) -> None:
    assert {name: name.removeprefix(owner.word) for name in owner.examples} == owner.examples


@pytest.mark.parametrize("pattern", patterns().values(), ids=lambda x: x.name)
def test_patterns(pattern: Pattern) -> None:
    assert pattern.examples
    assert [x for x in pattern.examples if not pattern.matches(x)] == []
    assert [x for x in pattern.counterexamples if pattern.matches(x)] == []


def test_longer_words_come_first() -> None:
    for words in ([x.word for x in levels()], [x.word for x in owners()]):
        for i, word in enumerate(words):
            assert not any(later.startswith(word) and later != word for later in words[i:])
