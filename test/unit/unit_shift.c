/*-------------------------------------------------------------------------
 *
 * unit_shift.c
 *	  Tests of runs that are read one byte off: damage done here is undone.
 *
 * garble() does to a text what the sites do, on the bytes of its GBK form,
 * and reads them back as Windows does.  The C library knows GBK; readings are
 * those of the few characters that are glossed here.
 *
 * test/unit/unit_shift.c
 *
 *-------------------------------------------------------------------------
 */
#include <iconv.h>
#include <stdlib.h>

#include "core/repair.h"
#include "core/utf8.h"
#include "tap.h"

#define TEXT_MAX	16384
#define MAX_CHANGES 16

#define STOP		"\u3002"
#define PAUSE		"\u3001"
#define OPEN		"\u201C"
#define CLOSE		"\u201D"
#define LOST		"\uFFFD"

/* Glossed wherever they are; the last is glossed by accident only. */
#define BODY \
	"山下的漁船還沒有回來，岸邊的燈亮了" STOP "我們只有深夜纔聽見海浪，" \
	"漁船上的燈也亮著" STOP "風來的時候海浪很高，漁船還在海上，" \
	"岸邊沒有聲音" STOP "只有數人等漁船回來，還要等天亮" STOP \
	"兩岸互聯，漁人的產量還很少" STOP

/* What stands in the bytes of a text, and what is put before or behind. */
typedef struct Bytes
{
	char		at[TEXT_MAX];
	size_t		n;
} Bytes;

typedef struct Gloss
{
	const char *han;
	const char *pinyin;
} Gloss;

static const Gloss glosses[] = {
	{"漁", "yú"}, {"還", "hái"}, {"燈", "dēng"}, {"來", "lái"},
	{"邊", "biān"},
	{"\u5011", "men"}, {"內", "nèi"}, {"數", "shù"}, {"產", "chǎn"}, {"聯", "lián"}
};

#define lengthof(array) (sizeof(array) / sizeof((array)[0]))

static bool
convert(const char *to, const char *from, const char *in, size_t size,
		Bytes *out)
{
	iconv_t		converter = iconv_open(to, from);
	char	   *source = (char *) in;
	char	   *sink = out->at + out->n;
	size_t		room = TEXT_MAX - 1 - out->n;
	bool		done;

	if (converter == (iconv_t) -1)
		return false;
	done = iconv(converter, &source, &size, &sink, &room) != (size_t) -1;
	iconv_close(converter);
	if (done)
		out->n = (size_t) (sink - out->at);
	out->at[out->n] = '\0';
	return done;
}

static uint32_t
gbk_decode(void *state, uint16_t code)
{
	const char	pair[] = {(char) (code >> 8), (char) code};
	Bytes		utf8 = {.n = 0};
	uint32_t	cp;

	(void) state;
	if (!convert("UTF-8", "GBK", pair, 2, &utf8))
		return 0;
	wic_utf8_next((uint8_t *) utf8.at, (uint8_t *) utf8.at + utf8.n, &cp);
	return cp;
}

static uint16_t
gbk_encode(void *state, uint32_t cp)
{
	uint8_t		utf8[WIC_UTF8_MAX];
	Bytes		gbk = {.n = 0};

	(void) state;
	convert("GBK", "UTF-8", (char *) utf8, wic_utf8_put(utf8, cp), &gbk);
	if (gbk.n != 2)
		return 0;
	return (uint16_t) ((uint8_t) gbk.at[0] << 8 | (uint8_t) gbk.at[1]);
}

static bool
gbk_reads(void *state, uint32_t cp, const uint8_t *pinyin, size_t size)
{
	uint8_t		utf8[WIC_UTF8_MAX + 1] = {0};

	(void) state;
	wic_utf8_put(utf8, cp);
	for (size_t i = 0; i < lengthof(glosses); i++)
		if (strcmp(glosses[i].han, (char *) utf8) == 0)
			return strlen(glosses[i].pinyin) == size &&
				memcmp(glosses[i].pinyin, pinyin, size) == 0;
	return false;
}

