# Two commands matter: `make run` and `make test`. Everything is set up in $(VENV).
# PYTHON chooses the interpreter (3.11 or newer), VENV the folder of its environment.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --dist loadfile

.PHONY: run demo test test-newest test-screen test-cups check coverage translations screenshots reference-table bench study clean

run: $(VENV)/ready
	$(BIN)/python tools/run.py

demo: $(VENV)/ready
	$(BIN)/crm-takeoff demo -o demo

test: $(VENV)/ready
	$(PYTEST) tests

test-newest:
	$(MAKE) test PYTHON=$$($(PYTHON) tools/newest_python.py) VENV=.venv-newest

test-screen: $(VENV)/ready
	xvfb-run -a $(BIN)/python -m pytest tests -m screen

# Needs root and the packages cups, cups-client and printer-driver-cups-pdf.
test-cups: $(VENV)/ready
	QT_QPA_PLATFORM=offscreen tests/cups/with_queue.sh $(BIN)/python -m pytest tests/cups/real_printing.py

check: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/size_budget.py
	$(BIN)/python tools/translations.py check

coverage: $(VENV)/ready
	$(PYTEST) tests --cov --cov-report=term-missing --cov-fail-under=95

translations: $(VENV)/ready
	$(BIN)/python tools/translations.py sync

screenshots: $(VENV)/ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python tools/screenshots.py screenshots

reference-table: $(VENV)/ready
	$(BIN)/python tools/reference_table.py

bench: $(VENV)/bench
	QT_QPA_PLATFORM=offscreen $(BIN)/python tests/bench/bench.py

study: $(VENV)/ready
	$(BIN)/python tools/study.py --folder docs
	$(BIN)/python tools/enquiry_study.py --folder docs

$(VENV)/bench: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group bench
	touch $@

$(VENV)/ready: pyproject.toml tools/prepare.py
	$(PYTHON) tools/prepare.py $(VENV)

clean:
	rm -rf .venv .venv-newest build dist demo screenshots
