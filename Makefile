# The two commands are `make run` and `make test`. Everything lives in .venv, which `make clean` removes.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Options for the program: make run ARGS="--port 8123"
ARGS   ?=

PIP    := pip --quiet --disable-pip-version-check
PINNED := $(PIP) install --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run try build check doctor test faults bench scale pictures constraints clean

help:
	@echo "make run          start the bot: in Discord with a DISCORD_TOKEN, on a page in your browser without"
	@echo "make test         everything that must hold: ruff, mypy, the test suite but for faults"
	@echo
	@echo "make faults       everything that may break, broken on purpose (some minutes)"
	@echo "make try          the page in your browser, even with a token"
	@echo "make build        the season database from the text under data/"
	@echo "make check        every fault in the text under data/"
	@echo "make doctor       everything that the bot needs, and how to mend what is lacking"
	@echo "make bench        how long answers and a build take, and the bot beside a floor (some five minutes)"
	@echo "make scale        time and memory with one season held, and with up to 780 (some ten minutes)"
	@echo "make pictures     the pictures of answers in docs/, made anew in an installed Chromium"
	@echo "make constraints  constraints.txt made anew with the newest versions that fit together"
	@echo "make clean        remove what the others made here"

run try build check doctor: $(VENV)/run.stamp
	@$(BIN)/pitboard $@ $(ARGS)

faults: $(VENV)/test.stamp
	@$(BIN)/python -m pytest --quiet --numprocesses auto -m faults $(ARGS)

test: $(VENV)/test.stamp
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/python -m pytest --quiet --numprocesses auto --dist loadgroup -m "not faults" $(ARGS)

bench: $(VENV)/test.stamp
	@$(BIN)/python -m benchmarks $(ARGS)
	@$(BIN)/python -m benchmarks.loopback.ratios

scale: $(VENV)/test.stamp
	@$(BIN)/python -m benchmarks.scale $(ARGS)

pictures: $(VENV)/pictures.stamp
	@$(BIN)/python docs/pictures.py $(ARGS)

$(VENV)/created.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Pitboard needs Python 3.11 or newer; make PYTHON=/path/to/python3.11 names another one." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "$(PYTHON) cannot make environments: install its venv module (Debian, Ubuntu: python3-venv)." >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/created.stamp pyproject.toml constraints.txt
	@echo "Installing Pitboard into $(VENV); this takes a minute the first time."
	@$(BIN)/python -m $(PINNED) --editable '.[try]'
	@touch $@

$(VENV)/test.stamp: $(VENV)/created.stamp pyproject.toml constraints.txt
	@echo "Installing Pitboard and its test tools into $(VENV); this takes a minute the first time."
	@$(BIN)/python -m $(PINNED) --editable '.[try,dev]'
	@touch $@ $(VENV)/run.stamp

$(VENV)/pictures.stamp: $(VENV)/created.stamp pyproject.toml constraints.txt
	@echo "Installing Pitboard and its picture tools into $(VENV)."
	@$(BIN)/python -m $(PINNED) --editable '.[pictures]'
	@touch $@

# In an environment of its own, so that only what is named in pyproject.toml gets in. Lines with a condition (;) are
# for other versions of Python than this one: they are kept as they are.
constraints:
	@rm -rf $(VENV)-constraints && $(PYTHON) -m venv $(VENV)-constraints
	@$(VENV)-constraints/bin/python -m $(PIP) install '.[try,pictures,dev]'
	@{ sed -n '/^#/p' constraints.txt; \
	   { grep ';' constraints.txt | grep -v '^#'; \
	     $(VENV)-constraints/bin/python -m $(PIP) freeze | grep '=='; } | LC_ALL=C sort -f; } > constraints.new
	@mv constraints.new constraints.txt && rm -rf $(VENV)-constraints
	@echo "constraints.txt holds $$(grep -c '==' constraints.txt) versions; make test says whether they serve."

clean:
	@rm -rf $(VENV) $(VENV)-constraints constraints.new dist build .coverage .coverage.* \
	  .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find bot cogs tests benchmarks docs -name __pycache__ -prune -exec rm -rf {} +
