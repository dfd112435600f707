#!/usr/bin/env bash
# The whole comparison with Rasa's default pipeline. Hours on two cores, most of them for 100 epochs of its classifier.
#   benchmarks/peers/run.sh FOLDER PYTHON310 [EPOCHS]
# FOLDER is a new folder outside the repository, PYTHON310 a Python 3.10 (stock rasa 3.6 runs on nothing newer).
set -euo pipefail
folder=$1 python310=$2 epochs=${3:-100}
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
ours=${OURS:-.venv-dev/bin/python}
"$python310" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet "rasa==3.6.21" "setuptools<81"
"$ours" -m benchmarks.peers prepare "$folder/project" --diet-epochs "$epochs"
export RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=2 SQLALCHEMY_SILENCE_UBER_WARNING=1
(cd "$folder/project" && ../venv/bin/python "$here/stock/train.py")
(cd "$folder/project" && ../venv/bin/python "$here/stock/ask.py" models/stock.tar.gz conversations.jsonl answers.jsonl)
"$ours" -m benchmarks.peers measure --stock "$folder/project"
