from datetime import date

import pytest

from kg.segment import segment
from kg.segment.masthead import number
from kg.types import Masthead, Page

BODY = "\n\n省总工会召开会议\n\n本报讯 记者张三报道 3月2日,省总工会在省城召开全体会议,研究部署全年工作。\n"


def facts(head, overrides=None):
    return segment(Page(source="x", text=head + BODY), overrides).masthead


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2022年3月4日", date(2022, 3, 4)),
        ("2022-03-04", date(2022, 3, 4)),
        ("2022/3/4", date(2022, 3, 4)),
        ("2022.03.04", date(2022, 3, 4)),
        ("２０２２年３月４日", date(2022, 3, 4)),
        ("2022 年 3 月 4 日", date(2022, 3, 4)),
        ("二〇二二年三月四日", date(2022, 3, 4)),
        ("二○二二年十二月三十一日", date(2022, 12, 31)),
        ("二零二二年十月二十日", date(2022, 10, 20)),
        ("2022年2月30日", None),
    ],
)
def test_dates(printed, day):
    assert facts(f"某州工人报\n{printed} 星期五\n总第12号").date == day


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("总第12051号", "12051"),
        ("第8697期", "8697"),
        ("总第0318期", "318"),
        ("第23期(总第1873期)", "1873"),
        ("总期号:4321", "4321"),
        ("第２１２３４号 今日8版", "21234"),
        ("第一千八百七十三期", "1873"),
        ("No.2046", "2046"),
        ("今日4版", None),
        ("鄂内资准字第0217号", None),
    ],
)
def test_issue_numbers(printed, expected):
    assert facts(f"某州工人报\n2022年3月4日 星期五\n{printed}").issue_number == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("第1版", "1"),
        ("01版", "1"),
        ("00001版:要闻", "1"),
        ("第01版 首版", "1"),
        ("第三版", "3"),
        ("A2      综合新闻", "2 with letter A"),
        ("要闻 2", "2"),
        ("2", "2"),
        ("B03", "B3"),
        ("今日8版", None),
    ],
)
def test_pages(printed, expected):
    found = facts(f"某州工人报\n2022年3月4日 星期五\n{printed}\n总第12号").page
    assert found == ("A2" if expected == "2 with letter A" else expected)


@pytest.mark.parametrize(
    ("name", "rest", "home"),
    [
        ("浙江工人日报", "地址:杭州市学院路117号", "浙江省"),
        ("襄阳工人报", "国内统一刊号:CN42-0099", "湖北省襄阳市"),
        ("湖北襄阳工人报", "", "湖北省襄阳市"),
        ("内蒙古工人报", "", "内蒙古自治区"),
        ("恩施州工人报", "", "湖北省恩施土家族苗族自治州"),
        ("劳动午报", "国内统一刊号:CN11-0206 地址:北京市东城区安外大街2号", "北京市"),
        ("劳动报", "上海市总工会主管主办", "上海市"),
        ("工人日报", "国内统一刊号:CN11-0009 地址:北京市东城区", "全国"),
        ("中国某业报", "国内统一刊号:CN11-0009", "全国"),
        ("现代工人报", "国内统一刊号:CN50-0016", "重庆市"),
        ("楚钢工人", "社址:湖北省黄石市西塞山区冶金大道88号", "湖北省黄石市"),
        ("某业工人报", "", None),
    ],
)
def test_homes(name, rest, home):
    found = facts(f"{' '.join(name)}\n2022年3月4日 星期五\n{rest}\n总第12号")
    assert found.newspaper == name
    assert found.home == home


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("浙江工人日报\n2022年3月4日 星期五", "浙江工人日报"),
        ("陕 西 工 人 报\nSHAANXI GONGREN BAO\n2022年3月4日", "陕西工人报"),
        ("2022年3月4日 星期五 四川工人日报 第2版 要闻", "四川工人日报"),
        ("河北工人报数字报\n2022年3月4日 星期五", "河北工人报"),
        ("海 川 石 化\nHAICHUAN SHIHUA\n2022年3月4日 星期五", "海川石化"),
        ("2022年3月4日 星期五\n总第12号", None),
    ],
)
def test_newspapers(head, name):
    assert facts(head).newspaper == name


def test_cn_codes_are_written_in_one_way():
    for printed in ("国内统一刊号:CN33—0018", "国内统一连续出版物号 CN 33-0018", "ＣＮ３３－００１８"):
        assert facts(f"某州工人报\n2022年3月4日 星期五\n{printed}").cn_code == "CN33-0018"


def test_a_date_inside_an_article_is_not_the_issue_s():
    assert facts("某州工人报\n星期五").date is None


def test_overrides_go_before_the_page():
    given = Masthead(newspaper="另一报", date=date(2020, 1, 2), home="浙江省")
    found = facts("浙江工人日报\n2022年3月4日 星期五 总第12号", given)
    assert (found.newspaper, found.date, found.home, found.issue_number) == ("另一报", date(2020, 1, 2), "浙江省", "12")


def test_a_page_without_a_masthead_is_still_cut():
    out = segment(Page(source="x", text=BODY))
    assert out.masthead == Masthead()
    assert [a.title for a in out.articles] == ["省总工会召开会议"]
    assert out.articles[0].reporters == ("张三",)


def test_a_whole_article_is_kept_to_the_character():
    text = "题目\n\n本报讯(记者 李 四)3月2日,会议召开。\n  尾 \n"
    page = Page(source="x#1", text=text, facts=Masthead(newspaper="宁波工人报", date=date(2022, 3, 4)), whole=True)
    (article,) = segment(page).articles
    assert article.text == text
    assert (article.title, article.body_start, article.reporters) == ("题目", 4, ("李四",))
    assert article.masthead.home == "浙江省宁波市"
    assert article.id.startswith("宁波工人报/2022-03-04/")


@pytest.mark.parametrize(
    ("text", "value"), [("二十一", 21), ("一千零五", 1005), ("二〇二二", 2022), ("十", 10), ("两", None)]
)
def test_numbers(text, value):
    assert number(text) == value


def test_a_whole_article_may_have_a_headline_of_two_lines():
    head = "当好职工娘家人\n市总工会召开全委会"
    text = f"{head}\n\n本报讯 记者王平报道 会议昨日召开。"
    article = segment(Page(source="x", text=text, whole=True)).articles[0]
    assert article.title == "当好职工娘家人 市总工会召开全委会"
    assert article.text[article.body_start :].startswith("本报讯")
    paragraphs = "一、\n二、\n三、\n四、\n\n五、"
    assert segment(Page(source="x", text=paragraphs, whole=True)).articles[0].title == ""
