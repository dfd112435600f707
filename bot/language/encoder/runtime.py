"""Turn text into vectors with onnxruntime: one message on one thread, thousands of examples on all cores."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from bot.errors import ModelError

__all__ = ["Encoder"]

_MAX_TOKENS = 128  # a rambling message of a hundred words fits; longer ones are read from their beginning
_BATCH = 16  # larger ones fall out of the processor's cache
_LATEST = 16  # single texts whose vectors are kept: one turn asks for the same message up to three times


class Encoder:
    """A sentence encoder: `encode(["…"])` gives float32 `[n, size]`, each row of unit length."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, digest: str) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.digest = digest
        self._latest = lru_cache(maxsize=_LATEST)(self._one)
        self.size = int(session.get_outputs()[0].shape[1])

    @cached_property
    def words(self) -> frozenset[str]:
        """The whole words of the encoder's vocabulary: everyday English, lower case."""
        return frozenset(piece for piece in self._tokenizer.get_vocab() if piece.isalpha())

    @classmethod
    def load(cls, directory: Path) -> Encoder:
        """Open `encoder.onnx` and `tokenizer.json`; `ModelError` when they cannot be used."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            file = directory / "encoder.onnx"
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            # by its path: given as bytes, the session would keep them all, 23 MB for nothing
            session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
        except Exception as error:  # onnxruntime and tokenizers raise types of their own
            raise ModelError(
                f"The sentence encoder in {directory.name}/ cannot be read ({type(error).__name__}).",
                code="EN202",
                remedy="Delete the folder; it is built anew at the next start.",
            ) from error
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.no_padding()
        return cls(session, tokenizer, digest)

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Encode texts; order is kept, similar lengths are batched together."""
        if len(texts) == 1:
            return self._latest(texts[0]).copy()
        out = np.zeros((len(texts), self.size), np.float32)
        encoded = [pieces.ids for pieces in self._tokenizer.encode_batch(texts)]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
        batches = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        picked = [[encoded[i] for i in rows] for rows in batches]
        with ThreadPoolExecutor(os.cpu_count()) as workers:  # the session runs outside the interpreter's lock
            for rows, vectors in zip(batches, workers.map(self._run, picked), strict=True):
                out[rows] = vectors
        return out

    def _one(self, text: str) -> npt.NDArray[np.float32]:
        return self._run([self._tokenizer.encode(text).ids])

    def _run(self, encoded: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
        """One batch of token numbers, padded to its longest."""
        width = max(map(len, encoded))
        ids = np.zeros((len(encoded), width), np.int64)
        mask = np.zeros((len(encoded), width), np.int64)
        for place, row in enumerate(encoded):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        return np.asarray(self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0], np.float32)
