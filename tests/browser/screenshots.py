"""Makes the screenshots of the documents: ``python tests/browser/screenshots.py [FOLDER]`` (default docs/images).

Opens the picture that ``kg show`` writes of the sample pages, and one of the answer of every saved query; then starts a
real Neo4j, loads the same pages, brings the pack into its Browser and runs three questions as its guide says. Needs
Chromium with a Chinese font, Java and Maven.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from playwright.sync_api import Browser, FloatRect  # noqa: E402
from servers.neo4j_server import Server, running  # noqa: E402

from browser.chromium import chromium  # noqa: E402
from browser.neo4j_browser import Neo4jBrowser  # noqa: E402
from kg.pictures import picture_of_answer  # noqa: E402
from kg.query import catalogue, run  # noqa: E402
from kg.stores import open_store  # noqa: E402
from kg.view import render  # noqa: E402
from kg.view.browser_pack import write_pack  # noqa: E402
from kg.view.browser_words import by_theme  # noqa: E402

DEMO = TESTS.parent / "demo"
SHOWN: FloatRect = {"x": 0, "y": 0, "width": 1400, "height": 740}
"""The drawer and the newest answer of the page."""
ASKED = ("visits", "leadership", "path")
DRAWN = "MATCH p = (a:Person)-[r]->(b) WHERE NOT b:Article RETURN p"


def kg(*arguments: str, server: Server | None = None) -> None:
    """Run a command of ours, on the server where one is given."""
    where = {}
    if server:
        where = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, env={**os.environ, **where})


def in_the_neo4j_browser(browser: Browser, server: Server, work: Path, folder: Path) -> None:
    """Bring in the pack and follow its guide: run three questions, keep a picture of each answer and one of the page."""
    questions = list(catalogue().values())
    places = {q.name: (theme, number, q.title) for theme, found in by_theme(questions) for number, q in found}
    style, packed, _ = write_pack(work / "pack", questions)
    page = Neo4jBrowser(browser, server)
    page.drop(style)
    page.drop(packed)
    for name in ASKED:
        theme, number, title = places[name]
        page.toggle_scripts()
        page.open_folder(theme)
        page.run(f"{number:02}-1 参数：{title}")
        page.run_at_once(f"{number:02}-2 {title}")
        page.drawing()
        if name == ASKED[0]:
            page.page.screenshot(path=folder / "neo4j-scripts.png", clip=SHOWN)
        page.close_folder(theme)
        page.toggle_scripts()
        page.drawing()
        page.frame.screenshot(path=folder / f"neo4j-{name}.png")
    page.close()


def pictures_of_questions(browser: Browser, work: Path, folder: Path) -> None:
    """Draw the answer of every saved query to its example, in our own picture, as small as it can be read."""
    folder.mkdir(exist_ok=True)
    page = browser.new_page(viewport={"width": 640, "height": 440})
    for question in catalogue().values():
        with open_store(str(work / "graph.kgl")) as store:
            picture = picture_of_answer(store, question.title, run(store, question, question.example))
        html = work / "question.html"
        html.write_text(render(picture), encoding="utf-8")
        page.set_viewport_size({"width": 640, "height": 440 if len(picture.part.nodes) < 8 else 640})
        page.goto(html.as_uri())
        hidden = {label for node in picture.part.nodes for label in node.labels} & {"Article", "Issue"}
        if hidden:
            page.get_by_role("button", name="图例").click()
            for name in ("报道", "报纸", "见于", "刊于"):
                if (switch := page.locator("#legend").get_by_role("button", name=name)).count():
                    switch.click()
            page.get_by_role("button", name="图例").click()
            page.evaluate("kg.fit()")
        page.wait_for_timeout(300)
        page.locator("#graph").screenshot(path=folder / f"{question.name}.png")
    page.close()


def our_picture(browser: Browser, work: Path, folder: Path) -> None:
    """Open the picture of all persons of the sample pages; keep it with the evidence of an edge."""
    store, html = str(work / "graph.kgl"), work / "picture.html"
    kg("load", str(DEMO), "--store", store)
    kg("show", "--cypher", DRAWN, "--caption", "示例报纸：谁去了哪里，谁任什么职", "--store", store, "--out", str(html))
    page = browser.new_page(viewport={"width": 1400, "height": 860}, device_scale_factor=1)
    page.goto(html.as_uri())
    page.wait_for_timeout(500)
    page.locator("#search").fill("王文绪")
    page.keyboard.press("Enter")
    page.locator("#panel .edges button").filter(has_text="走访").first.click()
    page.wait_for_timeout(300)
    page.screenshot(path=folder / "picture-evidence.png")
    page.close()


def main() -> None:
    """Make them all."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TESTS.parent / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        work = Path(temporary)
        our_picture(browser, work, folder)
        pictures_of_questions(browser, work, folder / "queries")
        with running(work / "server") as server:
            kg("load", str(DEMO), "--store", server.url, server=server)
            in_the_neo4j_browser(browser, server, work, folder)


if __name__ == "__main__":
    main()
