"""Prints one source as text, as a digital edition, as a PDF with a text layer, and as a picture: one page four times.

Headless Chromium lays the page out as newspapers do (headlines over several columns, boxes, vertical headlines), so
reading order, columns and recognition are tried on something whose text is known to the character.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import Browser

BODY = 13.0
"""Size of the body's characters in CSS pixels."""

_COLUMN = 80
"""Characters that make a column of their own, at least."""

_STYLE = """
@page { size: %(width)dpx %(height)dpx; margin: 0 }
* { box-sizing: border-box; margin: 0; padding: 0 }
body { width: %(width)dpx; font: %(body)spx/1.45 "Noto Serif CJK SC", serif; background: white; color: black }
.sheet { width: %(width)dpx; height: %(height)dpx; padding: 30px 40px; overflow: hidden; page-break-after: always; position: relative }
.top { display: flex; justify-content: space-between; align-items: end; border-bottom: 2px solid black; padding-bottom: 6px; margin-bottom: 14px }
.name { font: bold 52px/1.1 "Noto Sans CJK SC" } .facts { font-size: 12px; line-height: 1.5; text-align: right }
.news { display: grid; grid-template-columns: repeat(%(columns)d, 1fr); column-gap: 20px; row-gap: 18px; align-items: start }
h1 { font: bold 25px/1.3 "Noto Sans CJK SC"; margin: 3px 0; text-align: center }
h2 { font: bold 17px/1.3 "Noto Sans CJK SC"; margin: 3px 0; text-align: center }
.body { column-gap: 20px; text-align: justify; line-break: strict; hanging-punctuation: allow-end }
.body p { text-indent: 2em; orphans: 1; widows: 1 }
.box { border: 1px solid black; padding: 8px }
.upright { display: flex; gap: 14px } .upright .head { writing-mode: vertical-rl; flex: none } .upright .body { flex: 1 }
.foot { position: absolute; left: 40px; right: 40px; bottom: 16px; border-top: 1px solid black; font-size: 11px; padding-top: 4px }
"""


@dataclass(frozen=True, slots=True)
class Story:
    """An article of a printed page."""

    headline: tuple[str, ...]
    """Its lines; the longest is set largest."""
    paragraphs: tuple[str, ...]
    at: tuple[int, int, int, int] = (1, 1, 1, 1)
    """Column and row of the grid, from 1, and how many of them it takes."""
    columns: int | None = None
    """Columns of its text; None for as many as it takes of the grid."""
    upright: bool = False
    """Its headline runs downwards, at the left of the text."""
    box: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a newspaper."""

    name: str
    facts: tuple[str, ...]
    stories: tuple[Story, ...]
    columns: int = 5
    foot: str = ""
    width: int = 1130
    height: int = 1600
    """In CSS pixels; the usual values have a broadsheet's proportions."""


def facts_of(record: dict[str, object]) -> tuple[str, ...]:
    """Return the lines of a masthead from the facts of a gold page."""
    year, month, day = str(record["date"]).split("-")
    code = f"国内统一刊号:{record['cn_code']} " if record.get("cn_code") else ""
    number = f"第{record['issue_number']}期" if record.get("issue_number") else ""
    day_line = f"{year}年{int(month)}月{int(day)}日 {record['weekday']}"
    return tuple(line for line in (day_line, f"{code}{number}".strip(), f"第{record['page']}版") if line)


def stories_of(record: dict[str, object]) -> list[Story]:
    """Return the articles of a gold page, not placed yet."""
    out = []
    for article in record["articles"]:  # type: ignore[attr-defined]
        head, _, body = article["text"].partition("\n\n") if article["title"] else ("", "", article["text"])
        out.append(Story(tuple(head.split(" ")) if head else (), tuple(body.split("\n\n"))))
    return out


def gold_sheet(path: Path, places: Sequence[tuple[int, int, int, int]], columns: int = 5, **more: object) -> Sheet:
    """Return a gold page's articles as a sheet, placed in the grid in their order."""
    record = json.loads(path.read_text(encoding="utf-8"))
    stories = tuple(
        Story(s.headline, s.paragraphs, at, **more)  # type: ignore[arg-type]
        for s, at in zip(stories_of(record), places, strict=True)
    )
    return Sheet(record["newspaper"], facts_of(record), stories, columns)


