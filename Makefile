# Each target sets up what it needs: a virtual environment in .venv with locked dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# What is compiled at installation, and anew when it changes.
COMPILED := src/tidewaiter/names/_walks.pyx src/tidewaiter/names/_align.pyx src/tidewaiter/names/_edits.pyx
SHARED_BY_THEM := src/tidewaiter/names/_osa.pxd src/tidewaiter/names/_edits.pxd
# The peers that benchmarks measure beside us stand in an environment of their own.
BENCH := .venv-bench
BENCH_READY := $(BENCH)/.ready

.PHONY: demo test check serve bench bench-scale bench-names bench-ranking bench-goods bench-rescreen bench-ais bench-queue \
    bench-standing bench-trade bench-web screenshots pictures tamper kill fuzz fuzz-api lock clean

demo: $(READY)
	$(BIN)/tidewaiter demo

# The tests start a PostgreSQL and a Chromium of their own, where there is one or it may be installed.
test: $(READY)
	tools/install_postgresql.sh
	tools/install_chromium.sh
	$(BIN)/python -m pytest -n 2

check: $(READY)
	$(BIN)/ruff format --check src tests tools benchmarks
	$(BIN)/ruff check src tests tools benchmarks
	$(BIN)/mypy
	$(BIN)/python tools/check_imports.py
	$(BIN)/python tools/check_sizes.py
	$(BIN)/python tools/generate_docs.py --check
	$(BIN)/python tools/translations.py --check

serve: $(READY)
	$(BIN)/tidewaiter serve

bench: $(READY)
	$(BIN)/python -m benchmarks

# Names and lists beside the best open matcher, in one run on one core; takes minutes.
bench-names: $(BENCH_READY)
	$(BENCH)/bin/python -m benchmarks.names

# Headings and products named in descriptions, beside a plain search in the official texts.
bench-goods: $(BENCH_READY)
	$(BENCH)/bin/python -m benchmarks.goods

# What openings teach, beside gradient boosting where it is installed; takes minutes.
bench-ranking: $(BENCH_READY)
	$(BENCH)/bin/python -m benchmarks.ranking

# A busy sea of a hundred million positions; takes a quarter of an hour and 20 GB of disk.
bench-ais: $(READY)
	$(BIN)/python -m benchmarks.ais

# A million past parties against a change of fifty entries; takes a quarter of an hour.
bench-rescreen: $(READY)
	$(BIN)/python -m benchmarks.rescreen

# Twenty processes at one queue on a PostgreSQL started for it; takes ten minutes.
bench-queue: $(READY)
	$(BIN)/python -m benchmarks.queue

# What stands of a million consignments, and how soon it is told; takes ten minutes and 3 GB.
bench-standing: $(READY)
	$(BIN)/python -m benchmarks.standing

# Ten million rows of trade written, loaded, and a leak table made; takes a minute and 3 GB of disk.
bench-trade: $(READY)
	$(BIN)/python -m benchmarks.trade

# The workbench on a million consignments, and fifty people at once; takes half an hour and 4 GB.
bench-web: $(READY)
	$(BIN)/python -m benchmarks.web

# Every page in every state, as pictures in FOLDER with what a machine sees in them; takes minutes.
FOLDER ?= build/screenshots
screenshots: $(READY)
	tools/install_chromium.sh
	$(BIN)/python -m tools.screenshots $(FOLDER)

# The README's pictures, of the demonstration's desk.
pictures: $(READY)
	tools/install_chromium.sh
	$(BIN)/python -m tools.readme_pictures

# One gigabyte of manifest in bounded memory; takes minutes.
bench-scale: $(READY)
	$(BIN)/python -m benchmarks --scale

# A ledger tampered with by direct SQL in a thousand random ways.
tamper: $(READY)
	$(BIN)/python -m benchmarks.tampering

# A bulk screening of 100,000 consignments killed 200 times and resumed; takes half an hour.
kill: $(READY)
	$(BIN)/python -m benchmarks.killing

# A hundred thousand mutated documents; takes minutes.
fuzz: $(READY)
	$(BIN)/python -m tools.fuzz --documents 100000

# A hundred requests to each address of the API, that fit and that do not; takes minutes.
fuzz-api: $(READY)
	$(BIN)/python -m tools.fuzz_api --examples 100

# Rewrite the lock files from pyproject.toml.
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-header -q -o requirements/core.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-header -q --group dev -c requirements/core.txt -o requirements/dev.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-header -q --group dev --extra bench -c requirements/dev.txt -o requirements/bench.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-header -q --extra web --extra postgresql -c requirements/dev.txt -o requirements/web.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-header -q --extra ais -c requirements/dev.txt -o requirements/ais.txt
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --no-header -q --extra charts -c requirements/dev.txt -o requirements/charts.txt

clean:
	rm -rf $(VENV) $(BENCH) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
	rm -f $(COMPILED:.pyx=.c) $(COMPILED:.pyx=.*.so)

$(READY): requirements/dev.txt pyproject.toml $(COMPILED) $(SHARED_BY_THEM)
	tools/install_needs.sh $(PYTHON)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(READY)

$(BENCH_READY): requirements/bench.txt pyproject.toml $(COMPILED) $(SHARED_BY_THEM)
	tools/install_needs.sh $(PYTHON)
	test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(BENCH_READY)
