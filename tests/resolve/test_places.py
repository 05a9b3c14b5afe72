"""Which place a body's name means where it stands."""

import pytest

from kg.types import Label
from resolve.scenes import settled, whole


@pytest.mark.parametrize(
    ("marked", "home", "expected"),
    [
        ("3月2日，[U省总工会]主席[P史明]到企业走访。", "浙江省", ["浙江省总工会"]),
        (
            "[U自治区总工会]召开会议，[O自治区党委]有关负责人到会。",
            "广西壮族自治区",
            ["广西壮族自治区总工会", "广西壮族自治区党委"],
        ),
        ("[U全总]印发通知。[U全国总工会]要求各地落实。", "浙江省", ["中华全国总工会", "中华全国总工会"]),
        ("[U市总工会]、[O市人社局]联合举办。", "浙江省宁波市", ["宁波市总工会", "宁波市人社局"]),
        ("[U市总]党组书记[P王平]说。", "湖北省襄阳市", ["襄阳市总工会"]),
        ("[O团市委]、[O市妇联]协办。", "湖北省襄阳市", ["团襄阳市委", "襄阳市妇联"]),
        ("[O市十六届人大常委会]任命。", "湖南省长沙市", ["长沙市人大常委会"]),
        ("[O市立医院]、[O市中心医院]派出医生。", "安徽省铜陵市", ["铜陵市立医院", "铜陵市中心医院"]),
        ("[O市委组织部]副部长到会，[C市政工程公司]代表发言。", "安徽省铜陵市", ["铜陵市委组织部", "市政工程公司"]),
        ("[O市市场监管局]、[O市场监管局]。", "安徽省铜陵市", ["铜陵市市场监管局", "市场监管局"]),
        ("[U市总工会]与[U区总工会]。", "天津市", ["天津市总工会", "区总工会"]),
    ],
)
def test_the_papers_home(marked: str, home: str, expected: list[str]) -> None:
    assert settled(marked, home) == expected


def test_in_a_citys_paper_a_smaller_city_inside_it_does_not_take_its_bodies() -> None:
    text = "[U市总工会]副主席[P禹国]带队检查，下午到[C舞钢市钢管厂]，[U舞钢市总工会]副主席[P鲁花]参加。"
    assert settled(text, "河南省平顶山市", "平顶山日报")[0] == "平顶山市总工会"


@pytest.mark.parametrize("headline", ["", "[U汝州市总工会]召开联席会\n\n"])
def test_in_a_citys_paper_an_article_that_a_smaller_citys_union_opens_is_about_that_city(headline: str) -> None:
    text = "[U汝州市总工会]召开联席会，落实平顶山市三年计划，[O市教育局]参加。[U市总工会]副主席[P闫莹]主持。"
    expected = ["汝州市总工会"] * (2 if headline else 1) + ["汝州市教育局", "汝州市总工会"]
    assert settled(headline + text, "河南省平顶山市", "平顶山日报") == expected


def test_posts_of_one_person_come_before_the_papers_home() -> None:
    text = "[O昆山市人大常委会]副主任、[U市总工会]主席[P支红]陪同，[U市总工会]主席[P糜英]主持。"
    assert settled(text, "江苏省苏州市") == ["昆山市人大常委会", "昆山市总工会", "苏州市总工会"]


def test_posts_reach_over_several_titles() -> None:
    text = "[O南通市人大常委会]党组副书记、副主任，[U市总工会]党组书记、主席[P顾钊]陪同。[L泰州]也派人来。"
    assert settled(text, "江苏省")[1] == "南通市总工会"


def test_each_person_has_posts_of_his_own() -> None:
    text = "[O金华市人大常委会]副主任、[U市总工会]主席[P余春]，[O衢州市政协]副主席、[U市总工会]主席[P童楠]分别陪同。"
    assert settled(text) == ["金华市人大常委会", "金华市总工会", "衢州市政协", "衢州市总工会"]


def test_posts_in_a_zone() -> None:
    text = "[O龙南经济技术开发区党工委]委员、[O管委会]副主任[P凌宝]到场，[O经开区党工委]书记[P陈东]讲话。"
    assert settled(text, "江西省赣州市") == [
        "龙南经济技术开发区党工委",
        "龙南经济技术开发区管委会",
        "龙南经济技术开发区党工委",
    ]


def test_an_industrial_park_and_its_union() -> None:
    text = "[P史明]来到[O宁波市建筑服务产业园]，[U园区工会联合会]主席[P方平]介绍情况。"
    assert settled(text)[1] == "宁波市建筑服务产业园工会联合会"


def test_a_bare_union_takes_the_place_of_the_post_before_it() -> None:
    text = "[O远安县委]常委、宣传部部长、[U总工会]主席[P孙琴]带队。"
    assert settled(text, "湖北省") == ["远安县委", "远安县总工会"]


@pytest.mark.parametrize(
    "text",
    [
        "[O市人大常委会]副主任、[U总工会]主席[P杨为]到会。",
        "[U诸暨市总工会]党组书记[P宋强]，[U总工会]党组成员[P王家]到会。",
    ],
)
def test_a_bare_union_behind_a_short_form_or_another_persons_union(text: str) -> None:
    assert settled(text, "浙江省诸暨市")[-1] == "诸暨市总工会"


