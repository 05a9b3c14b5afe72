"""The guide of the pack for the Neo4j Browser: static HTML in Chinese, what to drop, what to click, what to see."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from kg.view.browser_scripts import Question, scripts
from kg.view.browser_words import by_theme, pack_words
from kg.view.page import asset
from kg.view.style import kinds

FIRST = 5
Place = tuple[str, int, Question]


def guide(questions: Sequence[Question]) -> str:
    """Return the guide: how to bring the pack in, the first five questions step by step, and all questions to copy."""
    folders = by_theme(questions)
    places = {question.name: (folder, number, question) for folder, found in folders for number, question in found}
    chosen = [name for name in pack_words().first if name in places]
    chosen += [name for name in places if name not in chosen]
    fill = {
        "steps": "\n".join(_walk(n, places[name]) for n, name in enumerate(chosen[:FIRST], 1)),
        "folders": "\n".join(_folder(folder, found) for folder, found in folders),
        "signs": "\n".join(
            f'<li><span style="background:{k.colour}">{html.escape(k.zh)}</span> <code>{k.key}</code> {k.colour}</li>'
            for k in kinds()
        ),
        "count": str(len(places)),
        "folder": html.escape(pack_words().folder),
        "first_folder": html.escape(folders[0][0]) if folders else "",
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda m: fill[m.group(1)], asset("browser-guide.html"))


def _title(text: str) -> str:
    return html.escape(text.splitlines()[0].removeprefix("// "))


def _code(text: str) -> str:
    return f"<pre><code>{html.escape(text.strip())}</code></pre>"


def _walk(step: int, place: Place) -> str:
    """Return one of the first questions: where to click, what to see."""
    folder, number, question = place
    words = pack_words()
    *setting, statement = scripts(number, question)
    lines = [words.steps.open.format(folder=html.escape(folder))]
    lines += [words.steps.set.format(script=_title(text)) + _code(text) for text in setting]
    lines.append(words.steps.run.format(script=_title(statement)))
    if question.name in words.first:
        lines.append(words.steps.see.format(see=html.escape(words.first[question.name])))
    items = "\n".join(f"<li>{line}</li>" for line in lines)
    head = f"<h3>{step}. {html.escape(question.title)}</h3><p>{html.escape(question.about)}</p>"
    return f"<section>{head}<ol>{items}</ol></section>"


def _folder(folder: str, found: Sequence[tuple[int, Question]]) -> str:
    """Return a folder's questions with their scripts, to copy where scripts cannot be brought in."""
    asked = "\n".join(
        f"<details><summary>{number:02} {html.escape(question.title)}</summary><p>{html.escape(question.about)}</p>"
        f"{''.join(_code(text) for text in scripts(number, question))}</details>"
        for number, question in found
    )
    return f"<h3>{html.escape(folder)}</h3>\n{asked}"
