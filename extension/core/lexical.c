/*-------------------------------------------------------------------------
 *
 * lexical.c
 *	  Recognise the tokens that have a syntax of their own.
 *
 * extension/core/lexical.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/lexical.h"

#include <string.h>

#define TAG_MAX_BYTES		2046
#define ENTITY_MAX_BYTES	34
#define LOCAL_PART_MAX		64	/* of an e-mail address: RFC 5321 */
#define DOMAIN_MAX			255

static bool
is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(uint8_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_alnum(uint8_t c)
{
	return is_digit(c) || is_letter(c);
}

static bool
is_space(uint8_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_hex(uint8_t c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* No further than max bytes from p. */
static const uint8_t *
limit(const uint8_t *p, const uint8_t *end, size_t max)
{
	return (size_t) (end - p) > max ? p + max : end;
}

static const uint8_t *
skip_digits(const uint8_t *p, const uint8_t *end)
{
	while (p < end && is_digit(*p))
		p++;
	return p;
}

/* Does text begin with word, in any case?  word is lower case. */
static bool
begins_with(const uint8_t *p, const uint8_t *end, const char *word)
{
	for (; *word != '\0'; word++, p++)
		if (p == end || (*p | (is_letter(*p) ? 0x20 : 0)) != (uint8_t) *word)
			return false;
	return true;
}

/* The name of a tag must be ASCII: `<A股上涨，B股>` is text. */
static const uint8_t *
skip_tag_name(const uint8_t *p, const uint8_t *end)
{
	const uint8_t *name;

	if (p < end && *p == '/')
		p++;
	name = p;
	while (p < end && (is_alnum(*p) || *p == '-' || *p == ':'))
		p++;
	if (p == name || !is_letter(*name) || p == end ||
		!(is_space(*p) || *p == '/' || *p == '>'))
		return NULL;
	return p;
}

/*
 * A tag ends at the first > that is not quoted.  Another < before that means
 * that this one was none, which also keeps repeated looks linear.
 */
static size_t
tag_length(const uint8_t *start, const uint8_t *end)
{
	uint8_t		quote = 0;
	const uint8_t *p;

	end = limit(start, end, TAG_MAX_BYTES);
	if (end - start > 2 && (start[1] == '!' || start[1] == '?') &&
		(is_letter(start[2]) || start[2] == '-' || start[2] == '['))
		p = start + 2;
	else
		p = skip_tag_name(start + 1, end);

	for (; p != NULL && p < end && *p != '<'; p++)
	{
		if (quote != 0)
			quote = *p == quote ? 0 : quote;
		else if (*p == '>')
			return p + 1 - start;
		else if (*p == '"' || *p == '\'')
			quote = *p;
	}
	return 0;
}

/* &name; &#1234; &#x12AB; */
static size_t
entity_length(const uint8_t *start, const uint8_t *end)
{
	const uint8_t *p = start + 1;
	bool		(*is_member) (uint8_t) = is_alnum;
	const uint8_t *body;

	end = limit(start, end, ENTITY_MAX_BYTES);
	if (p < end && *p == '#')
	{
		bool		hex = ++p < end && (*p | 0x20) == 'x';

		p += hex;
		is_member = hex ? is_hex : is_digit;
	}
	else if (p == end || !is_letter(*p))
		return 0;

	for (body = p; p < end && is_member(*p); p++)
		;
	return p > body && p < end && *p == ';' ? p + 1 - start : 0;
}

static bool
is_url_byte(uint8_t c)
{
	return c > ' ' && c < 0x7F && strchr("\"<>\\^`{|}", c) == NULL;
}

/* A URL, without the punctuation of the sentence that it stands in. */
static size_t
url_length(const uint8_t *start, const uint8_t *end)
{
	static const char *const prefixes[] = {
		"http://", "https://", "ftp://", "www."
	};
	const uint8_t *p = start;

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
		if (begins_with(start, end, prefixes[i]))
			p = start + strlen(prefixes[i]);
	if (p == start || p == end || !is_alnum(*p))
		return 0;

	end = limit(start, end, WIC_TOKEN_MAX_BYTES);
	while (p < end && is_url_byte(*p))
		p++;
	while (strchr(".,;:!?'()[]", p[-1]) != NULL)
		p--;
	return p - start;
}

/* label.label, each of letters, digits and inner hyphens */
static const uint8_t *
skip_domain(const uint8_t *start, const uint8_t *end)
{
	const uint8_t *last_dot = NULL;
	const uint8_t *p = start;

	end = limit(start, end, DOMAIN_MAX);
	while (p < end && (is_alnum(*p) ||
					   ((*p == '-' || *p == '.') && p > start &&
						is_alnum(p[-1]) && p + 1 < end && is_alnum(p[1]))))
	{
		if (*p == '.')
			last_dot = p;
		p++;
	}
	return last_dot != NULL ? p : NULL;
}

static size_t
email_length(const uint8_t *start, const uint8_t *end)
{
	const uint8_t *local_end = limit(start, end, LOCAL_PART_MAX);
	const uint8_t *p = start;

	while (p < local_end && (is_alnum(*p) || strchr("._%+-", *p) != NULL) &&
		   *p != '\0')
		p++;
	if (p == end || *p != '@')
		return 0;
	p = skip_domain(p + 1, end);
	return p != NULL ? p - start : 0;
}

/* After the digits at p, as many ,123 groups as there are. */
static const uint8_t *
skip_groups(const uint8_t *p, const uint8_t *end)
{
	while (end - p >= 4 && *p == ',' && is_digit(p[1]) && is_digit(p[2]) &&
		   is_digit(p[3]) && (end - p == 4 || !is_digit(p[4])))
		p += 4;
	return p;
}

/* Is p inside a chain such as 1.2.3 or 2023.11.09? */
static bool
follows_dotted_digit(const uint8_t *begin, const uint8_t *p)
{
	return p - begin >= 2 && p[-1] == '.' && is_digit(p[-2]);
}

/*
 * A number with thousands separators or a decimal point; one without either
 * is a plain run of digits and not our business.
 */
static size_t
number_length(const uint8_t *begin, const uint8_t *start, const uint8_t *end)
{
	const uint8_t *digits = skip_digits(start, limit(start, end, 64));
	const uint8_t *whole = digits;
	const uint8_t *p;

	end = limit(start, end, WIC_TOKEN_MAX_BYTES);
	if (digits - start <= 3)
		whole = skip_groups(digits, end);
	p = whole;

	if (end - p >= 2 && *p == '.' && is_digit(p[1]) &&
		!follows_dotted_digit(begin, start))
	{
		p = skip_digits(p + 1, end);
		if (end - p >= 2 && *p == '.' && is_digit(p[1]))
			p = whole;
	}
	return p > digits ? p - start : 0;
}

/* A word-like token: the first byte is an ASCII letter or digit. */
static size_t
wordlike_length(const uint8_t *begin, const uint8_t *p, const uint8_t *end,
				WicTokenKind *kind)
{
	size_t		length;

	*kind = WIC_TOKEN_URL;
	length = url_length(p, end);
	if (length == 0)
	{
		*kind = WIC_TOKEN_EMAIL;
		length = email_length(p, end);
	}
	if (length == 0 && is_digit(*p))
	{
		*kind = WIC_TOKEN_NUMBER;
		length = number_length(begin, p, end);
	}
	return length;
}

size_t
wic_lexical_length(const uint8_t *begin, const uint8_t *p, const uint8_t *end,
				   WicTokenKind *kind)
{
	if (*p == '<')
	{
		*kind = WIC_TOKEN_TAG;
		return tag_length(p, end);
	}
	if (*p == '&')
	{
		*kind = WIC_TOKEN_ENTITY;
		return entity_length(p, end);
	}
	if (is_alnum(*p))
		return wordlike_length(begin, p, end, kind);
	return 0;
}
