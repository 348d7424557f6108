# Two commands do all: `make demo` opens the sample house, `make test` sets everything up and tests it.
# Both need python3 (3.11 or newer, with venv), make and git.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
WORKERS ?= 2
export COULISSE_HOME ?= $(CURDIR)/var

.PHONY: help demo serve worker test test-fast check format bench screenshots words setup setup-dev machine clean

help:
	@echo "make demo         the sample house in your browser (PORT=$(PORT))"
	@echo "make test         set everything up and test it"
	@echo "make test-fast    the tests without a browser"
	@echo "make check        format, lint, types, architecture, words, migrations, dependencies"
	@echo "make format       format the code"
	@echo "make serve        serve a house of your own (with 'make worker' beside it)"
	@echo "make bench        print the measurements"
	@echo "make screenshots  pictures of the screens, for the user guide"

# ---- set-up -------------------------------------------------------------------------------------------------

.venv/uv.stamp:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	@touch $@

.venv/core.stamp: requirements.txt pyproject.toml | .venv/uv.stamp
	$(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --offline --no-index -e .
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/core.stamp
	$(BIN)/uv pip install --quiet --compile-bytecode --require-hashes -r requirements-dev.txt
	@touch $@

# The searches of orders are compiled once, so that nobody waits for it at the first question.
.venv/kernels.stamp: .venv/core.stamp $(wildcard coulisse/engines/stripboard/talent/*.py)
	@$(BIN)/python -m coulisse.engines.stripboard.talent.warming
	@touch $@

setup: .venv/core.stamp .venv/kernels.stamp
	@$(BIN)/python -m coulisse.house.assets
	@$(BIN)/python tools/words.py compile
	@$(BIN)/python -m compileall -q coulisse

setup-dev: .venv/dev.stamp setup

# What the tests need beside Python: a browser, gettext, PostgreSQL 15. As root on Debian they are installed.
machine:
	@tools/machine.sh

# ---- run ----------------------------------------------------------------------------------------------------

demo: setup
	$(BIN)/coulisse demo --port $(PORT) $(DEMO)

serve: setup
	$(BIN)/coulisse migrate
	$(BIN)/coulisse serve --port $(PORT)

worker: setup
	$(BIN)/coulisse worker

# ---- prove --------------------------------------------------------------------------------------------------

test: setup-dev machine
	env -u COULISSE_HOME $(BIN)/pytest -n $(WORKERS)

test-fast: setup-dev
	env -u COULISSE_HOME $(BIN)/pytest -n $(WORKERS) -m "not browser and not slow"

check: setup-dev machine
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy coulisse tests tools
	$(BIN)/lint-imports
	$(BIN)/python tools/migrations.py
	$(BIN)/python tools/words.py check
	$(BIN)/deptry .
	$(BIN)/bandit -c pyproject.toml --quiet --recursive coulisse --severity-level medium
	$(BIN)/python -m coulisse.house.assets --check-types
	$(BIN)/python tools/house_report.py

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

words: setup-dev
	$(BIN)/python tools/words.py extract
	$(BIN)/python tools/words.py check

bench: setup-dev
	env -u COULISSE_HOME $(BIN)/python -m tests.bench

screenshots: setup-dev machine
	env -u COULISSE_HOME COULISSE_SCREENSHOTS=docs/guide/pictures $(BIN)/pytest -q tests/browser -m browser -k guide

clean:
	rm -rf .venv node_modules build coulisse/static coulisse/papers/fonts
