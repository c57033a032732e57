/*-------------------------------------------------------------------------
 *
 * unit_binary.c
 *	  Tests of the formats of files that are no text.
 *
 * test/unit/unit_binary.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/binary.h"

#include "tap.h"

/* What a file of these bytes is. */
static const char *
format(const char *bytes, size_t size)
{
	const WicBinary *binary =
		wic_binary_format((const uint8_t *) bytes, size);

	return binary == NULL ? "unknown" : binary->name;
}

#define FORMAT(literal) format((literal), sizeof(literal) - 1)

int
main(void)
{
	is(FORMAT("\x1F\x8B\x08\0\0\0\0\0"), "gzip file", "gzip");
	is(FORMAT("BZh91AY&SY"), "bzip2 file", "bzip2");
	is(FORMAT("\xFD" "7zXZ\0\0\4"), "xz file", "xz");
	is(FORMAT("\x28\xB5\x2F\xFD\4"), "zstd file", "zstd");
	is(FORMAT("PK\3\4\x14\0"), "ZIP archive, as docx, odt and epub files are",
	   "zip");
	is(FORMAT("PK\5\6\0\0"), "empty ZIP archive", "empty zip");
	is(FORMAT("7z\xBC\xAF\x27\x1C\0\4"), "7z archive", "7z");
	is(FORMAT("Rar!\x1A\7\1\0"), "RAR archive", "rar");
	is(FORMAT("%PDF-1.7\n"), "PDF document", "pdf");
	is(FORMAT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0"),
	   "document of an old Office, as doc and xls files are", "doc");
	is(FORMAT("\x89PNG\r\n\x1A\n\0"), "PNG image", "png");
	is(FORMAT("\xFF\xD8\xFF\xE0"), "JPEG image", "jpeg");
	is(FORMAT("GIF87a\1"), "GIF image", "gif of 1987");
	is(FORMAT("GIF89a\1"), "GIF image", "gif of 1989");
	is(FORMAT("\x7F" "ELF\2"), "program", "elf");

	is(FORMAT(""), "unknown", "nothing");
	is(FORMAT("\x1F"), "unknown", "less than the first bytes");
	is(FORMAT("\xFD" "7zXZ"), "unknown", "all but the last of them");
	is(FORMAT("\xFF\xFE\0\xD8"), "unknown", "UTF-16");
	is(FORMAT("\xEF\xBB\xBF%PDF-"), "unknown", "not at the begin");
	return done();
}