static const WicGbk gbk = {gbk_decode, gbk_encode, gbk_reads, NULL};

static void
append(Bytes *out, const char *at, size_t n)
{
	memcpy(out->at + out->n, at, n);
	out->n += n;
	out->at[out->n] = '\0';
}

/* Put a gloss behind every occurrence of a character, in whatever bytes. */
static void
gloss(Bytes *text, const Gloss *entry)
{
	Bytes		han = {.n = 0};
	Bytes		out = {.n = 0};
	Bytes		brackets = {.n = 0};

	convert("GBK", "UTF-8", entry->han, strlen(entry->han), &han);
	append(&brackets, "(", 1);
	convert("GBK", "UTF-8", entry->pinyin, strlen(entry->pinyin), &brackets);
	append(&brackets, ")", 1);
	for (size_t i = 0; i < text->n; i++)
	{
		append(&out, text->at + i, 1);
		if (i > 0 && memcmp(text->at + i - 1, han.at, 2) == 0)
			append(&out, brackets.at, brackets.n);
	}
	*text = out;
}

/* Put a comma before each mark, in whatever bytes. */
static void
put_commas(Bytes *text)
{
	static const char *const marks[] = {
		"\xA3\xAC", "\xA1\xA2", "\xA1\xA3", "\xA3\xBB", "\xA3\xA1"
	};

	for (size_t mark = 0; mark < lengthof(marks); mark++)
	{
		Bytes		out = {.n = 0};

		for (size_t i = 0; i < text->n; i++)
		{
			if (memcmp(text->at + i, marks[mark], 2) == 0)
				append(&out, ",", 1);
			append(&out, text->at + i, 1);
		}
		*text = out;
	}
}

/* Full-width marks become narrow ones, as all these texts have it. */
static void
append_narrow(Bytes *out, uint32_t cp)
{
	uint8_t		utf8[WIC_UTF8_MAX];

	if (cp > 0xFF00 && cp < 0xFF5F)
		cp -= 0xFEE0;
	append(out, (char *) utf8, wic_utf8_put(utf8, cp));
}

/* Read bytes as Windows reads its code page 936. */
static void
read_back(const Bytes *text, Bytes *out)
{
	for (size_t i = 0; i < text->n; i++)
	{
		uint8_t		lead = (uint8_t) text->at[i];
		uint8_t		trail = (uint8_t) text->at[i + 1];

		if (lead < 0x80)
			append(out, text->at + i, 1);
		else if (lead == 0x80)
			append(out, "\u20AC", 3);
		else if (trail < 0x40)
			append(out, "?", 1);
		else if (gbk_decode(NULL, lead << 8 | trail) != 0)
			append_narrow(out, gbk_decode(NULL, lead << 8 | trail));
		i += lead > 0x80;
	}
}

static void
narrow(const char *text, Bytes *out)
{
	const uint8_t *p = (const uint8_t *) text;
	const uint8_t *end = p + strlen(text);
	uint32_t	cp;

	while (p < end)
	{
		p += wic_utf8_next(p, end, &cp);
		append_narrow(out, cp);
	}
}

static void
garble(const char *text, Bytes *out)
{
	static Bytes bytes;

	bytes.n = out->n = 0;
	convert("GBK", "UTF-8", text, strlen(text), &bytes);
	for (size_t i = 0; i < lengthof(glosses); i++)
		if (strcmp(glosses[i].pinyin, "men") != 0)
			gloss(&bytes, &glosses[i]);
	put_commas(&bytes);
	read_back(&bytes, out);
}

/* Repair raw; notes the changes of the two rules, and returns their number. */
static size_t
repair(const Bytes *raw, Bytes *clean, WicChange *changes)
{
	static WicWitness scratch;
	static WicRepairer repairer;
	WicSurvey	survey;
	WicChange	change;
	size_t		n = 0;

	wic_repair_survey((uint8_t *) raw->at, raw->n, WIC_REPAIR_SAFE, &gbk,
					  &scratch, &survey);
	wic_repair_init(&repairer, &survey, (uint8_t *) raw->at, raw->n,
					(uint8_t *) clean->at);
	while (wic_repair_next(&repairer, &change))
		if (change.rule >= WIC_REPAIR_SHIFT && n < MAX_CHANGES)
			changes[n++] = change;
	clean->n = repairer.clean_size;
	clean->at[clean->n] = '\0';
	return n;
}