def placed(path: Path, columns: int = 5) -> Sheet:
    """Return a gold page's articles as a sheet that looks like a newspaper: two stories a row, the longer one wider.

    Every other row has a story in a box and one whose headline runs downwards.
    """
    record = json.loads(path.read_text(encoding="utf-8"))
    out = []
    stories = stories_of(record)
    for row, first in enumerate(range(0, len(stories), 2), 1):
        pair = stories[first : first + 2]
        sizes = [sum(map(len, s.paragraphs)) for s in pair]
        wide = columns if len(pair) == 1 else min(columns - 1, max(1, round(columns * sizes[0] / sum(sizes))))
        at = 1
        for n, (story, span) in enumerate(zip(pair, (wide, columns - wide), strict=False)):
            odd = row % 2 == 0
            text = max(1, min(span, sizes[n] // _COLUMN))
            look = {"box": odd and n == 0, "upright": odd and n == 1 and span > 1}
            out.append(replace(story, at=(at, row, span, 1), columns=text, **look))
            at += span
    return Sheet(record["newspaper"], facts_of(record), tuple(out), columns)


def as_edition(sheet: Sheet) -> dict[str, str]:
    """Return the sheet as a digital edition: paths below a folder, and one file of HTML for each article.

    The marks are those of the system that most Chinese newspapers publish with (方正).
    """
    said = " ".join(sheet.facts)
    year, month, day = (int(x) for x in re.findall(r"\d+", said)[:3])
    page = re.search(r"第(\w+)版", said)
    folder, number = f"{year}-{month:02}/{day:02}", f"第{page[1] if page else 1:0>2}版"
    menu = "".join(
        f'<li><a href="content_{n}.htm">{s.headline[0] if s.headline else ""}</a></li>'
        for n, s in enumerate(sheet.stories, 1)
    )
    out = {}
    for n, story in enumerate(sheet.stories, 1):
        at = max(range(len(story.headline)), key=lambda i: len(story.headline[i]), default=0)
        kicker, title, subtitle = (
            " ".join(x) for x in (story.headline[:at], story.headline[at : at + 1], story.headline[at + 1 :])
        )
        body = "\n".join(f"<P>&nbsp;&nbsp;&nbsp;&nbsp;{html.escape(p)}</P>" for p in story.paragraphs)
        out[f"{folder}/content_{n}.htm"] = (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{sheet.name}数字报-{title}</title></head><body>'
            f"<table><tr><td>{'</td><td>'.join(map(html.escape, sheet.facts))}<strong>{number}</strong>"
            f'<a href="node_1.htm">上一版</a><ul>{menu}</ul></td></tr></table>'
            f"<founder-pretitle>{kicker}</founder-pretitle><founder-title>{title}</founder-title>"
            f"<founder-subtitle>{subtitle}</founder-subtitle><div id=ozoom><founder-content>"
            f"<!--enpproperty <date>{year}-{month:02}-{day:02} 00:00:00.0</date><nodename>{number}</nodename>/enpproperty-->"
            f"<!--enpcontent-->\n{body}\n<!--/enpcontent--></founder-content></div>"
            f"<div>上一篇 下一篇 版权所有 {sheet.name}社 {html.escape(sheet.foot)}</div></body></html>"
        )
    return out


def as_text(sheet: Sheet) -> str:
    """Return the sheet as a clean OCR text: masthead, then story after story."""
    parts = ["\n".join((sheet.name, *sheet.facts))]
    for story in sheet.stories:
        parts.append("\n".join(story.headline))
        parts.append("\n".join(f"　　{p}" for p in story.paragraphs))
    if sheet.foot:
        parts.append(sheet.foot)
    return "\n\n".join(p for p in parts if p) + "\n"


def _story(story: Story) -> str:
    largest = max(story.headline, key=len, default="")
    heads = "".join(
        f"<h{1 if line == largest else 2}>{html.escape(line)}</h{1 if line == largest else 2}>"
        for line in story.headline
    )
    body = "".join(f"<p>{html.escape(p)}</p>" for p in story.paragraphs)
    column, row, wide, tall = story.at
    classes = "story" + " upright" * story.upright + " box" * story.box
    return (
        f'<div class="{classes}" style="grid-column:{column}/span {wide};grid-row:{row}/span {tall}">'
        f'<div class="head">{heads}</div>'
        f'<div class="body" style="column-count:{story.columns or wide}">{body}</div></div>'
    )


def as_html(*sheets: Sheet) -> str:
    """Return the page as HTML that Chromium prints."""
    first = sheets[0]
    style = _STYLE % {"width": first.width, "height": first.height, "body": BODY, "columns": first.columns}
    out = []
    for sheet in sheets:
        facts = "<br>".join(map(html.escape, sheet.facts))
        foot = f'<div class="foot">{html.escape(sheet.foot)}</div>' if sheet.foot else ""
        out.append(
            f'<div class="sheet"><div class="top"><div class="name">{html.escape(sheet.name)}</div>'
            f'<div class="facts">{facts}</div></div><div class="news">{"".join(map(_story, sheet.stories))}</div>{foot}</div>'
        )
    return f'<!doctype html><html lang="zh"><meta charset="utf-8"><style>{style}</style>{"".join(out)}'


def print_pdf(browser: Browser, path: Path, *sheets: Sheet) -> Path:
    """Print sheets of one size as one PDF with a text layer."""
    first = sheets[0]
    page = browser.new_page(viewport={"width": first.width, "height": first.height})
    try:
        page.set_content(as_html(*sheets))
        page.pdf(path=path, width=f"{first.width}px", height=f"{first.height}px", print_background=True)
    finally:
        page.close()
    return path


def take_picture(browser: Browser, path: Path, sheet: Sheet, scale: float = 1.75) -> Path:
    """Take a picture of a sheet; the body's characters are ``BODY`` × ``scale`` pixels high."""
    page = browser.new_page(viewport={"width": sheet.width, "height": sheet.height}, device_scale_factor=scale)
    try:
        page.set_content(as_html(sheet))
        page.screenshot(path=path)
    finally:
        page.close()
    return path
