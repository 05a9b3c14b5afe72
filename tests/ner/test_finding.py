"""What is found in sentences such as newspapers print, with names made up for these tests."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.ner import find, load_pipeline
from kg.types import Article, Masthead


def article(text: str, home: str | None = None, newspaper: str | None = None) -> Article:
    return Article("x", "x", Masthead(newspaper=newspaper, date=date(2023, 5, 1), home=home), "", text)


def mentions(nlp: Language, text: str, label: str, **facts) -> list[str]:
    (doc,) = find([article(text, **facts)], nlp)
    return [e.text for e in doc.ents if e.label_ == label]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("市总工会主席谭 越出席并讲话。", ["谭 越"]),
        ("东山县总工会副主席图 雅陪同。", ["图 雅"]),
        ("本报记者徐 岚 摄", ["徐 岚"]),
        ("本报讯（记者 郑晓楠 通讯员 卢 苇）", ["郑晓楠", "卢 苇"]),
        ("省总工会副主席艾山江·买买提参加活动。", ["艾山江·买买提"]),
        ("州总工会主席吐逊江·阿不都热合曼，副主席谢新疆陪同。", ["吐逊江·阿不都热合曼", "谢新疆"]),
        ("看望了徒弟阿提古丽·居马，工会主席叶尔兰·哈布德作了介绍。", ["阿提古丽·居马", "叶尔兰·哈布德"]),
        ("买买提·艾沙先生说，他和司马义·合力力都来了。", ["买买提·艾沙", "司马义·合力力"]),
        ("大使馆一等秘书伊万娜·约维奇出席。", ["伊万娜·约维奇"]),
        ("“岭南工匠”盛土生发言。", ["盛土生"]),
        ("看望了古丽仙·奥肯的护边徒弟阿提玛·居马，听她讲述。", ["古丽仙·奥肯", "阿提玛·居马"]),
        ("选举周 全、和丽珍（女，纳西族）、段 宏为委员。", ["周 全", "和丽珍", "段 宏"]),
        ("副主席第五明（兼职）出席。", ["第五明"]),
        ("选举柳一舟、祝 捷（女）、令狐长青为副主席", ["柳一舟", "祝 捷", "令狐长青"]),
        ("老王和李师傅来了。", []),
        ("免去石大可同志职务。", ["石大可"]),
        ("走访慰问劳模和家属。", []),
        ("看望困难职工、劳模和家庭", []),
        ("阵地好不好，由职工来打分。", []),
        ("年轻的工长小何将信将疑。", []),
        ("道班班长欧阳立蹲在路边聊了起来。", ["欧阳立"]),
        ("省总工会领导班子成员秦 岭、谭 越出席。", ["秦 岭", "谭 越"]),
        ("本报讯（记者方 圆 通讯员万里红）东山县总工会举办培训班。", ["方 圆", "万里红"]),
        ("会场掌声不断。\n（铁 萱 文 邢 帅 图）", ["铁 萱", "邢 帅"]),
        ("曙光里\n（丁 苗 热孜古丽）\n", ["丁 苗", "热孜古丽"]),
        ("记者 谭 越 通讯员 东工轩 摄影报道", ["谭 越"]),
        ("记者走基层", []),
        ("工会之窗·简讯", []),
        ("补选达日玛其格为主席。新任主席达日玛其格主持会议。", ["达日玛其格", "达日玛其格"]),
        ("系缆工吴 越手中的水凉了。", ["吴 越"]),
        ("他看望了劳动模范盛有福。", ["盛有福"]),
        ("市总工会主席和彦苓率队参加调研", ["和彦苓"]),
        ("铲车司机卜春和亲切握手", ["卜春和"]),
        ("劳模和职工代表等出席，为职工代表授旗", []),
        ("副主席来鄂慰问劳模", []),
        ("检查职工安置点", []),
    ],
)
def test_people(nlp: Language, text, people):
    assert mentions(nlp, text, "PERSON") == people


def test_a_name_of_any_language_is_found_where_the_article_repeats_it(nlp: Language):
    text = "州总工会主席才让南加陪同调研。才让南加说，要抓落实。座谈会上，才让南加听取了汇报。"
    assert mentions(nlp, text, "PERSON") == ["才让南加"] * 3


def test_a_name_that_ends_in_a_preposition_is_whole_where_acts_follow_it(nlp: Language):
    text = "省总工会主席马致为出席并讲话。马致为指出，要服务大局。马致为强调，要抓落实。"
    assert mentions(nlp, text, "PERSON") == ["马致为"] * 3


@pytest.mark.parametrize(
    ("text", "label", "names"),
    [
        ("他在东山县委组织部副部长任上", "ORG", ["东山县委"]),
        ("市委常委、市总工会主席", "ORG", ["市委"]),
        ("市总工会党组成员", "UNION", ["市总工会"]),
        ("各级工会要走进企业，全市工会要行动", "UNION", []),
        ("从省总、市总到县总层层转", "UNION", []),
        ("慰问组来到乌山机务段整备车间", "ORG", ["乌山机务段整备车间"]),
        ("美团外卖龙山站骑手", "COMPANY", ["美团外卖龙山站"]),
        ("到景宁县河南石岭环保股份有限公司调研", "COMPANY", ["河南石岭环保股份有限公司"]),
        ("到景宁县河南石岭环保股份有限公司调研", "PLACE", ["景宁县"]),
        ("走进南通市江苏石岭机电有限公司慰问", "COMPANY", ["江苏石岭机电有限公司"]),
        ("来到宁波市江北区浙江石岭集团有限公司", "PLACE", ["宁波市江北区"]),
        ("到河北省石家庄市石岭制药集团有限公司", "COMPANY", ["河北省石家庄市石岭制药集团有限公司"]),
        ("来到山西石岭重工股份有限公司项目建设工地慰问", "COMPANY", ["山西石岭重工股份有限公司"]),
        ("走进东山县工人文化宫工程建设项目工地", "ORG", ["东山县工人文化宫"]),
        ("东山学院长安区新校区项目", "ORG", ["东山学院"]),
        ("上河村城中村改造项目", "PLACE", ["上河村"]),
        ("椒江区轻纺产业园区", "PLACE", ["椒江区轻纺产业园区"]),
        ("各县市区总工会、台州县市区总工会", "UNION", []),
        ("沙市区总工会主席", "UNION", ["沙市区总工会"]),
        ("当州总工会主席", "UNION", ["州总工会"]),
        ("南山集团有限公司西北大区总经理", "UNION", []),
        ("《东山工人》杂志社记者", "ORG", ["《东山工人》杂志社"]),
        ("两地签署友好合作协议", "ORG", []),
        ("“下周就去看。”樟树市石岭药业股份有限公司", "COMPANY", ["樟树市石岭药业股份有限公司"]),
        ("此前任东山县委常委", "ORG", ["东山县委"]),
        ("全市新建工会组织20家", "PLACE", []),
        ("马丘、齐原、安石三地发放问卷", "PLACE", ["马丘", "齐原", "安石"]),
        ("位于如皋市石桥镇的厂房", "PLACE", ["如皋市石桥镇"]),
        ("石榴外卖、东山跑腿、乌山买菜三个平台", "COMPANY", ["石榴外卖", "东山跑腿", "乌山买菜"]),
        ("东山市总工会联合东山海事局开展活动", "UNION", ["东山市总工会"]),
        ("东山市总工会联合东山海事局开展活动", "ORG", ["东山海事局"]),
        ("活动由集团公司工会会同集团公司组织", "UNION", ["集团公司工会"]),
        ("辞去旗总工会主席职务", "UNION", ["旗总工会"]),
        ("东山县政协副主席、总工会主席石大山", "UNION", ["总工会"]),
        ("青浦、嘉善三地工会", "UNION", []),
        ("推动台中市工会工作", "UNION", []),
        ("来到石桥街道“暖心驿站”，体验了换电柜", "ORG", ["石桥街道“暖心驿站”"]),
        ("打造石桥街道“暖心驿站”品牌", "ORG", []),
        ("大会在职工文化中心隆重举行", "ORG", ["职工文化中心"]),
        ("慰问了中港四公局石圩防波堤项目部的工人", "ORG", ["中港四公局石圩防波堤项目部"]),
        ("区委副书记、区委政法委书记石大山", "ORG", ["区委", "区委"]),
        ("省总工会宣传教育部副部长", "ORG", []),
        ("经济社会高质量发展新局面", "ORG", []),
        ("在70158钻井队井场", "ORG", ["70158钻井队"]),
        ("向采油一厂授旗", "COMPANY", ["采油一厂"]),
        ("带队赴鹤岗双鸭山", "PLACE", ["鹤岗", "双鸭山"]),
        ("豫宁两省区工会", "PLACE", ["豫", "宁"]),
        ("在旅顺口、金普新区调研", "PLACE", ["旅顺口", "金普新区"]),
        ("观海新闻/青岛日报首席记者 蓝 珊", "ORG", ["观海新闻", "青岛日报"]),
        ("丁家庄村民丁宁", "PLACE", ["丁家庄"]),
    ],
)
def test_bodies_and_places(nlp: Language, text, label, names):
    assert mentions(nlp, text, label) == names


def test_a_defined_short_form_is_found_again(nlp: Language):
    text = "东山齐原阀门股份有限公司（以下简称“齐原阀门”）召开大会。齐原阀门工会主席发言，齐原阀门增产。"
    assert mentions(nlp, text, "COMPANY") == ["东山齐原阀门股份有限公司", "齐原阀门", "齐原阀门"]
    assert mentions(nlp, text, "UNION") == ["齐原阀门工会"]


def test_works_stand_without_their_company_once_the_article_names_it(nlp: Language):
    text = "东山县总工会与南山能源集团公司东岭矿联合办赛。东岭矿矿长石大山致辞，到东岭矿参赛的有百人。"
    assert mentions(nlp, text, "COMPANY") == ["南山能源集团公司东岭矿", "东岭矿", "东岭矿"]


def test_the_union_of_the_group_that_the_article_names(nlp: Language):
    text = "南山钢铁集团有限公司召开大会。集团工会主席石大山发言。"
    assert "集团工会" in mentions(nlp, text, "UNION")


def test_a_brand_before_a_place_inside_a_name_is_its_short_form(nlp: Language):
    text = "来到浙江古岭石山绍兴酒股份有限公司。古岭石山的骨干"
    assert mentions(nlp, text, "COMPANY") == ["浙江古岭石山绍兴酒股份有限公司", "古岭石山"]


def test_the_papers_own_city_is_known_by_its_first_character(nlp: Language):
    assert mentions(nlp, "考察团来漳学习。", "PLACE", home="福建省漳州市") == ["漳"]


def test_a_capital_is_known_by_its_letter_in_papers_of_its_province(nlp: Language):
    assert mentions(nlp, "五次全会在昆召开", "PLACE", home="云南省") == ["昆"]
    assert mentions(nlp, "五次全会在昆召开", "PLACE", home="甘肃省") == []


def test_the_brand_of_a_company_stands_for_it(nlp: Language):
    text = "天瑞集团股份有限公司董事长石大山说，天瑞每年投入百万元。"
    assert mentions(nlp, text, "COMPANY") == ["天瑞集团股份有限公司", "天瑞"]


def test_the_papers_own_name_is_an_organisation(nlp: Language):
    assert mentions(nlp, "乌山劳动记者 谭 越", "ORG", newspaper="乌山劳动") == ["乌山劳动"]


def test_honours_and_meetings_hide_their_places(nlp: Language):
    text = "浙江省劳动模范来到会场，南京市工会第九次代表大会闭幕。"
    assert mentions(nlp, text, "PLACE") == []


def test_find_keeps_order_and_article(nlp: Language):
    articles = [article(f"第{i}篇。宁波市总工会召开会议。") for i in range(5)]
    docs = list(find(articles, nlp))
    assert [d._.article for d in docs] == articles
    assert [d.text for d in docs] == [a.text for a in articles]


_NEWS = st.text(
    alphabet=st.sampled_from("省市县总工会主席李 王·、，。（）“”《》\n有限公司赴在和的宁波东山A9同志委党"), max_size=60
)


@settings(max_examples=60, deadline=None)
@given(_NEWS)
def test_mentions_never_overlap_and_have_no_blank_at_their_ends(text):
    doc = load_once()(text)
    assert doc.text == text
    for e in doc.ents:
        assert e.text == e.text.strip() != ""
        assert "\n" not in e.text


_LOADED: list[Language] = []


def load_once() -> Language:
    if not _LOADED:
        _LOADED.append(load_pipeline())
    return _LOADED[0]
