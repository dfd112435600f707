#!/usr/bin/env bash
# Run the tests that need neither browser nor server on the other supported Python, where it is present.
set -euo pipefail
uv="$1"
used=$(.venv-dev/bin/python -c 'import sys; print("%d.%d" % sys.version_info[:2])')
other=3.12; [ "$used" = 3.12 ] && other=3.11
python=""
for candidate in "$(command -v "python$other" || true)" "$HOME"/.pyenv/versions/"$other".*/bin/python /usr/local/bin/python"$other"; do
  if [ -x "$candidate" ] && "$candidate" -c 'import venv' >/dev/null 2>&1; then python="$candidate"; break; fi
done
if [ -z "$python" ]; then
  echo "Python $other is not present here; tested on $used only."
  exit 0
fi
if [ ! -e .venv-other/.ready ] || [ requirements-dev.lock -nt .venv-other/.ready ]; then
  "$uv" venv --quiet --allow-existing --python "$python" .venv-other
  "$uv" pip sync --quiet --python .venv-other/bin/python requirements-dev.lock
  "$uv" pip install --quiet --python .venv-other/bin/python --no-deps --no-build-isolation -e .
  touch .venv-other/.ready
fi
echo "Testing on Python $other"
.venv-other/bin/python -m pytest -m "not browser and not server and not slow" -p no:cacheprovider
