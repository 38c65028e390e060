# Two commands for newcomers: `make run`, `make test`. The rest is for daily work (CONTRIBUTING.md).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
GOLD := $(wildcard ../shared/gold/*-dev.jsonl) $(wildcard ../shared/gold/vnlegaltext-val.jsonl)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test lint types gold faults bench bench-search finding kills fuzz vocabulary lock clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST)

run: $(INSTALLED) ## set up, build the index, check the example article
	@$(BIN)/legalref check examples/bai-viet.txt --fail-on never
	@echo
	@echo 'Gõ tiếp / next:'
	@echo '  $(BIN)/legalref check TỆP.txt                 kiểm tra trích dẫn trong tệp của bạn / check your own file'
	@echo '  $(BIN)/legalref show 66-QĐ/TW                 một văn bản: hiệu lực, văn bản thay thế / one document'
	@echo '  $(BIN)/legalref search giam sat mat tran      tìm, có dấu hay không dấu / search, accents optional'
	@echo '  $(BIN)/legalref tui                           tìm trên màn hình / the terminal UI'

test: $(INSTALLED) ## run the whole suite
	$(BIN)/pytest

lint: $(INSTALLED) ## style and common faults
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED) ## strict types
	$(BIN)/mypy

gold: $(INSTALLED) ## score the extraction on annotated passages, where they are at hand; what was gained and lost
	@test -n "$(GOLD)" || { echo "gold: no passages in ../shared/gold" >&2; exit 1; }
	$(BIN)/python tools/gold.py ../shared/tools/score_gold.py $(GOLD)
	$(BIN)/python tools/gold_links.py $(filter %-dev.jsonl,$(GOLD))

faults: $(INSTALLED) ## put faults into citations of records: how many the check finds, how many right ones it accuses (FAULTS="--seed 2 --show")
	$(BIN)/python benchmarks/mutations.py $(FAULTS)

vocabulary: $(INSTALLED) ## after a change of a TOML row or of a pattern: make it fast to load
	$(BIN)/python tools/pack_vocabulary.py
	$(BIN)/python tools/write_rules.py

bench: $(INSTALLED) ## speed: extraction and checking (TEXTS=folder for your own texts), reading, start, catalogue, many files, others beside it; heads read right
	$(BIN)/python benchmarks/extraction.py $(TEXTS)
	@echo
	$(BIN)/python benchmarks/checking.py $(TEXTS)
	@echo
	$(BIN)/python benchmarks/reading.py
	@echo
	$(BIN)/python benchmarks/heads.py
	@echo
	$(BIN)/python benchmarks/startup.py
	@echo
	$(BIN)/python benchmarks/catalogue.py
	@echo
	$(BIN)/python benchmarks/reporting.py
	@echo
	$(BIN)/python benchmarks/jobs.py
	@echo
	$(BIN)/python benchmarks/side_by_side.py

finding: $(INSTALLED) ## how well written-down queries are found (BLIND=1: those kept aside)
	$(BIN)/python benchmarks/finding.py --show $(if $(BLIND),--blind)

bench-search: $(INSTALLED) ## speed of searching on the shipped corpus and a country's registry, beside FTS5 and tantivy (SEARCH="--rounds 3")
	$(BIN)/python benchmarks/searching.py $(SEARCH)

kills: $(INSTALLED) ## kill 200 builds of the index and additions to it, and see that nothing is lost (KILLS="--kills 20")
	$(BIN)/python tools/kill_index.py $(KILLS)

fuzz: $(INSTALLED) ## read damaged files of every format (FUZZ="--seed 2 --cases 1000 .docx"); what fails is kept in tests/files/fuzz
	$(BIN)/python tools/fuzz_reading.py $(FUZZ)

lock: ## renew requirements.txt from the ranges in pyproject.toml
	$(PYTHON) -m venv $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet pip-tools
	$(VENV)-lock/bin/pip-compile --quiet --upgrade --extra dev --generate-hashes --strip-extras --no-header \
		--no-emit-find-links --no-emit-index-url --output-file requirements.txt pyproject.toml
	rm -rf $(VENV)-lock

clean: ## remove what was built; the facts stay
	rm -rf $(VENV) $(VENV)-lock dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find index -mindepth 1 ! -name README.md -delete

# The virtual environment holds what requirements.txt locks, and this checkout as an editable package.
$(INSTALLED): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "legalref: cần Python 3.11 trở lên / needs Python 3.11 or newer; make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo 'Cài đặt vào $(VENV) (lần đầu, chừng nửa phút)… / installing into $(VENV) (first time, about half a minute)…'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --require-hashes --requirement requirements.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q legalref  # also where Python is told to keep no byte code, which costs each start 25 ms
	@touch $@
