# keur: see README.md.  Adding a file to src/, plugins/<name>/ or tests/unit/ needs no change here.
BUILD  ?= build
PREFIX ?= /usr/local
KEUR_SHARED ?= ../shared
VERSION := $(shell cat VERSION)

LIBRARIES := libcmark yaml-0.1 libpcre2-8 libutf8proc jansson
PKG_CONFIG ?= pkg-config

COMMON := -std=c11 -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 -fvisibility=hidden -MMD -MP
WARN   := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-align -Wcast-qual \
	-Wwrite-strings -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
	-Wredundant-decls -Wundef -Wvla -Wformat=2 -Wswitch-enum -Wnull-dereference -Wimplicit-fallthrough
HARDEN := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection -fPIE
CFLAGS ?= -O2 -g $(HARDEN)
LDFLAGS ?= -Wl,-z,relro,-z,now,-z,noexecstack
# Libraries' folders come as system folders: their headers do not pass our warnings.
CPPFLAGS += $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(LIBRARIES) 2>/dev/null))
LIBS := $(shell $(PKG_CONFIG) --libs $(LIBRARIES) 2>/dev/null) -ldl

CORE    := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/*/*.c))
PLUGINS := $(patsubst plugins/%/,$(BUILD)/plugins/%.so,$(wildcard plugins/*/))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit/%,$(wildcard tests/unit/test_*.c))

.PHONY: all
all: $(BUILD)/keur $(PLUGINS) $(BUILD)/rules

$(BUILD)/keur: $(BUILD)/src/main.o $(CORE)
	$(CC) $(CFLAGS) $(LDFLAGS) -pie -Wl,--dynamic-list=src/api/exports.list $^ $(LIBS) -o $@

$(BUILD)/src/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(COMMON) $(WARN) $(CFLAGS) -DKEUR_VERSION='"$(VERSION)"' -Isrc -c $< -o $@

# Plugins see src/api and nothing else.
$(BUILD)/plugins/%.o: plugins/%.c
	@mkdir -p $(@D)
	$(CC) $(COMMON) $(WARN) $(CFLAGS) -fPIC -Isrc/api -c $< -o $@

.SECONDEXPANSION:
$(PLUGINS): $(BUILD)/plugins/%.so: $$(addprefix $(BUILD)/,$$(addsuffix .o,$$(basename $$(wildcard plugins/$$*/*.c))))
	$(CC) $(CFLAGS) $(LDFLAGS) -shared $^ -o $@

$(BUILD)/rules:
	@mkdir -p $(@D)
	ln -sfn $(abspath rules) $@

$(BUILD)/tests/unit/%: tests/unit/%.c $(CORE)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(COMMON) $(WARN) $(CFLAGS) -DKEUR_SHARED='"$(KEUR_SHARED)"' -Isrc -Itests $(LDFLAGS) -rdynamic $^ $(LIBS) -lcmocka -o $@

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
