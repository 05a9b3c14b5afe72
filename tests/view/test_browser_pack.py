from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.errors import KGError
from kg.ontology import ontology
from kg.query.catalogue import catalogue
from kg.view.browser_guide import guide
from kg.view.browser_pack import style_sheet, write_pack
from kg.view.browser_scripts import archive, scripts
from kg.view.browser_words import by_theme, pack_words
from kg.view.style import kinds, relation_styles

COLOURS = {kind.key: kind.colour for kind in kinds()}


@dataclass(frozen=True)
class Asked:
    name: str
    kind: str
    about: str
    default: str | None = None


@dataclass(frozen=True)
class Question:
    name: str = "q"
    title: str = "问题"
    about: str = "说明"
    parameters: tuple[Asked, ...] = ()
    example: dict[str, str] = field(default_factory=dict)
    statement: str = "MATCH p = (a)-[r]->(b)\nRETURN p;"


def rules() -> dict[str, dict[str, str]]:
    found = re.findall(r"^(\S+) \{\n(.*?)^\}", style_sheet(), re.S | re.M)
    return {selector: dict(re.findall(r"^  ([\w-]+): (.*);$", body, re.M)) for selector, body in found}


def test_the_style_has_every_label_and_type_once() -> None:
    labels = {label for base, node in ontology().nodes.items() for label in (base, *node.sublabels)}
    assert set(rules()) == {"node", "relationship"} | {f"node.{x}" for x in labels} | {
        f"relationship.{x}" for x in ontology().edges
    }
    assert style_sheet().count("{\n") == len(rules())


def test_the_more_special_label_stands_later_and_so_wins() -> None:
    order = list(rules())
    for base, node in ontology().nodes.items():
        for label in node.sublabels:
            assert order.index(f"node.{label}") > order.index(f"node.{base}")


def test_the_style_has_the_colours_of_the_picture_and_chinese_captions() -> None:
    style = rules()
    assert all(style[f"node.{key}"]["color"] == colour for key, colour in COLOURS.items())
    assert all(style[f"relationship.{key}"]["color"] == look.colour for key, look in relation_styles().items())
    assert style["node.Official"]["caption"] == "'{name}'"
    assert style["relationship.VISITED"]["caption"] == "'走访'"
    assert style["relationship.HOLDS_ROLE"]["caption"] == "'{title}'"


def test_a_question_becomes_a_script_of_parameters_and_a_single_statement() -> None:
    asked = (Asked("name", "string", "姓名"), Asked("least", "integer", "至少", "2"), Asked("day", "date", "日期"))
    first, second = scripts(7, Question(parameters=asked, example={"name": 'a"b\\c'}))
    assert first.splitlines()[0] == "// 07-1 参数：问题"
    assert first.splitlines()[-1] == ':params {name: "a\\"b\\\\c", least: 2, day: null}'
    assert second.splitlines()[0] == "// 07-2 问题"
    assert second.endswith("RETURN p\n")
    assert ";" not in second
    assert len(scripts(7, Question())) == 1


def test_one_parameter_is_set_alone_so_that_a_whole_number_stays_one() -> None:
    first, _ = scripts(7, Question(parameters=(Asked("least", "integer", "至少", "2"),)))
    assert first.splitlines()[-1] == ":param least => 2"
    first, _ = scripts(7, Question(parameters=(Asked("name", "string", "姓名"),), example={"name": "王文绪"}))
    assert first.splitlines()[-1] == ':param name => "王文绪"'


def test_every_saved_query_stands_in_one_folder_that_the_data_name() -> None:
    named = [name for theme in pack_words().themes for name in theme.questions]
    assert sorted(named) == sorted(catalogue())
    assert set(pack_words().first) <= set(named)


def test_numbers_go_on_from_folder_to_folder_and_a_new_question_comes_last() -> None:
    folders = by_theme([Question("zzz"), *catalogue().values()])
    numbers = [number for _, found in folders for number, _ in found]
    assert numbers == list(range(1, len(catalogue()) + 2))
    assert folders[-1][1][-1][1].name == "zzz"
    assert [folder for folder, _ in folders] == sorted(folder for folder, _ in folders)
    assert len(folders) == len(pack_words().themes)
    assert by_theme([]) == []


def test_the_pack_is_the_same_each_time_and_can_be_written_again(tmp_path: Path) -> None:
    questions = list(catalogue().values())
    files = write_pack(tmp_path / "new" / "pack", questions)
    before = [path.read_bytes() for path in files]
    assert [path.read_bytes() for path in write_pack(tmp_path / "new" / "pack", questions)] == before
    with zipfile.ZipFile(io.BytesIO(archive(questions))) as packed:
        names = packed.namelist()
        texts = [packed.read(name).decode() for name in names]
    assert all(re.fullmatch(r"工会新闻 \d [^/]+/\d\d-[12] [a-z-]+\.cypher", name) for name in names)
    assert names == sorted(names)
    assert all(re.match(r"// \d\d-[12] ", text) for text in texts), "the Browser shows a script by its first line"
    for question in questions:
        assert any(question.statement.strip().rstrip(";") in text for text in texts)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(KGError, match="file"):
        write_pack(tmp_path / "file", [])


def test_the_guide_explains_the_first_five_and_lists_all() -> None:
    questions = list(catalogue().values())
    page = guide(questions)
    assert page.count("<section>") == 5
    assert all(question.title in page for question in questions)
    assert page.count("<details>") == len(questions)
    assert page.count("<li>看什么：") == 5
    assert all(kind.colour in page for kind in kinds())
    assert "{{" not in page
    assert not re.search(r'(?:src|href)="(?!data:)', page)
    assert "&lt;x&gt;" in guide([Question(title="<x>")])
