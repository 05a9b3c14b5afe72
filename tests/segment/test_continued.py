import pytest

from kg.segment import join, segment
from kg.types import Page, Reason

HEAD = "江州工人报\n2023年4月26日 星期三 第{}版\n国内统一刊号:CN33-0099\n\n"
FIRST = "省总工会召开全委会议\n石怀远出席并讲话\n\n本报讯(记者 丁一)4月25日,省总工会召开全委会议。省总工会主席石怀远出席会议,"
OTHER = "\n\n工友夜校开课\n\n本报讯(记者 丁二)4月23日,北苑街道工友夜校开课,三十五名职工参加学习。大家听得认真。\n"
REST = "并就抓好产业工人队伍建设改革讲话。石怀远强调,要讲求实效。"


def page(number, text, name=None):
    return segment(Page(source=name or f"{number}.txt", text=HEAD.format(number) + text))


def by_title(pages):
    return {a.title: a for p in pages for a in p.articles}


def check(pages, texts):
    """Every character of each page is in one article or left out once, and runs say where they stand."""
    times = {name: [0] * len(text) for name, text in texts.items()}
    for article in (a for p in pages for a in p.articles):
        for run in article.origin:
            source = run.source or article.source
            stretch = texts[source][run.source_start : run.source_start + run.length]
            assert article.text[run.article_start : run.article_start + run.length] == stretch
            for k in range(run.source_start, run.source_start + run.length):
                times[source][k] += 1
    for left in (x for p in pages for x in p.left_out):
        assert left.text == texts[left.source][left.start : left.end]
        for k in range(left.start, left.end):
            times[left.source][k] += not texts[left.source][k].isspace()
    assert all(n == 1 or texts[s][k].isspace() for s, ns in times.items() for k, n in enumerate(ns))


@pytest.mark.parametrize(
    ("out", "back"),
    [
        ("(下转第2版)", "(上接第1版)"),
        ("\n(下转第二版)", "(上接第一版)\n"),
        ("（下转2版）", "（紧接第一版）"),
        ("\n▶下转2版", "【上接1版】\n"),
        ("(转2版①)", "(上接1版①)"),
    ],
)
def test_an_article_that_goes_on_on_another_page_is_one(out, back):
    pages = [page(1, FIRST + out + OTHER), page(2, OTHER.replace("夜校", "球队") + "\n" + back + REST)]
    joined = join(pages)
    article = by_title(joined)["省总工会召开全委会议 石怀远出席并讲话"]
    assert article.text.endswith("出席会议," + REST)
    assert {run.source for run in article.origin} == {None, "2.txt"}
    assert article.parts == (pages[0].articles[0].id, next(a.id for a in pages[1].articles if a.text == REST))
    assert not article.unfinished
    assert [len(p.articles) for p in joined] == [2, 1]
    texts = {"1.txt": HEAD.format(1) + FIRST + out + OTHER}
    texts["2.txt"] = HEAD.format(2) + OTHER.replace("夜校", "球队") + "\n" + back + REST
    check(joined, texts)


def test_a_repeated_headline_is_left_out_and_makes_the_join_sure():
    again = "\n\n省总工会召开全委会议\n(上接第1版)\n\n" + REST
    joined = join([page(1, FIRST + "(下转第2版)"), page(2, OTHER + again)])
    article = by_title(joined)["省总工会召开全委会议 石怀远出席并讲话"]
    assert article.text.count("召开全委会议") == 2
    assert article.seams == ()
    assert "省总工会召开全委会议" in [x.text for x in joined[1].left_out if x.reason is Reason.CONTINUATION]


def test_marks_alone_make_a_join_that_is_a_seam():
    end = "本报讯(记者 丁一)4月25日,省总工会召开全委会议。"
    joined = join(
        [page(1, "省总工会召开会议\n\n" + end + "(下转第2版)"), page(2, OTHER + "(上接第1版)\n孩子们很高兴。")]
    )
    article = by_title(joined)["省总工会召开会议"]
    (seam,) = article.seams
    assert article.text[seam:] == "孩子们很高兴。"


def test_marks_of_other_pages_join_nothing():
    pages = [page(1, FIRST + "(下转第3版)"), page(2, OTHER + "(上接第4版)\n" + REST)]
    joined = join(pages)
    assert [len(p.articles) for p in joined] == [1, 2]
    assert by_title(joined)["省总工会召开全委会议 石怀远出席并讲话"].unfinished


def test_of_two_pieces_each_goes_where_it_belongs():
    one = page(
        1,
        FIRST
        + "(下转第2版)"
        + "\n\n渔港码头装上职工书屋\n\n本报讯(记者 丁三)渔港码头的船员有了书屋,船员老阮说,(下转第2版)\n",
    )
    two = page(2, OTHER + "(上接第1版)\n书屋里有航海图,老阮最爱翻。船员下了船就来。\n\n(上接第1版)\n" + REST)
    found = by_title(join([one, two]))
    assert found["省总工会召开全委会议 石怀远出席并讲话"].text.endswith(REST)
    assert "航海图" in found["渔港码头装上职工书屋"].text


def test_over_three_pages():
    middle = "(上接第1版)并就抓好产业工人队伍建设改革讲话。石怀远强调, (下转第3版)"
    pages = [page(1, FIRST + "(下转第2版)"), page(2, OTHER + middle), page(3, OTHER + "(上接第2版)要讲求实效。")]
    article = by_title(join(pages))["省总工会召开全委会议 石怀远出席并讲话"]
    assert article.text.endswith("石怀远强调,要讲求实效。")
    assert len(article.parts) == 3


def test_pages_without_marks_stay_as_they_are():
    pages = [page(1, FIRST + OTHER), page(2, OTHER)]
    assert join(pages) == pages
    assert join([]) == []
