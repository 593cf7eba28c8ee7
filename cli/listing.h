/* One way to write a listing: aligned columns for people, CSV (RFC 4180) or JSON for programs. */
#ifndef JLN_CLI_LISTING_H
#define JLN_CLI_LISTING_H

#include "cli/cli.h"

enum { JLN_LIST_ARRAY = -1 }; /* a column of JSON listings alone: an array of the cell's lines */

typedef struct {
    const char *name;  /* fixed code: header of CSV, key of JSON */
    const char *title; /* header for people, marked for the catalogue; NULL: the words of
                          jln_words_column */
    bool number;       /* at the right in text; in JSON a number when the cell is one */
    int most;          /* text is cut beyond so many columns; 0: never; JLN_LIST_ARRAY */
} jln_list_column;

typedef struct jln_list jln_list;

/* Starts a listing on stdout; columns (borrowed) live until it is closed. CSV and JSON are written
 * row by row; text is kept in the arena until the end, to be aligned. */
jln_status jln_list_open(jln_cli_format format, jln_arena *arena, const jln_list_column *columns,
                         size_t count, jln_list **out, jln_err *err);

/* Writes a row of as many cells; NULL is an empty cell (null in JSON). JLN_EIO when stdout does not
 * take it. */
jln_status jln_list_row(jln_list *list, const char *const *cells, jln_err *err);

/* Ends the listing: the closing bracket of JSON, all of the text. A text listing without rows
 * prints nothing. */
jln_status jln_list_close(jln_list *list, jln_err *err);

#endif
