# make prints its help; every target below with a ## comment is listed.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

.venv/users: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/developers: requirements-dev.txt .venv/users
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: .venv/users ## install, make the demo database once, serve on http://127.0.0.1:5000 (PORT changes it)
	@$(BIN)/flask --app app start

lint: .venv/developers ## formatting, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

test: lint ## installs what tests need and runs all of them, on SQLite and PostgreSQL, in a browser
	@$(BIN)/python -m tests.install
	$(BIN)/pytest -n auto --dist loadfile --databases sqlite,postgresql

prove: .venv/developers ## the long proofs in full counts; writes docs/proofs/
	@for proof in benchmarks/prove_*.py; do $(BIN)/python -m benchmarks.$$(basename $$proof .py) || exit 1; done

bench: .venv/developers ## speed as ratios, one JSON object a line (BENCH=name runs one)
	@$(BIN)/python -m benchmarks $(BENCH)

i18n: .venv/users ## collect texts into the English catalogue and compile it
	$(BIN)/flask --app app i18n update

migration: .venv/users ## write the next numbered migration from the models (M="what changes")
	mkdir -p var && rm -f var/migration.db*
	DATABASE_URL=sqlite:///$(CURDIR)/var/migration.db $(BIN)/flask db upgrade
	DATABASE_URL=sqlite:///$(CURDIR)/var/migration.db $(BIN)/flask db revision --autogenerate --rev-id $$(printf '%04d' $$(( $$(ls migrations/versions/[0-9]*.py | wc -l) + 1 ))) -m "$(M)"
	rm -f var/migration.db*

.PHONY: help run lint test prove bench i18n migration
