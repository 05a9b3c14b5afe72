"""What the tagger of ``make train`` learns from; the training itself needs a package that only ``make train`` installs."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "models" / "train"))

from articles import Example, StandIns, example  # noqa: E402
from readings import Reader, features  # noqa: E402


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_a_copy_says_the_same_of_other_people(seed):
    text = "市总工会主席苗得雨赴甲厂。苗得雨说，李 明、阿依古丽·买买提到场。"
    names = ("市总工会", "苗得雨", "甲厂", "苗得雨", "李 明", "阿依古丽·买买提")
    labels = ("UNION", "PERSON", "COMPANY", "PERSON", "PERSON", "PERSON")
    spans, end = [], 0
    for name, label in zip(names, labels, strict=True):
        start = text.index(name, end)
        end = start + len(name)
        spans.append((start, end, label))
    copy = StandIns(seed).copy(Example(text, spans))
    printed = [copy.text[s:e] for s, e, _ in copy.spans]
    assert [label for _, _, label in copy.spans] == list(labels)
    assert (printed[0], printed[2]) == ("市总工会", "甲厂")
    assert printed[1] == printed[3]
    assert " " in printed[4]

    def between(article: Example) -> list[str]:
        edges = [0, *(i for s, e, _ in article.spans for i in (s, e)), len(article.text)]
        return [article.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]

    assert between(copy) == between(Example(text, spans))


def test_one_seed_makes_the_same_copies_again():
    article = example(ROOT / "tests" / "gold" / "tuning" / "a-002.json")
    assert StandIns(7).copy(article) == StandIns(7).copy(article)
    assert StandIns(7).copy(article) != StandIns(8).copy(article)


def test_sentences_stand_where_they_say(reader):
    text = "市总赴甲厂\n\n本报讯 主席李 挺到场。他说：“好！”"
    sentences = reader.read(text)
    assert [text[i] for s in sentences for i in s.where] == [c for s in sentences for c in s.text]
    assert {c for c in text if not c.isspace()} == {c for s in sentences for c in s.text if not c.isspace()}


def test_the_tagger_is_told_how_sure_the_base_model_is_of_a_name(reader):
    [sentence] = reader.read("省总工会主席史济锡出席会议。")
    told = list(features(sentence))
    assert len(told) == len(sentence.text)
    name = sentence.text.index("史")
    assert {"n.0=5", "p0=BPER", "c0=史", "w-1=主席"} <= set(told[name])
    assert "n.0=0" in told[0]
