"""Makes the screenshots of the documents: ``python tests/browser/screenshots.py [FOLDER]`` (default docs/images).

Starts a real Neo4j, loads the sample pages, brings the pack into its Browser and runs three questions; then opens the
picture that ``kg show`` writes of the same pages. Needs Chromium with a Chinese font, Java and Maven.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from playwright.sync_api import Browser  # noqa: E402
from servers.neo4j_server import Server, running  # noqa: E402

from browser.chromium import chromium  # noqa: E402
from browser.neo4j_browser import Neo4jBrowser  # noqa: E402
from kg.query.catalogue import catalogue  # noqa: E402
from kg.view.browser_pack import write_pack  # noqa: E402
from kg.view.style import pack_words  # noqa: E402

DEMO = TESTS.parent / "demo"
ASKED = ("visits", "leadership", "path")
DRAWN = "MATCH p = (a:Person)-[r]->(b) WHERE NOT b:Article RETURN p"


def kg(*arguments: str, server: Server | None = None) -> None:
    """Run a command of ours, on the server where one is given."""
    where = {}
    if server:
        where = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, env={**os.environ, **where})


def in_the_neo4j_browser(browser: Browser, server: Server, work: Path, folder: Path) -> None:
    """Bring in the pack, run three questions, keep a picture of each answer."""
    questions = list(catalogue().values())
    names = {question.name: (n, question.title) for n, question in enumerate(questions, 1)}
    style, packed, _ = write_pack(work / "pack", questions)
    page = Neo4jBrowser(browser, server)
    page.drop(style)
    page.drop(packed)
    for name in ASKED:
        number, title = names[name]
        page.open_scripts(str(pack_words()["folder"]))
        page.run(f"{number:02}-1 参数：{title}")
        page.run(f"{number:02}-2 {title}")
        page.close_scripts()
        page.drawing()
        page.frame.screenshot(path=folder / f"neo4j-{name}.png")
    page.close()


def our_picture(browser: Browser, work: Path, folder: Path) -> None:
    """Open the picture of all persons of the sample pages; keep it whole, and with the evidence of an edge."""
    store, html = str(work / "graph.kgl"), work / "picture.html"
    kg("load", str(DEMO), "--store", store)
    kg("show", "--cypher", DRAWN, "--caption", "示例报纸：谁去了哪里，谁任什么职", "--store", store, "--out", str(html))
    page = browser.new_page(viewport={"width": 1400, "height": 860}, device_scale_factor=1)
    page.goto(html.as_uri())
    page.wait_for_timeout(500)
    page.screenshot(path=folder / "picture.png")
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
        with running(work / "server") as server:
            kg("load", str(DEMO), "--store", server.url, server=server)
            in_the_neo4j_browser(browser, server, work, folder)


if __name__ == "__main__":
    main()
