# Two commands do everything: `make build` and `make test`. Both need Python 3.11+ and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: build test test-slow test-browser test-long gate format dist clean

build: .venv/ready  ## set up, and build every outline of outlines/ into out/
	$(BIN)/collate build

test: .venv/ready-dev  ## the tests that every change has to pass
	$(BIN)/pytest -n auto --dist loadfile -m "not long and not slow and not browser and not libreoffice"

test-slow: .venv/ready-dev  ## the tests that try every file, and those that need LibreOffice; in CI and by hand
	$(BIN)/pytest -n auto --dist loadfile -m "(slow or libreoffice) and not long and not browser"

test-browser: .venv/ready-dev  ## the page trace.html in Chromium, in CI and by hand
	$(BIN)/pytest -m browser

test-long: .venv/ready-dev  ## long property and fuzz runs, by hand
	$(BIN)/pytest -n auto -m long

gate: .venv/ready-dev  ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/ready-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

dist: .venv/ready-dev  ## the wheel and the sdist, in dist/
	$(BIN)/python -m hatchling build

clean:
	rm -rf .venv out dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Collate needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
