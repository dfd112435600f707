#!/usr/bin/env bash
# Resolve for Linux, macOS and Windows on Python 3.11 and 3.12; hashes, no index addresses (docs/decisions/0001).
set -euo pipefail
uv="$1"
options=(--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header)
overridden=("${options[@]}" --override overrides.txt)
"$uv" pip compile --quiet pyproject.toml "${overridden[@]}" -o requirements.lock
"$uv" pip compile --quiet pyproject.toml "${overridden[@]}" --group dev -c requirements.lock -o requirements-dev.lock
# The audit tool stands alone: Rasa's pins would hold it back by years.
"$uv" pip compile --quiet --group pyproject.toml:audit "${options[@]}" -o requirements-audit.lock
