"""Train the peer. Runs in an environment of its own (Python 3.10, stock rasa), inside the project written for it.

    python train.py [--understanding-only]

Three things differ from `rasa train`, none of them the model. Keras' older Adam is used, which computes the same update
several times faster on a processor. Batches are filled with messages of like length, since otherwise one long message
in each makes four fifths of the work padding. And the classifier stops after the running epoch when there is a file
`stop`. What each epoch reached is written to `epochs.jsonl`, so that the results say how long the peer has learned.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import rasa.utils.tensorflow.callback as progress
import tensorflow as tf  # type: ignore[import-untyped]
from rasa.utils.tensorflow.data_generator import RasaDataGenerator

EPOCHS = Path("epochs.jsonl")
STOP = Path("stop")
WINDOW = 16  # batches among which messages of like length are brought together


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the peer.")
    parser.add_argument("--understanding-only", action="store_true", help="leave the dialogue policies out")
    alone = parser.parse_args().understanding_only
    tf.keras.optimizers.Adam = tf.keras.optimizers.legacy.Adam
    _batch_by_length()
    EPOCHS.write_text("", encoding="utf-8")
    _log_epochs()
    from rasa.model_training import train, train_nlu

    if alone:
        train_nlu("config.yml", "data", "models", fixed_model_name="stock", domain="domain.yml")
    else:
        train("domain.yml", "config.yml", ["data"], "models", fixed_model_name="stock")


def _batch_by_length() -> None:
    """Within windows of the shuffled data, put messages of like length into one batch, the batches in random order."""
    plain = RasaDataGenerator._shuffle_and_balance

    def shuffle_and_balance(self: Any, batch_size: int) -> Any:
        data = plain(self, batch_size)
        if "sequence_lengths" not in data.get("text", {}):
            return data
        lengths = np.asarray(data["text"]["sequence_lengths"][0]).ravel()
        order = []
        for start in range(0, len(lengths), WINDOW * batch_size):
            part = start + np.argsort(lengths[start : start + WINDOW * batch_size], kind="stable")
            batches = [part[place : place + batch_size] for place in range(0, len(part), batch_size)]
            whole, rest = [b for b in batches if len(b) == batch_size], [b for b in batches if len(b) < batch_size]
            order += [whole[i] for i in np.random.permutation(len(whole))] + rest
        return self.model_data._data_for_ids(data, np.concatenate(order))

    RasaDataGenerator._shuffle_and_balance = shuffle_and_balance


def _log_epochs() -> None:
    """Write down what every epoch reached, and stop when told to."""
    start, plain = time.monotonic(), progress.RasaTrainingLogger.on_epoch_end

    def on_epoch_end(self: Any, epoch: int, logs: dict[str, Any] | None = None) -> None:
        plain(self, epoch, logs)
        passed = time.monotonic() - start
        reached = {name: float(value) for name, value in (logs or {}).items()}
        line = {"model": type(self.model).__name__, "epoch": epoch + 1, "seconds": round(passed), **reached}
        with EPOCHS.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line) + "\n")
        if STOP.exists() and type(self.model).__name__ == "DIET":
            self.model.stop_training = True

    progress.RasaTrainingLogger.on_epoch_end = on_epoch_end


if __name__ == "__main__":
    main()
