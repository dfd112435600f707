#!/usr/bin/env bash
# The dependency audit in an environment of its own: pip-audit does not get along with what Rasa pins.
set -euo pipefail
uv="$1"; shift
if [ ! -e .venv-audit/.ready ] || [ requirements-audit.lock -nt .venv-audit/.ready ]; then
  if ! { "$uv" venv --quiet --allow-existing --python ">=3.11,<3.13" .venv-audit &&
    "$uv" pip sync --quiet --python .venv-audit/bin/python requirements-audit.lock; }; then
    echo "NOT CHECKED  The audit tool cannot be installed here."
    exit 0
  fi
  touch .venv-audit/.ready
fi
exec .venv-audit/bin/python -m deploy.audit --tool .venv-audit/bin/pip-audit "$@"
