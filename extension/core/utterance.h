/*-------------------------------------------------------------------------
 *
 * utterance.h
 *	  Find what a document quotes, and from whom, when and where.
 *
 *	  lead	3月12日,市长王小明向2024年春天大会致贺信。	act
 *	  body	王小明指出,“……”								inline, 王小明, …
 *	  body	王小明最后强调,……								reported
 *	  body	我们要……										reported, carried
 *	  quote	……											block, from the line
 *	  attribution ——2014年11月19日,王小明在……上的讲话		below it
 *
 * The document is given passage by passage, in order.  What a sentence does
 * not state is carried on from where it was stated: the speaker from the
 * last one named, date and occasion from the act that the document is about.
 * If it speaks of several acts of a speaker, they are carried no further
 * than the paragraph.
 *
 * A year that is not stated is taken from the same sentence, from the title,
 * or from the date of publication.
 *
 * extension/core/utterance.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_UTTERANCE_H
#define WIC_UTTERANCE_H

#include "core/attribution.h"
#include "core/quote.h"
#include "core/utf8.h"

/* Characters that are read at a time; a longer passage is read in parts. */
#define WIC_UTTERANCE_CHARS	10240

/* No shorter stretch of marked text is a quotation, in CJK characters. */
#define WIC_QUOTATION_MIN	10

#define WIC_LINE_MAX		256

typedef enum WicUtteranceKind
{
	WIC_UTTERANCE_ACT,			/* a sentence that tells of an act */
	WIC_UTTERANCE_BLOCK,
	WIC_UTTERANCE_INLINE,
	WIC_UTTERANCE_REPORTED,
	WIC_UTTERANCE_TERM			/* marked, but no more than a name */
} WicUtteranceKind;

typedef enum WicUtteranceStatus
{
	WIC_STATUS_NONE,			/* nobody is named */
	WIC_STATUS_EXPLICIT,
	WIC_STATUS_CARRIED,			/* from an earlier sentence */
	WIC_STATUS_INFERRED			/* from the sentence that follows */
} WicUtteranceStatus;

/* Roles that matter here. */
typedef enum WicUtteranceRole
{
	WIC_ROLE_OTHER,				/* ends a report */
	WIC_ROLE_TITLE,
	WIC_ROLE_TEXT,				/* body, lead, quote */
	WIC_ROLE_ATTRIBUTION,
	WIC_ROLE_ASIDE				/* caption, widget: read over */
} WicUtteranceRole;

/* A name as the text writes it, and folded. */
typedef struct WicName
{
	size_t		size;			/* bytes; 0 if there is none */
	size_t		n;				/* folded characters */
	uint8_t		bytes[WIC_OCCASION_MAX * WIC_UTF8_MAX];
	uint32_t	folded[WIC_OCCASION_MAX];
} WicName;

/* Who, when and where. */
typedef struct WicOrigin
{
	WicName		speaker;
	WicName		occasion;
	WicDate		date;
	bool		year_is_stated;
	uint32_t	kind;			/* one of WIC_SPEECH_ACT, or 0 */
} WicOrigin;

typedef struct WicUtterance
{
	WicUtteranceKind kind;
	WicUtteranceStatus status;
	size_t		passage;		/* number of the passage, from 0 */
	size_t		start;			/* half-open, characters of the document */
	size_t		end;
	unsigned	depth;
	const WicOrigin *origin;	/* valid until the callback returns */
} WicUtterance;

typedef struct WicUtterancePassage
{
	WicUtteranceRole role;
	const uint8_t *bytes;
	size_t		size;
	size_t		start_char;
} WicUtterancePassage;

typedef void (*WicUtteranceSink) (void *arg, const WicUtterance *utterance);

/* The state of a document; large, so the caller allocates it. */
typedef struct WicUtterances
{
	const WicFoldTable *table;
	WicDate		published;		/* precision NONE if not known */
	WicUtteranceSink sink;
	void	   *arg;
	void		(*beat) (void); /* called before each part; may be NULL */

	WicOrigin	main;			/* the act that the document is about */
	bool		has_main;
	bool		has_others;		/* and there are others by that speaker */
	WicOrigin	local;			/* the last act of the paragraph */
	bool		has_local;
	WicName		speaker;		/* the last one named */
	bool		is_reporting;
	bool		is_open;		/* a quotation goes on in the next passage */
	int			title_year;
	WicOrigin	found;			/* what is being put together */
	WicOrigin	spare;

	/* The passage at hand, and the line of attribution below it */
	size_t		passage;
	size_t		start_char;
	const uint8_t *bytes;
	size_t		n;
	uint32_t	chars[WIC_UTTERANCE_CHARS];
	uint32_t	offsets[WIC_UTTERANCE_CHARS + 1];
	uint32_t	line[WIC_LINE_MAX];
	uint32_t	line_offsets[WIC_LINE_MAX + 1];
} WicUtterances;

extern void wic_utterances_init(WicUtterances *state,
								const WicFoldTable *table,
								const WicDate *published,
								WicUtteranceSink sink, void *arg);

/*
 * Read one passage and call sink for each utterance in it.  line is the
 * attribution below the passage, or NULL.
 */
extern void wic_utterances_read(WicUtterances *state, size_t number,
								const WicUtterancePassage *passage,
								const WicUtterancePassage *line);

/* act, block, inline, reported, term; explicit, carried, inferred or NULL */
extern const char *wic_utterance_kind_name(WicUtteranceKind kind);
extern const char *wic_utterance_status_name(WicUtteranceStatus status);

/* letter, speech, video, or NULL */
extern const char *wic_act_kind_name(uint32_t kind);

#endif							/* WIC_UTTERANCE_H */
