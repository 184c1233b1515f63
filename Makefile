# performance-core: `make help` lists what can be made.

PREFIX ?= /usr/local
DESTDIR ?=

packaging := Tests/Packaging
image := .build/image

.DEFAULT_GOAL := all
.PHONY: all build image test lint format docs order bench install uninstall clean help
# Targets share one build folder, which has one lock.
.NOTPARALLEL:

all: build ## install what is missing, build, and show it at work (the default)
	@$(packaging)/need vocabularies
	@$(packaging)/bring-vocabularies $(image)/bin
	@$(packaging)/demonstrate $(image)/bin

build: ## build the release image, installing the libraries that it needs
	@$(packaging)/need build
	swift build -c release --product performance-core
	@$(packaging)/make-image $(image)

test: ## run all tests, against the release image
	@$(packaging)/need build vocabularies test
	swift build -c release --product performance-core
	@$(packaging)/make-image $(image)
	@$(packaging)/bring-vocabularies $(image)/bin .build/vocabularies
	swift build --build-tests
	@$(packaging)/try-install $(image)/bin
	PC_PROGRAMS="$(CURDIR)/$(image)/bin" swift test --skip-build

lint: ## check the format of the code, the documents made from it, and the scripts
	@$(packaging)/need build lint
	@$(packaging)/lint

format: ## bring the code into the format that lint checks
	swift format -i -r -p Package.swift Sources Tests

docs: ## write man/ and completions/ from the declarations of the commands
	@$(packaging)/need build
	swift run write-documents .

order: ## renew the list of what a start uses, which the linker keeps together
	@$(packaging)/need build order
	@$(packaging)/order-startup Sources/CStart/startup-order

bench: build ## compare speeds with what one would run instead, as ratios
	@$(packaging)/need bench
	@$(packaging)/run-benchmarks $(image)/bin

install: ## install below PREFIX (/usr/local), itself below DESTDIR
	@test -x $(image)/bin/performance-core || $(MAKE) build
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" $(packaging)/install-files $(image)/bin

uninstall: ## remove what install put below PREFIX
	@PREFIX="$(PREFIX)" DESTDIR="$(DESTDIR)" $(packaging)/install-files --remove

clean: ## remove all that was built
	rm -rf .build

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r name what; do \
	  printf '  make %-10s %s\n' "$$name" "$$what"; done
