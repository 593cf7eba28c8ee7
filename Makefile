# Jalon. `make help` lists the targets; nothing is written outside build/.

PREFIX  ?= /usr/local
DESTDIR ?=
SAN     ?=
V       ?= 0
CC      ?= cc
CFLAGS  ?= -O2 -g
BUILD   ?= build

WARN     := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla
PACKAGES := sqlite3 lua5.4 jansson libutf8proc xlsxwriter libzip expat zlib libpng
LIBS      = $(shell pkg-config --libs $(PACKAGES)) -lhpdf -lcsv -lm
CPPFLAGS_ALL = -D_GNU_SOURCE $(shell pkg-config --cflags $(PACKAGES)) $(CPPFLAGS)
CFLAGS_ALL   = -std=c11 $(WARN) $(CFLAGS) $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all)
LDFLAGS_ALL  = $(LDFLAGS) $(if $(SAN),-fsanitize=$(SAN))

Q := $(if $(filter 1,$(V)),,@)
say = @printf '  %-6s %s\n'

# The layers: what each module may include. An include from elsewhere does not compile.
MODULES := base image model store import script compute audit doc layout out form cli
DIR_base    := core/base
DIR_image   := core/image
DIR_model   := core/model
DIR_store   := core/store
DIR_import  := core/import
DIR_script  := core/script
DIR_compute := core/compute
DIR_audit   := core/audit
DIR_doc     := reports/doc
DIR_layout  := reports/layout
DIR_out     := reports/out
DIR_form    := reports/form
DIR_cli     := cli
MAY_base    := base
MAY_image   := base image
MAY_model   := base model
MAY_store   := base model store
MAY_import  := base image model import
MAY_script  := base model script
MAY_compute := base model store script compute
MAY_audit   := base model store compute audit
MAY_doc     := base model store script compute audit doc
MAY_layout  := base model doc layout
MAY_out     := base image model doc layout out
MAY_form    := base model store import compute out form
MAY_cli     := $(MODULES)
MAY_tests   := $(MODULES)

