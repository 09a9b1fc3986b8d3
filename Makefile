# keur: see README.md.  Adding a file to src/, plugins/<name>/, tests/unit/ or tests/plugins/ needs no
# change here.
#
#   make demo   install what is missing, build, lint the example documents
#   make test   install what is missing, build, pass all tests
#   make ci     that, then format, lint, both compilers, sanitizers, fuzzing, end-to-end tests
BUILD       ?= build
PREFIX      ?= /usr/local
KEUR_SHARED ?= ../shared
# make fuzz T=SECONDS, for each fuzzer
T ?= 60
FUZZ_SECONDS ?= $(T)

# As many jobs as there are cores, unless the caller says how many.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif

VERSION    := $(shell cat VERSION)
LIBRARIES  := libcmark yaml-0.1 libpcre2-8 libutf8proc jansson
PKG_CONFIG ?= pkg-config
INSTALL    ?= install

# All symbols are bound when a program or plugin is loaded (-z now): stubs that could do it later are a
# detour.
LANGUAGE := -std=c11 -fno-plt -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -fvisibility=hidden -MMD -MP
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-align -Wcast-qual \
	-Wwrite-strings -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wredundant-decls -Wundef -Wvla -Wformat=2 -Wswitch-enum -Wnull-dereference -Wimplicit-fallthrough
CFLAGS ?= -O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection
LDFLAGS ?= -Wl,-z,relro,-z,now,-z,noexecstack
# To load plugins is a good part of what a run on one document costs: none has constructors, and two
# mappings of a file take half the time of four.
PLUGIN_LDFLAGS := -nostartfiles -Wl,-z,noseparate-code,-O1
# Libraries' folders come as system folders: their headers do not pass our warnings.
INCLUDES := $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(LIBRARIES) 2>/dev/null))
LIBS := $(shell $(PKG_CONFIG) --libs $(LIBRARIES) 2>/dev/null) -ldl
# The program has them in it, where they come as archives: to find and to map five files more takes a
# fifth of what a run on one document does.  LINK=shared is for those who replace them one by one.
ARCHIVES := $(patsubst -l%,$(shell $(PKG_CONFIG) --variable=libdir libcmark 2>/dev/null)/lib%.a,$(filter-out -ldl,$(filter -l%,$(LIBS))))
LINK ?= $(if $(filter-out $(wildcard $(ARCHIVES)),$(ARCHIVES)),shared,static)
PROGRAM_LIBS := $(if $(filter static,$(LINK)),$(ARCHIVES) -ldl,$(LIBS))
COMPILE = $(CC) $(CPPFLAGS) $(INCLUDES) $(LANGUAGE) $(WARN) $(CFLAGS)

CORE     := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/*/*.c))
PLUGINS  := $(patsubst plugins/%/,$(BUILD)/plugins/%.so,$(wildcard plugins/*/))
UNITS    := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))
FIXTURES := $(patsubst tests/plugins/%.c,$(BUILD)/tests/plugins/%.so,$(wildcard tests/plugins/*.c))
SUPPORT  := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/*.c))
RUNNERS  := golden examples structure corpora
SCRIPTS  := $(wildcard tests/check_*.sh)
C_FILES  := $(wildcard src/*.c src/*/*.[ch] plugins/*/*.[ch] tests/*.[ch] tests/*/*.[ch] docs/*/*.c)

.PHONY: all analyze deps demo test san valgrind lint format bench fuzz e2e ci accept docs install clean
.SECONDARY:
all: $(BUILD)/keur $(PLUGINS) $(BUILD)/rules

# ---- The program and its plugins

$(BUILD)/keur: $(BUILD)/src/main.o $(CORE)
	$(CC) $(CFLAGS) $(LDFLAGS) -pie -Wl,--dynamic-list=src/api/exports.list $^ $(PROGRAM_LIBS) -o $@

$(BUILD)/src/%.o: src/%.c VERSION
	@mkdir -p $(@D)
	$(COMPILE) -fPIE -DKEUR_VERSION='"$(VERSION)"' -Isrc -c $< -o $@

# Plugins see src/api and nothing else, but for the library that the file `libs` of one names.
own-library = $(if $(wildcard plugins/$1/libs),$(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) $2 $(file <plugins/$1/libs))))
$(BUILD)/plugins/%.o: plugins/%.c
	@mkdir -p $(@D)
	$(CC) $(LANGUAGE) $(WARN) $(CFLAGS) -fPIC -Isrc/api $(call own-library,$(*D),--cflags) -c $< -o $@

.SECONDEXPANSION:
$(PLUGINS): $(BUILD)/plugins/%.so: $$(addprefix $(BUILD)/,$$(addsuffix .o,$$(basename $$(wildcard plugins/$$*/*.c))))
	$(CC) $(CFLAGS) $(LDFLAGS) $(PLUGIN_LDFLAGS) -shared $^ $(call own-library,$*,--libs) -o $@

