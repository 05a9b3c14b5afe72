"""Whatever a file holds: pages, or an error that says why not; every character of a page accounted for."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from kg.errors import InputError
from kg.read import expand, read_path
from kg.read.registry import FORMATS
from kg.segment import segment
from kg.types import Page, Segmented

ROOT = Path(__file__).parents[2]
RECORD = {"newspaper": "某工人报", "date": "2024-01-02", "text": "开会\n\n省总工会主席李谦主持会议。", "home": "浙江省"}
CASES = settings(
    max_examples=25,
    deadline=timedelta(seconds=30),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _picture(form: str) -> bytes:
    """Return an image that is a little too small to be a page, so that whole ones are refused unrecognised."""
    out = BytesIO()
    Image.radial_gradient("L").resize((60, 60)).save(out, form)
    return out.getvalue()


def _pdf(words: str = "Workers of all countries, unite and read the news") -> bytes:
    """Return a PDF of one sheet with a text layer."""
    drawn = f"BT /F1 9 Tf 10 100 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (n, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


_LINE = json.dumps(RECORD, ensure_ascii=False).encode() + b"\n"
REAL = {
    ".txt": [p.read_bytes() for p in sorted((ROOT / "tests" / "segment" / "pages").glob("*.txt"))],
    ".html": [p.read_bytes() for p in sorted((ROOT / "tests" / "read").rglob("*.h*tm*"))],
    ".json": [_LINE, b"[" + _LINE + b"," + _LINE + b"]"],
    ".jsonl": [_LINE * 4],
    ".pdf": [_pdf()],
    ".png": [_picture("PNG")],
    ".jpg": [_picture("JPEG")],
    ".tif": [_picture("TIFF")],
}
ENCODINGS = ["gb18030", "utf-16", "utf-16-be", "utf-32", "big5", "utf-8-sig", "koi8-r", "shift_jis", "hz", "utf-7"]
STRANGE = ["\0", "\ufeff", "\u202e", "\u3000", "\r", "\x85", "\u2028", "<!--", "<div>" * 99, "“" * 99, "《", "(", "&#xD800;",
           "第1版", "下转第2版", "上接第1版", "2024年13月45日", "一\n二\n三\n", "史" * 999, "\\ud800", "<p>" * 99]  # fmt: skip


@st.composite
def spoiled(draw: st.DrawFn, real: list[bytes]) -> bytes:
    """Return a real file, cut, doubled, mixed up, flipped or in another encoding."""
    data = draw(st.sampled_from(real))
    for change in draw(st.lists(st.sampled_from("cdefgistw"), min_size=1, max_size=4)):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.sampled_from([1, 2, 40, 400, 4000])))
        text = data.decode("utf-8", "replace")
        if change == "c":
            data = data[:at]
        elif change == "d":
            data = data[:to] + data[at:to] * draw(st.sampled_from([1, 3, 30])) + data[to:]
        elif change == "e":
            data = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
        elif change == "f" and data:
            flipped = bytearray(data)
            for place in draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=20)):
                flipped[place] ^= 1 << draw(st.integers(0, 7))
            data = bytes(flipped)
        elif change == "g":
            data = data[:at] + draw(st.binary(max_size=40)) + data[at:]
        elif change == "i":
            data = data[:at] + draw(st.sampled_from(STRANGE)).encode() + data[at:]
        elif change == "s":
            data = data[to:] + data[at:to] + data[:at]
        elif change == "t":
            data = "\n".join(draw(st.permutations(text.split("\n")[:60]))).encode()
        else:
            wide = draw(st.sampled_from([1, 2, 9]))
            data = "\n".join(text[i : i + wide] for i in range(0, len(text), wide)).encode()
    return data[:200_000]


@pytest.fixture(autouse=True)
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sheets without text fail at once: recognition is slow, and reads any picture."""

    def refuse(*_: object) -> None:
        raise InputError("shows no text")

    monkeypatch.setattr("kg.read.image.recognise_sheet", refuse)


def _said(error: InputError) -> None:
    """An error says in one line what is wrong."""
    assert 5 < len(str(error)) < 400
    assert "\n" not in str(error)


def _pages(path: Path) -> Iterator[Page]:
    try:
        yield from read_path(path, on_error=_said, on_passed=lambda why: None)
    except InputError as e:
        _said(e)


def _accounted(page: Page, cut: Segmented) -> None:
    """Articles and what was left out cover each character of the page but blanks."""
    covered = bytearray(len(page.text))
    for article in cut.articles:
        for run in article.origin:
            stands = page.text[run.source_start : run.source_start + run.length]
            assert stands == article.text[run.article_start : run.article_start + run.length]
            covered[run.source_start : run.source_start + run.length] = b"\1" * run.length
    for left in cut.left_out:
        assert page.text[left.start : left.end] == left.text
        covered[left.start : left.end] = b"\1" * (left.end - left.start)
    assert [c for c, seen in zip(page.text, covered, strict=True) if not seen and not c.isspace()] == []


