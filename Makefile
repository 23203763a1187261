# make run: the explorer at http://localhost:8501. make test: every check, walks through everything
# sampled. make test-all: all of these, too. make test-fast: what a minute is enough for. Each sets
# up .venv first.
# make coverage: which branches no test of tests/unit, tests/golden or an example comes by (not ui).
# make trees: what a screen reader is given, anew. make pictures: the pictures of every page, anew.
# make kept: what pages are held to look like, anew.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test test-all test-fast lint format coverage trees kept pictures clean

run: $(STAMP)
	$(BIN)/python -m het_geo.ui.serve

test: $(STAMP) lint
	TESTS=turn $(BIN)/python -m pytest -n auto --dist worksteal

test-all: $(STAMP) lint
	TESTS=all $(BIN)/python -m pytest -n auto --dist worksteal

test-fast: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m pytest -n auto --dist worksteal $$($(BIN)/python -m tests.quick)

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/oxlint --deny-warnings het_geo
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

coverage: $(STAMP)
	$(BIN)/python -m coverage erase
	TESTS=all $(BIN)/python -m coverage run -m pytest -n auto --dist worksteal tests/unit tests/golden het_geo
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report

trees: $(STAMP)
	TESTS=all REMAKE_TREES=1 $(BIN)/python -m pytest -q tests/browser/test_trees.py

kept: $(STAMP)
	TESTS=all REMAKE_KEPT=1 $(BIN)/python -m pytest -q tests/browser/test_kept.py -k look_as

pictures: $(STAMP)
	$(BIN)/python -m benchmarks.pictures

$(STAMP): requirements-dev.lock
	$(PYTHON) -c "import sys; sys.exit('Python 3.11.5 or newer is needed') if sys.version_info < (3, 11, 5) else None"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements-dev.lock
	touch $(STAMP)

clean:
	rm -rf $(VENV) .coverage* .pytest_cache .mypy_cache .ruff_cache
