/*-------------------------------------------------------------------------
 *
 * html_parse.c
 *	  HTML as a stream of tags and texts, read by libxml2.
 *
 * libxml2 calls back from its midst, where an error of the server must not
 * pass through its frames.  So the callbacks raise none: they note what they
 * are told in a queue, and the queue is worked off when libxml2 has returned.
 *
 * extension/pg/html_parse.c
 *
 *-------------------------------------------------------------------------
 */
#include "postgres.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlerror.h>

#include "core/utf8.h"
#include "miscadmin.h"
#include "pg/html_parse.h"
#include "utils/memutils.h"
#include "utils/xml.h"

/*
 * Bytes given to libxml2 between two looks for an interrupt.  For an end tag
 * it looks through all open elements, so a deep page gets smaller pieces:
 * of at most DEPTH_BYTES / depth bytes.
 */
#define PIECE_BYTES		8192
#define PIECE_BYTES_MIN	64
#define DEPTH_BYTES		(PIECE_BYTES * 2048)

#define QUEUE_BYTES		(4 * PIECE_BYTES)

/* libxml2 2.12 made the argument of its error handlers const. */
#if LIBXML_VERSION >= 21200
typedef const xmlError *ErrorArgument;
#else
typedef xmlErrorPtr ErrorArgument;
#endif

typedef struct Parser
{
	htmlParserCtxtPtr libxml;
	xmlStructuredErrorFunc saved_handler;
	void	   *saved_context;
	MemoryContext context;		/* of the queue */
	char	   *queue;
	size_t		queued;
	size_t		room;
	size_t		depth;
	bool		wants_data;		/* in a script that is to be kept */
	bool		is_full;		/* there was no memory for more */
} Parser;

/* What stands in the queue before the bytes of an event. */
typedef struct Header
{
	size_t		size;
	WicHtmlKind kind;
} Header;

/* The attributes that anybody asks for; others are not queued. */
static const char *const attributes[] = {
	"aria-label", "charset", "class", "content", "datetime", "hidden", "href",
	"http-equiv", "id", "itemprop", "itemtype", "lang", "name", "property",
	"rel", "role", "style", "xml:lang"
};

/* Make room for size more bytes, without ever raising an error. */
static bool
reserve(Parser *parser, size_t size)
{
	size_t		room = parser->room;
	char	   *queue;

	if (parser->is_full)
		return false;
	if (size <= room - parser->queued)
		return true;

	while (size > room - parser->queued)
		room *= 2;
	queue = MemoryContextAllocExtended(parser->context, room,
									   MCXT_ALLOC_HUGE | MCXT_ALLOC_NO_OOM);
	if (queue == NULL)
	{
		parser->is_full = true;
		return false;
	}
	memcpy(queue, parser->queue, parser->queued);
	pfree(parser->queue);
	parser->queue = queue;
	parser->room = room;
	return true;
}

static void
append(Parser *parser, const void *data, size_t size)
{
	memcpy(parser->queue + parser->queued, data, size);
	parser->queued += size;
}

static void
add_event(Parser *parser, WicHtmlKind kind, const void *data, size_t size)
{
	Header		header = {size, kind};

	if (!reserve(parser, sizeof(header) + size))
		return;
	append(parser, &header, sizeof(header));
	append(parser, data, size);
}

static bool
is_wanted(const char *name)
{
	for (size_t i = 0; i < lengthof(attributes); i++)
		if (strcmp(attributes[i], name) == 0)
			return true;
	return false;
}

/* Append name and value, both ended by NUL, to the event at header_at. */
static void
add_attribute(Parser *parser, size_t header_at, const char *name,
			  const char *value)
{
	size_t		name_size = strlen(name) + 1;
	size_t		value_size = strlen(value) + 1;
	Header		header;

	if (!reserve(parser, name_size + value_size))
		return;
	append(parser, name, name_size);
	append(parser, value, value_size);

	memcpy(&header, parser->queue + header_at, sizeof(header));
	header.size += name_size + value_size;
	memcpy(parser->queue + header_at, &header, sizeof(header));
}

static bool
keeps_data(const xmlChar *name, const xmlChar **atts)
{
	if (strcmp((const char *) name, "script") != 0)
		return false;
	for (; atts != NULL && atts[0] != NULL; atts += 2)
		if (strcmp((const char *) atts[0], "type") == 0 && atts[1] != NULL)
			return pg_strcasecmp((const char *) atts[1],
								 "application/ld+json") == 0;
	return false;
}

static void
on_start(void *state, const xmlChar *name, const xmlChar **atts)
{
	Parser	   *parser = state;
	size_t		header_at = parser->queued;

	parser->depth++;
	parser->wants_data = keeps_data(name, atts);
	add_event(parser, WIC_HTML_START, name, xmlStrlen(name) + 1);
	for (; atts != NULL && atts[0] != NULL; atts += 2)
	{
		const char *value = (const char *) atts[1];

		if (is_wanted((const char *) atts[0]))
			add_attribute(parser, header_at, (const char *) atts[0],
						  value != NULL ? value : "");
	}
}

