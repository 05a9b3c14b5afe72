"""Fixtures of the pictures in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from kg.types import Picture
from kg.view import render
from view.opened import PICTURE, Opener, wait_until


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "sample.html"
    path.write_text(render(PICTURE), encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a picture; afterwards nothing may have been asked of a network, and nothing complained of."""
    trouble: list[str] = []
    asked: list[str] = []
    contexts = []

    def open_page(what: Picture | Path, width: int = 1280, height: int = 800) -> Page:
        if isinstance(what, Picture):
            path = tmp_path / "picture.html"
            path.write_text(render(what), encoding="utf-8")
        else:
            path = what
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: trouble.append(message.text))
        page.on("pageerror", lambda error: trouble.append(str(error)))

        def note(request: Request) -> None:
            if not request.url.startswith(("data:", "blob:")):
                asked.append(request.url)

        page.on("request", note)
        page.goto(path.as_uri())
        wait_until(page, "window.kg !== undefined")
        page.wait_for_timeout(100)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert trouble == []
    assert all(url.startswith("file:") and url.endswith(".html") for url in asked), asked
    assert len(asked) == len(contexts)
