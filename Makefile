# People and CI run the same commands. Each does its own set-up.
SHELL := bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUITE := $(BIN)/python tools/suite.py
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help setup demo check test test-commands test-browser test-kits test-backends test-databases test-assistants test-node test-e2e test-frontends bench bench-search element docs system

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(VENV)/.made: requirements-dev.txt pyproject.toml src/chatgraft/kits/python/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

node_modules/.made: package.json package-lock.json element/package.json element/package-lock.json tests/node/package.json tests/node/package-lock.json
	npm install --no-audit --no-fund
	npm --prefix element install --no-audit --no-fund
	npm --prefix tests/node install --no-audit --no-fund
	touch $@

system: ## browsers and servers that the tests use, by apt (NO_SYSTEM=1 prevents it)
	@tools/system.sh

setup: $(VENV)/.made node_modules/.made ## virtual environment and npm packages

demo: $(VENV)/.made ## a chat on a packaged site at a printed address: no key, no Node
	$(BIN)/chatgraft demo

check: setup ## lint, types and unit tests, in under a minute
	$(SUITE) check 1 -- tools/check.sh

test: system setup ## everything that must hold
	$(SUITE) check 1 -- tools/check.sh
	$(MAKE) --no-print-directory test-commands test-browser test-kits test-backends test-databases test-assistants test-node test-e2e test-frontends

test-commands: setup ## each verb as it is typed, on projects of many kinds
	$(SUITE) commands 2 -- $(BIN)/python -m pytest tests/commands -q -n 2

test-browser: setup ## the widget and the element, in node and Chromium
	$(SUITE) browser 4 -- npm test
	$(SUITE) stale 3 -- npm run check

test-kits: setup ## the Python kit where it lies and where it lands, and the wheel
	$(SUITE) kits 6 -- $(BIN)/python -m pytest tests/kits --ignore tests/kits/conformance --ignore tests/kits/components -v -n 2 --dist loadfile --durations=10

test-backends: setup ## the protocol, scenario by scenario, on SQLite and PostgreSQL
	$(SUITE) backends 6 -- $(BIN)/python -m pytest tests/kits/conformance -v -n 2 --dist loadgroup --durations=10

test-databases: setup ## the protocol on MariaDB and a MongoDB-compatible server; what every store must hold to
	$(SUITE) databases 6 -- $(BIN)/python -m pytest tests/databases -v -n 2 --dist loadgroup --durations=10

test-assistants: setup ## each AI source in the service: official SDKs against imitations, whole and broken
	$(SUITE) assistants 4 -- $(BIN)/python -m pytest tests/assistants -v -n 5 --dist loadgroup --durations=10

test-node: setup ## the Node kit: the protocol on each database and mount, the Python kit's transcripts, workers, memory
	$(SUITE) node 5 -- $(BIN)/python -m pytest tests/node -v -n 3 --dist loadgroup --durations=10

test-e2e: setup ## real sites, production builds, a real browser
	$(SUITE) e2e 7 -- $(BIN)/python -m pytest tests/e2e -v --durations=10

test-frontends: setup ## each frontend: a real site grafted, built, served and used in Chromium
	$(SUITE) frontends 12 -- $(BIN)/python -m pytest tests/frontends tests/kits/components -v -n 2 --dist worksteal

bench: setup ## our service against the stock SDK, naive stores and bare FastAPI, in one run (BENCH=--quick to try it)
	PYTHONPATH=. $(BIN)/python bench/everything.py $(BENCH)

bench-search: setup ## the site's search against BM25Okapi and FTS5, on labelled questions
	$(BIN)/python bench/search.py

element: node_modules/.made ## build the browser parts that are committed
	npm run build

docs: $(VENV)/.made ## write the generated parts of the documents again
	PYTHONPATH=. $(BIN)/python tools/generate_docs.py
