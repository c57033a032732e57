/*-------------------------------------------------------------------------
 *
 * entity.c
 *	  Decode entities and escapes that were left in a text.
 *
 * extension/core/entity.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/entity.h"

#include <string.h>

#include "core/charclass.h"
#include "core/utf8.h"

#define MIN_HAN				2
#define MAX_NAME			8	/* thetasym */
#define MAX_DIGITS			7	/* of a reference: &#1114111; */

/* A reference without semicolon has to be of a character beyond ASCII. */
#define FIRST_BARE			0x80

typedef struct Entity
{
	const char *name;
	uint16_t	cp;
} Entity;

#include "core/entity_table.h"

#define NENTITIES (sizeof(entities) / sizeof(entities[0]))

/* The value of a hexadecimal digit, or -1. */
static int
digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool
is_alnum(uint8_t c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z');
}

/* n hexadecimal digits at p. */
static bool
read_hex(const uint8_t *p, const uint8_t *end, int n, uint32_t *value)
{
	*value = 0;
	if (end - p < n)
		return false;
	for (int i = 0; i < n; i++)
	{
		if (digit(p[i]) < 0)
			return false;
		*value = *value << 4 | (uint32_t) digit(p[i]);
	}
	return true;
}

/* Windows-1252, which HTML reads in references to C1 controls; 0: none. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178
};

/* The character of a reference, or 0 if it refers to none. */
static uint32_t
referred(uint32_t cp)
{
	if (cp < ' ')
		return cp == '\t' || cp == '\n' || cp == '\r' ? cp : 0;
	if (cp >= 0x7F && cp < 0xA0)
		return cp == 0x7F ? 0 : windows_1252[cp - 0x80];
	if (cp >= 0xD800 && cp < 0xE000)
		return 0;
	return cp > 0x10FFFF || (cp & 0xFFFE) == 0xFFFE ? 0 : cp;
}

/* Bytes of the number that follows &#, with its semicolon; or 0. */
static size_t
read_number(const uint8_t *p, const uint8_t *end, uint32_t *cp)
{
	const uint8_t *start = p;
	bool		is_hex = p < end && (*p == 'x' || *p == 'X');
	int			base = is_hex ? 16 : 10;
	uint32_t	value = 0;
	int			n = 0;

	p += is_hex;
	for (; p < end && digit(*p) >= 0 && digit(*p) < base; p++)
	{
		if (++n > MAX_DIGITS)
			return 0;
		value = value * (uint32_t) base + (uint32_t) digit(*p);
	}

	*cp = referred(value);
	if (n == 0 || *cp == 0)
		return 0;
	if (p < end && *p == ';')
		return (size_t) (p + 1 - start);
	return value >= FIRST_BARE ? (size_t) (p - start) : 0;
}

/* Less than 0, 0 or more, as the name of size bytes is to an entity's. */
static int
compare(const uint8_t *name, size_t size, const Entity *entity)
{
	size_t		length = strlen(entity->name);
	int			order = memcmp(name, entity->name,
							   size < length ? size : length);

	if (order != 0)
		return order;
	return size < length ? -1 : size > length;
}

