"""The mean of several adaptations: tensor by tensor, and only of one encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from scripts.encoder.average import average


def part(folder: Path, name: str, value: float, tensor: str = "layer.weight") -> Path:
    place = folder / name
    place.mkdir()
    save_file({tensor: np.full((2, 3), value, np.float16)}, place / "model.safetensors")
    (place / "tokenizer.json").write_text("{}", encoding="utf-8")
    return place


def test_every_weight_is_the_mean_of_its_parts(tmp_path: Path) -> None:
    parts = [part(tmp_path, "a", 1.0), part(tmp_path, "b", 2.0), part(tmp_path, "c", 6.0)]
    average(parts, tmp_path / "out")
    weight = load_file(tmp_path / "out" / "model.safetensors")["layer.weight"]
    assert weight.dtype == np.float32
    assert np.allclose(weight, 3.0)
    assert (tmp_path / "out" / "tokenizer.json").read_text(encoding="utf-8") == "{}"


def test_parts_of_different_encoders_have_no_mean(tmp_path: Path) -> None:
    parts = [part(tmp_path, "a", 1.0), part(tmp_path, "b", 2.0, "another.weight")]
    with pytest.raises(ValueError, match="different tensors"):
        average(parts, tmp_path / "out")
    assert not (tmp_path / "out").exists()
