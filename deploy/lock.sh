#!/usr/bin/env bash
# Resolve for Linux, macOS and Windows on Python 3.11 and 3.12; hashes, no index addresses (docs/decisions/0001).
set -euo pipefail
uv="$1"
options=(--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --override overrides.txt)
"$uv" pip compile --quiet pyproject.toml "${options[@]}" -o requirements.lock
"$uv" pip compile --quiet pyproject.toml "${options[@]}" --group dev -c requirements.lock -o requirements-dev.lock
