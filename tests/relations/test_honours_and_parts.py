"""Awards, and which organisation belongs to which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.relations import honours, part_of, roles
from kg.relations.scene import Findings
from kg.types import RelationType

from .awards import awards
from .marked import scene


def parts(marked: str) -> set[tuple[str, str]]:
    found = Findings()
    part_of.find(scene(marked), found)
    return {(r.head.name, r.tail.name) for r in found.of(RelationType.PART_OF)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全国劳动模范{P:张三}说。", {("张三", "全国劳动模范")}),
        ("浙江省劳动模范、{C:甲公司}焊工{P:张三}说。", {("张三", "浙江省劳动模范")}),
        ("全国五一劳动奖章获得者、{C:甲公司}焊工{P:张三}说。", {("张三", "全国五一劳动奖章")}),
        ("“浙江工匠”{P:张三}说。", {("张三", "浙江工匠")}),
        ("宁波市“五一劳动奖章”获得者{P:张三}。", {("张三", "宁波市五一劳动奖章")}),
        ("{P:张三}是江西省劳动模范。", {("张三", "江西省劳动模范")}),
        ("{P:张三}、{P:李四}分获一等奖、二等奖。", {("张三", "一等奖"), ("李四", "二等奖")}),
        ("{P:张三}、{P:李四}分获“金钩奖”“银钩奖”。", {("张三", "金钩奖"), ("李四", "银钩奖")}),
        ("{C:甲公司}荣获“全国五一劳动奖状”称号。", {("甲公司", "全国五一劳动奖状")}),
        (
            "{U:甲公司工会}、{U:乙公司工会}获评“模范职工之家”。",
            {("甲公司工会", "模范职工之家"), ("乙公司工会", "模范职工之家")},
        ),
        ("{P:张三}夺得第一名，被{C:甲公司}授予“岗位技术状元”称号。", {("张三", "第一名"), ("张三", "岗位技术状元")}),
        ("荣获全国五一劳动奖章的{P:张三}说。", {("张三", "全国五一劳动奖章")}),
        ("授予{P:张三}、{P:李四}“金牌工人”称号。", {("张三", "金牌工人"), ("李四", "金牌工人")}),
        ("{P:张三}来自温州，他曾获全国技术能手。", {("张三", "全国技术能手")}),
        ("这2位“最美职工”分别是：{C:甲公司}工人{P:张三}，以及{O:甲班}。", {("张三", "最美职工"), ("甲班", "最美职工")}),
        ("获得一等奖的是{C:甲公司}的{P:张三}、{C:乙公司}的{P:李四}。", {("张三", "一等奖"), ("李四", "一等奖")}),
        ("他向{C:甲公司}技师{P:张三}等3名全国五一劳动奖章获得者颁奖。", {("张三", "全国五一劳动奖章")}),
        (
            "第一名被{C:甲公司}钳工{P:张三}摘得，团体一等奖由{C:乙公司}获得。",
            {("张三", "第一名"), ("乙公司", "团体一等奖")},
        ),
        (
            "{C:甲公司}的{P:张三}、{C:乙公司}的{P:李四}分获第二名、第三名。",
            {("张三", "第二名"), ("李四", "第三名")},
        ),
        ("{C:甲公司}的{P:张三}分获第二名、第三名。", set()),
        ("拟推荐的全国劳动模范是：{P:张三}。", set()),
        ("{P:张三}等3名全国劳动模范候选人参加。", set()),
        ("“最美职工”评选由{P:张三}主持。一等奖由{P:李四}颁发。", set()),
        ("（记者 {P:张三}）今年成绩不俗。其中，19个集体获“全国工人先锋号”。", set()),
        ("{C:甲公司}获得了浙江省五一劳动奖状，{C:乙公司}职工{P:张三}发言。", {("甲公司", "浙江省五一劳动奖状")}),
        ("{P:张三}荣获此荣誉称号。", set()),
        ("授予第二至第五名的选手{P:张三}、{P:李四}“技术能手”荣誉称号。", {("张三", "技术能手"), ("李四", "技术能手")}),
        (
            "{C:甲公司}车工{P:张三}、{C:乙公司}党委书记、董事长{P:李四}荣获浙江省五一劳动奖章。",
            {("张三", "浙江省五一劳动奖章"), ("李四", "浙江省五一劳动奖章")},
        ),
        ("{C:甲公司}获得贷款，{P:张三}获得好评。", set()),
        ("{C:华山集团}全国劳模{P:张三}发言。", {("张三", "全国劳模")}),
        ("{P:张三}拟被推荐为全国劳动模范。", set()),
        ("{P:张三}将争取获评“金牌工人”。", set()),
        ("{P:张三}看望全国劳动模范。", set()),
    ],
)
def test_awards(text: str, expected: set[tuple[str, str]]) -> None:
    assert awards(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{U:甲乙公司工会}与{C:甲乙公司}签约。", {("甲乙公司工会", "甲乙公司")}),
        ("{U:甲乙公司工会}成立。", {("甲乙公司工会", "甲乙公司")}),
        ("{C:甲乙有限公司}枫桥工厂、{C:甲乙有限公司枫桥工厂}", {("甲乙有限公司枫桥工厂", "甲乙有限公司")}),
        ("{U:楚凯公司工会}与{C:湖北楚凯专用汽车有限公司}", {("楚凯公司工会", "湖北楚凯专用汽车有限公司")}),
        ("{U:市总工会}在{O:市总工会职工服务中心}", {("市总工会职工服务中心", "市总工会")}),
        ("{C:甲集团}下属的{C:乙公司}、{C:丙公司}参加。", {("乙公司", "甲集团"), ("丙公司", "甲集团")}),
        ("{C:甲集团}旗下有{C:乙外卖}、{C:丙跑腿}两个平台。", {("乙外卖", "甲集团"), ("丙跑腿", "甲集团")}),
        ("{C:乙公司}隶属于{C:甲集团}。", {("乙公司", "甲集团")}),
        ("{C:乙公司}是{C:甲集团}的全资子公司。", {("乙公司", "甲集团")}),
        (
            "{C:甲集团}开会，来自{C:乙公司}、{C:丙公司}等6家下属企业的代表参加。",
            {("乙公司", "甲集团"), ("丙公司", "甲集团")},
        ),
        ("{C:甲煤业}{O:甲煤业综采一队}、{O:综采二队}参赛。", {("甲煤业综采一队", "甲煤业"), ("综采二队", "甲煤业")}),
        ("{U:浙江省总工会}与{U:杭州市总工会}", set()),
        ("{U:市总}又称{U:市总工会}", set()),
        ("{C:宁德时代}与{C:宁德时代新能源科技股份有限公司}", set()),
        ("{U:市教育工会}、{U:甲街道总工会}", set()),
        ("{C:甲公司}与{C:乙公司}签约。", set()),
        ("{U:省电力工会}主席、{C:国网甲省电力公司}董事到会。", set()),
        ("{O:海州申康医院发展中心}主办。", set()),
    ],
)
def test_parts(text: str, expected: set[tuple[str, str]]) -> None:
    assert parts(text) == expected


PIECES = [
    "{P:张三}",
    "{P:李 四}",
    "{U:市总工会}",
    "{C:甲公司}",
    "{O:市委}",
    "{L:宁波}",
    "主席",
    "副主席",
    "、",
    "，",
    "。",
    "任",
    "当选",
    "全国劳动模范",
    "获",
    "一等奖",
    "的",
    "和",
    "（女）",
    "记者",
    "该公司",
    "选举",
    "为",
    "由",
    "下属",
    "原",
    "\n",
    "不再担任",
    "“",
    "”",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_whatever_the_text_every_relation_is_within_it(pieces: list[str]) -> None:
    laid, found = scene("".join(pieces), tagged=False), Findings()
    for module in (roles, honours, part_of):
        module.find(laid, found)
    for relation in found.relations:
        start, end = relation.evidence
        assert 0 <= start < end <= len(laid.text)
        assert 0 < relation.confidence <= 1
        for argument in (relation.head, relation.tail):
            assert argument.mention is None or laid.mentions[argument.mention].name == argument.name
        assert relation.head.name != relation.tail.name
