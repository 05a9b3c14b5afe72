"""From a printed page to the printed lines behind an edge, through a store."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from printed import Sheet, Story, print_pdf

from kg.pictures import picture_of_name
from kg.pipeline import Inputs, Run, load
from kg.records import article_record
from kg.stores import open_store
from kg.types import Picture
from kg.view import render

STORY = Story(
    ("市总工会走访慰问困难职工",),
    (
        "本报讯 5月10日，榆林市总工会主席高启明到榆阳区福泰纺织有限公司走访慰问困难职工。",
        "高启明详细询问职工的生活情况。",
    ),
    (1, 1, 2, 1),
)
SHEET = Sheet("陕北工人报", ("2024年5月14日 星期二", "第2版"), (STORY,), columns=2, width=500, height=400)


@pytest.mark.browser
def test_edges_of_a_pdf_show_their_printed_lines(browser: Browser, tmp_path: Path) -> None:
    path = print_pdf(browser, tmp_path / "page.pdf", SHEET)
    store_file = str(tmp_path / "graph.kgl")
    with open_store(store_file, create=True) as store:
        run = Run()
        (issue,) = load(Inputs([str(path)]), store, run)
    assert not run.failures
    areas = article_record(issue.articles[0])["areas"]
    assert "".join(issue.articles[0].article.text[a:b] for a, b, *_ in areas).startswith(
        "市总工会走访慰问困难职工本报讯"
    )

    def picture() -> Picture:
        with open_store(store_file) as store:
            return picture_of_name(store, "高启明", limit=50)

    shown = picture()
    role = next(e for e in shown.part.edges if e.type == "HOLDS_ROLE")
    (address,) = role.properties["evidence"]  # type: ignore[misc, union-attr]
    cutout = shown.cutouts[str(address)]
    assert (cutout.file, cutout.sheet) == (f"{path}#page=1", 1)
    assert all(image.startswith(b"\xff\xd8\xff") for image in cutout.images)
    assert cutout.images
    assert "data:image/jpeg;base64," in render(shown)
    path.unlink()
    without = picture()
    assert without.cutouts[str(address)].images == ()
    page = render(without)
    assert "data:image/jpeg" not in page
    assert f"{path} 第1页" in page
