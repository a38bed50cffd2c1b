# Everything runs in a virtual environment of its own, .venv; the first target that needs it makes it.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test check bench format clean

demo: $(READY)
	@rm -rf demo-out
	@$(BIN)/dechaff clean fixtures/articles fixtures/pages -o demo-out
	@echo
	@echo "Open the report in a browser:"
	@echo "  $(CURDIR)/demo-out/report.html"

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory test
	$(BIN)/dechaff rules lint
	$(BIN)/dechaff rules test

bench: $(READY)
	$(BIN)/python bench/text.py
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/residue.py
	$(BIN)/python bench/names.py
	$(BIN)/python bench/encoding.py

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

$(READY): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv demo-out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
