import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from printed import Sheet, Story, as_text, gold_sheet, print_pdf

from kg.areas import decode, encode
from kg.errors import InputError
from kg.read import read_path
from kg.read.cutout import Sheets
from kg.segment import segment
from read.refusals import refusal as refused

GOLD = Path(__file__).parent.parent / "gold" / "pages"


def pdf(*objects, trailer=""):
    """Return a PDF of numbered objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{p:010} 00000 n \n" for p in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
BLANK = pdf(CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>")


def refusal(folder, data, name="page.pdf"):
    return refused(folder, data, name)


def test_what_is_no_readable_pdf_is_refused_by_what_is_wrong(tmp_path) -> None:
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)/P -4>>"
    ids = "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>"
    assert "password" in refusal(tmp_path, pdf(CATALOGUE, *pages, trailer=locked + ids))
    assert "empty" in refusal(tmp_path, b"")
    assert "damaged" in refusal(tmp_path, b"%PDF-1.7\n" + b"\0" * 300)
    assert "damaged" in refusal(tmp_path, "省总工会召开会议".encode())
    assert "without pages" in refusal(tmp_path, pdf(CATALOGUE, "<</Type/Pages/Kids[]/Count 0>>"))
    huge = pdf(
        CATALOGUE, "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 90000 90000]>>"
    )
    assert "inches" in refusal(tmp_path, huge)


def test_missing_packages_are_named(tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert "union-news-graph[pdf]" in refusal(tmp_path, BLANK)
    monkeypatch.undo()
    monkeypatch.setattr("kg.read.ocr._engine", _no_engine)
    assert "union-news-graph[ocr]" in refusal(tmp_path, BLANK)


def _no_engine():
    raise InputError("needs further packages; install union-news-graph[ocr]")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.integers(0, len(BLANK)), st.binary(max_size=30))
def test_damaged_files_are_refused_and_nothing_else_happens(tmp_path, place, noise) -> None:
    (tmp_path / "page.pdf").write_bytes(BLANK[:place] + noise + BLANK[place + len(noise) // 2 :])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.read.ocr._engine", _no_engine)
        with pytest.raises(InputError):
            list(read_path(tmp_path / "page.pdf"))


def _articles(page):
    return [("".join(a.text.split()), "".join(a.title.split())) for a in segment(page).articles]


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    plain = gold_sheet(GOLD / "p-001.json", [(1, 1, 3, 1), (4, 1, 2, 1), (1, 2, 1, 1), (2, 2, 2, 1), (4, 2, 2, 1)])
    stories = [
        replace(plain.stories[0], box=True),
        *plain.stories[1:3],
        replace(plain.stories[3], upright=True, columns=2),
    ]
    return replace(plain, stories=(*stories, plain.stories[4]))


@pytest.mark.browser
def test_a_printed_page_gives_the_articles_of_its_text(browser, sheet, tmp_path) -> None:
    (tmp_path / "page.txt").write_text(as_text(sheet), encoding="utf-8")
    (text,) = read_path(tmp_path / "page.txt")
    (page,) = read_path(print_pdf(browser, tmp_path / "page.pdf", sheet))
    assert sorted(_articles(page)) == sorted(_articles(text))
    assert segment(page).masthead == segment(text).masthead
    assert {"杭州举行", "王文绪走访慰问劳模先进"} <= {page.text[a:b] for a, b in page.headlines}


@pytest.mark.browser
def test_each_sheet_is_a_page_and_its_lines_can_be_cut_out(browser, tmp_path) -> None:
    def one(name):
        story = Story((name,), ("本报讯 3月2日，省总工会副主席林之远到企业调研。" * 4,), (1, 1, 2, 1))
        return Sheet("陕北工人报", ("2024年5月14日 星期二", "第2版"), (story,), 2, width=500, height=400)

    path = print_pdf(browser, tmp_path / "issue.pdf", one("第一页的新闻"), one("第二页的新闻"))
    first, second = read_path(path)
    assert (first.source, second.source) == (f"{path}#page=1", f"{path}#page=2")
    assert "第一页的新闻" in first.text
    (article,) = segment(second).articles
    start = article.text.index("林之远")
    places = [a for a in article.areas if a.start <= start < a.end]
    assert [a.sheet for a in places] == [2]
    assert "林之远" in article.text[places[0].start : places[0].end]
    assert 20 < places[0].left < places[0].right < 375
    assert decode(encode(article.areas)) == article.areas
    with Sheets() as sheets:
        (piece,) = sheets.pieces(second.source, places)
        assert piece.startswith(b"\xff\xd8\xff")
        with pytest.raises(InputError, match="not there"):
            sheets.pieces(str(tmp_path / "gone.pdf"), places)
