import pytest

from kg.errors import DataError
from kg.lexicon import load_entries, load_mapping
from kg.segment import lexicon
from kg.segment.home import National
from kg.segment.lines import split
from kg.text import fold


def furniture_entries():
    return load_entries(lexicon.FURNITURE, lexicon.FurnitureEntry)


@pytest.mark.parametrize("entry", furniture_entries(), ids=lambda e: e.name)
def test_furniture_examples(entry):
    pattern = lexicon.compiled(lexicon.FURNITURE, entry.name, entry.pattern)
    match = {"line": pattern.fullmatch, "start": pattern.match, "part": pattern.search}[entry.where]
    for example in entry.examples:
        assert match(fold(example)), example
    for example in entry.counterexamples:
        assert not match(fold(example)), example


@pytest.mark.parametrize("entry", load_entries(lexicon.SECTIONS, lexicon.SectionEntry), ids=lambda e: e.name)
def test_section_examples(entry):
    pattern = lexicon.compiled(lexicon.SECTIONS, entry.name, entry.pattern)
    assert all(pattern.fullmatch(fold(e)) for e in entry.examples), entry.examples
    assert not any(lexicon.is_section(fold(e)) for e in entry.counterexamples), entry.counterexamples


@pytest.mark.parametrize("entry", load_entries(lexicon.BYLINES, lexicon.SectionEntry), ids=lambda e: e.name)
def test_byline_examples(entry):
    pattern = lexicon.compiled(lexicon.BYLINES, entry.name, entry.pattern)
    assert all(pattern.match(fold(e)) for e in entry.examples), entry.examples
    assert not any(pattern.fullmatch(fold(e)) for e in entry.counterexamples), entry.counterexamples


@pytest.mark.parametrize("entry", load_entries(lexicon.NOTICES, lexicon.NoticeEntry), ids=lambda e: e.name)
def test_notice_examples(entry):
    pattern = lexicon.compiled(lexicon.NOTICES, entry.name, entry.pattern)
    match = pattern.fullmatch if entry.kind == "heading" else pattern.search
    assert all(match(fold(e)) for e in entry.examples), entry.examples
    assert not any(match(fold(e)) for e in entry.counterexamples), entry.counterexamples


@pytest.mark.parametrize("entry", load_entries(lexicon.PATTERNS, lexicon.SectionEntry), ids=lambda e: e.name)
def test_pattern_examples(entry):
    pattern = lexicon.compiled(lexicon.PATTERNS, entry.name, entry.pattern)
    assert all(pattern.fullmatch(fold(e)) for e in entry.examples), entry.examples
    assert not any(pattern.fullmatch(fold(e)) for e in entry.counterexamples), entry.counterexamples


def test_a_missing_pattern_is_named():
    with pytest.raises(DataError, match="no such"):
        lexicon.pattern("no such")


def test_traits_of_national_papers():
    traits = load_mapping("segment/national.yaml", National)
    name = lexicon.compiled("segment/national.yaml", "name", traits.name)
    publisher = lexicon.compiled("segment/national.yaml", "publisher", traits.publisher)
    assert all(name.search(e) for e in traits.examples)
    assert not any(name.search(e) for e in traits.counterexamples)
    assert all(publisher.search(e) for e in traits.publisher_examples)


def test_a_pattern_that_is_no_regular_expression_is_named():
    with pytest.raises(DataError, match=r"x\.yaml: odd: pattern"):
        lexicon.compiled("x.yaml", "odd", "(")


def test_lines_know_their_places():
    text = "　　甲乙 \n\n\n丙"
    first, second = split(text)
    assert (first.text, text[first.start : first.end], first.indent, first.trailing) == ("甲乙", "甲乙", 4, True)
    assert (second.gap, second.start) == (2, text.index("丙"))
