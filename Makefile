# `make run` and `make test` are all that a fresh machine needs: Python 3.11 or later, and make.
.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
ifdef UV
INSTALL = $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif
TESTS ?= tests
unexport PYTHONDONTWRITEBYTECODE # compiled modules are what makes the second start quick

.PHONY: help run test check format schema clauses audit bench bench-acts bench-chaos bench-endurance bench-principals bench-statutes wheel requirements clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):[^#]*## /\1	/' | expand -t 18

run: $(VENV)/.runtime ## Serve on 127.0.0.1:8000, from nothing
	@exec $(BIN)/ambiti serve

test: $(VENV)/.development ## Run the whole suite (TESTS=tests/reading for a part)
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist worksteal $(TESTS)

check: $(VENV)/.development ## Format, lint, types, migrations = metadata, SDL = schema/
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/database/test_migrations.py
	$(BIN)/ambiti schema export --check

format: $(VENV)/.development ## Format the code, and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

schema: $(VENV)/.runtime ## Write schema/ambiti.graphql from the code
	$(BIN)/ambiti schema export --output schema/ambiti.graphql

clauses: $(VENV)/.development ## Print clause, test, passed; and the totals
	$(BIN)/python -m pytest -q tests/clauses --clauses

audit: $(VENV)/.development ## Run the 61 audits of graphql-http against the running server
	@if command -v npm >/dev/null 2>&1; then \
		npm ci --prefix tests/http/audit --no-audit --no-fund --silent && \
		$(BIN)/python -m pytest -q -rs tests/http/test_audit.py; \
	else echo "Node is not installed: the audits of GraphQL over HTTP were not run."; fi

bench: $(VENV)/.runtime ## Time what reading costs, on a country of 600 Ambiti (BENCH=--flat for more)
	@if command -v npm >/dev/null 2>&1; then \
		npm ci --prefix benchmarks/postgraphile --no-audit --no-fund --silent; \
	else echo "Node is not installed: PostGraphile is not compared."; fi
	$(BIN)/python benchmarks/country.py $(BENCH)

bench-acts: $(VENV)/.runtime ## Time votes closed at once, on one tenant and on many
	$(BIN)/python benchmarks/acts.py

bench-endurance: $(VENV)/.runtime ## Ten minutes of acts and of 5,000 documents: memory, deadlocks, every chain
	$(BIN)/python benchmarks/endurance.py

bench-chaos: $(VENV)/.runtime ## Move money by 200 clients while the server is killed: is all of it there, once?
	$(BIN)/python benchmarks/chaos.py

bench-principals: $(VENV)/.runtime ## Time what a thousand people with 25 roles change for readers
	$(BIN)/python benchmarks/principals.py $(BENCH)

bench-statutes: $(VENV)/.runtime ## Time a country of statutes: 600 checked and applied
	$(BIN)/python benchmarks/statutes.py

wheel: $(VENV)/.development ## Build the wheel into dist/
	$(BIN)/python -m build --no-isolation --wheel .

requirements: ## Pin what pyproject.toml asks for, with hashes (needs uv)
	@for set in runtime development build; do \
		case $$set in \
			runtime) from="pyproject.toml";; \
			development) from="pyproject.toml --group development";; \
			build) from="--group build";; \
		esac; \
		{ echo '# Made by `make requirements` from pyproject.toml: pinned, each file by its hash.'; \
		  uv pip compile --quiet --universal --generate-hashes --no-header \
			--no-emit-index-url --python-version 3.11 $$from; } > requirements/$$set.txt || exit 1; \
	done

clean: ## Remove the environment and what was built
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The environment is made once, and again only when the requirements change.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Serve Python 3.11 o successivo." >&2; exit 1; }
	@echo "Preparo l'ambiente in $(VENV) (una volta sola)..."
ifdef UV
	@$(UV) venv --quiet --clear --python $(PYTHON) $(VENV)
else
	@$(PYTHON) -m venv --clear $(VENV)
endif

$(VENV)/.runtime: requirements/runtime.txt requirements/build.txt pyproject.toml | $(BIN)/python
	@$(INSTALL) --require-hashes -r requirements/runtime.txt
	@$(INSTALL) --require-hashes -r requirements/build.txt
	@$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.development: requirements/development.txt $(VENV)/.runtime
	@$(INSTALL) --require-hashes -r requirements/development.txt
	@touch $@
