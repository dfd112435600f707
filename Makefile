# The calciphylaxis assistant. Two commands matter: `make run` and `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
UV := $(shell command -v uv || echo .venv-uv/bin/uv)
RUN := .venv/bin
DEV := .venv-dev/bin
PYTHON_RANGE := >=3.11,<3.13
MAIN = $(shell git rev-parse --quiet --verify origin/main >/dev/null 2>&1 && echo origin/main || echo main)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run chat train test test-other check handlers evaluate difference bench soak audit kb-report widget lock sbom clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/.ready ## Start everything; the chat is at http://localhost:5005 (PORT= overrides)
	@$(RUN)/calci serve

chat: .venv/.ready ## Talk in the terminal
	@$(RUN)/calci chat

train: .venv/.ready ## Build the knowledge base and the language model when something changed
	@$(RUN)/calci train

test: .venv-dev/.ready ## Everything needed to test, then `make check` and all tests
	@$(MAKE) --no-print-directory check
	@./deploy/test-setup.sh
	@$(DEV)/calci train
	@$(DEV)/python -m pytest $(PYTEST)
	@$(MAKE) --no-print-directory test-other
	@$(MAKE) --no-print-directory audit

test-other: ## The same tests without browser and server on the other supported Python, where it is present
	@./deploy/test-other-python.sh "$(UV)"

check: .venv-dev/.ready ## Lint, types, import arrows, content
	@$(DEV)/ruff check . && $(DEV)/ruff format --check . && $(DEV)/mypy && $(DEV)/lint-imports && $(DEV)/calci topic check

handlers: .venv-dev/.ready ## Run all tests and list each `except` that none of them entered (PYTEST= narrows)
	@rm -rf build/coverage && mkdir -p build/coverage
	@$(DEV)/calci train
	@$(DEV)/coverage run -m pytest $(PYTEST)
	@$(DEV)/coverage combine --quiet && $(DEV)/coverage json --quiet -o build/coverage/report.json
	@$(DEV)/python -m scripts.handlers build/coverage/report.json

evaluate: .venv-dev/.ready ## Measure understanding, write docs/quality.md, show the difference to main (BASE=)
	@$(DEV)/python -m benchmarks.quality --against $(or $(BASE),main)

difference: .venv-dev/.ready ## Measure the held-out sets alone and show the difference to main (BASE=); writes nothing
	@$(DEV)/python -m benchmarks.quality --no-folds --no-write --against $(or $(BASE),$(MAIN))

bench: .venv-dev/.ready ## Measure speed and size; ratios in one run
	@$(DEV)/python -m benchmarks.speed

soak: .venv-dev/.ready ## Twenty thousand turns, sixteen people at once, memory watched; writes docs/safety/soak.md
	@$(DEV)/python -m benchmarks.soak

kb-report: .venv-dev/.ready ## Coverage, grades, age and weakest evidence of the knowledge base
	@$(DEV)/python -m bot.library.report

widget: ## Build the chat widget from bot/web/widget (needs Node)
	@cd bot/web/widget && npm ci --no-audit --no-fund && npm run build

lock: $(UV) ## Resolve the dependencies anew into requirements.lock and requirements-dev.lock
	@./deploy/lock.sh "$(UV)"

audit: $(UV) ## Known weaknesses of the pinned dependencies; what is tolerated stands in deploy/advisories.toml
	@./deploy/audit.sh "$(UV)" $(AUDIT)

sbom: .venv/.ready .venv-dev/.ready ## Write a CycloneDX bill of materials to build/sbom.json
	@$(DEV)/python -m scripts.sbom build/sbom.json

clean: ## Remove what was built: environments, knowledge base, model
	@rm -rf .venv .venv-dev .venv-other .venv-audit .venv-uv .calci build test-artifacts

.venv/.ready: requirements.lock pyproject.toml | $(UV)
	@echo "Preparing the environment (about a minute, once)"
	@$(UV) venv --quiet --allow-existing --python "$(PYTHON_RANGE)" .venv
	@$(UV) pip sync --quiet --python .venv/bin/python requirements.lock
	@$(UV) pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
	@touch $@

.venv-dev/.ready: requirements-dev.lock pyproject.toml | $(UV)
	@echo "Preparing the test environment (about a minute, once)"
	@$(UV) venv --quiet --allow-existing --python "$(PYTHON_RANGE)" .venv-dev
	@$(UV) pip sync --quiet --python .venv-dev/bin/python requirements-dev.lock
	@$(UV) pip install --quiet --python .venv-dev/bin/python --no-deps --no-build-isolation -e .
	@touch $@

.venv-uv/bin/uv:
	@python3 -m venv .venv-uv && .venv-uv/bin/pip install --quiet uv
