"""Relations become facts between canonical names."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve import resolve
from kg.types import Argument, Label, Name, Reading, Relation, RelationType
from resolve.scenes import reading


def relation(
    r: Reading,
    type: RelationType,
    head: str,
    tail: str,
    *,
    label: Label | None = None,
    confidence: float = 0.9,
    evidence: tuple[int, int] = (0, 5),
    title: str | None = None,
) -> Relation:
    """Return a relation whose ends are mentions of these texts; with a label, the tail has no mention."""
    names = [m.name for m in r.mentions]
    ends = [Argument(n, r.mentions[names.index(n)].label, names.index(n)) for n in (head, tail) if n in names]
    if label:
        ends.append(Argument(tail, label))
    return Relation(type, ends[0], ends[1], evidence, "test", confidence, title)


def with_relations(r: Reading, *relations: Relation) -> Reading:
    return Reading(r.article, r.mentions, relations)


def test_ends_are_canonical() -> None:
    r = reading("[U省总工会]主席[P史明]走访[C宝恒]。[C浙江宝恒建筑科技有限公司]很大。")
    out = resolve(
        with_relations(
            r,
            relation(r, RelationType.HOLDS_ROLE, "史明", "省总工会", title="主席"),
            relation(r, RelationType.VISITED, "史明", "宝恒"),
            relation(r, RelationType.ATTENDED, "史明", "第十届代表大会", label=Label.EVENT),
        )
    )
    assert [(f.head, f.tail, f.title) for f in out.facts] == [
        (Name(Label.PERSON, "史明"), Name(Label.UNION, "浙江省总工会"), "主席"),
        (Name(Label.PERSON, "史明"), Name(Label.COMPANY, "浙江宝恒建筑科技有限公司"), None),
        (Name(Label.PERSON, "史明"), Name(Label.EVENT, "第十届代表大会"), None),
    ]


def test_an_implied_company_is_cut_out_of_its_unions_full_name() -> None:
    r = reading("[C浙江金轮机电集团有限公司]（以下简称“金轮集团”）里，[U金轮集团工会]开会。")
    out = resolve(with_relations(r, relation(r, RelationType.PART_OF, "金轮集团工会", "金轮集团", label=Label.COMPANY)))
    assert out.facts[0].tail == Name(Label.COMPANY, "浙江金轮机电集团有限公司")


def test_an_implied_body_is_settled_where_its_partner_stands() -> None:
    r = reading("[O金华市委]副书记[P李丽]到会。[O衢州市委]副书记、[O市委党校]校长[P童楠]讲话。")
    out = resolve(with_relations(r, relation(r, RelationType.PART_OF, "市委党校", "市委", label=Label.ORG)))
    assert out.facts[0].tail == Name(Label.ORG, "衢州市委")


def test_the_newspaper_as_an_employer() -> None:
    r = reading("本报讯 记者[P阮民]报道")
    fact = relation(r, RelationType.HOLDS_ROLE, "阮民", "浙江工人日报", label=Label.ORG, title="记者")
    assert resolve(with_relations(r, fact)).facts[0].tail == Name(Label.ORG, "浙江工人日报")


def test_facts_that_become_equal_are_one_for_each_evidence() -> None:
    r = reading("[U省总工会]主席[P史明]。[U浙江省总工会]主席[P史明]。")
    facts = (
        relation(r, RelationType.HOLDS_ROLE, "史明", "省总工会", title="主席", confidence=0.7),
        relation(r, RelationType.HOLDS_ROLE, "史明", "浙江省总工会", title="主席", confidence=0.95),
        relation(r, RelationType.HOLDS_ROLE, "史明", "省总工会", title="主席", evidence=(10, 20)),
    )
    out = resolve(with_relations(r, *facts))
    assert [(f.evidence, f.confidence) for f in out.facts] == [((0, 5), 0.95), ((10, 20), 0.9)]


def test_a_fact_whose_ends_are_one_is_dropped() -> None:
    r = reading("[U省总工会]即[U浙江省总工会]。")
    assert resolve(with_relations(r, relation(r, RelationType.PART_OF, "省总工会", "浙江省总工会"))).facts == ()


def test_a_name_has_one_label_in_an_article() -> None:
    r = reading("[C宁波港]很大。[C宁波港]很忙。[O宁波港]里，[P史明]来了。")
    out = resolve(
        with_relations(
            r,
            Relation(
                RelationType.VISITED,
                Argument("史明", Label.PERSON, 3),
                Argument("宁波港", Label.ORG, 2),
                (0, 4),
                "test",
                0.9,
                start=date(2022, 3, 2),
            ),
        )
    )
    assert out.facts[0].tail == Name(Label.COMPANY, "宁波港")
    assert out.facts[0].start == date(2022, 3, 2)


_TOKENS = st.sampled_from(
    [
        *("[U省总工会]", "[U市总工会]", "[U区总]", "[P史明]", "[P史 明]", "[L宁波]", "[L宁波市]", "[O市委]", "[C宝恒]"),
        *("[C浙江宝恒有限公司]", "[U宝恒工会]", "[U公司工会]", "[O团县委]", "[U鼓楼区总工会]", "[U南京市鼓楼区总工会]"),
        *("[O管委会]", "[O综采二队]", "主席", "、", "，", "。", "副主任、", "来到", "（以下简称“宝恒”）"),
    ]
)


@given(st.lists(_TOKENS, max_size=14), st.sampled_from(["浙江省", "江苏省南京市", "全国", None, "天津市"]))
def test_any_text_keeps_its_mentions(tokens: list[str], home: str | None) -> None:
    r = reading("".join(tokens), home)
    out = resolve(r)
    assert tuple(m.mention for m in out.mentions) == r.mentions
    assert all(m.canonical and not any(c.isspace() for c in m.canonical) and m.reason for m in out.mentions)
    assert resolve(r) == out