def test_the_committee_of_a_county_of_one_character() -> None:
    text = "[O攸县人大常委会]主任[P旷怡]、[O县委]副书记[P聂炜]到会，[O攸县委]发文，[O团县委]协办。"
    assert settled(text, "湖南省") == ["攸县人大常委会", "攸县县委", "攸县县委", "团攸县委"]


@pytest.mark.parametrize("home", ["浙江省", "浙江省杭州市", "浙江省富阳市", None])
def test_a_division_that_is_no_more(home: str | None) -> None:
    text = "[O富阳市人大常委会]副主任、[U市总工会]主席[P杨为]到[U绍兴县总工会]，[O县委]副书记[P陈东]陪同。"
    names = ["富阳市人大常委会", "富阳市总工会", "绍兴县总工会", "绍兴县委"]
    assert settled(text, home) == names


def test_a_list_shares_its_place() -> None:
    text = "竞赛由[U诸暨市总工会]、[O市人社局]主办。"
    assert settled(text) == ["诸暨市总工会", "诸暨市人社局"]


def test_the_place_changes_along_the_article() -> None:
    text = (
        "慰问组先后在[L金华]、[L衢州]走访。\n\n"
        "30日，慰问组来到[L金华市]，[U市总工会]负责人介绍情况。\n31日，慰问组赶到[L衢州市]，[U市总工会]负责人介绍情况。"
    )
    assert settled(text)[3::2] == ["金华市总工会", "衢州市总工会"]


def test_where_somebody_comes_from_is_not_in_force() -> None:
    text = "[U台州市总工会]开班。来自[L温州市]的劳模授课，[U市总工会]主席[P林虎]听课。"
    assert settled(text)[-1] == "台州市总工会"


def test_a_county_inside_a_city_paper() -> None:
    text = (
        "新昌：工会办实事\n\n近日，[L新昌县]办起托管班，[U县总工会]出资，[O县教育局]、[O团县委]参与。[U市总工会]补助。"
    )
    assert settled(text, "浙江省绍兴市") == ["新昌县", "新昌县总工会", "新昌县教育局", "团新昌县委", "绍兴市总工会"]


def test_a_county_level_city_that_is_the_only_subject_of_a_city_paper() -> None:
    text = "[U义乌市总工会]举办运动会。[U市总工会]主席[P陈东]致辞。"
    assert settled(text, "浙江省金华市") == ["义乌市总工会", "义乌市总工会"]


def test_the_smaller_city_that_the_article_is_about() -> None:
    body = (
        "[L舞钢市]运动会今日开幕。[U平顶山市总工会]副主席[P李全]，[O市政协]副主席[P田兴]、[U市总工会]主席[P陈云]出席。"
    )
    home, paper = "河南省平顶山市", "平顶山日报"
    assert settled(f"舞钢市运动会开幕\n\n{body}", home, paper)[2:] == ["舞钢市政协", "舞钢市总工会"]
    assert settled(f"运动会开幕\n\n{body}", home, paper)[2:] == ["平顶山市政协", "平顶山市总工会"]


def test_a_zone_behind_a_word_for_its_county() -> None:
    text = "[U青阳县总工会]开会，[O县经济开发区党工委]副书记、[U开发区总工会]主席[P曹巍]主持，[L县经济开发区]来人。[U开发区总工会]发言。"
    zone = "青阳县经济开发区"
    expected = ["青阳县总工会", f"{zone}党工委", f"{zone}总工会", zone, f"{zone}总工会"]
    assert settled(text, "安徽省池州市", "池州日报") == expected


def test_the_longest_form_of_the_place_is_taken() -> None:
    text = "马边彝族自治县开会\n\n[O马边县委]书记[P余东]讲话。[U县总工会]主席[P阿余]主持，[O县委]来人。"
    assert settled(text, "四川省") == ["马边彝族自治县委", "马边彝族自治县总工会", "马边彝族自治县委"]


def test_briefs_have_their_own_place() -> None:
    text = "工会短波\n\n◇[L于都] [U县总]来人。\n◇[L大余] [U县总]开展走访。\n◇[L赣县区] [U区总]开会，[O区委]来人。"
    assert settled(text, "江西省赣州市")[1::2] == ["于都县总工会", "大余县总工会", "赣县区总工会"]


def test_a_national_paper_needs_the_articles_own_places() -> None:
    assert settled("[U省总工会]印发通知。", "全国") == ["省总工会"]
    assert settled("[L济南]的企业响应，[U省总工会]给予支持。", "全国", "工人日报") == ["济南", "山东省总工会"]
    assert settled("[U省总工会]印发通知。", None) == ["省总工会"]


def test_a_city_names_its_province_before_the_rest_of_the_article_does() -> None:
    text = "[U山东省总工会]开班。\n[L成都]的[C蜀光公司]说，[U省总工会]也来了。"
    assert settled(text, "全国", "工人日报")[-1] == "四川省总工会"


