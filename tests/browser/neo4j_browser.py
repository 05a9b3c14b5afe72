"""Drives the Neo4j Browser that a server serves: signs in, drops files on it, runs saved scripts, reads the drawing."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from servers.neo4j_server import Server

_DROP = """([content, name]) => {
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  const target = document.querySelector(".monaco-editor");
  for (const kind of ["dragenter", "dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: carried, clientX: 600, clientY: 200 }));
  }
}"""
_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node as the Browser shows it."""

    caption: str
    colour: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the newest answer shows."""

    nodes: tuple[DrawnNode, ...]
    captions: tuple[str, ...]
    """Of the relationships, sorted."""


class Neo4jBrowser:
    """One page of the Neo4j Browser, signed in."""

    def __init__(self, browser: Browser, server: Server, width: int = 1400, height: int = 900) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": height})
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(_MINUTE)
        self.page.goto(server.browser)
        self._id("connect").wait_for()
        self._id("boltaddress").fill(server.url.partition("//")[2])
        self._id("username").fill(server.user)
        self._id("password").fill(server.password)
        self._id("connect").click()
        self.page.get_by_text("You are connected as user").or_(self.page.get_by_text("neo4j$")).first.wait_for()

    def close(self) -> None:
        """Close the page and forget what it kept."""
        self.context.close()

    def _id(self, name: str) -> Locator:
        return self.page.locator(f"[data-testid={name}]")

    @property
    def frame(self) -> Locator:
        """The newest frame of answers."""
        return self._id("frame").first

    def drop(self, path: Path) -> None:
        """Drop a file on the page, as with the mouse."""
        self.page.evaluate(_DROP, [base64.b64encode(path.read_bytes()).decode(), path.name])

    def toggle_scripts(self) -> None:
        """Open the drawer of saved scripts, or close it."""
        self._id("navigationFavorites").click()

    def open_folder(self, folder: str) -> list[str]:
        """Open a folder in the open drawer; return the names of the scripts in the folders that are open."""
        before = self._scripts().count()
        self.page.get_by_text(folder, exact=True).click()
        self._scripts().nth(before).wait_for()
        return self._scripts().all_inner_texts()

    def _scripts(self) -> Locator:
        return self.page.get_by_text(re.compile(r"^\d\d-\d "))

    def close_folder(self, folder: str) -> None:
        """Close an open folder; the drawer remembers which ones are open."""
        self.page.get_by_text(folder, exact=True).click()

    def run(self, script: str) -> None:
        """Put a saved script of the open folder into the editor, run it, and wait for its frame."""
        before = self._id("frame").count()
        self._id(f"'scriptTitle-{script}'").click()
        self._id("editor-Run").click()
        self._another_frame(before)

    def run_at_once(self, script: str) -> None:
        """Run a saved script of the open folder with the small triangle beside it, and wait for its frame."""
        before = self._id("frame").count()
        listed = self._id("savedScriptListItem").filter(has=self._id(f"'scriptTitle-{script}'"))
        listed.locator("[data-testid=savedScriptsButton-Run]").click()
        self._another_frame(before)

    def _another_frame(self, before: int) -> None:
        self.page.wait_for_function(
            "n => document.querySelectorAll('[data-testid=frame]').length > n", arg=before, timeout=_MINUTE
        )

    def drawing(self) -> Drawing:
        """Return what the newest frame draws, once it has drawn."""
        self.frame.locator("svg g.node").first.wait_for(state="attached")
        self.page.wait_for_timeout(1500)
        nodes = tuple(
            DrawnNode(
                "".join((group.text_content() or "").split()),
                group.locator("circle.b-outline").get_attribute("fill") or "",
            )
            for group in self.frame.locator("svg g.node").all()
        )
        captions = [(group.text_content() or "").strip() for group in self.frame.locator("svg g.relationship").all()]
        return Drawing(nodes, tuple(sorted(captions)))
