"""A pack for the Neo4j Browser: a style, the saved queries as its saved scripts, and a guide.

What the Browser takes was tried on version 5.24, on Neo4j 5.26 and 2026.08: a ``.grass`` file dropped on the page is
the style. ``docs/neo4j.md`` has the whole list, and what is known of the newer Browser of Neo4j Desktop 2 and Aura.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import KGError
from kg.ontology import ontology
from kg.view.browser_guide import guide
from kg.view.browser_scripts import Question, archive
from kg.view.style import kinds, relation_styles

STYLE, SCRIPTS, GUIDE = "style.grass", "scripts.zip", "guide.html"


def write_pack(folder: Path, questions: Iterable[Question]) -> list[Path]:
    """Write the pack into a folder, which is made where it is missing; the same questions give the same bytes.

    Args:
        folder: where to write; files of an earlier pack are replaced.
        questions: the saved queries, in the order of the guide.

    Returns:
        The files written: style, scripts, guide.

    Raises:
        KGError: the folder cannot be written.
    """
    asked = list(questions)
    content = {STYLE: style_sheet().encode(), SCRIPTS: archive(asked), GUIDE: guide(asked).encode()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in content.items():
            (folder / name).write_bytes(data)
    except OSError as e:
        raise KGError(f"{folder}: the pack cannot be written here ({e.strerror}); name another folder") from e
    return [folder / name for name in content]


def style_sheet() -> str:
    """Return the style (GraSS): colours and captions of all labels and types.

    A node with two labels takes the rule that stands later, so that Official stands after Person and Union after
    Organization.
    """
    shared = {"border-width": "2px", "text-color-internal": "#FFFFFF", "font-size": "11px"}
    rules = [
        ("node", {"diameter": "65px", "color": "#5d6776", "border-color": "#48515e", **shared, "caption": "{name}"})
    ]
    for kind in reversed(kinds()):
        look = {"color": kind.colour, "border-color": _darker(kind.colour), "diameter": f"{kind.diameter}px"}
        rules.append((f"node.{kind.key}", {**look, **shared, "caption": "{name}"}))
    line = {"shaft-width": "1px", "font-size": "9px", "padding": "3px", "text-color-external": "#1e2733"}
    line |= {"text-color-internal": "#FFFFFF"}
    rules.append(("relationship", {"color": "#8d96a3", **line, "caption": "<type>"}))
    for style in relation_styles().values():
        caption = f"{{{style.detail[0]}}}" if style.detail else ontology().edges[style.key].zh
        width = {"shaft-width": "2px" if style.line == "solid" else "1px"}
        rules.append((f"relationship.{style.key}", {"color": style.colour, **line, **width, "caption": caption}))
    return "\n".join(_rule(selector, look) for selector, look in rules)


def _rule(selector: str, look: Mapping[str, str]) -> str:
    lines = [f"  {key}: '{value}';\n" if key == "caption" else f"  {key}: {value};\n" for key, value in look.items()]
    return f"{selector} {{\n{''.join(lines)}}}\n"


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(int(colour[i : i + 2], 16) * 0.78):02x}" for i in (1, 3, 5))
