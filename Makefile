# make demo: lint the prompts in examples/ and show what promptlint says.   make test: every check that a change must pass.
# Both make .venv on first use, with PYTHON (3.11 or later), and install again when the package's metadata changes.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: demo test docs clean

demo: $(VENV)/.demo
	@$(BIN)/promptlint check --exit-zero examples
	@echo
	@echo "That was promptlint check on the prompts in examples/, a small repository as a game studio would keep it."
	@echo "Findings there are on purpose, so this ends well all the same. Try your own:"
	@echo "  $(BIN)/promptlint check FILE_OR_FOLDER"
	@echo "  echo 'worried character' | $(BIN)/promptlint check -"
	@echo "  $(BIN)/promptlint rewrite 'worried character'"

# Slow tests (builds, pre-commit, long texts) run last; tests/conftest.py sees to it.
test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# The parts of README.md and docs/ that promptlint itself writes; a test fails while they are not current.
docs: $(VENV)/.test
	$(BIN)/python docs/generate.py

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("promptlint needs Python 3.11 or later, and $(PYTHON) is %d.%d: make PYTHON=python3.12 $(MAKECMDGOALS)" % sys.version_info[:2])'
	@echo "Making $(VENV), once"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.demo: $(VENV)/.python pyproject.toml hatch_build.py promptlint/__init__.py
	@echo "Installing promptlint into $(VENV)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.python pyproject.toml hatch_build.py promptlint/__init__.py
	@echo "Installing promptlint and what its tests need into $(VENV)"
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis grammar/compiled.json
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
