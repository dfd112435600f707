"""What `docs/comparison.md` says between its tables."""

from __future__ import annotations

__all__ = ["CLINC", "HOW", "MISSING", "PAPER", "PAPER_ROWS", "SHORTENED"]

HOW = """
- Counted as `calci evaluate` counts, label by label; in follow-ups every turn after the first. The first set was in
  view when thresholds of this assistant were chosen; the others were written later by other authors, the twelfth last.
  What the sets showed at first sight, which is lower, stands in `tests/data/README.md`.
- *Rasa's default pipeline*: rasa 3.6.21 from the package index on Python 3.10, with the pipeline and the policies that
  it takes when none are configured, on the very examples of `data/nlu`; one utterance, one rule and one story an
  intent (`benchmarks/peers/`). "I did not understand" counts as right for what lies outside the subject.
- *Keyword search*: SQLite FTS5 with stemming and BM25, one document a topic of the knowledge base. It knows topics
  only: tasks, social and safety messages are beyond it, and it refuses only what shares no word with any topic.
- Times were taken on a machine that did other work, and not on the same day-time as every figure; only their order of
  magnitude means something.
"""

MISSING = """
- Rasa's default pipeline has no figures yet: training it on these examples takes hours on two cores
  (`benchmarks/peers/run.sh`).
"""

SHORTENED = """
- The peer's classifier learned for {epochs} epochs instead of Rasa's 100, for want of computing time. It then had
  {last} of the training examples right ({halfway} half-way), so its figures are lower than they would be, most of all
  through "I did not understand". It was asked for the intent alone: every intent has its rule, so its dialogue
  policies would answer the same. `benchmarks/peers/run.sh` trains everything.
"""

CLINC = """
## A public benchmark: CLINC150

The language pipeline alone (features, classifiers, blend, temperature, scope model) on a set that nobody here wrote:
[CLINC150](https://github.com/clinc/oos-eval), 150 intents of everyday assistants with 100 examples each, and 100
examples of what lies outside them. Full condition: {n} test messages, 1,000 of them outside. Thresholds were chosen on
the validation part only. In-scope accuracy and out-of-scope recall are counted as in the paper; precision is the share
of the refused messages that did lie outside. Measured {date} by `python -m benchmarks.clinc150 data_full.json`, data
`{data}`. {when} The committed encoder has been adapted to how people write about one disease; "as published" is the
same encoder before that.
"""

PAPER = """
What the paper reports for the same condition (Larson et al., EMNLP-IJCNLP 2019, table 2, read in `paper.pdf` of its
repository):
"""

# classifier and rule, in-scope accuracy, out-of-scope recall, in per cent
PAPER_ROWS = (
    ("BERT, least probability", 96.2, 52.3),
    ("BERT, 151st intent", 96.9, 40.3),
    ("MLP on sentence embeddings, least probability", 93.4, 49.1),
    ("MLP on sentence embeddings, 151st intent", 93.5, 47.4),
    ("Rasa of 2019, 151st intent", 91.5, 45.3),
    ("Rasa of 2019, least probability", 90.9, 31.2),
    ("DialogFlow, least probability", 90.8, 26.7),
    ("SVM on words, 151st intent", 91.0, 14.5),
)
