"""Where names begin and end next to words that look like part of them; all names are made up."""

from datetime import date

import pytest
from spacy.language import Language

from kg.ner import find
from kg.types import Article, Masthead

SAID = [
    ("前往县融媒体中心、永安车桥铸造车间等10个现场送清凉。", {"县融媒体中心/ORG", "永安车桥铸造车间/ORG"}),
    ("△东山县饲料公司工人石大山家中有困难。", {"东山县饲料公司/COMPANY", "石大山/PERSON"}),
    (
        "石大山带领全国总工会慰问团向中国铁路青山集团有限公司东山办事处的职工表达感谢。",
        {"石大山/PERSON", "全国总工会/UNION", "中国铁路青山集团有限公司东山办事处/ORG"},
    ),
    ("介绍了近年来义县总工会的各项工作。", {"义县总工会/UNION"}),
    (
        "来自东山市的石大山获奖，东山市水务（集团）有限公司获奖状。",
        {"东山市/PLACE", "石大山/PERSON", "东山市水务（集团）有限公司/COMPANY"},
    ),
    ("参观了南山集团、红星二场、青山煤矿。", {"南山集团/COMPANY", "红星二场/COMPANY", "青山煤矿/COMPANY"}),
    ("全年放映电影二场、演出三场。", set()),
    ("先后参观展陈馆、荣誉室。", set()),
    ("来到困难职工家中，与职工交谈。", set()),
    ("来到困难职工于文林家中，与他交谈。", {"于文林/PERSON"}),
    ("祝他身体安康，生活幸福安康。", set()),
    ("实习生秦培摄", {"秦培/PERSON"}),
    ("东山县七厂家工会联合举办会演。", {"东山县/PLACE"}),
    ("沪宁杭轻工工会联合举行论坛。", set()),
    ("陕西秦山航空有限公司工会主席石大山出席。", {"陕西秦山航空有限公司工会/UNION", "石大山/PERSON"}),
    (
        "省劳动模范黄大山劳模工作室、省劳动模范刘火山劳模工作室揭牌。",
        {"黄大山劳模工作室/ORG", "刘火山劳模工作室/ORG"},
    ),
    ("庆祝省总工会成立70周年座谈会召开。", {"省总工会/UNION"}),
    ("垛庄镇工会大会闭幕，镇党委书记石大山到会。", {"镇党委/ORG", "石大山/PERSON"}),
    ("东山车务段汉源站区联合分会举办比赛。", {"东山车务段汉源站区联合分会/UNION"}),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_edges(nlp: Language, text: str, expected: set[str]) -> None:
    (doc,) = find([Article("x", "x", Masthead(date=date(2023, 5, 1)), "", text)], nlp)
    assert {f"{e.text}/{e.label_}" for e in doc.ents} == expected
