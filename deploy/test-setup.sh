#!/usr/bin/env bash
# What the tests need beyond Python: a browser and, where Node is present, the packages of the chat widget. PostgreSQL tests use the server's binaries where they are installed.
set -euo pipefail
if ! command -v chromium >/dev/null && command -v apt-get >/dev/null; then
  sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo"
  echo "Installing Chromium for the browser tests"
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
# The widget's unit tests, and the proof that the shipped file is what its sources build; without Node they are skipped.
if command -v npm >/dev/null && [ ! bot/web/widget/node_modules/.package-lock.json -nt bot/web/widget/package-lock.json ]; then
  echo "Fetching the widget's packages for its unit tests"
  (cd bot/web/widget && npm ci --no-audit --no-fund --silent) || echo "They could not be fetched: the widget's unit tests are skipped"
fi
