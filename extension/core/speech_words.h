/*-------------------------------------------------------------------------
 *
 * speech_words.h
 *	  The words by which a text says who said what, when and where.
 *
 * The list is extension/data/speech.txt; what the classes mean stands there.
 * Characters are folded.
 *
 * extension/core/speech_words.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_SPEECH_WORDS_H
#define WIC_SPEECH_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bits, in the order of the classes in extension/data/gen_speech.py. */
typedef enum WicSpeechClass
{
	WIC_SPEECH_SAY = 1 << 0,
	WIC_SPEECH_SAY_SHORT = 1 << 1,
	WIC_SPEECH_LINK = 1 << 2,
	WIC_SPEECH_LETTER = 1 << 3,
	WIC_SPEECH_SPEECH = 1 << 4,
	WIC_SPEECH_VIDEO = 1 << 5,
	WIC_SPEECH_DELIVER = 1 << 6,
	WIC_SPEECH_EVENT = 1 << 7,
	WIC_SPEECH_PART = 1 << 8,
	WIC_SPEECH_DURING = 1 << 9,
	WIC_SPEECH_OFFICE = 1 << 10,
	WIC_SPEECH_REGION = 1 << 11,
	WIC_SPEECH_ADVERB = 1 << 12,
	WIC_SPEECH_LEAD_IN = 1 << 13,
	WIC_SPEECH_NOT_NAME = 1 << 14,
	WIC_SPEECH_NOT_LAST = 1 << 15,
	WIC_SPEECH_SURNAME = 1 << 16,
	WIC_SPEECH_FOREIGN = 1 << 17,
	WIC_SPEECH_CONTINUE = 1 << 18,
	WIC_SPEECH_GREETING = 1 << 19,
	WIC_SPEECH_PRONOUN = 1 << 20,
	WIC_SPEECH_TOPIC = 1 << 21,
	WIC_SPEECH_GIVEN_LAST = 1 << 22,
	WIC_SPEECH_PROPOSE = 1 << 23
} WicSpeechClass;

/* What somebody gives on an occasion. */
#define WIC_SPEECH_ACT \
	(WIC_SPEECH_LETTER | WIC_SPEECH_SPEECH | WIC_SPEECH_VIDEO)

/* Classes of the word that is chars[0] to chars[n]; 0 if it is no word. */
extern uint32_t wic_speech_classes(const uint32_t *chars, size_t n);

/*
 * Length of the longest word of one of the classes that begins at chars[0],
 * or ends before chars[n]; 0 if there is none.
 */
extern size_t wic_speech_word(const uint32_t *chars, size_t n,
							  uint32_t classes);
extern size_t wic_speech_word_before(const uint32_t *chars, size_t n,
									 uint32_t classes);

/* Words of the list, for tests; returns 0 behind the last one. */
extern size_t wic_speech_word_number(size_t i, uint32_t *chars);

#endif							/* WIC_SPEECH_WORDS_H */
