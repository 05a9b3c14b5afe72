"""Sheets of one file are sheets of one issue."""

from datetime import date

import pytest

from kg.pipeline import Run, _segmented
from kg.types import Masthead, Page

FIRST = "陕北工人报\n2024年5月14日 星期二\n国内统一刊号:CN61-0099 第8697期\n第1版\n\n{}"
STORY = "市总工会召开会议\n\n　　本报讯 5月10日，榆林市总工会召开全体会议，市总工会主席高启明出席并讲话。\n"


def facts(*pages: tuple[str, str]) -> list[tuple[str | None, date | None, str | None]]:
    sheets = [Page(source, text) for source, text in pages]
    return [(s.masthead.newspaper, s.masthead.date, s.masthead.page) for _, s in _segmented(sheets, Masthead(), Run())]


def test_later_sheets_know_the_issue_of_the_first() -> None:
    day = date(2024, 5, 14)
    found = facts(
        ("a.pdf#page=1", FIRST.format(STORY)),
        ("a.pdf#page=2", f"第2版\n\n{STORY}"),
        ("b.pdf#page=1", f"第3版\n\n{STORY}"),
    )
    assert found == [("陕北工人报", day, "1"), ("陕北工人报", day, "2"), (None, None, "3")]


@pytest.mark.parametrize("second", ["陕南工人报\n第2版\n国内统一刊号:CN61-0098\n\n{}"])
def test_a_sheet_of_another_paper_does_not_take_the_first_ones_date(second: str) -> None:
    found = facts(("a.pdf#page=1", FIRST.format(STORY)), ("a.pdf#page=2", second.format(STORY)))
    assert found[1][:2] == ("陕南工人报", None)
