from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.types import Edge, Node, Source
from kg.view.proof import mark, proofs

CHIEF = Node("p", ("Person", "Official"), {"id": "p", "name": "沈仲衡"})
UNION = Node("u", ("Organization", "Union"), {"id": "u", "name": "浙江省总工会", "aliases": ["省总工会", "省总"]})
EARLY, LATE = "某报/2022-03-04/aaaaaaaaaaaa", "某报/2022-03-08/bbbbbbbbbbbb"
SENTENCE = "省总工会主席沈仲衡到会。"


def edge(**properties: object) -> Edge:
    return Edge("e", "HOLDS_ROLE", "p", "u", properties)  # type: ignore[arg-type]


def test_the_sentence_stands_at_the_latest_evidence_and_all_addresses_are_listed() -> None:
    said = edge(
        evidence=[f"{EARLY}:5-9", f"{LATE}:40-52"], rules=["one", "two"], confidences=[0.95, 0.8], sentence=SENTENCE,
        rule="two", confidence=0.95,
    )  # fmt: skip
    sources = {LATE: Source("标题", "某报", date(2022, 3, 8), "2")}
    first, second = proofs(said, CHIEF, UNION, sources, {})
    assert (first["headline"], first["newspaper"], first["date"], first["page"]) == (
        "标题",
        "某报",
        "2022年3月8日",
        "第2版",
    )
    assert (first["rule"], first["confidence"], first["address"]) == ("two", 0.8, f"{LATE}:40-52")
    assert first["pieces"] == [["tail", "省总工会"], ["", "主席"], ["head", "沈仲衡"], ["", "到会。"]]
    assert (second["rule"], second["confidence"], second["address"]) == ("one", 0.95, f"{EARLY}:5-9")
    assert (second["newspaper"], second["date"], second["page"], second["pieces"]) == (
        "某报",
        "2022年3月4日",
        "版次不详",
        [],
    )


def test_articles_in_the_picture_give_every_sentence_and_its_source() -> None:
    article = Node(
        EARLY, ("Article",), {"id": EARLY, "name": "旧闻", "page": "A1", "text": "标题\n\n沈仲衡任主席。完。"}
    )
    said = edge(evidence=[f"{EARLY}:4-11", f"{LATE}:0-12"], sentence=SENTENCE)
    _, old = proofs(said, CHIEF, UNION, {}, {EARLY: article})
    assert old["pieces"] == [["head", "沈仲衡"], ["", "任主席。"]]
    assert (old["headline"], old["page"]) == ("旧闻", "第A1版")


def test_an_edge_without_addresses_still_shows_its_sentence() -> None:
    (only,) = proofs(edge(sentence=SENTENCE, rule="r", confidence=0.7), CHIEF, UNION, {}, {})
    assert (only["rule"], only["confidence"], only["address"]) == ("r", 0.7, "")
    assert proofs(edge(), CHIEF, UNION, {}, {}) == []


def test_broken_addresses_are_shown_as_they_are() -> None:
    (only,) = proofs(edge(evidence=["not an address"]), CHIEF, UNION, {}, {})
    assert only["address"] == "not an address"
    assert only["date"] == "日期不详"


def test_names_broken_by_blanks_are_marked_and_longer_names_win() -> None:
    assert mark("李 挺任浙江省总工会主席", ["李挺"], ["省总工会", "浙江省总工会"]) == [
        ["head", "李 挺"], ["", "任"], ["tail", "浙江省总工会"], ["", "主席"],
    ]  # fmt: skip


@given(st.text(max_size=40), st.lists(st.text(max_size=4), max_size=3), st.lists(st.text(max_size=4), max_size=3))
def test_pieces_add_up_to_the_sentence(sentence: str, head: list[str], tail: list[str]) -> None:
    pieces = mark(sentence, head, tail)
    assert "".join(text for _, text in pieces) == sentence
    assert {end for end, _ in pieces} <= {"", "head", "tail"}
