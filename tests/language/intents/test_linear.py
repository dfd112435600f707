"""The linear views: what is fitted here is what scikit-learn fits, and few steps stop before the end."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from bot.language.intents.linear import fit_linear


def _examples(classes: int, each: int) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(classes)
    y = np.repeat(np.arange(classes), each)
    return (chance.standard_normal((len(y), 12)) + 0.6 * np.eye(12)[y]).astype(np.float32), y


@pytest.mark.parametrize("classes", [3, 7])
def test_at_its_end_the_fit_is_scikit_learns(classes: int) -> None:
    x, y = _examples(classes, 60)
    ours = fit_linear(x, y, classes, strength=2.0, rounds=2000).scores(x)
    theirs = LogisticRegression(C=2.0, max_iter=5000, tol=1e-8).fit(x, y).decision_function(x)
    centred = [scores - scores.mean(axis=1, keepdims=True) for scores in (ours, theirs)]
    assert np.allclose(*centred, atol=0.01)


def test_a_rare_class_can_weigh_as_much_as_a_frequent_one() -> None:
    x, y = _examples(2, 200)
    keep = (y == 0) | (np.arange(len(y)) % 20 == 0)
    x, y = x[keep], y[keep]
    # two columns that mirror each other have half the penalty of one
    ours = fit_linear(x, y, 2, strength=1.0, balanced=True, rounds=2000).scores(x)
    theirs = LogisticRegression(C=2.0, class_weight="balanced", max_iter=5000, tol=1e-8).fit(x, y)
    assert np.allclose(ours[:, 1] - ours[:, 0], theirs.decision_function(x), atol=0.02)


def test_few_steps_stop_before_the_end() -> None:
    x, y = _examples(5, 40)
    first, late, end = (fit_linear(x, y, 5, strength=50.0, rounds=rounds).weight for rounds in (3, 30, 2000))
    assert np.linalg.norm(first - end) > 5 * np.linalg.norm(late - end)


def test_a_message_is_scored_as_a_row_of_many() -> None:
    """Read back in half precision, n-grams are scored row by row."""
    x, y = _examples(4, 30)
    sparsely = sparse.csr_matrix(np.maximum(x, 0))
    fitted = fit_linear(sparsely, y, 4, strength=8.0)
    stored = type(fitted).from_arrays("spelling", fitted.arrays("spelling"), ngrams=True)
    assert np.allclose(stored.scores(sparsely), fitted.scores(sparsely), atol=0.02)
    assert np.allclose(stored.scores(sparsely[5]), stored.scores(sparsely)[5:6])
    assert np.allclose(stored.scores(sparse.csr_matrix((1, 12), dtype=np.float32)), stored.bias)
