import io
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from printed import Sheet, Story, take_picture

from kg.errors import InputError
from kg.read import read_path
from kg.read.blanks import Recognised, with_blanks
from kg.read.cutout import Sheets, boxes, turn_of
from kg.read.gutters import split_at_gutters
from kg.read.upright import turned
from kg.segment import segment
from kg.types import Area
from read.refusals import refusal as refused

STORY = Story(
    ("市总工会走访慰问困难职工", "一份温暖送到家"),
    (
        "本报讯（记者 郑和平）5月10日，榆林市总工会主席高启明到榆阳区福泰纺织有限公司走访慰问困难职工。市总工会副主席白雪梅陪同。",
        "高启明详细询问职工的生活情况，叮嘱企业负责人把关爱落到实处。榆阳区总工会主席康永年参加活动。",
    ),
    (1, 1, 2, 1),
)
BRIEF = Story(
    ("工会送课进工地",),
    ("本报讯 5月12日，榆林市总工会林之远走进神木市恒安建筑工地，为农民工讲解劳动合同法。",),
    (3, 1, 1, 1),
)
FACTS = ("2024年5月14日 星期二", "国内统一刊号:CN61-0099 第8697期", "第2版")
SHEET = Sheet("陕北工人报", FACTS, (STORY, BRIEF), columns=3, width=660, height=330)


def refusal(folder, data, name="page.png"):
    return refused(folder, data, name)


