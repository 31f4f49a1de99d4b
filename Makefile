# Every target makes .venv itself when it is missing. PYTHON=python3.12 make test uses another Python.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: demo test quick check lint types floors docs bench kills clean

demo: $(INSTALLED)  ## the bundled newsroom, offline, the whole job
	$(BIN)/wirewatch demo

test: $(INSTALLED)  ## all tests, two at a time: many wait for processes of their own
	$(BIN)/pytest -q -n 2 --dist loadfile

quick: $(INSTALLED)  ## the tests that take moments
	$(BIN)/pytest -q -m "not slow"

check: lint types floors docs test  ## what CI runs

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED)
	$(BIN)/mypy

floors: $(INSTALLED)
	$(BIN)/lint-imports

docs: $(INSTALLED)  ## the generated part of the manual is up to date
	$(BIN)/python docs/generate.py --check

bench: $(INSTALLED)  ## what each step costs, and what politeness does, in figures
	$(BIN)/python benchmarks/steps.py
	$(BIN)/python benchmarks/politeness.py

kills: $(INSTALLED)  ## twenty crawls killed at random moments, each ended by another one
	WIREWATCH_KILLS=20 $(BIN)/pytest -q tests/crawler/test_faults.py

clean:  ## what running made; your data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache build dist

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Wirewatch needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@
