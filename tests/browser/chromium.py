"""Finds the Chromium that the browser tests drive, and starts it so that it asks no server for anything of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
)


class ChromiumMissingError(AssertionError):
    """There is no Chromium to drive; the message names the package."""


def executable() -> str:
    """Return the path of Chromium: ``KG_CHROMIUM``, or the first of the usual names on the path."""
    named = os.environ.get("KG_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise ChromiumMissingError(f"KG_CHROMIUM names {named}, which is no program here; unset or correct it")
        return found
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise ChromiumMissingError(
        "the browser tests need Chromium with a Chinese font: install the packages chromium and fonts-noto-cjk "
        "(Debian, Ubuntu: apt-get install chromium fonts-noto-cjk), or name a Chromium in KG_CHROMIUM"
    )


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a headless Chromium and stop it in the end."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(OPTIONS))
        try:
            yield browser
        finally:
            browser.close()
