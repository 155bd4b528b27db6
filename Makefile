# Two commands do everything: `make run` and `make test`. Nothing is installed outside .venv.
# PYTHON is the interpreter that .venv is made from (3.11 or newer); SOURCE is what to read: one path, or several.

PYTHON ?= python3
SOURCE ?= data/samples/new-quality-productive-forces.txt
export SOURCE

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
COMPILE := $(BIN)/uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-annotate --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help run test browser lint format docs benchmark lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

run: $(VENV)/.run ## turn the sample page into a synthesis; SOURCE=my.txt for your own
	@if [ -e "$$SOURCE" ]; then set -- "$$SOURCE"; else eval "set -- $$SOURCE"; fi; \
	folder=$$($(BIN)/synth run "$$@") && echo "Open $$folder/report.html, or synthesis.md beside it."

test: $(VENV)/.dev ## run the tests with the coverage gate
	@$(BIN)/python -m pytest -q --cov --cov-report=term

browser: $(VENV)/.browser ## run the tests of the report in the Chromium that is on the path
	@$(BIN)/python -m pytest -q tests/test_report_browser.py

lint: $(VENV)/.dev ## check style, types and the direction of imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.dev ## apply the formatter and the safe fixes
	@$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format

docs: $(VENV)/.dev ## write the generated parts of docs/ again
	@$(BIN)/python docs/generate.py

benchmark: $(VENV)/.run ## compare the run with its bare imports, and themes with other tools' on the titles that ship
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/themes --only sample

lock: $(VENV)/.dev ## resolve the dependencies anew (needs a package index)
	@$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	@$(COMPILE) --upgrade pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	@$(COMPILE) --upgrade --group browser -c requirements-dev.lock -o requirements-browser.lock
	@$(COMPILE) --upgrade --group build -c requirements.lock -o requirements-build.lock

clean: ## remove .venv and every cache
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage htmlcov build

# venv fails where a distribution leaves ensurepip out; then PYTHON's own pip fills a bare environment.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "synth needs Python 3.11 or newer; try make PYTHON=python3.12")'
	@echo "Making $(VENV) and installing what requirements.lock pins; this happens once."
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)

# jieba and the project itself are built here, by the pinned setuptools and not by whatever is newest that day.
$(VENV)/.build: requirements-build.lock | $(BIN)/python
	@if [ -e $(BIN)/pip ]; then $(PIP) -r $<; \
	else $(PYTHON) -m pip --python $(BIN)/python install -qq --disable-pip-version-check --require-hashes -r $<; fi
	@touch $@

$(VENV)/.run: requirements.lock pyproject.toml $(VENV)/.build
	@$(PIP) --no-build-isolation -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(PIP) --no-build-isolation -r requirements-dev.lock
	@touch $@

$(VENV)/.browser: requirements-browser.lock $(VENV)/.dev
	@$(PIP) -r requirements-browser.lock
	@touch $@
