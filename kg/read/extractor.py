"""Which lines of a web page are its article, as trafilatura sees it; an extra, since it brings lxml and others."""

from __future__ import annotations

from kg.errors import InputError
from kg.read.flow import Flow, Line
from kg.text import bare


def paragraphs(flow: Flow) -> list[Line]:
    """Return the lines of the page that the extractor counts to its article, in the order of the page.

    Raises:
        InputError: the extractor is not installed.
    """
    try:
        from trafilatura import extract
    except ImportError as e:
        raise InputError(
            "is no page of a digital edition that is known; to read any web page: pip install 'union-news-graph[web]'"
        ) from e
    found = extract(flow.source, include_comments=False, include_tables=True, favor_precision=True, deduplicate=False)
    wanted = bare(found or "")
    out, at = [], 0
    for line in flow.lines:
        text = bare(line.text)
        # its paragraphs come in the order of the page; a line that stands twice counts where the text has got to
        place = wanted.find(text, at)
        if text and 0 <= place <= at + _AHEAD:
            out.append(line)
            at = place + len(text)
    return out


_AHEAD = 200
"""Characters of the extracted text that may fail to be found on the page before a line."""
