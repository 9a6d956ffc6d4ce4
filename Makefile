# Everything runs in .venv, which any target sets up by itself: only Python 3.11+ and make are needed.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready

.PHONY: help setup demo test lint format bench fuzz messages gallery lock blanks clean

help:  ## show these lines
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

setup: $(READY)  ## make .venv with the pinned versions

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("warmth needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@# pip compiles what it copies, and not what stays where it is; Python may be told not to write there.
	$(BIN)/python -m compileall -q src
	@touch $(READY)

demo: setup  ## run a whole January on samples/ and show what comes out
	@$(BIN)/python tools/demo.py

test: setup  ## run the tests
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: setup  ## formatting, types, and who may import whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup  ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup  ## time and memory of 10,000 households and of 100,000 rows, beside calamine and pandas
	$(BIN)/python -m compileall -q src
	$(BIN)/python tools/bench.py

fuzz: setup  ## read files spoilt at random for MINUTES (5), and keep what fails
	$(BIN)/python tests/fuzz.py $(or $(MINUTES),5)

messages: setup  ## collect new sentences into the catalogue, and compile it
	$(BIN)/python tools/make_messages.py

gallery: setup  ## write docs/issues.md anew: every issue as the program says it
	$(BIN)/python tools/make_issue_gallery.py

lock: setup  ## pin the newest versions that the bounds in pyproject.toml allow
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/python -m pip install --quiet uv
	$(VENV)-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --extra dev pyproject.toml -o requirements.lock
	rm -rf $(VENV)-lock

blanks: setup  ## build the blank forms and the sample rosters anew
	$(BIN)/python tools/make_annex_blank.py
	$(BIN)/python tools/make_samples.py

clean:  ## remove .venv and everything that was built
	rm -rf $(VENV) build dist src/*.egg-info demo
