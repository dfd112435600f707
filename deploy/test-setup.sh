#!/usr/bin/env bash
# What the tests need beyond Python: a browser. PostgreSQL tests use the server's binaries where they are installed.
set -euo pipefail
if ! command -v chromium >/dev/null && command -v apt-get >/dev/null; then
  sudo=""; [ "$(id -u)" -eq 0 ] || sudo="sudo"
  echo "Installing Chromium for the browser tests"
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq --no-install-recommends chromium >/dev/null
fi
