"""What goes wrong is said in one line that names it and says what to do; the other inputs are done."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cli import main

Kg = Callable[..., Result]
PAGE = Path(__file__).parents[2] / "demo" / "hebei-workers-news-2024-06-18.txt"
ARTICLE = {
    "newspaper": "某工人报",
    "date": "2024-01-02",
    "home": "浙江省",
    "text": "开会\n\n省总工会主席李谦主持会议。",
}


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kg:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_STORE", raising=False)
    Path("good.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    return lambda *arguments: CliRunner().invoke(main, arguments)


def complaint(result: Result, code: int) -> str:
    """Return the one line on stderr."""
    assert result.exit_code == code, result.output
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert "Traceback" not in result.output
    return lines[0]


BAD = {
    "missing.txt": (None, "does not exist"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\r\n\t", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "binary.txt"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "picture.txt"),
    "latin.txt": ("Ceci est un café, là-bas, où l'été dure. ".encode("latin-1") * 9, "latin.txt"),
    "broken.json": (b'{"text": "x', "JSON"),
    "list.jsonl": (b"[1, 2]\n", "line 1"),
    "day.json": (b'{"newspaper": "x", "date": "2024-13-01", "text": "x"}', "date"),
}


LANGUAGES = {
    "english": "The chairman of the union met workers of the plant on Tuesday and spoke about wages, safety and rest.",
    "japanese": "労働組合のみなさんは昨日、東京で会議をひらき、賃金と安全について話しあいました。これからも頑張ります。",
    "russian": "Председатель профсоюза встретился во вторник с рабочими завода и рассказал о зарплате и охране труда.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_another_language_says_so(kg: Kg, language: str) -> None:
    text = LANGUAGES[language]
    Path("page.txt").write_text(f"{text}\n\n{text[::2]}\n{text[5:]}\n", encoding="utf-8")
    line = complaint(kg("load", "page.txt", "good.json"), 1)
    assert line.startswith("kg: page.txt: ")
    assert "another language" in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_of_another_language_says_so(kg: Kg, language: str) -> None:
    Path("page.json").write_text(json.dumps(ARTICLE | {"text": LANGUAGES[language] * 3}), encoding="utf-8")
    paragraphs = f"<p>{LANGUAGES[language]}</p>" * 3
    Path("page.html").write_text(f"<html><body><h1>New</h1>{paragraphs}</body></html>", encoding="utf-8")
    for name in ("page.json", "page.html"):
        assert "Chinese" in complaint(kg("extract", name, "good.json"), 1)


def test_a_folder_of_which_most_is_broken(kg: Kg) -> None:
    """The first few failures of each kind are named, the report names all, and the sound files are done."""
    folder = Path("folder")
    folder.mkdir()
    for n in range(300):
        name, content = [("txt", b""), ("json", b'{"text": "x'), ("pdf", b"%PDF-1.4 cut off")][n % 3]
        (folder / f"{n:03}.{name}").write_bytes(content)
    for n in range(3):
        text = f"第{n}次会议\n\n省总工会主席李谦主持第{n}次会议。"
        (folder / f"good{n}.json").write_text(json.dumps(ARTICLE | {"text": text}), encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    result = kg("load", "folder", "--report", "r.jsonl")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert len(lines) < 25
    assert "kg: 95 others failed like folder/000.txt; the report names each" in lines
    assert sum("pipe.txt" in line for line in lines) == 1
    failed = [json.loads(line) for line in Path("r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {f["source"] for f in failed if "error" in f} >= {f"folder/{n:03}.pdf" for n in range(2, 300, 3)}
    assert len({f["source"] for f in failed if "error" in f}) == 301
    assert json.loads(kg("stats", "--format", "json").stdout)
    assert kg("cypher", "MATCH (a:Article) RETURN count(a) AS n", "--format", "csv").stdout == "n\n3\n"


def test_names_that_a_terminal_would_obey_or_could_not_show(kg: Kg) -> None:
    for name in (b"bad\xff\x1b[31m.txt", b"two\nlines.txt"):
        with open(name, "wb"):
            pass
    done = subprocess.run(
        [sys.executable, "-m", "kg", "extract", "--report", "r.jsonl", "."], capture_output=True, check=False
    )
    assert done.returncode == 1
    lines = done.stderr.decode("utf-8").splitlines()
    assert [line.split(": ")[1] for line in lines] == ["bad\\udcff\\x1b[31m.txt", "two\\nlines.txt"]
    named = [json.loads(line)["source"] for line in Path("r.jsonl").read_text(encoding="utf-8").splitlines()]
    assert named == ["bad\udcff\x1b[31m.txt", "two\nlines.txt"]


def test_a_file_that_vanishes_before_its_turn(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import pipeline

    Path("a.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    Path("b.json").write_text(json.dumps(ARTICLE), encoding="utf-8")
    listed = pipeline.expand

    def expand(paths: list[Path], *more: object) -> list[Path]:
        found = listed(paths, *more)  # type: ignore[arg-type]
        Path("b.json").unlink(missing_ok=True)
        return found

    monkeypatch.setattr(pipeline, "expand", expand)
    result = kg("extract", ".")
    assert (result.exit_code, result.stderr) == (1, "kg: b.json: does not exist; check the path\n")
    assert len(result.stdout.splitlines()) == 2  # a.json and good.json


def test_a_password_and_a_picture_that_is_a_bomb(kg: Kg) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    png = b"".join(struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c)) for k, c in chunks)
    Path("bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + png)
    assert "million pixels" in complaint(kg("extract", "bomb.png", "good.json"), 1)
    lock = b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"o" * 32, b"u" * 32)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", lock]
    data, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (n, content)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    trailer = b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[(a)(a)]>>\nstartxref\n%d\n%%%%EOF" % len(data)
    Path("locked.pdf").write_bytes(data + table + trailer)
    assert "password" in complaint(kg("extract", "locked.pdf", "good.json"), 1)


_SPOILED = st.lists(
    st.tuples(st.integers(0, 2000), st.integers(1, 300), st.sampled_from("xd2")), min_size=1, max_size=4
)


@settings(max_examples=8, deadline=timedelta(seconds=60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=_SPOILED)
def test_a_spoiled_page_goes_through_the_whole_of_it(kg: Kg, changes: list[tuple[int, int, str]]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    for at, length, change in changes:
        piece = text[at : at + length]
        text = text[:at] + {"x": "", "d": piece[::-1], "2": piece * 2}[change] + text[at + length :]
    Path("page.txt").write_text(text[:2500], encoding="utf-8")
    result = kg("extract", "page.txt")
    assert result.exit_code in {0, 1}
    assert "fault of the program" not in result.stderr
    assert result.exit_code == 0 or len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["extract", "load"])
def test_an_input_that_cannot_be_used(kg: Kg, command: str, name: str) -> None:
    content, words = BAD[name]
    if content is not None:
        Path(name).write_bytes(content)
    result = kg(command, name, "good.json")
    line = complaint(result, 1)
    assert line.startswith(f"kg: {name}")
    assert words in line
    assert "某工人报" in result.stdout  # the other input is done


def test_an_empty_folder(kg: Kg) -> None:
    Path("folder").mkdir()
    assert complaint(kg("load", "folder"), 1).startswith("kg: folder: ")


def test_a_page_without_masthead_names_the_options(kg: Kg) -> None:
    text = "省总工会召开会议\n\n本报讯 1月2日,省总工会在杭州召开会议。省总工会主席李谦主持会议并讲话,强调要服务职工。\n"
    Path("page.txt").write_text(text, encoding="utf-8")
    line = complaint(kg("load", "page.txt"), 1)
    assert line.startswith("kg: page.txt: ")
    assert "--newspaper" in line
    assert "--date" in line
    result = kg("load", "page.txt", "--newspaper", "某工人报", "--date", "2024-01-03")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "某工人报/2024-01-03" in result.stdout


def test_a_store_that_is_not_there(kg: Kg) -> None:
    for arguments in (["stats"], ["query", "visits", "name=李谦"], ["cypher", "RETURN 1"], ["show", "李谦"]):
        assert "union-news.kgl" in complaint(kg(*arguments), 1)
    assert not Path("union-news.kgl").exists()


def test_a_store_that_is_not_ours(kg: Kg) -> None:
    Path("notes.txt").write_text("my notes", encoding="utf-8")
    for arguments in (["load", "good.json"], ["stats"], ["unload", "x/2024-01-01"]):
        line = complaint(kg(*arguments, "--store", "notes.txt"), 1)
        assert "notes.txt" in line
    assert Path("notes.txt").read_text(encoding="utf-8") == "my notes"


def test_a_store_that_another_process_writes(kg: Kg) -> None:
    assert kg("load", "good.json", "--store", "a.kgl").exit_code == 0
    Path("new.json").write_text(json.dumps(ARTICLE | {"date": "2024-01-09"}), encoding="utf-8")
    writing = "kg.stores.open_store('a.kgl'); store.run('MATCH (n:Place) SET n.name = n.name', write=True)"
    code = f"import sys, kg.stores; store = {writing}; print('open', flush=True); sys.stdin.read()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, text=True, encoding="utf-8") as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        line = complaint(kg("load", "new.json", "--store", "a.kgl"), 1)
        other.stdin.close()
    assert "a.kgl" in line
    assert kg("load", "new.json", "--store", "a.kgl").exit_code == 0


def test_a_store_of_no_known_kind(kg: Kg) -> None:
    assert "http://localhost" in complaint(kg("stats", "--store", "http://localhost:7474"), 1)


def test_a_query_that_does_not_exist_suggests_the_nearest(kg: Kg) -> None:
    names = [row["name"] for row in json.loads(kg("query", "--format", "json").stdout)]
    line = complaint(kg("query", names[0][:-1]), 2)
    assert names[0] in line


def test_a_missing_and_an_unknown_parameter(kg: Kg) -> None:
    kg("load", "good.json")
    listed = json.loads(kg("query", "--format", "json").stdout)
    name = next(row["name"] for row in listed if "name" in row["parameters"])
    assert "name" in complaint(kg("query", name), 2)
    assert "colour" in complaint(kg("query", name, "name=李谦", "colour=red"), 2)
    assert "nonsense" in complaint(kg("query", name, "nonsense"), 2)


def test_statements(kg: Kg) -> None:
    kg("load", "good.json")
    complaint(kg("cypher", "MATCH (n RETURN n"), 2)
    assert "--write" in complaint(kg("cypher", "CREATE (n:Person {id: 'x', name: 'x'})"), 2)


def test_names_and_issues_that_are_not_there(kg: Kg) -> None:
    kg("load", "good.json")
    assert "王没有" in complaint(kg("show", "王没有"), 1)
    assert "某工人报/1999-01-01" in complaint(kg("unload", "某工人报/1999-01-01"), 1)


@pytest.mark.parametrize("arguments", [["--report", "no/such/r.jsonl"]])
def test_a_report_that_cannot_be_written(kg: Kg, arguments: list[str]) -> None:
    assert "r.jsonl" in complaint(kg("extract", "good.json", *arguments), 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["load"],
        ["load", "x", "--date", "4.3.2022"],
        ["load", "x", "--newspaper", " "],
        ["load", "x", "--jobs", "0"],
        ["load", "x", "--format", "xml"],
        ["extract", "--colour"],
        ["show"],
        ["show", "李谦", "name=x"],
        ["unload"],
        ["export", "xml", "x"],
        ["cypher"],
    ],
)
def test_wrong_usage(kg: Kg, arguments: list[str]) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert result.stdout == ""


def test_a_fault_of_the_program_is_one_line_too(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg import pipeline

    def fault(*_: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr(pipeline, "understand", fault)
    line = complaint(kg("extract", "good.json"), 1)
    assert "RuntimeError: two lines" in line
    assert "--debug" in line
    assert isinstance(kg("--debug", "extract", "good.json").exception, RuntimeError)


def test_the_real_command_ends_with_the_same_code(kg: Kg) -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "extract", "missing.txt"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("kg: missing.txt: ")