static void
on_end(void *state, const xmlChar *name)
{
	Parser	   *parser = state;

	if (parser->depth > 0)
		parser->depth--;
	add_event(parser, WIC_HTML_END, name, xmlStrlen(name) + 1);
}

static void
on_text(void *state, const xmlChar *text, int size)
{
	add_event(state, WIC_HTML_TEXT, text, size);
}

static void
on_data(void *state, const xmlChar *text, int size)
{
	Parser	   *parser = state;

	if (parser->wants_data)
		add_event(parser, WIC_HTML_DATA, text, size);
}

/* What libxml2 has to say of a page is of no interest. */
static void
on_error(void *state, ErrorArgument error)
{
}

static pg_noinline void
raise_out_of_memory(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_OUT_OF_MEMORY),
			 errmsg("out of memory while reading HTML")));
}

/*
 * The server's functions of XML keep their error handler installed between
 * the rows of an XMLTABLE, so ours is there for the time of a call only.
 */
static void
open_parser(Parser *parser)
{
	htmlSAXHandler sax = {
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_data
	};

	parser->libxml = htmlCreatePushParserCtxt(&sax, parser, NULL, 0, NULL,
											  XML_CHAR_ENCODING_UTF8);
	if (parser->libxml == NULL)
		raise_out_of_memory();
	htmlCtxtUseOptions(parser->libxml, HTML_PARSE_RECOVER |
					   HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
					   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC |
					   HTML_PARSE_COMPACT);
}

static void
close_parser(Parser *parser)
{
	if (parser->libxml != NULL)
		htmlFreeParserCtxt(parser->libxml);
	xmlSetStructuredErrorFunc(parser->saved_context, parser->saved_handler);
}

static void
feed(Parser *parser, const char *piece, size_t size, bool is_last)
{
	int			result = htmlParseChunk(parser->libxml, piece, size, is_last);

	if (parser->is_full || result == XML_ERR_NO_MEMORY)
		raise_out_of_memory();
	if (parser->libxml->disableSAX)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("libxml2 cannot read this HTML"),
				 errdetail("It gave up with error %d.", result)));
}

static void
drain(Parser *parser, WicHtmlSink sink, void *state)
{
	const char *p = parser->queue;
	const char *end = p + parser->queued;

	while (p < end)
	{
		Header		header;
		WicHtmlEvent event = {0};

		CHECK_FOR_INTERRUPTS();
		memcpy(&header, p, sizeof(header));
		p += sizeof(header);
		event.kind = header.kind;
		event.data = p;
		event.size = header.size;
		if (header.kind == WIC_HTML_START || header.kind == WIC_HTML_END)
		{
			event.name = p;
			event.data += strlen(p) + 1;
			event.size -= strlen(p) + 1;
		}
		sink(state, &event);
		p += header.size;
	}
	parser->queued = 0;
}

/* So many bytes come next; a character is never torn apart. */
static size_t
piece_size(const Parser *parser, const char *html, size_t left)
{
	size_t		size = PIECE_BYTES;

	if (parser->depth > 0)
		size = Min(size, DEPTH_BYTES / parser->depth);
	size = Max(size, PIECE_BYTES_MIN);
	if (size >= left)
		return left;

	while (wic_utf8_is_continuation(html[size]))
		size--;
	return size;
}

static void
parse(Parser *parser, const char *html, size_t size, WicHtmlSink sink,
	  void *state)
{
	open_parser(parser);
	while (size > 0)
	{
		size_t		piece = piece_size(parser, html, size);

		CHECK_FOR_INTERRUPTS();
		feed(parser, html, piece, false);
		drain(parser, sink, state);
		html += piece;
		size -= piece;
	}
	feed(parser, "", 0, true);
	drain(parser, sink, state);
}

void
wic_html_parse(const char *html, size_t size, WicHtmlSink sink, void *state)
{
	Parser		parser = {
		.context = CurrentMemoryContext,
		.queue = palloc(QUEUE_BYTES),
		.room = QUEUE_BYTES
	};

#ifdef USE_LIBXML
	pg_xml_init_library();
#endif
	xmlInitParser();
	parser.saved_handler = xmlStructuredError;
	parser.saved_context = xmlStructuredErrorContext;
	xmlSetStructuredErrorFunc(NULL, on_error);

	PG_TRY();
	{
		parse(&parser, html, size, sink, state);
	}
	PG_FINALLY();
	{
		close_parser(&parser);
	}
	PG_END_TRY();
	pfree(parser.queue);
}

const char *
wic_html_attribute(const WicHtmlEvent *event, const char *name)
{
	const char *p = event->data;
	const char *end = p + event->size;

	while (p < end)
	{
		const char *value = p + strlen(p) + 1;

		if (strcmp(p, name) == 0)
			return value;
		p = value + strlen(value) + 1;
	}
	return NULL;
}
