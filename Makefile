# Symmetron: `make` lists what there is to make.
#
# Everything is built in one configuration, release: the tests are numerical. They use no `@testable`
# imports, with which the tests would be a second build of everything.

SWIFT ?= swift
BUILD := -c release
SOURCES := Package.swift Sources Tests Benchmarks/csv Benchmarks/steps
PRODUCT := .build/release/symmetron

# Data sets that some tests read; those tests are skipped without it.
SYMMETRON_DATA ?= $(abspath $(wildcard ../shared/data))
export SYMMETRON_DATA

.PHONY: help setup build demo test test-full check format bench clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

setup: ## install what is missing (OpenBLAS, LAPACKE, libzip, zlib, libcrypto, gnuplot, Python with NumPy)
	@Scripts/setup.sh

build: ## the command-line tool, .build/release/symmetron
	$(SWIFT) build $(BUILD) --product symmetron

demo: setup build ## find the symmetry of a table of particles
	@Scripts/demo.sh $(PRODUCT)

test: ## all tests
	$(SWIFT) test $(BUILD) --disable-testable-imports

test-full: ## all tests at the size of the published tables (an hour)
	SYMMETRON_FULL=1 $(MAKE) test

check: ## formatting, then a build of everything in which a warning is an error
	$(SWIFT) format lint --strict -r $(SOURCES)
	@Scripts/build-without-warnings.sh $(SWIFT) build $(BUILD) --build-tests

format: ## the layout that `check` asks for
	$(SWIFT) format format -i -r $(SOURCES)

bench: build ## time whole commands and training steps; the tables go to Benchmarks/results
	python3 Benchmarks/run.py $(PRODUCT)
	python3 Benchmarks/steps.py
	python3 Benchmarks/orbits.py $(PRODUCT)

clean: ## remove what was built; run folders stay
	rm -rf .build
