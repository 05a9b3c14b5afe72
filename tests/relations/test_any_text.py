"""Whatever a page holds, the rules end, point into the text and join what the ontology allows."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ontology import ontology

from .stories import findings, scene

PIECES = st.sampled_from(
    [
        "[王一]P", "[李 二]P", "[省总工会]U", "[甲公司]C", "[乙学院]O", "[东市]L", "主席", "、", "，", "。", "\n\n", "“", "”",
        "（", "）", "《", "》", "3月2日", "31日", "至", "昨日", "周三", "次日", "近日", "赴", "来到", "走访了", "在", "一行", "率调研组",
        "陪同", "参加调研", "主持", "并讲话", "会上", "座谈会", "第八次代表大会", "召开", "由", "承办", "与", "分别", "签订", "协议",
        "看望了", "听取", "的汇报", "将", "强调", "他", "我", "记者", "：", "等", "和", "◇", "又讯", "会后", "暨", "2月30日", " ", "、、",
        "等5人", "等一行3人", "副主席", "的妻子", "\ue000", "\ue004",
    ]
)  # fmt: skip
LABELS = {"PERSON": "Person", "UNION": "Organization", "COMPANY": "Organization", "ORG": "Organization",
          "PLACE": "Place", "EVENT": "Event", "HONOUR": "Honour"}  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_text(pieces: list[str]) -> None:
    marked = "".join(pieces)
    text, found = scene(marked).text, findings(marked)
    for r in found.relations:
        start, end = r.evidence
        assert 0 <= start < end <= len(text)
        assert 0 < r.confidence <= 1
        assert r.start is None or (r.end is not None and r.start <= r.end)
        assert r.head.name != r.tail.name
        edge = ontology().edges[r.type]
        assert LABELS[r.head.label] in edge.head
        assert LABELS[r.tail.label] in edge.tail
        if r.tail.label == "EVENT":
            assert r.tail.name in "".join(text.split())