def encoded(image, kind="PNG"):
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def bomb(wide, high):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def test_what_is_no_readable_image_is_refused_by_what_is_wrong(tmp_path) -> None:
    page = encoded(Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300, 3), np.uint8)))
    assert "pixels" in refusal(tmp_path, bomb(60_000, 60_000))
    assert "pixels" in refusal(tmp_path, bomb(12_000, 11_000))
    assert "cut off" in refusal(tmp_path, page[: len(page) // 2])
    assert "no image" in refusal(tmp_path, "省总工会召开会议".encode())
    assert "empty" in refusal(tmp_path, b"")
    assert "only 20×20 pixels" in refusal(tmp_path, encoded(Image.new("L", (20, 20))))
    assert "no text" in refusal(tmp_path, encoded(Image.new("RGB", (200, 200), "white")))


def test_missing_packages_are_named(tmp_path, monkeypatch) -> None:
    from kg.read import ocr

    ocr._engine.cache_clear()
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    assert "union-news-graph[ocr]" in refusal(tmp_path, encoded(Image.new("RGB", (200, 200), "white")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.sampled_from(["PNG", "JPEG", "TIFF", "WEBP"]), st.integers(0, 400), st.binary(max_size=20))
def test_damaged_images_are_refused_or_read_and_nothing_else_happens(tmp_path, kind, place, noise) -> None:
    data = encoded(Image.linear_gradient("L").resize((96, 96)), kind)
    (tmp_path / "page.png").write_bytes(data[:place] + noise + data[place + len(noise) :])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.read.upright.find_lines", lambda _: [])
        patch.setattr("kg.read.ocr.available", lambda: None)
        with pytest.raises(InputError):
            list(read_path(tmp_path / "page.png"))


@pytest.fixture(scope="module")
def picture(browser, tmp_path_factory) -> Path:
    return take_picture(browser, tmp_path_factory.mktemp("image") / "page.png", SHEET, 2.0)


def _bare(text):
    return "".join(text.split()).translate(str.maketrans("，；：（）", ",;:()"))


@pytest.mark.browser
def test_a_picture_that_lies_on_its_side_gives_the_articles_and_their_places(picture, tmp_path) -> None:
    with Image.open(picture) as image:
        size = image.size
        lying = image.convert("RGB").transpose(Image.Transpose.ROTATE_90)
    lying.save(tmp_path / "page.jpg", quality=85)
    (page,) = read_path(tmp_path / "page.jpg")
    found = segment(page)
    assert (found.masthead.newspaper, found.masthead.issue_number, found.masthead.page) == ("陕北工人报", "8697", "2")
    texts = {_bare(a.text) for a in found.articles}
    assert texts == {_bare("".join((*s.headline, *s.paragraphs))) for s in (STORY, BRIEF)}
    article = next(a for a in found.articles if "高启明" in a.text)
    start = article.text.index("康永年")
    (place,) = [a for a in article.areas if a.start <= start < a.end]
    # the line is some 300 pixels long and 30 high; in the file as it lies it is upright, left of the middle
    assert place.bottom - place.top > 5 * (place.right - place.left)
    assert 0 < place.left < place.right < size[1]
    assert 0 < place.top < place.bottom < size[0]
    with Sheets() as sheets:
        (piece,) = sheets.pieces(page.source, [place], turn_of(article.areas))
    with Image.open(io.BytesIO(piece)) as cut:
        assert cut.width > 4 * cut.height


@pytest.mark.browser
def test_a_pdf_of_pictures_is_recognised_and_its_places_are_points(browser, picture, tmp_path) -> None:
    with Image.open(picture) as image:
        image.convert("RGB").rotate(2, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC).save(
            tmp_path / "scan.pdf", resolution=144.0
        )
        wide, high = image.width / 2, image.height / 2
    (page,) = read_path(tmp_path / "scan.pdf")
    texts = {_bare(a.text) for a in segment(page).articles}
    assert texts == {_bare("".join((*s.headline, *s.paragraphs))) for s in (STORY, BRIEF)}
    assert max(a.right for a in page.areas) < wide + 40
    assert max(a.bottom for a in page.areas) < high + 40


def test_exif_and_quarter_turns_lead_back_to_the_stored_pixels(monkeypatch) -> None:
    quad = np.array([[40, 10], [140, 10], [140, 30], [40, 30]], np.float32)
    monkeypatch.setattr("kg.read.upright.find_lines", lambda _: [quad])
    monkeypatch.setattr(
        "kg.read.upright.recognise", lambda _, quads: [Recognised("省总工会开会", (0.9,) * 6) for _ in quads]
    )
    stored = {1: (40, 10, 140, 30), 3: (60, 70, 160, 90), 6: (10, 60, 30, 160), 8: (70, 40, 90, 140)}
    for orientation, expected in stored.items():
        upright = Image.new("RGB", (200, 100), "white")
        as_stored = {1: upright, 3: upright, 6: Image.new("RGB", (100, 200)), 8: Image.new("RGB", (100, 200))}[
            orientation
        ]
        as_stored.info["orientation"] = orientation
        (piece,) = turned(as_stored, *as_stored.size).pieces()
        assert piece.stored == pytest.approx(expected)


def test_a_line_found_over_a_gutter_is_cut_there() -> None:
    page = np.full((200, 400, 3), 255, np.uint8)
    quads = []
    for row in range(5):
        top = 10 + 30 * row
        for left, right in ((10, 180), (220, 390)):
            page[top : top + 20, left:right:3] = 0
        sides = [(10, 390)] if row == 2 else [(10, 180), (220, 390)]
        quads += [np.array([[a, top], [b, top], [b, top + 20], [a, top + 20]], np.float32) for a, b in sides]
    cut = split_at_gutters(page, quads)
    assert len(cut) == 10
    assert sorted({round(float(q[:, 0].min()), -1) for q in cut}) == [10, 220]


def test_a_blank_stands_where_ink_and_recognition_show_white() -> None:
    text = "总工会副主席李挺陪同"
    crop = np.full((30, 400, 3), 255, np.uint8)
    centres = []
    left = 4
    for c in text:
        crop[5:25, left : left + 24] = 0
        centres.append(left + 12.0)
        left += 44 if c == "李" else 30
    line = Recognised(text, (0.9,) * len(text))
    found = with_blanks(line, crop, centres)
    assert found.text == "总工会副主席李 挺陪同"
    assert len(found.confidences) == len(found.text)
    even = [4.0 + 30 * i for i in range(len(text))]
    assert with_blanks(line, crop, even) == line


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_the_way_a_page_lies_is_told_from_its_lines(turn) -> None:
    lines = [(10.0, 10.0 + 20 * n, 210.0, 25.0 + 20 * n) for n in range(5)]
    stored = lines
    for _ in range(-turn % 4):
        stored = [(top, 300 - right, bottom, 300 - left) for left, top, right, bottom in stored]
    areas = [Area(10 * n, 10 * n + 10, 1, *box) for n, box in enumerate(stored)]
    assert turn_of(areas) == turn
    ((sheet, box),) = boxes(areas, turn)
    assert sheet == 1
    assert box == pytest.approx(
        (min(b[0] for b in stored), min(b[1] for b in stored), max(b[2] for b in stored), max(b[3] for b in stored)),
        abs=6,
    )
