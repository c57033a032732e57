/*-------------------------------------------------------------------------
 *
 * unit_claim.c
 *	  Tests of sentences that tell when something was said first.
 *
 * test/unit/unit_claim.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/claim.h"

#include "tap.h"

#define MAX 600

static uint32_t chars[MAX];
static uint32_t offsets[MAX + 1];
static char shown[400];

static size_t
fold(const char *text)
{
	return wic_attribution_fold(wic_fold_table(WIC_FOLD_LATEST),
								(const uint8_t *) text, strlen(text), chars,
								offsets, MAX);
}

/* Where the text stands in the sentence, in characters. */
static size_t
place_of(const char *sentence, const char *text)
{
	const char *found = strstr(sentence, text);
	size_t		at = 0;

	while (offsets[at] < (size_t) (found - sentence))
		at++;
	return at;
}

static void
show_range(const char *sentence, const WicRange *range)
{
	size_t		used = strlen(shown);

	snprintf(shown + used, sizeof(shown) - used, "|%.*s",
			 (int) (offsets[range->end] - offsets[range->start]),
			 sentence + offsets[range->start]);
}

/* 2014-11-19|speaker|occasion, or "none"; own where he says it of himself */
static const char *
claim(const char *sentence, const char *formula)
{
	WicClaim	claim;
	size_t		n = fold(sentence);
	size_t		start = place_of(sentence, formula);
	size_t		end = start;

	while (end < n &&
		   offsets[end] - offsets[start] < (uint32_t) strlen(formula))
		end++;
	if (!wic_claim_read(chars, n, start, end, &claim))
		return "none";
	shown[0] = '\0';
	if (claim.date.precision >= WIC_PRECISION_YEAR)
		snprintf(shown, sizeof(shown), "%d", claim.date.year);
	if (claim.date.precision >= WIC_PRECISION_MONTH)
		snprintf(shown + strlen(shown), sizeof(shown) - strlen(shown),
				 "-%02d", claim.date.month);
	if (claim.date.precision >= WIC_PRECISION_DAY)
		snprintf(shown + strlen(shown), sizeof(shown) - strlen(shown),
				 "-%02d", claim.date.day);
	show_range(sentence, &claim.speaker);
	show_range(sentence, &claim.occasion);
	if (claim.is_own)
		strcat(shown, "|own");
	return shown;
}

static void
test_governed(void)
{
	is(claim("2014年,王小河市长在首届江河大会开幕式上提出了“三水同治”,"
			 "倡导共护一江清水,大家都很赞成。", "共护一江清水"),
	   "2014|王小河|首届江河大会开幕式", "a verb in the clause of the formula");
	is(claim("2014年11月19日,王小河首次提出共护一江清水的理念。",
			 "共护一江清水"),
	   "2014-11-19|王小河|", "a day, and no occasion");
	is(claim("李大山在2014年提出的共护一江清水理念深入人心。",
			 "共护一江清水"),
	   "2014|李大山|", "an attribute of the formula");
	is(claim("自2014年王小河提出共护一江清水以来,河水变清了。",
			 "共护一江清水"),
	   "2014|王小河|", "since");
	is(claim("2014年,我在首届江河大会上提出共护一江清水。",
			 "共护一江清水"),
	   "2014||首届江河大会|own", "the first person");
	is(claim("王小河指出,2014年,我在首届江河大会上提出共护一江清水。",
			 "共护一江清水"),
	   "2014|王小河|首届江河大会|own", "whose words are reported");
	is(claim("王小河市长提出共护一江清水。", "共护一江清水"),
	   "|王小河|", "a claim without a day");
	is(claim("2014年,王小河創造性地提出共護一江清水。", "共護一江清水"),
	   "2014|王小河|", "Traditional characters");
	is(claim("2014年,张大河更加完整地提出了共护一江清水。", "共护一江清水"),
	   "2014||", "what stands before an adverb is no name");
}

static void
test_without_object(void)
{
	is(claim("共护一江清水的理念由王小河市长于2014年首次提出。",
			 "共护一江清水"),
	   "2014|王小河|", "the formula is the subject");
	is(claim("自2014年提出以来,共护一江清水的理念深入人心。",
			 "共护一江清水"),
	   "2014||", "of the next clause");
	is(claim("2014年提出了要求,共护一江清水的活动开始了。",
			 "共护一江清水"),
	   "none", "but not of one behind a verb with an object");
}

static void
test_none(void)
{
	is(claim("2014年,王小河提出了三点主张,共护一江清水成为大家的事。",
			 "共护一江清水"),
	   "none", "another clause");
	is(claim("2014年没有提出共护一江清水。", "共护一江清水"), "none",
	   "denied");
	is(claim("2024年将提出共护一江清水。", "共护一江清水"), "none",
	   "yet to come");
	is(claim("2014年提出的办法是共护一江清水的基础。", "共护一江清水"),
	   "none", "something else governs it");
	is(claim("2014年,大家共护一江清水。", "共护一江清水"), "none",
	   "no verb");
	is(claim("修于2014年的桥连着两岸,王小河提出共护一江清水。",
			 "共护一江清水"),
	   "|王小河|", "a date within another clause");
}

static void
test_english(void)
{
	is(claim("The idea of one clean river, which he proposed at the forum "
			 "in 2014, is known.", "one clean river"),
	   "2014||", "a relative clause");
	is(claim("On May 3, 2014 the mayor put forward the idea of one clean "
			 "river.", "one clean river"),
	   "2014||", "a verb before");
	is(claim("In 2014 the unproposed idea of one clean river grew.",
			 "one clean river"), "none", "part of a word");
	is(claim("He proposed a bridge; one clean river came in 2014.",
			 "one clean river"), "none", "another clause in English");
}

int
main(void)
{
	test_governed();
	test_without_object();
	test_none();
	test_english();
	return done();
}
