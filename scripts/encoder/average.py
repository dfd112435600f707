"""The mean of several adaptations of one encoder: it understands unseen messages better than any of them alone.

Run where `scripts.encoder.adapt` runs, from the repository root:

    python -m scripts.encoder.average --out OUT_DIR ADAPTED_DIR ADAPTED_DIR …

Each ADAPTED_DIR holds `model.safetensors` and `tokenizer.json` as `adapt` writes them. Wortsman et al., "Model soups",
ICML 2022, arXiv:2203.05482: fine-tunings from the same start lie in one valley, and their mean lies deeper in it.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file


def average(parts: list[Path], out: Path) -> None:
    """Write the mean of all weights, tensor by tensor; a tensor that one part lacks is a `ValueError`."""
    loaded = [load_file(part / "model.safetensors") for part in parts]
    names = set(loaded[0])
    if any(set(weights) != names for weights in loaded):
        raise ValueError("The parts hold different tensors: they are not adaptations of one encoder.")
    mean = {name: np.mean([weights[name].astype(np.float32) for weights in loaded], axis=0) for name in names}
    out.mkdir(parents=True, exist_ok=True)
    save_file(mean, out / "model.safetensors")
    shutil.copyfile(parts[0] / "tokenizer.json", out / "tokenizer.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    average(arguments.parts, arguments.out)


if __name__ == "__main__":
    main()
