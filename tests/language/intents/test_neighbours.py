"""The nearest examples decide, whatever line could be drawn; what is stored reads the same."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from bot.language.intents.neighbours import Neighbours, fit_neighbours

Centres = npt.NDArray[np.float32]


@pytest.fixture(scope="module")
def islands() -> tuple[Neighbours, Centres]:
    """Label 0 lies on two islands on either side of label 1: no one line tells them apart."""
    chance = np.random.default_rng(3)
    centres = np.eye(80, dtype=np.float32)[[0, 1, 2]]
    rows = np.concatenate([centre + 0.05 * chance.standard_normal((30, 80)) for centre in centres]).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return fit_neighbours(rows, np.repeat([0, 1, 0], 30), 2), centres


def test_each_island_belongs_to_its_label(islands: tuple[Neighbours, Centres]) -> None:
    near, centres = islands
    assert [int(near.log_shares(centre[None, :]).argmax()) for centre in centres] == [0, 1, 0]


def test_shares_are_logs_of_a_distribution(islands: tuple[Neighbours, Centres]) -> None:
    near, centres = islands
    assert np.exp(near.log_shares(centres[:1])).sum() == pytest.approx(1.0, abs=1e-5)


def test_what_is_stored_reads_the_same(islands: tuple[Neighbours, Centres]) -> None:
    near, centres = islands
    again = Neighbours.from_arrays(near.arrays(), 2)
    assert again is not None
    assert np.allclose(again.log_shares(centres[:1]), near.log_shares(centres[:1]), atol=1e-2)
    assert Neighbours.from_arrays({}, 2) is None


@pytest.mark.parametrize("many", [3, 16, 700, 5000])
def test_only_the_nearest_examples_speak(many: int) -> None:
    """The shares are those of the sixteen nearest, however many examples there are."""
    chance = np.random.default_rng(many)
    rows = chance.standard_normal((many, 60)).astype(np.float32)
    near = fit_neighbours(rows, np.arange(many) % 5, 5)
    asked = chance.standard_normal((1, 60)).astype(np.float32)
    turned = (asked - near.mean) @ near.axes
    nearness = (near.examples * near.scales) @ (turned / np.linalg.norm(turned))[0]
    best = np.argsort(-nearness)[:16]
    shares = np.full(5, 1e-2)
    np.add.at(shares, near.labels[best], np.exp(20.0 * (nearness[best] - 1.0)))
    assert np.allclose(np.exp(near.log_shares(asked))[0], shares / shares.sum(), atol=1e-4)
