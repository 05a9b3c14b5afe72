"""Tables, captions, advertisements, other languages: kept as they are, or left out for the right reason."""

import pytest

from kg.segment.tables import is_row
from kg.types import Reason

HEAD = "江州工人报\n2023年4月26日 星期三 第3版\n国内统一刊号:CN33-0099\n\n"
ROWS = ["姓名      单位      奖项", "张 伟    江州钢铁有限公司    一等奖", "李小强    江州港务集团    二等奖"]


def test_rows_of_a_table_stay_lines(cut):
    text = "\n".join(["技能大赛名单公布\n", "本报讯(记者 丁一)名单如下:", *ROWS, "市总工会将组织巡回示范。"])
    (article,) = cut(HEAD + text).articles
    assert article.text.split("\n\n")[1:] == ["本报讯(记者 丁一)名单如下:", *ROWS, "市总工会将组织巡回示范。"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("张伟 李小强 王芳芳 赵敏", True),
        ("王 芳    江州市人民医院", True),
        ("一等奖|王芳|江州市人民医院", True),
        ("本报讯 记者张三报道", False),
        ("会议强调,    要抓好落实。", False),
        ("王 芳", False),
    ],
)
def test_rows(text, row):
    assert is_row(text) == row


def test_a_caption_stands_with_the_article_that_it_shows(cut):
    one = "郝连成慰问环卫工\n\n本报讯(记者 丁一)9月15日,市总工会副主席郝连成来到樊城区环卫中心,看望环卫工易桂兰。\n\n"
    two = "职工夜校开课\n\n本报讯(记者 丁二)9月16日,职工夜校开课,电商课最受欢迎,教室坐满了人。\n\n"
    caption = "图为郝连成与易桂兰交谈。 丁 三 摄"
    first, second = cut(HEAD + one + two + caption).articles
    assert first.text.endswith(caption)
    assert "图为" not in second.text


def test_a_caption_of_nothing_else_stands_alone(cut):
    one = "郝连成慰问环卫工\n\n本报讯(记者 丁一)9月15日,市总工会副主席郝连成来到樊城区环卫中心。\n\n"
    caption = "图为选手在比赛。 丁 三 摄"
    _, alone = cut(HEAD + one + caption).articles
    assert (alone.title, alone.text) == ("", caption)


def test_a_page_of_advertisements_gives_no_article_and_says_why(cut):
    notices = (
        "遗失声明\n●江州某餐饮店遗失食品经营许可证副本,声明作废。\n\n减资公告\n江州某商贸公司拟将注册资本由5000万元减至500万元,"
        "请债权人自公告之日起45日内申报债权。特此公告。\n\n招聘启事\n诚聘操作工20名,电话:0570-8812345。\n"
    )
    out = cut(HEAD + notices)
    assert out.articles == ()
    assert {x.reason for x in out.left_out} == {Reason.MASTHEAD, Reason.ADVERTISEMENT}


@pytest.mark.parametrize(
    "text",
    [
        "Workers celebrate May Day\n\n" + "The federation held a meeting in Hangzhou to honour model workers. " * 3,
        "メーデーのつどい\n\nきのうの集会には多くの労働者がさんかしました。会場ではうたごえがひびき、こどもたちもたのしそうにあそんでいました。"
        "くみあいのだいひょうは、ちんあげのひつようをうったえ、あつまったひとびとはおおきなはくしゅでこたえました。",
    ],
)
def test_another_language_is_left_out(cut, text):
    news = "职工夜校开课\n\n本报讯(记者 丁二)9月16日,职工夜校开课,电商课最受欢迎,教室坐满了人。\n\n"
    out = cut(HEAD + news + text)
    assert [a.title for a in out.articles] == ["职工夜校开课"]
    assert Reason.LANGUAGE in {x.reason for x in out.left_out}


def test_words_in_latin_letters_do_not_make_an_article_foreign(cut):
    news = "AI走进车间\n\n本报讯(记者 丁二)9月16日,JZ钢铁公司的MES、ERP和App上线,职工用iPad查看KPI,工会开办Python课。\n"
    assert len(cut(HEAD + news).articles) == 1
