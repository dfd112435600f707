"""Tools for the training examples in `data/nlu/`: report on their variety, find conflicts, write part of them.

`python -m scripts.nlu.report` prints the diversity table and every conflict; `python -m scripts.nlu.generate` rewrites
the generated part of `data/nlu/out_of_scope_medical.yml`; `python -m scripts.nlu.follow_ups` writes
`data/nlu/follow_ups.yml` from `data/follow_ups/`. None is needed to run the assistant.
"""