def test_every_format_is_spoiled_here() -> None:
    assert {f.name for f in FORMATS} == {f.name for f in FORMATS if f.suffixes & REAL.keys()}


@pytest.mark.parametrize("suffix", REAL)
@CASES
@given(data=st.data())
def test_a_spoiled_file(suffix: str, data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(data.draw(spoiled(REAL[suffix])))
    for page in _pages(path):
        page.text.encode("utf-8")
        try:
            cut = segment(page)
        except InputError as e:
            _said(e)
            continue
        if not page.whole:
            _accounted(page, cut)


@pytest.mark.parametrize("suffix", [*REAL, ""])
@CASES
@given(content=st.binary(max_size=300))
def test_any_bytes(suffix: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"file{suffix}"
    path.write_bytes(content)
    for page in _pages(path):
        try:
            segment(page)
        except InputError as e:
            _said(e)


@pytest.mark.parametrize(
    ("suffix", "start"), [(s, b"") for s in REAL] + [(".pdf", b"%PDF-1.7\n"), (".png", b"\x89PNG\r\n\x1a\n")]
)
def test_a_file_of_two_gigabytes(suffix: str, start: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"huge{suffix}"
    with path.open("wb") as f:
        f.write(start)
        f.truncate(2 * 2**30)
    errors: list[InputError] = []
    try:
        assert list(read_path(path, on_error=errors.append)) == []
    except InputError as e:
        errors.append(e)
    (error,) = errors
    assert any(words in str(error) for words in ("MB", "no image", "damaged"))


def test_lines_that_are_written_while_a_file_is_read_wait_for_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "growing.jsonl"
    path.write_bytes(_LINE)
    found = []
    for page in read_path(path):
        found.append(page.source)
        with path.open("ab") as f:
            f.write(_LINE * 3)
    assert found == [f"{path}#1"]


def test_a_file_that_gets_shorter_or_vanishes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "shrinking.jsonl"
    path.write_bytes(_LINE * 20_000)
    errors: list[InputError] = []
    pages = read_path(path, on_error=errors.append)
    next(pages)
    os.truncate(path, len(_LINE) + 30)
    path.unlink()
    assert len(list(pages)) < 19_999


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "folder.txt" / "page.txt").write_text("新闻", encoding="utf-8")
    wrong: dict[str, str] = {}
    found = expand([tmp_path], on_error=lambda path, error: wrong.update({path.name: str(error)}))
    assert [f.name for f in found] == ["page.txt"]
    assert wrong.keys() == {"pipe.txt", "loop.txt", "nowhere.txt"}
    for name in wrong:
        with pytest.raises(InputError) as error:
            list(read_path(tmp_path / name))
        assert str(error.value) == wrong[name]
    with pytest.raises(InputError, match="not a regular file"):
        list(read_path(Path("/dev/zero")))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_path(tmp_path / ("x" * 300)))


def test_what_may_not_be_read(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("closed")
    (folder / "closed").mkdir()
    (folder / "a.txt").write_text("新闻", encoding="utf-8")
    opened, listed = Path.open, os.scandir

    def refuse(path: Path, *more: object, **others: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *more, **others)  # type: ignore[call-overload]

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="Permission denied"):
        list(read_path(folder / "a.txt"))
    monkeypatch.setattr(os, "scandir", closed)
    wrong: list[Path] = []
    expand([folder], on_error=lambda path, error: wrong.append(path))
    assert wrong == [folder / "closed"]


@pytest.mark.parametrize(
    "text", ["Workers met on Tuesday and spoke about wages. " * 9, "Профсоюз обсудил зарплату. " * 9]
)
@pytest.mark.parametrize("suffix", [".html", ".json"])
def test_another_language_is_named(suffix: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / f"page{suffix}"
    page = f"<html><body><h1>News</h1><p>{text}</p></body></html>"
    path.write_text(page if suffix == ".html" else json.dumps({"text": text}), encoding="utf-8")
    with pytest.raises(InputError, match="no Chinese text"):
        list(read_path(path))


def test_halves_of_characters_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text(r'{"text": "省总工会\ud800主席\u0000到会", "newspaper": "某\udc00报"}', encoding="utf-8")
    (page,) = read_path(path)
    assert (page.text, page.facts.newspaper) == ("省总工会\ufffd主席\ufffd到会", "某\ufffd报")


def test_a_page_of_one_line_and_a_page_of_many_parts_take_time_by_their_size(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    part = '<div id="ozoom"><p>省总工会主席李谦到市总工会走访，看望慰问一线职工和劳动模范，听取意见和建议。</p></div>'
    path.write_text(f"<html><body>{'省总工会' * 20_000}{part * 20}</body></html>", encoding="utf-8")
    assert len(list(read_path(path))) == 20
    path.write_text(f"<html><body>{part * 2000}</body></html>", encoding="utf-8")
    with pytest.raises(InputError, match="2000 articles"):
        list(read_path(path))
