# Goodwave's menu: `make help`. Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
# RUNTIME=gpu takes onnxruntime-gpu in place of onnxruntime.
RUNTIME ?= cpu
VENV ?= .venv
BIN := $(VENV)/bin
# The ears of `make bench-singer` and `make bench-music` live apart.
LISTENER := .venv-listener
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run models test check format bench bench-lyrics bench-singer bench-music bench-hub browser clean

help: ## show this menu
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

run: models ## start the hub: everything it needs is installed and built first
	@$(BIN)/goodwave run

models: $(VENV)/.run ## fetch and build the models (resumable, checked against the catalog)
	@$(BIN)/python -m export_scripts.make_models

test: models $(VENV)/.test browser ## run the tests, those in a real browser included
	$(BIN)/python -m pytest

check: $(VENV)/.test ## check style, types, who imports whom, and the songbook
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m edge_service.studio.lyricist.songbook.proof

format: $(VENV)/.test ## lay the code out as `make check` wants it
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: models $(VENV)/.test ## measure seconds per step, memory and start-up on this machine
	$(BIN)/python -m tests.bench

bench-singer: models $(VENV)/.test $(LISTENER)/.ready ## measure how well each voice is understood
	$(BIN)/python -m tests.bench.singer $(LISTENER)/bin/python $(LANGUAGES)

bench-lyrics: $(VENV)/.test ## measure what of a message is sung, how it rhymes and how songs differ
	$(BIN)/python -m tests.bench.lyrics

bench-music: models $(VENV)/.test $(LISTENER)/.ready ## measure the tunes, the mix and how well genres are told apart
	$(BIN)/python -m tests.bench.music $(LISTENER)/bin/python

bench-hub: models $(VENV)/.test ## measure the hub under load (CHECK=check_displays for one of them)
	$(BIN)/python -m tests.bench.hub $(CHECK)

browser: ## get what the browser tests need, where this machine lets us
	@sh tests/browser/install.sh

clean: ## remove the environment and built models; songs stay
	rm -rf $(VENV) $(LISTENER) models_onnx/.downloads models_onnx/singer/*.onnx

$(VENV)/bin/python:
	@echo "Making a Python environment in $(VENV) ..."
	@$(PYTHON) -c 'import sys; sys.exit("Goodwave needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Goodwave ..."
	@$(INSTALL) -e '.[$(RUNTIME),models]'
	@touch $@

$(VENV)/.test: $(VENV)/.run
	@echo "Installing what the tests need ..."
	@$(INSTALL) -e '.[$(RUNTIME),models,test,check]'
	@touch $@

$(LISTENER)/.ready: tests/bench/singer/requirements.txt
	@echo "Installing the ears of the bench ..."
	@$(PYTHON) -m venv $(LISTENER)
	@$(LISTENER)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@