/*
 * Whether the text, behind three times the body, is restored by as many
 * changes as told, of which the first has the status.
 */
static void
comes_back(const char *tail, const char *wanted, size_t n,
		   WicRepairStatus status, const char *name)
{
	static char text[TEXT_MAX];
	static Bytes raw;
	static Bytes clean;
	static Bytes want;
	WicChange	changes[MAX_CHANGES];
	size_t		found;

	snprintf(text, sizeof(text), BODY BODY BODY "%s", tail);
	garble(text, &raw);
	found = repair(&raw, &clean, changes);
	ok(found == n && (n == 0 || changes[0].status == status), name);

	snprintf(text, sizeof(text), BODY BODY BODY "%s", wanted);
	want.n = 0;
	narrow(text, &want);
	is(clean.at + strlen(clean.at) * 3 / 4, want.at + strlen(clean.at) * 3 / 4,
	   name);
}

static void
test_ends(void)
{
	comes_back("他說：" OPEN "漁船還沒有回來" STOP CLOSE "只有數人聽見" STOP,
			   "他說：" OPEN "漁船還沒有回來" STOP CLOSE "只有數人聽見" STOP,
			   1, WIC_REPAIR_EXACT, "up to a reading");
	comes_back("海浪很高" STOP "互聯" STOP, "海浪很高" STOP "互聯" STOP,
			   1, WIC_REPAIR_EXACT, "a full stop and a character");
	comes_back("海浪很高" OPEN "漁船" CLOSE, "海浪很高" OPEN "漁船" CLOSE,
			   0, WIC_REPAIR_EXACT, "nothing torn");
	comes_back("他說：" OPEN "燈亮了" STOP CLOSE "7月，漁船回來" STOP,
			   "他說：" OPEN "燈亮了" STOP CLOSE LOST "月，漁船回來" STOP,
			   1, WIC_REPAIR_LOST, "a digit is lost");
}

static void
test_inner(void)
{
	comes_back("海風改變人的產量" STOP, "海風改變人的產量" STOP,
			   1, WIC_REPAIR_EXACT, "torn by a gloss");
}

static void
test_honest(void)
{
	comes_back("真的嗎？！漁船回來", "真的嗎？！漁船回來", 0, WIC_REPAIR_EXACT,
			   "two marks");
	comes_back("真的嗎？漁船", "真的嗎？漁船", 0, WIC_REPAIR_EXACT, "one mark");
	comes_back("？", "？", 0, WIC_REPAIR_EXACT, "the last character");
}

/* What else a lost digit can be, and where the change stands. */
static void
test_change(void)
{
	static char text[TEXT_MAX];
	static Bytes raw;
	static Bytes clean;
	WicChange	changes[MAX_CHANGES];

	snprintf(text, sizeof(text), BODY BODY BODY "他說：" OPEN
			 "燈亮了" STOP CLOSE "7月");
	garble(text, &raw);
	ok(repair(&raw, &clean, changes) == 1 && changes[0].clean.length == 3 &&
	   changes[0].raw.length == 3, "spans");
	ok(memcmp(raw.at + changes[0].raw.offset, "?!?", 3) == 0 &&
	   memcmp(clean.at + changes[0].clean.offset, STOP CLOSE LOST, 9) == 0,
	   "before and after");
	ok(changes[0].shift != NULL && changes[0].shift->choice == 2 &&
	   changes[0].shift->nchoices == 9 && changes[0].shift->choices[8] == '9',
	   "alternatives");
	ok(changes[0].rule == WIC_REPAIR_SHIFT, "rule");
}

int
main(void)
{
	test_ends();
	test_inner();
	test_honest();
	test_change();
	return done();
}
