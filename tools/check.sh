#!/usr/bin/env bash
# Lint, types, the direction of imports and the unit tests.
set -euo pipefail
bin=.venv/bin
$bin/ruff format --check --quiet .
$bin/ruff check --quiet .
$bin/mypy &
types=$!
$bin/lint-imports --no-cache
PYTHONPATH=. $bin/python tools/generate_docs.py --check
$bin/python -m pytest tests/unit -q -n 2
wait "$types"
