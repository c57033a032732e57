/*-------------------------------------------------------------------------
 *
 * charset.h
 *	  Names of character sets, and what a document states about its own.
 *
 * A document states its character set by a byte order mark, or in ASCII near
 * its begin:
 *
 *	  <?xml version="1.0" encoding="gb2312"?>
 *	  <meta charset="big5">
 *	  <meta http-equiv="Content-Type" content="text/html; charset=euc-kr">
 *
 * Labels mean what they mean to web browsers (the Encoding standard of the
 * WHATWG): gb2312 and gbk are GB18030, big5 is Big5-HKSCS, euc-kr is code
 * page 949, latin1 is windows-1252.  Beyond that the labels of Windows, Java,
 * Python and PostgreSQL are known.
 *
 * extension/core/charset.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_CHARSET_H
#define WIC_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum WicCharset
{
	WIC_CHARSET_UTF_8,
	WIC_CHARSET_GB18030,
	WIC_CHARSET_BIG5,
	WIC_CHARSET_SHIFT_JIS,
	WIC_CHARSET_EUC_JP,
	WIC_CHARSET_EUC_KR,
	WIC_CHARSET_ISO_2022_JP,
	WIC_CHARSET_UTF_16LE,
	WIC_CHARSET_UTF_16BE,
	WIC_CHARSET_UTF_32LE,
	WIC_CHARSET_UTF_32BE,
	WIC_CHARSET_WINDOWS_1252
} WicCharset;

#define WIC_CHARSETS (WIC_CHARSET_WINDOWS_1252 + 1)

/* The name that users see. */
extern const char *wic_charset_name(WicCharset charset);

/* The bytes of a code unit: 1, 2 or 4. */
extern size_t wic_charset_unit(WicCharset charset);

/*
 * The character set of a label; false if it is unknown.  Case, blanks and
 * punctuation do not matter.
 */
extern bool wic_charset_named(const char *label, size_t size,
							  WicCharset *charset);

/* The bytes of the byte order mark that the document begins with, or 0. */
extern size_t wic_charset_bom(const uint8_t *bytes, size_t size,
							  WicCharset *charset);

/* The bytes of the mark, if the document begins with that of charset. */
extern size_t wic_charset_own_bom(const uint8_t *bytes, size_t size,
								  WicCharset charset);

/*
 * Does the document state, in ASCII, a character set that is known?  As in
 * browsers, one that says so of UTF-16 or UTF-32 in ASCII is UTF-8.
 */
extern bool wic_charset_stated(const uint8_t *bytes, size_t size,
							   WicCharset *charset);

/*
 * The offset of the first NUL, or size.  What is left of the last unit is
 * none.  In the sets whose unit is a byte, 0 is part of no other character.
 */
extern size_t wic_charset_find_nul(const uint8_t *bytes, size_t size,
								   WicCharset charset);

/*
 * The offset of the first unit that no text has, or size: a NUL, or a byte
 * that is part of no character although ICU makes one of it.
 */
extern size_t wic_charset_find_stray(const uint8_t *bytes, size_t size,
									 WicCharset charset);

/*
 * The offset at or behind from where a piece may begin: behind a byte that
 * can only be a whole character, or at a whole unit.  size if there is none.
 */
extern size_t wic_charset_resume(const uint8_t *bytes, size_t size,
								 size_t from, WicCharset charset);

#endif							/* WIC_CHARSET_H */