def test_a_street_and_its_offices() -> None:
    text = "[U龙桥街道工会联合会]成立。[O街道党工委]书记[P吴清]讲话，[O街道办事处]主任[P欧俊]到会。"
    assert settled(text, "福建省莆田市") == ["龙桥街道工会联合会", "龙桥街道党工委", "龙桥街道办事处"]


def test_districts_of_one_name_stay_apart() -> None:
    text = (
        "[U南京市鼓楼区总工会]与[U徐州市鼓楼区总工会]结对。[O徐州市鼓楼区委]副书记、[U区总工会]主席[P李明]讲话。"
        "[U鼓楼区总工会]作了介绍。"
    )
    names = settled(text, "江苏省")
    assert names[:2] == ["南京市鼓楼区总工会", "徐州市鼓楼区总工会"]
    assert names[3:] == ["徐州市鼓楼区总工会", "徐州市鼓楼区总工会"]


def test_one_body_written_with_and_without_its_city_is_one() -> None:
    text = "[U鄞州区总工会]主席[P王平]说。[U宁波市鄞州区总工会]获奖。[U区总]干部参加。"
    assert set(settled(text)) == {"宁波市鄞州区总工会"}


def test_two_usual_names_of_one_body_are_one() -> None:
    text = "[O西陵区人民法院]挂牌，[O区法院]派人，[O区人社局]到场，[O西陵区检察院]祝贺。"
    names = ["西陵区人民法院", "西陵区人民法院", "西陵区人社局", "西陵区检察院"]
    assert settled(text, "湖北省宜昌市") == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[U浙江省总工会]与[U江苏省总工会]签约，[U省总工会]主席[P史明]出席。",
            "浙江省总工会 江苏省总工会 浙江省总工会",
        ),
        ("[U宁波市总工会]和[U绍兴市总工会]结对。", "宁波市总工会 绍兴市总工会"),
        ("[U海曙区总工会]和[U江北区总工会]结对。", "海曙区总工会 江北区总工会"),
        ("[O宁波市人大]、[O宁波市人大常委会]。", "宁波市人大 宁波市人大常委会"),
        ("[O北辰区委]、[O北辰区人大常委会]。", "北辰区委 北辰区人大常委会"),
        ("[U宁波市总工会]、[U宁波市总工会职工学校工会]。", "宁波市总工会 宁波市总工会职工学校工会"),
    ],
)
def test_siblings_are_never_merged(text: str, expected: str) -> None:
    assert settled(text) == expected.split()


@pytest.mark.parametrize(
    ("marked", "home", "expected"),
    [
        ("来[L浙江]。[U浙江省总工会]接待。", "浙江省", "浙江省"),
        ("来[L浙江]。", "浙江省", "浙江"),
        ("来[L宁波]看宁波市场。", "浙江省", "宁波"),
        ("来[L宁波]，宁波市工会代表大会召开。", "浙江省", "宁波市"),
        ("来[L闽]考察，福建省工会接待。", "福建省漳州市", "福建省"),
        ("来[L琼]考察。", "海南省", "海南"),
        ("来[L漳]考察。", "福建省漳州市", "漳州"),
        ("来[L兰]考察。[C兰州热力公司]接待。", "甘肃省", "兰州"),
        ("来[L宁]考察。", "江苏省南京市", "南京"),
        ("来[L宁]考察。", "宁夏回族自治区", "宁夏"),
        ("来[L甬]考察。[U宁波市总工会]接待。", "浙江省", "宁波市"),
        ("在[L马鞍]，[U马鞍街道总工会]接待。", "浙江省", "马鞍街道"),
        ("来[L马边]，马边彝族自治县人多。", "四川省", "马边彝族自治县"),
        ("来[L迪庆]，[U迪庆州总工会]接待。", "云南省", "迪庆州"),
        ("来[L谷城县石花镇]。", "湖北省", "谷城县石花镇"),
        ("来[L内蒙古]。内蒙古自治区成立。", "全国", "内蒙古自治区"),
    ],
)
def test_places_get_only_what_stands_in_the_article(marked: str, home: str, expected: str) -> None:
    assert settled(marked, home)[0] == expected


def test_every_mention_says_why() -> None:
    article = whole("[U省总工会]主席[P史 明]到[L宁波]。")
    assert [m.reason for m in article.mentions] == ["the paper's home", "as printed", "as printed"]
    assert [m.canonical for m in article.mentions if m.mention.label == Label.PERSON] == ["史明"]


def test_a_place_named_again_without_its_county_is_the_same_place() -> None:
    body = "[P王文]来到[L柯桥区柯岩街道]、[L诸暨市]。在[L柯岩街道]，[P王文]看望劳模。"
    assert settled(body, "浙江省")[2] == "柯桥区柯岩街道"


def test_two_counties_with_a_town_of_one_name_leave_it_as_printed() -> None:
    body = "来到[L安吉县城关镇]、[L长兴县城关镇]。在[L城关镇]，看望劳模。"
    assert settled(body, "浙江省")[2] == "城关镇"
