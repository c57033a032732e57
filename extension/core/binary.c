/*-------------------------------------------------------------------------
 *
 * binary.c
 *	  What a file is that is no text, told by its first bytes.
 *
 * extension/core/binary.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/binary.h"

#include <string.h>

#define BYTES(literal) (literal), sizeof(literal) - 1

static const WicBinary formats[] = {
	{BYTES("\x1F\x8B"), "gzip file", WIC_BINARY_COMPRESSED},
	{BYTES("BZh"), "bzip2 file", WIC_BINARY_COMPRESSED},
	{BYTES("\xFD" "7zXZ\0"), "xz file", WIC_BINARY_COMPRESSED},
	{BYTES("\x28\xB5\x2F\xFD"), "zstd file", WIC_BINARY_COMPRESSED},
	{BYTES("PK\x03\x04"), "ZIP archive, as docx, odt and epub files are",
	WIC_BINARY_ARCHIVE},
	{BYTES("PK\x05\x06"), "empty ZIP archive", WIC_BINARY_ARCHIVE},
	{BYTES("7z\xBC\xAF\x27\x1C"), "7z archive", WIC_BINARY_ARCHIVE},
	{BYTES("Rar!\x1A\x07"), "RAR archive", WIC_BINARY_ARCHIVE},
	{BYTES("%PDF-"), "PDF document", WIC_BINARY_DOCUMENT},
	{BYTES("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
		"document of an old Office, as doc and xls files are",
	WIC_BINARY_DOCUMENT},
	{BYTES("\x89PNG\r\n\x1A\n"), "PNG image", WIC_BINARY_IMAGE},
	{BYTES("\xFF\xD8\xFF"), "JPEG image", WIC_BINARY_IMAGE},
	{BYTES("GIF87a"), "GIF image", WIC_BINARY_IMAGE},
	{BYTES("GIF89a"), "GIF image", WIC_BINARY_IMAGE},
	{BYTES("\x7F" "ELF"), "program", WIC_BINARY_PROGRAM}
};

const WicBinary *
wic_binary_format(const uint8_t *bytes, size_t size)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (size >= formats[i].size &&
			memcmp(bytes, formats[i].bytes, formats[i].size) == 0)
			return &formats[i];
	return NULL;
}
