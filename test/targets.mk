# wicsearch/test/targets.mk
#
# Targets that need no installed copy of the extension.

BUILD     ?= build
CORE_SRCS  = $(CORE_OBJS:.o=.c)
UNIT_FLAGS = -std=c11 -g -O1 -Wall -Wextra -Werror -Iextension -Itest/unit \
	-fsanitize=address,undefined -fno-sanitize-recover=all
FUZZ_FLAGS = -std=c11 -g -O1 -Iextension -Itest/fuzz \
	-fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all

# Kept between tests, which make would take for intermediate files.
.SECONDARY:

UNITS   = $(patsubst test/unit/%.c,%,$(wildcard test/unit/unit_*.c))
FUZZERS = $(patsubst test/fuzz/%.c,%,$(wildcard test/fuzz/fuzz_*.c))

.PHONY: test unit fuzz tables indent bench

# The core with a plain C compiler: proof that it needs no server.
unit: $(addprefix $(BUILD)/,$(UNITS))
	@for u in $^; do $$u || status=1; done; exit $${status:-0}

$(BUILD)/unit_%: test/unit/unit_%.c test/unit/tap.h $(BUILD)/core_unit.a
	@$(CC) $(UNIT_FLAGS) -o $@ $(filter %.c %.a,$^) -lm

$(BUILD)/core_unit.a: $(CORE_OBJS:extension/core/%=$(BUILD)/core_unit/%)
	@$(AR) crs $@ $^

$(BUILD)/core_unit/%.o: extension/core/%.c $(ALL_HEADERS)
	@$(MKDIR_P) $(@D)
	@$(CC) $(UNIT_FLAGS) -c -o $@ $<

# Each fuzzer for FUZZ_SECONDS; needs clang and Debian's libclang-rt-14-dev.
fuzz: $(addprefix $(BUILD)/,$(FUZZERS))
	@for f in $(FUZZERS); do \
		$(MKDIR_P) $(BUILD)/corpus_$$f; \
		$(BUILD)/$$f -max_total_time=$(or $(FUZZ_SECONDS),30) -max_len=65536 \
			-print_final_stats=1 -artifact_prefix=$(BUILD)/ \
			$(BUILD)/corpus_$$f test/fuzz/seeds || exit 1; \
	done

$(BUILD)/fuzz_%: test/fuzz/fuzz_%.c $(BUILD)/core_fuzz.a
	$(or $(FUZZ_CC),clang) $(FUZZ_FLAGS) -o $@ $(filter %.c %.a,$^) -lm

$(BUILD)/core_fuzz.a: $(CORE_OBJS:extension/core/%=$(BUILD)/core_fuzz/%)
	$(AR) crs $@ $^

$(BUILD)/core_fuzz/%.o: extension/core/%.c $(ALL_HEADERS)
	@$(MKDIR_P) $(@D)
	$(or $(FUZZ_CC),clang) $(FUZZ_FLAGS:-fsanitize=fuzzer,%=-fsanitize=fuzzer-no-link,%) -c -o $@ $<

# PGXS keeps "check" for itself, where it only prints a refusal.
test:
	MAKE='$(MAKE)' PG_CONFIG='$(PG_CONFIG)' test/run

# Regenerate the committed tables from Debian's unicode-data and the npm
# package opencc, unpacked at OPENCC.
TABLES = fold_v1 compose charclass speech edge vocab_v1
tables:
	@test -d "$(OPENCC)/data" || \
		{ echo "make tables OPENCC=folder of the unpacked npm package opencc 1.4.2"; exit 1; }
	@$(MKDIR_P) $(BUILD)
	python3 extension/data/gen_fold.py --opencc $(OPENCC) > $(BUILD)/fold_v1_table.h
	python3 extension/data/gen_fold.py --compose > $(BUILD)/compose_table.h
	python3 extension/data/gen_charclass.py > $(BUILD)/charclass_table.h
	python3 extension/data/gen_speech.py > $(BUILD)/speech_table.h
	python3 extension/data/gen_edge.py > $(BUILD)/edge_table.h
	python3 extension/data/gen_vocab.py --opencc $(OPENCC) > $(BUILD)/vocab_v1_table.h
	for t in $(TABLES); do mv $(BUILD)/$${t}_table.h extension/core/; done

# The options of src/tools/pgindent; pg_bsd_indent is Debian's pg-bsd-indent.
# It spoils characters whose UTF-8 has the byte 0x80 in string literals, of
# which the tests are full.
INDENT   = pg_bsd_indent -bad -bap -bbb -bc -bl -cli1 -cp33 -cdb -nce -d0 -di12 \
	-nfc1 -i4 -l79 -lp -lpl -nip -npro -sac -tpg -ts4
TYPEDEFS = $(addprefix -T,$(shell cat extension/typedefs.list))
INDENTED = $(filter-out %_table.h,$(wildcard extension/*/*.[ch]))
indent:
	@for f in $(INDENTED); do \
		$(INDENT) $(TYPEDEFS) $$f || exit 1; \
		rm -f $$(basename $$f).BAK $$f.BAK; \
	done

bench: all
	test/bench/run
