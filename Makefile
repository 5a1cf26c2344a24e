# make serve and make test set up all they need in .venv, from Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export NODE_USE_SYSTEM_CA := 1

# a new set-up is due when what it is made from changes, not when a checkout touches the files
FINGERPRINT := $(shell cat pyproject.toml .build/vendor.py | cksum | cut -d ' ' -f 1)
SITE := $(VENV)/site-$(FINGERPRINT)
DEV := $(VENV)/dev-$(FINGERPRINT)
BENCH := $(VENV)/bench-$(FINGERPRINT)
LUNR := templates/vendor/lunr.min.js
LINT_JS := .js-lint/node_modules/.ready-$(shell cat .js-lint/package.json | cksum | cut -d ' ' -f 1)

# the quick tests by default; SLOW=1 (set by .ci/run) runs those of packaging and long stories as well
TESTS := $(if $(SLOW),,-m "not slow")

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: serve build docs test lint format bench screenshots browser clean help

serve: $(SITE) $(LUNR)
	$(BIN)/sitegen serve $(ARGS)

build: $(SITE) $(LUNR)
	$(BIN)/sitegen build $(ARGS)

# the manual, built by sitegen itself
docs: $(SITE) $(LUNR)
	$(BIN)/python .build/docs.py site-docs

test: $(DEV) $(LUNR) browser
	$(BIN)/python -m pytest -n 3 --dist worksteal $(TESTS) $(ARGS)

lint: $(DEV) $(LINT_JS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm run --silent --prefix .js-lint lint

format: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# those whose first words say that they are run so; the other modules beside them are parts of these
bench: $(BENCH) $(LUNR) browser
	@$(BIN)/python -m tests.bench.report
	@for script in $$(grep -l 'Run it with `make bench`' tests/bench/*.py); do \
	  $(BIN)/python -m "tests.bench.$$(basename $$script .py)" || exit 1; done

# pictures for the README, of the site of content/
screenshots: $(DEV) $(LUNR) browser
	$(BIN)/python -m tests.screenshots

# browser tests drive the system's Chromium
browser:
	@.ci/chromium

clean:
	rm -rf $(VENV) .sitegen dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .js-lint/node_modules

help:
	@echo "make serve   set up, build the site and preview it on 127.0.0.1:8000, reloading on every change"
	@echo "make build   set up and write the site to site/"
	@echo "make docs    build the manual to site-docs/"
	@echo "make test    set up and run the tests (SLOW=1: all of them)"
	@echo "make lint    check style, types and JavaScript;  make format: mend what can be mended"
	@echo "make bench   measure;  make screenshots: take the README's pictures anew"
	@echo "make clean   remove what they set up (site/ stays)"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "sitegen needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python has no working venv module; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(SITE): | $(BIN)/python
	@echo "setting up sitegen in $(VENV) …"
	@$(BIN)/python -m pip install --quiet --editable .
	@rm -f $(VENV)/site-* && touch $@

$(DEV): | $(BIN)/python
	@echo "setting up sitegen and the tools of its tests in $(VENV) …"
	@$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@rm -f $(VENV)/site-* $(VENV)/dev-* && touch $(SITE) $@

$(BENCH): $(DEV)
	@echo "setting up what the benchmarks compare with in $(VENV) …"
	@$(BIN)/python -m pip install --quiet --editable '.[bench]'
	@rm -f $(VENV)/bench-* && touch $@

# setting up fetches it; only where somebody deleted it since is there something to do
$(LUNR): | $(BIN)/python
	@test -f $@ || $(BIN)/python -m pip install --quiet --editable .

$(LINT_JS): $(DEV)
	npm install --silent --no-audit --no-fund --prefix .js-lint
	@rm -f .js-lint/node_modules/.ready-* && touch $@
