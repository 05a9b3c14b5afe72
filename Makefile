# A machine with Python 3.11 or newer, make and pip is enough. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
OUT := demo-out
GOLD := $(addprefix tests/gold/,tuning own fresh held_out own_held_out last_held_out)
# What the packages are installed from; touching any of these installs again.
SETUP := pyproject.toml requirements.txt

.DEFAULT_GOAL := help
.PHONY: help demo install test test-quick check format requirements record train readme screenshots clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: install ## install, read the sample pages, print the facts, draw the picture
	@rm -rf $(OUT) && mkdir -p $(OUT)
	@echo; echo "== Facts read from demo/, each with its sentence"
	@$(BIN)/kg extract demo --format table --report $(OUT)/left-out.jsonl
	@echo; echo "== Loading them into a graph"
	@$(BIN)/kg load demo --store $(OUT)/graph.kgl
	@echo; echo "== Who went where (kg query visits)"
	@$(BIN)/kg query visits name=王文绪 --store $(OUT)/graph.kgl
	@echo; $(BIN)/kg show --cypher 'MATCH p = (a:Person)-[r]->(b) WHERE NOT b:Article RETURN p' \
		--caption "示例报纸：谁去了哪里，谁任什么职" \
		--store $(OUT)/graph.kgl --out $(OUT)/picture.html

install: $(VENV)/.installed ## make .venv with exactly the pinned packages

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "No $(PYTHON) found: install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Python 3.11 or newer is needed; name one with make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Could not make $(VENV): on Debian and Ubuntu install python3-venv, then try again"; exit 1; }

$(VENV)/.installed: $(SETUP) | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(SETUP) requirements-dev.txt | $(VENV)/.installed
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

test: $(VENV)/.installed-dev check ## set up what the tests need, run every check and every test
	@bash tests/system-packages.sh
	$(BIN)/python -m pytest

test-quick: $(VENV)/.installed-dev ## the tests that need neither browser nor server
	@$(BIN)/python -m pytest -m "not browser and not server"; status=$$?; \
	echo "test-quick LEFT OUT the browser and server tests; make test runs everything"; exit $$status

check: $(VENV)/.installed-dev ## ruff, strict types, import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(VENV)/.installed-dev ## lay the code out and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements: $(VENV)/.installed-dev ## pin again the newest versions inside the ranges of pyproject.toml
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile $(PIN) --output-file requirements.txt pyproject.toml requirements.in
	$(BIN)/uv pip compile $(PIN) --output-file requirements-dev.txt --extra dev pyproject.toml requirements.in

PIN := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make requirements"

record: install ## measure the gold articles again and record the figures that the tests hold us to
	$(BIN)/kg evaluate $(GOLD) --save tests/gold/figures.json
	$(BIN)/python tools/figures_table.py

train: install ## train the tagger of decision 24 and compare it with the rules by cross-validation (it is not shipped)
	$(PIP) install --quiet --require-hashes -r models/train/requirements.txt
	$(BIN)/python models/train/compare.py

readme: install ## write into README.md what its commands print now
	$(BIN)/python tools/refresh_readme.py

screenshots: $(VENV)/.installed-dev ## make the pictures of the documents again (starts a Neo4j and a browser)
	@bash tests/system-packages.sh
	$(BIN)/python tests/browser/screenshots.py

clean: ## take away what make made
	rm -rf $(VENV) $(OUT) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
