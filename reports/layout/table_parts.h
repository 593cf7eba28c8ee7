/* Inside the table's layout: what measuring, header and rows share. */
#ifndef JLN_LAYOUT_TABLE_PARTS_H
#define JLN_LAYOUT_TABLE_PARTS_H

#include "layout/fit.h"
#include "layout/flow.h"

/* A cell as it will be printed; `width` at 1 em, or beyond any column when it holds a line feed. */
typedef struct {
    const char *text;
    uint32_t length;
    float width;
} jln_table_words;

typedef struct {
    const jln_doc_column *doc;
    size_t at; /* column of the document's table */
    float x, width, lead, trail;
    float word; /* em: widest part of a cell that must not be divided, its indentation left out */
    jln_fit_column fit;
    bool lit; /* has cells with a light beside their value */
} jln_table_column;

typedef struct {
    jln_flow *f;
    const jln_doc_table *doc;
    jln_arena *own;            /* freed with the table */
    jln_arena *texts;          /* of cells: `own` where pages keep copies */
    bool by_row;               /* so many cells that only rows have a tag */
    jln_table_words *cells;    /* row by row */
    jln_table_column *all;     /* as the document has them */
    jln_table_column *columns; /* those of the part being placed */
    size_t count;
    size_t
        text_column; /* index into `columns` of the first text: it is indented; count when none */
    jln_fit fit;
    float leading, baseline, left, width;
    size_t number, part, parts;
    size_t anchors; /* heading of the first note, from 1; 0: marks have no links */
    size_t tail; /* the first of the rows that stay together at the end */
    uint32_t tag;
    jln_lines *broken; /* one per column, of the current row */
    bool failed;
} jln_table_state;

#define JLN_TABLE_MARK_SCALE 0.68f /* size of a note's mark */

/* Formats and measures all cells: what the widths are computed from. */
void jln_table_measure(jln_table_state *t);

/* Makes columns [from, to), behind the first `frozen` ones, the part being placed, and sets their
 * widths; false when they are too many for the page. */
bool jln_table_fit(jln_table_state *t, size_t frozen, size_t from, size_t to);

/* The header, to be repeated on further pages under the line `continued`. */
void jln_table_header(jln_table_state *t, const char *continued);

/* All rows of the part. */
void jln_table_rows(jln_table_state *t);

bool jln_table_is_text(jln_kind kind);
/* The row's text runs over the empty cells that follow it: a group's title, or a memo of nothing
 * but words. */
bool jln_table_runs_over(const jln_doc_table *table, size_t row);

jln_font jln_table_font(const jln_doc_row *row, const jln_cell *cell);

/* "(3)", the mark of a note, without a final NUL; gives its length. */
size_t jln_table_mark(unsigned note, char out[16]);

/* Left end of a text of that width in a column. */
float jln_table_align(const jln_table_state *t, const jln_table_column *c, float width,
                      float indent);

/* Notes stand under the last part only. */
bool jln_table_notes_follow(const jln_table_state *t);

#endif
