"""Scoring, against counts worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.evaluation import ArticleScore, GoldArticle, by_confidence, by_rule, load_gold, score

# 省总工会 stands twice, once inside 省总工会主席团 (not a mention of its own there: nth says which).
TEXT = "史济锡到宁波\n\n省总工会主席史济锡3月2日到春晓工厂和北仑基地走访。李谦参加。省总工会主席团讨论了。"
GOLD: dict[str, Any] = {
    "newspaper": "浙江工人日报",
    "home": "浙江省",
    "date": "2022-03-04",
    "text": TEXT,
    "mentions": [
        {"text": "史济锡", "label": "PERSON", "canonical": "史济锡"},
        {"text": "李谦", "label": "PERSON", "canonical": "李谦"},
        {"text": "省总工会", "label": "UNION", "canonical": "浙江省总工会", "also": ["浙江总工会"], "nth": [0]},
        {"text": "宁波", "label": "PLACE", "canonical": "宁波", "optional": True},
        {"text": "春晓工厂", "label": "COMPANY", "canonical": "春晓工厂"},
        {"text": "北仑基地", "label": "ORG", "canonical": "北仑基地"},
    ],
    "relations": [
        {"type": "HOLDS_ROLE", "head": "史济锡", "tail": "浙江省总工会", "title": "主席"},
        {"type": "VISITED", "head": "史济锡", "tail": "春晓工厂", "start": "2022-03-02", "end": "2022-03-02"},
        {"type": "VISITED", "head": "史济锡", "tail": "北仑基地", "start": "2022-03-02", "end": "2022-03-02"},
        {"type": "VISITED", "head": "史济锡", "tail": "宁波", "optional": True},
        {"type": "ACCOMPANIED", "head": "李谦", "tail": "史济锡"},
        {"type": "ATTENDED", "head": "李谦", "tail": "省总工会主席团会议", "function": "出席"},
        {"type": "SIGNED_WITH", "head": "春晓工厂", "tail": "北仑基地"},
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> GoldArticle:
    (tmp_path / "x-1.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return load_gold([tmp_path])[0]


def mention(text: str, label: str) -> dict[str, str]:
    return {"text": text, "label": label}


def counts(result: ArticleScore) -> dict[str, tuple[int, int, int]]:
    return {row: (c.right, c.given, c.asked) for row, c in result.counts.items()}


def test_mentions_count_as_often_as_they_occur(gold: GoldArticle) -> None:
    found = [mention("史济锡", "PERSON"), mention("省总工会", "UNION"), mention("省总工会", "UNION")]
    found += [mention("北仑基地", "COMPANY"), mention("宁波", "PLACE")]
    got = counts(score(gold, {"mentions": found, "relations": []}))
    # 史济锡 is asked for twice and given once; the second 省总工会 is false; 北仑基地 has the wrong label.
    assert got["mentions/PERSON"] == (1, 1, 3)
    assert got["mentions/UNION"] == (1, 2, 1)
    assert got["mentions/COMPANY"] == (0, 1, 1)
    assert got["mentions/ORG"] == (0, 0, 1)
    assert got["mentions/PLACE"] == (0, 0, 0)  # optional: neither asked for nor false
    assert got["mentions"] == (2, 4, 6)


def test_what_is_found_beyond_an_optional_mention_is_false(gold: GoldArticle) -> None:
    got = counts(score(gold, {"mentions": [mention("宁波", "PLACE")] * 3, "relations": []}))
    assert got["mentions/PLACE"] == (0, 2, 0)


def test_relations_agree_in_type_ends_and_title(gold: GoldArticle) -> None:
    found = [
        {"type": "HOLDS_ROLE", "head": "史济锡", "tail": "浙江总工会", "title": "主席"},  # another accepted spelling
        {"type": "HOLDS_ROLE", "head": "史济锡", "tail": "浙江省总工会", "title": "副主席"},
        {"type": "VISITED", "head": "史济锡", "tail": "春晓工厂", "start": "2022-03-02"},
        {"type": "VISITED", "head": "史济锡", "tail": "北仑基地", "start": "2022-03-03"},
        {"type": "VISITED", "head": "史济锡", "tail": "宁波"},  # optional
        {"type": "ACCOMPANIED", "head": "史济锡", "tail": "李谦"},  # the wrong way round
        {"type": "ATTENDED", "head": "李谦", "tail": "省总工会主席团全体会议"},
        {"type": "SIGNED_WITH", "head": "北仑基地", "tail": "春晓工厂"},
    ]
    result = score(gold, {"mentions": [], "relations": found})
    got = counts(result)
    assert got["roles"] == (1, 2, 1)
    assert got["relations/VISITED"] == (2, 2, 2)
    assert got["relations/ACCOMPANIED"] == (0, 1, 1)
    assert got["visits"] == (2, 3, 3)
    assert got["meetings"] == (2, 2, 2)
    assert got["relations"] == (5, 7, 6)
    assert got["visit dates"] == (1, 2, 2)
    relations = [(e.kind, e.row, e.what) for e in result.errors if e.row in {"HOLDS_ROLE", "ACCOMPANIED", "VISITED"}]
    assert sorted(relations) == [
        ("false", "ACCOMPANIED", "史济锡 → 李谦"),
        ("false", "HOLDS_ROLE", "史济锡 → 浙江省总工会 [副主席]"),
        ("missed", "ACCOMPANIED", "李谦 → 史济锡"),
        ("wrong date", "VISITED", "史济锡 → 北仑基地: 2022-03-02—2022-03-02 asked, 2022-03-03—2022-03-03 found"),
    ]


def test_the_same_relation_twice_counts_once(gold: GoldArticle) -> None:
    twice = [{"type": "ACCOMPANIED", "head": "李谦", "tail": "史济锡"}] * 2
    assert counts(score(gold, {"mentions": [], "relations": twice}))["relations/ACCOMPANIED"] == (1, 1, 1)


@pytest.mark.parametrize(
    ("tail", "right"), [("主席团会议", 1), ("某某省总工会主席团会议上", 1), ("读书会", 0), ("", 0)]
)
def test_free_tails_agree_when_most_is_shared(gold: GoldArticle, tail: str, right: int) -> None:
    found = [{"type": "ATTENDED", "head": "李谦", "tail": tail}]
    assert counts(score(gold, {"mentions": [], "relations": found}))["relations/ATTENDED"] == (right, 1, 1)


def test_a_miss_is_shown_with_its_sentence_and_a_false_hit_with_its_rule(gold: GoldArticle) -> None:
    found = [
        {
            "type": "MET_WITH", "head": "李谦", "tail": "史济锡",
            "sentence": "李谦参加。", "rule": "met.heard", "confidence": 0.8,
        }
    ]  # fmt: skip
    errors = score(gold, {"mentions": [], "relations": found}).errors
    missed = next(e for e in errors if e.row == "ACCOMPANIED")
    assert (missed.kind, missed.sentence) == ("missed", "省总工会主席史济锡3月2日到春晓工厂和北仑基地走访。")
    false = next(e for e in errors if e.row == "MET_WITH")
    assert (false.kind, false.rule, false.confidence, false.sentence) == ("false", "met.heard", 0.8, "李谦参加。")


@pytest.mark.parametrize(
    ("content", "words"),
    [("[", "cannot be read"), ("[]", "not a gold article"), ('{"text": "", "mentions": [{}]}', "mentions.0")],
)
def test_a_file_that_is_no_gold_article_is_named(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=words) as caught:
        load_gold([tmp_path])
    assert "bad.json" in str(caught.value)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold articles"):
        load_gold([tmp_path])


def test_reliability_counts_edges_by_confidence_and_rule(gold: GoldArticle) -> None:
    def edge(tail: str, confidence: float, rule: str) -> dict[str, Any]:
        return {"type": "VISITED", "head": "史济锡", "tail": tail, "confidence": confidence, "rule": rule}

    found = [
        edge("春晓工厂", 0.95, "go"),
        edge("北仑基地", 0.9, "go"),
        edge("杭州", 0.94, "go"),
        edge("宁波", 0.9, "at"),
    ]
    scores = [score(gold, {"mentions": [], "relations": found})]
    # 宁波 is optional: neither right nor wrong.
    assert [(r.row, r.right, r.given) for r in by_confidence(scores)] == [("0.95-1.00", 1, 1), ("0.90-0.95", 1, 2)]
    (rule,) = by_rule(scores)
    assert (rule.row, rule.right, rule.given) == ("VISITED go", 2, 3)
    assert rule.share == pytest.approx(2 / 3)
    assert rule.stated == pytest.approx((0.95 + 0.9 + 0.94) / 3)