SOURCES := $(foreach m,$(MODULES),$(wildcard $(DIR_$m)/*.c))
OBJECTS := $(SOURCES:%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/core/store/migrations.o
CLI_OBJECTS := $(filter $(BUILD)/obj/cli/%,$(OBJECTS))
LIB := $(BUILD)/libjalon.a
BIN := $(BUILD)/jalon

TESTS := $(patsubst tests/%.c,$(BUILD)/tests/%,$(wildcard tests/test_*.c))
FUZZ  := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
BENCHES := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/bench_*.c))
FUZZ_SECONDS ?= 30

SHARE := $(BUILD)/share
SHARED := $(patsubst reports/fonts/%,$(SHARE)/fonts/%,$(wildcard reports/fonts/*)) \
          $(patsubst lua-indicators/%,$(SHARE)/lua-indicators/%,$(wildcard lua-indicators/*.lua)) \
          $(patsubst templates/%,$(SHARE)/templates/%,$(wildcard templates/*.lua)) \
          $(patsubst po/%.po,$(SHARE)/locale/%/LC_MESSAGES/jalon.mo,$(wildcard po/*.po))

# A file that left the sources leaves the build.
STALE := $(filter-out $(SHARED),$(wildcard $(SHARE)/fonts/* $(SHARE)/lua-indicators/* $(SHARE)/templates/*))
$(if $(STALE),$(shell rm -f $(STALE)))

.PHONY: all help demo test suites fuzzers sanitize arch fuzz bench golden install clean deps deps-test po FORCE
.SUFFIXES:
.DEFAULT_GOAL := all

all: $(BIN) ## build build/jalon

# Include folders: one per module, holding links to the modules it may see.
INC := $(BUILD)/inc/.done
$(INC): Makefile
	$(Q)rm -rf $(BUILD)/inc && $(foreach m,$(MODULES) tests,mkdir -p $(BUILD)/inc/$m $(foreach d,$(MAY_$m),&& ln -s $(CURDIR)/$(DIR_$d) $(BUILD)/inc/$m/$d) &&) touch $@

define compile_rule
$(BUILD)/obj/$(DIR_$1)/%.o: $(DIR_$1)/%.c $(INC) $(BUILD)/flags
	$$(say) CC $$<
	$$(Q)mkdir -p $$(@D) && $$(CC) $$(CPPFLAGS_ALL) -I$(BUILD)/inc/$1 $$(CFLAGS_ALL) -MMD -MP -c $$< -o $$@
endef
$(foreach m,$(MODULES),$(eval $(call compile_rule,$m)))

# Objects are made again when the flags change.
$(BUILD)/flags: FORCE
	$(Q)mkdir -p $(BUILD) && echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(SAN)' | cmp -s - $@ || echo '$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $(SAN)' > $@
FORCE:

# The schema's only source is core/store/sql/*.sql, compiled in.
SQL := $(sort $(wildcard core/store/sql/*.sql))
$(BUILD)/gen/migrations.c: $(SQL) core/store/sql/embed.sh
	$(Q)mkdir -p $(@D) && sh core/store/sql/embed.sh $(SQL) > $@
$(BUILD)/obj/core/store/migrations.o: $(BUILD)/gen/migrations.c $(INC) $(BUILD)/flags
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS_ALL) -I$(BUILD)/inc/store $(CFLAGS_ALL) -Wno-overlength-strings -c $< -o $@

$(LIB): $(filter-out $(CLI_OBJECTS),$(OBJECTS))
	$(say) AR $@
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(BIN): $(CLI_OBJECTS) $(LIB) $(SHARED)
	$(say) LINK $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $(CLI_OBJECTS) $(LIB) $(LIBS)

$(SHARE)/fonts/%: reports/fonts/%
	$(Q)mkdir -p $(@D) && cp $< $@
$(SHARE)/lua-indicators/%: lua-indicators/%
	$(Q)mkdir -p $(@D) && cp $< $@
$(SHARE)/templates/%: templates/%
	$(Q)mkdir -p $(@D) && cp $< $@
$(SHARE)/locale/%/LC_MESSAGES/jalon.mo: po/%.po
	$(Q)mkdir -p $(@D) && msgfmt --check-format --check-domain -o $@ $<

po: ## bring po/*.po up to date with the sources
	$(Q)sh po/update.sh

$(BUILD)/obj/tests/locale.o: tests/locale.c $(BUILD)/flags
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -c $< -o $@
$(BUILD)/tests/%: tests/%.c $(BUILD)/obj/tests/locale.o $(LIB) $(SHARED) $(BUILD)/flags
	$(say) TEST $<
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS_ALL) -I$(BUILD)/inc/tests $(CFLAGS_ALL) -MMD -MP -MF $@.d $< -o $@ $(LDFLAGS_ALL) $(BUILD)/obj/tests/locale.o $(LIB) $(shell pkg-config --cflags --libs check) $(LIBS)

# A fuzz target is linked with libFuzzer, or with a main that replays files: FUZZ_MAIN.
FUZZ_MAIN ?= tests/fuzz/replay.c
$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIB)
	$(say) FUZZ $<
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS_ALL) -I$(BUILD)/inc/tests $(CFLAGS_ALL) -MMD -MP -MF $@.d $< $(FUZZ_MAIN) -o $@ $(LDFLAGS_ALL) $(FUZZ_LINK) $(LIB) $(LIBS)
fuzzers: $(FUZZ)

$(BUILD)/bench/%: tests/bench/%.c $(LIB) $(SHARED)
	$(say) BENCH $<
	$(Q)mkdir -p $(@D) && $(CC) $(CPPFLAGS_ALL) -I$(BUILD)/inc/tests $(CFLAGS_ALL) -MMD -MP -MF $@.d $< -o $@ $(LDFLAGS_ALL) $(LIB) $(LIBS)

-include $(OBJECTS:.o=.d) $(wildcard $(BUILD)/tests/*.d $(BUILD)/fuzz/*.d $(BUILD)/bench/*.d)

# Each target below is one command from a fresh clone: it installs what is missing, builds, and runs.
JOBS = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell nproc))
SANITIZED = BUILD=build-san SAN=address,undefined CFLAGS='-O1 -g $(WERROR)'

deps: ## install the Debian packages that building needs
	$(Q)sh tools/deps.sh build

deps-test: ## install the packages of the tests as well
	$(Q)sh tools/deps.sh test

demo: deps ## load, check, compute and print the real plan: build/demo/
	$(Q)$(MAKE) --no-print-directory $(JOBS) all
	$(Q)sh tools/demo.sh $(BUILD)/jalon $(BUILD)/demo

suites: all $(TESTS)

test: deps-test ## all tests: sanitized, then as shipped in a French locale
	$(Q)$(MAKE) --no-print-directory $(JOBS) suites CFLAGS='$(CFLAGS) $(WERROR)'
	$(Q)$(MAKE) --no-print-directory $(JOBS) $(SANITIZED) suites
	$(Q)sh tests/run.sh arch build suites build-san scripts build-san locale build

sanitize: deps-test ## the test suites alone, under AddressSanitizer and UBSan
	$(Q)$(MAKE) --no-print-directory $(JOBS) $(SANITIZED) suites
	$(Q)sh tests/run.sh suites build-san

arch: deps ## layers, homes of third-party headers, exported names
	$(Q)$(MAKE) --no-print-directory $(JOBS) all
	$(Q)sh tests/arch.sh $(BUILD)

fuzz: deps ## any bytes into each reader, FUZZ_SECONDS each
	$(Q)sh tests/fuzz/run.sh $(FUZZ_SECONDS)

bench: all $(BENCHES) ## ratios to the bare libraries
	$(Q)sh tests/bench/run.sh $(BUILD)

golden: deps-test ## rewrite the expected files of tests/golden/: the diff is the review
	$(Q)$(MAKE) --no-print-directory $(JOBS) suites
	$(Q)for test in $(TESTS); do echo $$test; JLN_GOLDEN=1 $$test > /dev/null || exit 1; done; git status --short tests/golden

install: all ## into PREFIX (and DESTDIR)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/jalon
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/jalon
	cp -R $(SHARE)/. $(DESTDIR)$(PREFIX)/share/jalon/
	chmod -R u=rwX,go=rX $(DESTDIR)$(PREFIX)/share/jalon

clean: ## remove what was built
	rm -rf $(BUILD) build-san build-fuzz

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14
