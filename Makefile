# Two commands matter: `make run` and `make test`. Everything is set up in $(VENV).
# PYTHON chooses the interpreter (3.11 or newer), VENV the folder of its environment.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --dist loadfile

.PHONY: run demo test test-newest test-screen test-cups check coverage translations \
	screenshots pictures report-pages kill storm reference-table bench study clean

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

# The pictures of README.md and of the guides.
pictures: $(VENV)/ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python tools/pictures.py docs/pictures

# Every page of every kind of report as a picture; needs pdftoppm (poppler-utils).
report-pages: $(VENV)/ready
	$(BIN)/python tools/report_pages.py report-pages

# Kills the program fifty times while it is typed into; nothing that was called saved may be lost.
kill: $(VENV)/ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.kill_campaign --runs 50

# Twenty thousand random keys and clicks, twice.
storm: $(VENV)/ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.monkey --seed 1 --events 20000
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tools.monkey --seed 2 --events 20000

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
	rm -rf .venv .venv-newest build dist demo screenshots report-pages
