# wicsearch/Makefile
#
#   make                 build the shared library and the install script
#   make unit            test the core alone: no server, sanitizers on
#   make fuzz            fuzz the core (FUZZ_SECONDS each)
#   make test            build, then run every suite in a throw-away cluster
#   make install         install into the server named by PG_CONFIG
#   make installcheck    run the regression tests against that installed copy
#   make tables          regenerate the character tables (OPENCC=…)
#   make indent          lay out the C code as PostgreSQL does

EXTENSION   = wicsearch
EXTVERSION  = 0.1
MODULE_big  = wicsearch
PGFILEDESC  = "wicsearch - search of Chinese, Japanese and Korean text"

# The core is plain C11.  It includes nothing from PostgreSQL or ICU.
CORE_OBJS = $(addprefix extension/core/, \
	align.o align_rows.o align_vocab.o association.o attribution.o \
	best_window.o binary.o bits.o boilerplate.o bound.o byline.o canon.o \
	changes.o charclass.o charset.o choose.o claim.o collocate.o compose.o date.o \
	date_text.o digits.o edge.o entity.o event.o evidence.o fold.o \
	forest.o fragment.o gram.o gram_count.o gram_tree.o item.o kana.o \
	keyword.o lexical.o lexicon.o line.o markup.o metaline.o mojibake.o \
	node.o numeral.o occasion.o occasion_key.o origin.o paragraph.o \
	pinyin.o plausible.o posting.o quote.o reader.o repair.o repeat.o \
	reuse.o role.o ruler.o score.o script.o sentence.o shift.o shift_run.o \
	speech_words.o stock.o structure.o suffix.o symbol.o textkey.o tidy.o \
	token.o unwrap.o utf8.o utterance.o vector.o webquery.o weight.o \
	width.o window.o winnow.o witness.o)

# The glue is the only code that sees postgres.h.
PG_OBJS = $(addprefix extension/pg/, \
	association.o attached.o body.o canon.o charset.o claim.o \
	collocate_names.o collocates.o column.o compare.o condition.o config.o \
	converter.o detect.o dict_fold.o dict_gap.o display.o duplicates.o expand.o \
	explain.o expression.o feedback.o fingerprint.o fold.o formulas.o \
	gbk.o headline.o hits.o html.o html_json.o html_parse.o html_range.o \
	html_role.o html_title.o html_walk.o keyness.o lexemes.o match.o \
	occasion.o paragraph.o parser.o plausible.o query.o query_build.o \
	query_fn.o query_node.o query_part.o quote.o rank.o repair.o repeats.o \
	reread.o rescore.o reuse.o script.o settings.o snippet.o spans.o \
	stats.o structure.o support.o terms.o)

# The access method.
AM_OBJS = $(addprefix extension/am/, \
	build.o check.o check_dictionary.o check_segment.o check_table.o \
	check_terms.o cost.o count.o cursor.o dictionary.o document.o \
	estimate.o filter.o flush.o handler.o insert.o inspect.o inverter.o \
	iterator.o judge.o lexeme_table.o maxscore.o merge.o meta.o module.o \
	open.o options.o page.o parallel.o pending.o plan.o postings.o \
	prefix.o recent.o runs.o scan.o scorer.o search.o segment.o \
	segment_write.o selectivity.o share.o sorted_run.o space.o \
	statistics.o stream.o top.o vacuum.o validate.o)

OBJS = $(CORE_OBJS) $(PG_OBJS) $(AM_OBJS)

# One install script, made of its parts in this order.
SQL_PARTS  = $(addprefix extension/sql/, \
	guard.sql objects.sql terms.sql query.sql index.sql inspect.sql \
	check.sql snippet.sql compare.sql association.sql corpus.sql \
	attach.sql charset.sql repair.sql html.sql structure.sql act.sql \
	speech.sql reuse.sql load_document.sql load.sql reprocess.sql \
	scope.sql display.sql search.sql suggest.sql explain.sql kwic.sql \
	history.sql first_use.sql cite.sql collocates.sql formulas.sql \
	keyness.sql variants.sql variant_pairs.sql duplicates.sql \
	nearest.sql quotations.sql status.sql report_html.sql \
	report_style.sql report_chart.sql report_quotes.sql report.sql)
DATA_built = extension/$(EXTENSION)--$(EXTVERSION).sql
SCRIPTS    = extension/bin/wicsearch-load

# pg_regress reads sql/ and expected/ beside this file.
REGRESS        = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))
REGRESS_OPTS   = --load-extension=wicsearch
ENCODING       = UTF8
NO_LOCALE      = 1
EXTRA_CLEAN    = build

# libxml2 reads HTML.
LIBXML_CPPFLAGS := $(shell xml2-config --cflags 2>/dev/null || pkg-config --cflags libxml-2.0)
LIBXML_LIBS     := $(shell xml2-config --libs 2>/dev/null || pkg-config --libs libxml-2.0)

# Contracted floating-point operations would give other scores elsewhere.
PG_CPPFLAGS = -I$(srcdir)/extension $(LIBXML_CPPFLAGS)
PG_CFLAGS   = -Wextra -Wno-unused-parameter -Wno-sign-compare \
	-Wno-missing-field-initializers -ffp-contract=off

# Repair asks ICU for legacy encodings and readings; nothing else does.
SHLIB_LINK  = $(filter -licui18n -licuuc,$(ICU_LIBS)) $(LIBXML_LIBS)

# Calls within the library go straight to where they lead.
SHLIB_LINK += -Wl,-Bsymbolic-functions

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# PGXS tracks no headers; without this an edited header rebuilds nothing.
ALL_HEADERS = $(wildcard extension/*/*.h)
$(OBJS) $(OBJS:.o=.bc): $(ALL_HEADERS)

$(DATA_built): $(SQL_PARTS) Makefile
	cat $(SQL_PARTS) > $@

include test/targets.mk