/* The character of that name, or 0. */
static uint32_t
named(const uint8_t *name, size_t size)
{
	size_t		low = 0;
	size_t		high = NENTITIES;

	while (low < high)
	{
		size_t		middle = (low + high) / 2;
		int			order = compare(name, size, &entities[middle]);

		if (order == 0)
			return entities[middle].cp;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return 0;
}

/* Bytes of the name that follows &, with its semicolon; or 0. */
static size_t
read_name(const uint8_t *p, const uint8_t *end, uint32_t *cp)
{
	size_t		size = 0;

	while (size <= MAX_NAME && p + size < end && is_alnum(p[size]))
		size++;
	if (size == 0 || p + size == end || p[size] != ';')
		return 0;
	*cp = named(p, size);
	return *cp == 0 ? 0 : size + 1;
}

/* Bytes of the reference at p, or 0. */
static size_t
read_reference(const uint8_t *p, const uint8_t *end, uint32_t *cp)
{
	size_t		size;

	if (*p != '&' || end - p < 3)
		return 0;
	if (p[1] == '#')
	{
		size = read_number(p + 2, end, cp);
		return size > 0 ? size + 2 : 0;
	}
	size = read_name(p + 1, end, cp);
	return size > 0 ? size + 1 : 0;
}

/* Bytes of \uXXXX or %uXXXX at p, of two of them for a pair; or 0. */
static size_t
read_u(const uint8_t *p, const uint8_t *end, uint32_t *cp)
{
	uint32_t	low;

	if (end - p < 6 || p[1] != 'u' || !read_hex(p + 2, end, 4, cp))
		return 0;
	if (*cp < 0xD800 || *cp >= 0xE000)
		return *cp < 0xA0 ? 0 : 6;

	if (*cp >= 0xDC00 || end - p < 12 || p[6] != p[0] || p[7] != 'u' ||
		!read_hex(p + 8, end, 4, &low) || low < 0xDC00 || low >= 0xE000)
		return 0;
	*cp = 0x10000 + ((*cp - 0xD800) << 10) + (low - 0xDC00);
	return 12;
}

/* Bytes of a character in UTF-8 beyond Latin-1 as %XX%XX…; or 0. */
static size_t
read_percent(const uint8_t *p, const uint8_t *end, uint32_t *cp)
{
	uint8_t		bytes[WIC_UTF8_MAX];
	uint32_t	byte;
	size_t		n = 0;

	while (n < WIC_UTF8_MAX && p < end && *p == '%' &&
		   read_hex(p + 1, end, 2, &byte))
	{
		bytes[n++] = (uint8_t) byte;
		p += 3;
	}
	if (n == 0 || bytes[0] < 0x80)
		return 0;
	n = wic_utf8_next(bytes, bytes + n, cp);
	return n == 1 || *cp < 0x100 ? 0 : n * 3;
}

/* Bytes of the escape at p, or 0. */
static size_t
read_escape(const uint8_t *p, const uint8_t *end, uint32_t *cp)
{
	size_t		size;

	if (*p == '\\')
		return read_u(p, end, cp);
	if (*p != '%')
		return 0;
	size = read_u(p, end, cp);
	return size > 0 ? size : read_percent(p, end, cp);
}

static bool
is_word(uint8_t c)
{
	return c > ' ' && c < 0x7F && c != '"' && c != '\'' && c != '<' &&
		c != '>' && c != '(' && c != ')';
}

/* Find the end of the word at next, and whether its escapes are decoded. */
static void
judge_word(WicEntities *entities)
{
	const uint8_t *p = entities->next;
	const uint8_t *end = entities->end;
	bool		is_url = end - p >= 4 && memcmp(p, "www.", 4) == 0;
	size_t		han = 0;

	while (p < end && is_word(*p))
	{
		uint32_t	cp;
		size_t		size = 0;

		if (*p == ':' && end - p >= 3 && p[1] == '/' && p[2] == '/')
			is_url = true;
		if (*p == '\\' || *p == '%')
			size = read_escape(p, end, &cp);
		if (size > 0)
			han += wic_char_is_han(cp);
		p += size > 0 ? size : 1;
	}

	entities->word_end = p;
	entities->escapes = han >= MIN_HAN && !is_url &&
		!wic_char_is_han(entities->left) &&
		!wic_char_is_han(wic_utf8_peek(p, end));
}

/* Bytes of what is to be decoded at next, or 0. */
static size_t
read_any(WicEntities *entities, uint32_t *cp, WicRule *rule)
{
	const uint8_t *p = entities->next;
	size_t		size;

	if (*p == '&')
	{
		*rule = WIC_RULE_ENTITY;
		size = read_reference(p, entities->end, cp);
		if (size > 0)
			return size;
	}
	if (p >= entities->word_end && is_word(*p))
		judge_word(entities);
	*rule = WIC_RULE_ESCAPE;
	return p < entities->word_end && entities->escapes ?
		read_escape(p, entities->end, cp) : 0;
}

bool
wic_entities_next(WicEntities *entities, WicEdit *edit)
{
	while (entities->next < entities->end)
	{
		uint32_t	cp;
		size_t		size = read_any(entities, &cp, &edit->rule);

		if (size > 0)
		{
			edit->status = WIC_REPAIR_EXACT;
			edit->offset = (size_t) (entities->next - entities->text);
			edit->size = size;
			edit->with = entities->with;
			edit->with_size = wic_utf8_put(entities->with, cp);
			entities->next += size;
			entities->left = cp;
			return true;
		}
		entities->next += wic_utf8_next(entities->next, entities->end,
										&entities->left);
	}
	return false;
}

void
wic_entities_init(WicEntities *entities, const uint8_t *text, size_t size)
{
	memset(entities, 0, sizeof(*entities));
	entities->text = entities->next = entities->word_end = text;

	entities->end = &text[size];

	/* Most texts hold nothing to decode. */
	if (size == 0 ||
		(memchr(text, '&', size) == NULL && memchr(text, '%', size) == NULL &&
		 memchr(text, '\\', size) == NULL))
		entities->next = entities->end;
}
