/*-------------------------------------------------------------------------
 *
 * binary.h
 *	  What a file is that is no text, told by its first bytes.
 *
 * Only a file that could not be read as text is worth asking about: a text
 * may well begin with GIF89a.
 *
 * The first bytes are those that the formats' specifications fix, as listed
 * in the database of file(1).
 *
 * extension/core/binary.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_BINARY_H
#define WIC_BINARY_H

#include <stddef.h>
#include <stdint.h>

typedef enum WicBinaryKind
{
	WIC_BINARY_COMPRESSED,		/* one file, to be decompressed */
	WIC_BINARY_ARCHIVE,			/* several files, to be unpacked */
	WIC_BINARY_DOCUMENT,		/* its text can be exported */
	WIC_BINARY_IMAGE,
	WIC_BINARY_PROGRAM
} WicBinaryKind;

typedef struct WicBinary
{
	const char *bytes;			/* that the file begins with */
	size_t		size;
	const char *name;			/* "PNG image": what it is, for people */
	WicBinaryKind kind;
} WicBinary;

/* The format of a file, or NULL if it is none of those known. */
extern const WicBinary *wic_binary_format(const uint8_t *bytes, size_t size);

#endif							/* WIC_BINARY_H */