$(BUILD)/rules:
	@mkdir -p $(@D)
	ln -sfn $(abspath rules) $@

# ---- Packages: .ci/packages is the one list of them

deps:
	@.ci/deps build test

demo:
	@.ci/deps build
	@$(MAKE) --no-print-directory all
	@tests/demo.sh $(BUILD)

# ---- Tests

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(COMPILE) -fPIE -Isrc -Itests -DKEUR_SHARED='"$(KEUR_SHARED)"' -DKEUR_FIXTURES='"$(BUILD)/tests/plugins"' \
		-DKEUR_PROGRAM_FOLDER='"$(BUILD)"' -c $< -o $@

$(BUILD)/tests/plugins/%.so: tests/plugins/%.c
	@mkdir -p $(@D)
	$(CC) $(LANGUAGE) $(WARN) $(CFLAGS) -fPIC -Isrc/api $(LDFLAGS) -shared $< -o $@

# Documents that are mended as a test, each so often with other defects.
MENDED := general docs/examples algoritmekader $(KEUR_SHARED)/corpus/algoritmekader-2026-06 \
	algoritmekader $(KEUR_SHARED)/corpus/algoritmekader-2024-07
MENDING_ROUNDS ?= 1

TEST_SUPPORT := $(filter-out $(RUNNERS:%=$(BUILD)/tests/%.o),$(SUPPORT))
$(UNITS) $(RUNNERS:%=$(BUILD)/tests/%): $(BUILD)/tests/%: $(BUILD)/tests/%.o $(TEST_SUPPORT) $(CORE)
	$(CC) $(CFLAGS) $(LDFLAGS) -pie -Wl,--dynamic-list=src/api/exports.list $^ $(LIBS) -lcmocka -o $@

.PHONY: test-built
test:
	@.ci/deps build test
	@$(MAKE) --no-print-directory test-built

test-built: all $(UNITS) $(FIXTURES) $(RUNNERS:%=$(BUILD)/tests/%)
	@KEUR_SHARED=$(KEUR_SHARED) tests/run.sh $(UNITS) \
		"$(BUILD)/tests/golden $(BUILD) tests/cases" \
		"$(BUILD)/tests/examples $(BUILD) general algoritmekader" \
		"$(BUILD)/tests/corpora $(BUILD) $(MENDING_ROUNDS) $(MENDED)" \
		$(SCRIPTS:%="sh % $(BUILD)")

