/*-------------------------------------------------------------------------
 *
 * item.c
 *	  A text as items: what a span counts, and what collocates are made of.
 *
 * extension/core/item.c
 *
 *-------------------------------------------------------------------------
 */
#include "core/item.h"

#include "core/token.h"

typedef struct ItemReader
{
	WicItem    *items;
	size_t		n;
	size_t		room;
	const WicFoldTable *table;
	unsigned	options;
	const uint8_t *text;
	bool		is_joined;		/* the next character follows the last item */
	const uint8_t *number_end;	/* where the last number ended */
} ItemReader;

static void
add_item(ItemReader *reader, uint32_t code, const uint8_t *start,
		 const uint8_t *end, uint32_t flags)
{
	WicItem    *item;

	if (reader->n == reader->room)
		return;
	item = &reader->items[reader->n++];
	item->code = code;
	item->start = (uint32_t) (start - reader->text);
	item->end = (uint32_t) (end - reader->text);
	item->flags = flags;
}

/* The characters of a run of CJK, but those that the last token had. */
static void
read_characters(ItemReader *reader, const WicToken *token)
{
	const uint8_t *first = token->start + token->repeated;
	WicFolder	folder;
	WicCluster	cluster;

	if (token->repeated == 0)
		reader->is_joined = false;
	wic_folder_init(&folder, reader->table, reader->options, token->start,
					token->length);
	while (wic_folder_next(&folder, &cluster))
	{
		if (cluster.start < first)
			continue;
		for (size_t i = 0; i < cluster.ncps; i++)
		{
			uint32_t	flags = reader->is_joined ? 0 : WIC_ITEM_RUN;

			if (cluster.start == reader->number_end)
				flags |= WIC_ITEM_COUNTED;
			add_item(reader, cluster.cps[i], cluster.start, cluster.end,
					 flags);
			reader->is_joined = true;
		}
	}
}

size_t
wic_item_word(uint32_t *word, const WicFoldTable *table, unsigned options,
			  const uint8_t *start, const uint8_t *end)
{
	size_t		n = 0;
	WicFolder	folder;
	WicCluster	cluster;

	wic_folder_init(&folder, table, options, start, (size_t) (end - start));
	while (wic_folder_next(&folder, &cluster))
	{
		if (n + cluster.ncps > WIC_ITEM_WORD_MAX)
			return 0;
		for (size_t i = 0; i < cluster.ncps; i++)
			word[n++] = cluster.cps[i];
	}
	return n;
}

static void
read_word(ItemReader *reader, const WicToken *token)
{
	const uint8_t *end = token->start + token->length;
	uint32_t	word[WIC_ITEM_WORD_MAX];

	reader->is_joined = false;
	if (token->kind == WIC_TOKEN_NUMBER)
		reader->number_end = end;
	if (wic_item_word(word, reader->table, reader->options, token->start,
					  end) > 0)
		add_item(reader, 0, token->start, end, WIC_ITEM_WORD | WIC_ITEM_RUN);
}

static void
read_token(ItemReader *reader, const WicToken *token)
{
	switch (token->kind)
	{
		case WIC_TOKEN_CJK:
			read_characters(reader, token);
			break;
		case WIC_TOKEN_WORD:
		case WIC_TOKEN_NUMWORD:
		case WIC_TOKEN_NUMBER:
			read_word(reader, token);
			break;
		case WIC_TOKEN_EMAIL:
		case WIC_TOKEN_URL:
		case WIC_TOKEN_TAG:
		case WIC_TOKEN_ENTITY:
		case WIC_TOKEN_PUNCT:
		case WIC_TOKEN_BLANK:
		case WIC_TOKEN_SYMBOL:
			reader->is_joined = false;
			break;
	}
}

size_t
wic_items_read(WicItem *items, const WicFoldTable *table, unsigned options,
			   const uint8_t *text, size_t size)
{
	ItemReader	reader = {0};
	WicTokenizer tokenizer;
	WicToken	token;

	reader.items = items;
	reader.room = size;
	reader.table = table;
	reader.options = options;
	reader.text = text;

	wic_tokenizer_init(&tokenizer, text, size);
	while (wic_tokenizer_next(&tokenizer, &token))
		read_token(&reader, &token);
	return reader.n;
}
