import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import expand, read_path, suffixes

TEXT = "第12051号\n2022年3月4日 星期五\n\n省总工会召开会议\n\n本报讯 记者张三报道 3月2日,省总工会在杭州召开全体会议。\n"


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read(folder, data, name="page.txt", **options):
    return list(read_path(write(folder, name, data), **options))


def refusal(folder, data, name="page.txt"):
    with pytest.raises(InputError) as e:
        read(folder, data, name)
    assert "\n" not in str(e.value)
    return str(e.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
def test_encodings_give_the_same_text(tmp_path, encoding):
    (page,) = read(tmp_path, TEXT.encode(encoding))
    assert page.text == TEXT
    assert not page.whole


def test_traditional_text_in_big5(tmp_path):
    text = "香港工會聯合會昨日舉行慶祝五一國際勞動節大會,會長致辭表示要維護僱員權益。"
    assert read(tmp_path, text.encode("big5"))[0].text == text


def test_text_cut_inside_its_last_character_is_still_read(tmp_path):
    (page,) = read(tmp_path, (TEXT * 20).encode()[:-3])
    assert page.text.startswith(TEXT)


def test_line_ends_are_those_of_text_mode(tmp_path):
    (page,) = read(tmp_path, TEXT.replace("\n", "\r\n"))
    assert page.text == TEXT


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"\0" * 100])
def test_empty_files_are_refused(tmp_path, data):
    assert "empty" in refusal(tmp_path, data)


def test_binary_files_are_refused_by_what_they_are(tmp_path):
    assert "PDF" in refusal(tmp_path, b"%PDF-1.7 ...")
    assert "image" in refusal(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    assert "not text" in refusal(tmp_path, bytes(range(256)) * 40)


def test_a_file_that_is_far_too_large_is_refused(tmp_path):
    path = tmp_path / "page.txt"
    with path.open("wb") as f:
        f.truncate(3 * 2**30)  # sparse: takes no room on the disk
    with pytest.raises(InputError, match="too large"):
        list(read_path(path))


def test_paths_that_are_no_files(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        list(read_path(tmp_path / "none.txt"))
    with pytest.raises(InputError, match="folder"):
        list(read_path(tmp_path))


def test_a_text_file_can_be_said_to_be_an_article(tmp_path):
    assert read(tmp_path, TEXT, article=True)[0].whole


def test_an_article_in_json(tmp_path):
    record = {"newspaper": "某某工人报", "date": "2024-05-01", "text": " 题\n\n文。\n", "issue_number": 12}
    record |= {"page": "A2", "home": "浙江省", "title": "题", "mentions": [], "relations": [], "kind": "会议"}
    (page,) = read(tmp_path, json.dumps(record), "a.json")
    assert page.whole
    assert page.text == record["text"]
    assert page.title == "题"
    facts = page.facts
    assert (facts.newspaper, facts.date, facts.issue_number, facts.page, facts.home) == (
        "某某工人报", date(2024, 5, 1), "12", "A2", "浙江省",
    )  # fmt: skip


def test_json_without_a_suffix_is_recognised(tmp_path):
    assert read(tmp_path, '{"text": "文。"}', "article")[0].whole
    assert not read(tmp_path, TEXT, "page")[0].whole


LINES = """{"text": "一。"}

{"text": 3}
{"text": "二。"
{"text": "三。", "date": "5月1日"}
["四"]
{"text": "五。"}
"""


def test_bad_lines_are_told_and_the_others_read(tmp_path):
    errors = []
    pages = read(tmp_path, LINES, "a.jsonl", on_error=errors.append)
    assert [p.text for p in pages] == ["一。", "五。"]
    assert [p.source.rpartition("#")[2] for p in pages] == ["1", "7"]
    messages = [str(e) for e in errors]
    assert [m.split(":")[0] for m in messages] == ["line 3", "line 4", "line 5", "line 6"]
    assert "text" in messages[0]
    assert "not JSON" in messages[1]
    assert "date" in messages[2]


def test_without_a_callback_the_first_bad_line_is_raised_after_the_last_good_one(tmp_path):
    pages = []
    with pytest.raises(InputError, match=r"line 3: .*3 other records"):
        pages.extend(read_path(write(tmp_path, "a.jsonl", LINES)))
    pages = read(tmp_path, LINES, "a.jsonl", on_error=lambda e: None)
    assert len(pages) == 2


def test_lists_in_json(tmp_path):
    assert [p.text for p in read(tmp_path, '[{"text": "一。"}, {"text": "二。"}]', "a.json")] == ["一。", "二。"]
    assert "entry 2" in refusal(tmp_path, '[{"text": "一。"}, {}]', "b.json")


@pytest.mark.parametrize("data", ["{", "[" * 100_000, "1" * 10_000, '"', "null", "{}"])
def test_bad_json_is_refused_in_one_line(tmp_path, data):
    refusal(tmp_path, data, "a.json")


@given(data=st.binary(max_size=400), name=st.sampled_from(["a.txt", "a.json", "a.jsonl", "a"]))
def test_any_bytes_give_pages_or_one_clear_line(tmp_path_factory, data, name):
    path = write(tmp_path_factory.mktemp("fuzz"), name, data)
    refused: list[str] = []
    pages = []
    try:
        pages = list(read_path(path, on_error=lambda e: refused.append(str(e))))
    except InputError as e:
        refused.append(str(e))
    assert pages or refused
    assert all(message and "\n" not in message for message in refused)
    assert all(p.text for p in pages)


def test_folders_are_walked_in_order_and_tell_what_they_ignore(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("2.txt", "1.TXT", "b/3.jsonl", "notes.docx", ".hidden.txt"):
        write(tmp_path, name, TEXT)
    ignored = []
    found = expand([tmp_path, tmp_path / "2.txt"], lambda path, why: ignored.append((path.name, why)))
    assert [p.name for p in found] == ["1.TXT", "2.txt", "3.jsonl"]
    assert dict(ignored) == {"notes.docx": "no reader for .docx", ".hidden.txt": "hidden"}


def test_a_file_named_outright_is_kept_whatever_its_suffix(tmp_path):
    path = write(tmp_path, "page.ocr", TEXT)
    assert expand([path, path]) == [path]


def test_folders_with_nothing_to_read_and_missing_paths(tmp_path):
    write(tmp_path, "notes.docx", "x")
    with pytest.raises(InputError, match=r"\.txt"):
        expand([tmp_path])
    with pytest.raises(InputError, match="does not exist"):
        expand([tmp_path / "none"])


def test_suffixes_are_listed():
    assert {".txt", ".json", ".jsonl"} <= set(suffixes())