# This one looks inside a plugin, whose names are its own.
SCHEMA_TEST := $(BUILD)/tests/unit/test_json_schema
$(SCHEMA_TEST).o: INCLUDES += -Isrc/api -Iplugins/frontmatter
$(SCHEMA_TEST): $(BUILD)/tests/schema.o
$(BUILD)/tests/schema.o: $(patsubst %.c,$(BUILD)/%.o,$(wildcard plugins/frontmatter/*.c))
	@mkdir -p $(@D)
	$(LD) -r -o $@ $^
	objcopy -G schema_compile -G evaluate -G evaluate_faults $@

# Writes what the golden cases give now; read the diff before you commit it.
accept: all $(BUILD)/tests/golden
	$(BUILD)/tests/golden --accept $(BUILD) tests/cases
	tests/demo.sh --accept $(BUILD)
	tests/check_sites.sh --accept $(BUILD)

san:
	@.ci/deps build test
	@$(MAKE) --no-print-directory test-built BUILD=$(BUILD)/san LDFLAGS= \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'

valgrind: all
	@for folder in docs/examples $(wildcard $(KEUR_SHARED)/corpus/*/); do \
		KEUR_UNCONFINED=1 valgrind -q --error-exitcode=99 --leak-check=full --suppressions=tests/valgrind.supp \
			$(BUILD)/keur check --jobs 1 --quiet --no-config --extends algoritmekader --fail-on never $$folder >/dev/null || exit 1; \
	done

FUZZ_FLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all
fuzz:
	@.ci/deps build ci
	@$(MAKE) --no-print-directory fuzz-built CC=clang-14 BUILD=$(BUILD)/fuzz LDFLAGS= CFLAGS='$(FUZZ_FLAGS) -fsanitize=fuzzer-no-link'
.PHONY: fuzz-built
fuzz-built: $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
	@tests/run.sh $(patsubst %,"tests/fuzz.sh % $(FUZZ_SECONDS) $(BUILD)",$(filter $(BUILD)/fuzz_%,$^))
# They load packs, which want all plugins.
$(BUILD)/fuzz_encoding $(BUILD)/fuzz_mend $(BUILD)/fuzz_checks $(BUILD)/fuzz_config $(BUILD)/fuzz_schema: $(PLUGINS) $(BUILD)/rules
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(TEST_SUPPORT) $(CORE)
	$(CC) $(CFLAGS) -fsanitize=fuzzer -Wl,--dynamic-list=src/api/exports.list $(filter %.o,$^) $(LIBS) -o $@

bench: all $(BUILD)/tests/bench/floor $(BUILD)/tests/bench/ratio $(BUILD)/tests/bench/generate $(BUILD)/tests/bench/encoding
	@tests/bench.sh $(BUILD) $(KEUR_SHARED)
$(BUILD)/tests/bench/encoding: $(BUILD)/tests/bench/encoding.o $(TEST_SUPPORT) $(CORE)
	$(CC) $(CFLAGS) $(LDFLAGS) -pie -Wl,--dynamic-list=src/api/exports.list $^ $(LIBS) -o $@
$(BUILD)/tests/bench/%: $(BUILD)/tests/bench/%.o
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LIBS) -o $@

# Kills the fixer a thousand times while it works; `make test` does it a few times.
KILLS ?= 1000
.PHONY: kill
kill: all
	@tests/run.sh "sh tests/check_fix_killed.sh $(BUILD) $(KILLS) docs/examples $(wildcard $(KEUR_SHARED)/corpus/*)"

# ---- Gates

format:
	clang-format-14 -i $(C_FILES)

lint:
	@.ci/deps build ci
	@tests/run.sh "tests/lint.sh $(C_FILES)"

# The same with clang's static analyzer, which takes minutes.
analyze:
	@ANALYZE=1 $(MAKE) --no-print-directory lint

# One at a time: they measure CPU time, of which neighbours take their share.
e2e: all $(BUILD)/tests/bench/ratio
	@.ci/deps build test ci
	@TEST_JOBS=1 tests/run.sh $(patsubst %,"sh % $(BUILD)",$(wildcard tests/e2e_*.sh))

ci:
	@.ci/deps build test ci
	@tests/ci.sh

docs: all
	$(BUILD)/keur rules --no-config --extends algoritmekader --format markdown >docs/RULES.md
	$(BUILD)/keur config --no-config --extends algoritmekader --format schema >docs/keur.schema.json

.PHONY: list-c-files
list-c-files:
	@echo $(C_FILES)

# ---- Installing

install: all
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/keur/plugins $(DESTDIR)$(PREFIX)/lib/pkgconfig \
		$(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/share/keur $(DESTDIR)$(PREFIX)/share/man/man1
	$(INSTALL) $(BUILD)/keur $(DESTDIR)$(PREFIX)/bin/keur
	$(INSTALL) $(PLUGINS) $(DESTDIR)$(PREFIX)/lib/keur/plugins
	cp -R rules $(DESTDIR)$(PREFIX)/share/keur/
	$(INSTALL) -m 644 docs/keur.schema.json docs/findings.schema.json $(DESTDIR)$(PREFIX)/share/keur/
	$(INSTALL) -m 644 src/api/keur_plugin.h $(DESTDIR)$(PREFIX)/include/keur_plugin.h
	$(INSTALL) -m 644 docs/keur.1 $(DESTDIR)$(PREFIX)/share/man/man1/keur.1
	$(INSTALL) -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	$(BUILD)/keur completions bash >$(DESTDIR)$(PREFIX)/share/bash-completion/completions/keur
	$(BUILD)/keur completions zsh >$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_keur
	$(BUILD)/keur completions fish >$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/keur.fish
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(VERSION)|' src/api/keur.pc.in \
		>$(DESTDIR)$(PREFIX)/lib/pkgconfig/keur.pc

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
