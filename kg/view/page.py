"""One HTML file that holds the picture, its data, the drawing library and the words: nothing is fetched."""

from __future__ import annotations

import html
import json
import re
from importlib.resources import files

from kg.ontology import ontology
from kg.types import Picture
from kg.view.scene import CAPTION_SIZE, LABEL_GAP, LABEL_SIZE, LINE_HEIGHT, compose
from kg.view.style import kinds, relation_styles, words

MOST_NODES = 1000
_SCRIPTS = ("start.js", "graph.js", "panel.js", "legend.js", "search.js", "keys.js", "save.js", "end.js")


def render(picture: Picture, *, limit: int = MOST_NODES) -> str:
    """Return a picture as one self-contained HTML page, in Chinese, that opens from a disk without a network.

    The same picture gives the same page, to the byte.

    Args:
        picture: nodes and edges, and the sources of the articles that the evidence names.
        limit: the most nodes to draw; the page says when there were more.

    Raises:
        DataError: a style file of the package is wrong.
    """
    data = {
        **compose(picture, limit),
        "kinds": [kind.model_dump(mode="json", exclude={"labels"}) for kind in kinds()],
        "types": [
            {**style.model_dump(mode="json", exclude={"detail", "mark"}), "zh": ontology().edges[key].zh}
            for key, style in relation_styles().items()
        ],
        "words": words(),
        "text": {"label": LABEL_SIZE, "caption": CAPTION_SIZE, "line": LINE_HEIGHT, "gap": LABEL_GAP},
    }
    fill = {
        "caption": html.escape(_sound(" ".join(picture.caption.split())) or words()["graph_title"]),
        "data": _json(data),
        "style": asset("page.css"),
        "library": asset("cytoscape.min.js"),
        "licence": asset("cytoscape.LICENSE.txt"),
        "script": "\n".join(asset(name) for name in _SCRIPTS),
        **{f"word:{key}": html.escape(value) for key, value in words().items()},
    }
    return re.sub(r"\{\{([\w:]+)\}\}", lambda m: fill[m.group(1)], asset("page.html"))


def asset(name: str) -> str:
    """Return the text of a file in ``kg/view/assets``."""
    return files("kg.view").joinpath("assets", name).read_text(encoding="utf-8")


def _sound(text: str) -> str:
    """Return text that can be written as UTF-8: halves of surrogate pairs become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _json(value: object) -> str:
    """Return JSON that is safe inside a script element: no ``<``, ``>`` or ``&``, and no line separators."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for c in "<>&\u2028\u2029":
        text = text.replace(c, f"\\u{ord(c):04x}")
    return "".join(c if c.isprintable() or c == " " else json.dumps(c)[1:-1] for c in text)
