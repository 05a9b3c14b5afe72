"""Writes models/zh_union_news: config.cfg and meta.json of the packaged pipeline.

python models/build.py
"""

from __future__ import annotations

import json
from pathlib import Path

import spacy

import kg

HERE = Path(__file__).parent / "zh_union_news"
COMPONENTS = (
    "kg_lac",
    "kg_masks",
    "kg_lexical",
    "kg_organisations",
    "kg_persons",
    "kg_places",
    "kg_short_forms",
    "kg_overlap",
)


def build(folder: Path = HERE) -> None:
    """Build the pipeline and write what ``spacy.load`` needs into a folder."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "kg.characters.v1"}}})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    nlp.config.to_disk(folder / "config.cfg")
    meta = {
        "lang": "zh",
        "name": "union_news",
        "version": kg.__version__,
        "description": "Mentions of people, unions, companies, organisations and places in Chinese labour-union news",
        "author": "the union-news-graph authors",
        "license": "Apache-2.0",
        "spacy_version": ">=3.8.7,<3.9",
        "pipeline": list(COMPONENTS),
        "labels": {"kg_overlap": ["COMPANY", "ORG", "PERSON", "PLACE", "UNION"]},
    }
    (folder / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    build()
