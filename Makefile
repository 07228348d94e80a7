# make        set up .venv, build the graph from the data, write site/index.html
# make test   set up everything and run every test
# make help   the rest

VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := $(VENV)/stamps
# Two names, for older and newer pip: the tools that build are pinned as well.
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
PIP    := $(PINNED) $(BIN)/python -m pip --disable-pip-version-check --quiet

# Tests run in so many processes; 0 means in this one. One more than two cores: some wait for others.
WORKERS ?= 3
# So long is each target fuzzed.
SECONDS ?= 60

.DEFAULT_GOAL := report
.DELETE_ON_ERROR:
.PHONY: report test lint check format bench fuzz picture notebooks browser judges web constraints clean distclean help FORCE

report: site/index.html  ## Build the graph and write site/index.html (the default)
	@echo "Open site/index.html in a browser."

test: export WEB := needed
test: $(STAMPS)/tests lint browser judges web  ## Run the linters, the type checker and every test
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(STAMPS)/tests  ## Run ruff and mypy only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: $(STAMPS)/runtime  ## Check the data: every finding names its row, column and remedy
	$(BIN)/watchgraph check

format: $(STAMPS)/tests  ## Put the code in the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(STAMPS)/tests  ## Measure the build, the questions, the projection and the null models against peers
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.nulls
	$(BIN)/python -m benchmarks.measures

picture: $(STAMPS)/tests browser  ## Draw docs/supply-graph.png afresh
	$(BIN)/python scripts/picture.py

fuzz: $(STAMPS)/tests  ## Give each reader of files, names and queries a minute of odd input
	@for target in tests/fuzz/fuzz_*.py; do \
		name=$$(basename $$target .py); echo "$$name"; \
		$(BIN)/python -m tests.fuzz $${name#fuzz_} --seconds $(SECONDS) || exit 1; \
	done

notebooks: $(STAMPS)/tests  ## Run the notebooks and write their outputs back
	$(BIN)/python scripts/notebooks.py

browser: $(STAMPS)/tests
	@sh scripts/browser.sh $(BIN)/python

judges:
	@sh scripts/judges.sh

web:  ## Build what the site takes from npm, if node and npm are there
	@sh scripts/web.sh $(WEB)

constraints:  ## Take the newest versions that pyproject.toml admits into constraints.txt
	@sh scripts/constraints.sh

clean:  ## Remove what was built, but not .venv
	rm -rf build site dist web/dist test-output .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find graph tests benchmarks scripts -type d -name __pycache__ -prune -exec rm -rf {} +

distclean: clean  ## Remove .venv and web/node_modules as well
	rm -rf $(VENV) web/node_modules

help:  ## Say what each target does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F '|' '{ printf "make %-12s %s\n", $$1, $$2 }'

$(STAMPS)/python: scripts/environment.sh
	@sh scripts/environment.sh $(VENV)
	@mkdir -p $(STAMPS)
	@touch $@

$(STAMPS)/runtime: $(STAMPS)/python pyproject.toml constraints.txt
	$(PIP) install --editable '.[analysis,own]'
	@touch $@

$(STAMPS)/tests: $(STAMPS)/runtime
	$(PIP) install --editable '.[analysis,own,notebooks,validate,test]'
	@touch $@

# Changes only when a file of data, ontology, code or web/dist does: by content, so that
# neither a new checkout nor a removed file goes unnoticed or costs a build.
$(STAMPS)/inputs: $(STAMPS)/python web FORCE
	@find data ontology graph CITATION.cff $$(ls -d web/dist 2>/dev/null) -type f ! -path '*/__pycache__/*' -exec cksum {} + | LC_ALL=C sort -k 3 > $@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

site/index.html: $(STAMPS)/runtime $(STAMPS)/inputs
	$(BIN)/watchgraph report
	@touch $@
