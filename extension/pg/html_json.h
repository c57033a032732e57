/*-------------------------------------------------------------------------
 *
 * html_json.h
 *	  Is a script of a page JSON that the server can read?
 *
 * extension/pg/html_json.h
 *
 *-------------------------------------------------------------------------
 */
#ifndef WIC_HTML_JSON_H
#define WIC_HTML_JSON_H

/*
 * Raises no error, where a cast to json would, nor will one from text of the
 * value that ->> takes from it.
 */
extern bool wic_html_is_json(char *data, int size);

#endif							/* WIC_HTML_JSON_H */
