/* The report as data: one document, built by a template, that PDF, Excel and CSV all read.
 *
 * A document is a list of blocks in reading order. Nothing here is formatted: a cell holds a typed
 * value (or a text), and perhaps the expression it follows from, over other cells of the document.
 * Everything lives in the document's arena; strings are valid UTF-8 (NFC), already in the
 * document's language. */
#ifndef JLN_REPORTS_DOC_H
#define JLN_REPORTS_DOC_H

#include "base/arena.h"
#include "base/err.h"
#include "model/value.h"

#include <stddef.h>
#include <stdint.h>

/* How a value of a column is shown. */
typedef enum {
    JLN_KIND_TEXT,   /* `text` of the cell, left */
    JLN_KIND_CODE,   /* a short code or id, left, never wrapped inside */
    JLN_KIND_AMOUNT, /* whole currency units, shown divided by the column's `scale`; right */
    JLN_KIND_RATE,   /* a fraction, 0.73 is shown "73,0 %"; right */
    JLN_KIND_POINTS, /* a difference of two rates, 0.05 is shown "+5,0 pts"; right */
    JLN_KIND_COUNT,  /* an integer; right */
    JLN_KIND_NUMBER, /* a decimal number with the column's `decimals`; right */
    JLN_KIND_YEAR,   /* an integer without grouping; right */
    JLN_KIND_LIGHT,  /* the cell's `light`, drawn as a coloured mark with its letter; centred */
    JLN_KIND_COVER   /* n/N of the value ("41/63"), never a number; right */
} jln_kind;

/* Names one cell of the document. */
typedef struct {
    const char *table, *row, *column;
} jln_cell_ref;

typedef enum {
    JLN_EXPR_SUM,   /* sum of the operands that are numbers; PM, dash, blank and missing add nothing
                     */
    JLN_EXPR_RATIO, /* operand 0 / operand 1 */
    JLN_EXPR_SHARE, /* operand 0 / operand 1, a part of its whole */
    JLN_EXPR_DIFFERENCE, /* operand 0 - operand 1 */
    JLN_EXPR_REFERENCE   /* the same value as operand 0 */
} jln_expr_op;

typedef struct {
    jln_expr_op op;
    size_t count;
    const jln_cell_ref *operands;
} jln_expr;

typedef struct {
    jln_value value;
    const char
        *text; /* for TEXT and CODE columns; elsewhere NULL, or words shown instead of the value */
    const jln_expr
        *expr; /* NULL when the value is a fact; otherwise value = expr over the cells it names */
    const char *source; /* where the figure comes from ("001, l. 5873"), NULL when it is computed */
    jln_light light;    /* JLN_KIND_LIGHT columns, and a tint elsewhere */
    uint16_t note;      /* 1 + index into the table's notes, 0 for none */
    bool strong;        /* printed bold */
    bool thin;          /* a rate known over less than 80 % of its base: drawn hatched */
    bool brief;         /* a label: printed on two lines at most, cut short beyond */
} jln_cell;

typedef struct {
    const char *key;   /* fixed, unique in the table: the CSV's `column` */
    const char *title; /* header; may wrap */
    const char *group; /* spanning header shared by neighbours with an equal text; NULL for none */
    jln_kind kind;
    int64_t scale; /* AMOUNT: 1 for units, 1000 for thousands, 1000000 for millions */
    int decimals;  /* NUMBER, RATE, POINTS, AMOUNT */
    float weight; /* share of the free width for TEXT columns; 0 means "as narrow as its content" */
    const char *unit; /* unit of the value in CSV: "XOF", "ratio", "points", "activités"... */
} jln_doc_column;

typedef enum {
    JLN_ROW_BODY,
    JLN_ROW_GROUP, /* a heading inside the table; its first text cell spans the row where the others
                      are empty */
    JLN_ROW_SUBTOTAL,
    JLN_ROW_TOTAL,
    JLN_ROW_MEMO /* lighter, below what it is about: reconciliation, "dont..."; one of nothing but
                    words spans the row */
} jln_row_role;

typedef struct {
    const char *key; /* fixed, unique in the table: the CSV's `row` */
    jln_row_role role;
    int level; /* indentation of the first text column, outline level in Excel; 0 at the top */
    jln_cell *cells; /* as many as the table has columns */
    bool open;       /* on paper its words run over the empty cells at their right */
} jln_doc_row;

typedef struct {
    const char *key;     /* fixed, unique in the document */
    const char *title;   /* caption, without number */
    const char *caption; /* unit and basis under the title ("en milliers de FCFA"); may be NULL */
    jln_doc_column *columns;
    size_t column_count;
    jln_doc_row *rows;
    size_t row_count, row_capacity;
    const char **notes; /* printed at the foot of the table */
    size_t note_count, note_capacity;
    size_t frozen_columns; /* columns that stay when a sheet is scrolled */
    bool filters;          /* give the sheet an autofilter */
    bool numbered;         /* counted among "Tableau n" */
    bool whole;            /* on a fixed page its rows come before those of others */
    bool fold_largest;     /* where only some rows fit, those of the largest first amount stay */
} jln_doc_table;

typedef enum {
    JLN_CHART_BARS, /* grouped bars, one group per category; horizontal in PDF */
    JLN_CHART_STACKED,
    JLN_CHART_LINES,
    JLN_CHART_SHARES,   /* parts of a whole: every bar has the same length */
    JLN_CHART_PROGRESS, /* the way gone from a baseline to a target: the rates are series 0; series
                           1 to 3, where there are, write the baseline, the target and the measured
                           value */
    JLN_CHART_PANELS    /* small multiples: a panel per category, in it a bar per series, all at one
                           scale */
} jln_chart_kind;

typedef struct {
    const char *name;
    const jln_cell_ref
        *cells;  /* one per category; a cell that is not known is drawn as missing, never as 0 */
    bool target; /* of lines: what was aimed at, a dashed line */
} jln_chart_series;

typedef struct {
    const char *key;
    const char *title;
    const char *caption;
    const char *large;   /* of lines of amounts: the caption with `large_scale`, where it serves */
    int64_t large_scale;
    const char *counted; /* what the n/N beside its values count: "activités connues" */
    jln_chart_kind chart;
    jln_kind kind; /* AMOUNT or RATE */
    int64_t scale;
    int decimals;
    const char **categories;
    const char **groups; /* heading above a category where it changes; NULL: no groups */
    bool timeline; /* categories are years; `now` is the report's: where some do not fit, those
                      around it stay */
    size_t now;
    size_t marked; /* 1 + the category that stands out of bars of one series, 0 for none */
    size_t category_count;
    jln_chart_series *series;
    size_t series_count;
} jln_doc_chart;

/* A headline figure of the summary page. */
typedef struct {
    const char *label;
    jln_cell cell;
    jln_kind kind;
    int64_t scale;
    int decimals;
    const char *basis;          /* "stade payé, base coût prévu" */
    const char *coverage;       /* "41/63 activités, 72 % de la base" */
    const char *previous_label; /* "2012" */
    jln_cell previous;
    jln_cell change; /* JLN_KIND_POINTS or the card's kind for amounts */
} jln_doc_card;

/* A picture as it was loaded; `data` is NULL when there is none. */
typedef struct {
    bool png;          /* else JPEG */
    int width, height; /* pixels */
    const char *data;  /* the file's bytes in base 64 */
} jln_doc_logo;

/* A sign and what it means: a light, or words alone. */
typedef struct {
    jln_light light;
    const char *text;
} jln_doc_sign;

/* Who signs; the name may be NULL: a line to be filled in by hand. */
typedef struct {
    const char *title, *name;
} jln_signatory;

typedef enum {
    JLN_TEXT_BODY,
    JLN_TEXT_LEAD,    /* first paragraph of a section, a little larger */
    JLN_TEXT_NOTE,    /* small */
    JLN_TEXT_WARNING, /* in a box with a rule on the left */
    JLN_TEXT_ITEM     /* an item of a list */
} jln_text_role;

typedef struct {
    const char *title, *subtitle;
    const char *owner;  /* ministry */
    const char **lines; /* period, "données arrêtées au", provisional or final... */
    size_t line_count;
} jln_doc_cover;

typedef enum {
    JLN_BLOCK_COVER,
    JLN_BLOCK_CONTENTS, /* what there is, with its page; nothing in Excel and CSV */
    JLN_BLOCK_HEADING,
    JLN_BLOCK_TEXT,
    JLN_BLOCK_CARDS,
    JLN_BLOCK_TABLE,
    JLN_BLOCK_CHART,
    JLN_BLOCK_PAGE,       /* a new page, in the given orientation */
    JLN_BLOCK_SIGNATURES, /* kept on one page */
    JLN_BLOCK_SIGNS,      /* a line of signs with their meaning; nothing in Excel and CSV */
    JLN_BLOCK_SLOT /* on a fixed page, a place for the blocks up to the next slot; nothing in Excel
                      and CSV */
} jln_block_kind;

/* What a block of contents lists. */
typedef enum {
    JLN_LIST_HEADINGS,
    JLN_LIST_TABLES,
    JLN_LIST_CHARTS
} jln_list_of; /* headings of levels 1 and 2 */

#define JLN_COLOUR_OURS UINT32_MAX

enum { JLN_FOR_PDF = 1, JLN_FOR_XLSX = 2, JLN_FOR_CSV = 4, JLN_FOR_ALL = 7 };

typedef struct {
    jln_block_kind kind;
    unsigned formats; /* JLN_FOR_* */
    union {
        jln_doc_cover cover;
        struct {
            int level; /* 1 chapter (a new sheet in Excel, no new page by itself), 2 section, 3 */
            const char *text;
            const char *id;   /* bookmark, unique */
            const char *name; /* the text without "Annexe 2. ", for a sheet; NULL: the text */
        } heading;
        struct {
            jln_text_role role;
            const char *text; /* one paragraph; **bold** is the only mark-up */
            int number;       /* ITEM: of a numbered list, 0 for a bullet */
        } text;
        struct {
            jln_doc_card *cards;
            size_t count;
        } cards;
        jln_doc_table *table;
        jln_doc_chart *chart;
        jln_list_of contents;
        struct {
            const char *made_at; /* "Fait à Bamako, le" */
            jln_signatory *signatories;
            size_t count;
        } signatures;
        struct {
            jln_doc_sign *signs;
            size_t count;
        } signs;
        struct {
            bool landscape;
            bool
                fixed; /* what follows, up to the next page, takes exactly one page: lists shrink */
        } page;
        struct {
            bool first;  /* starts a new band, below the last one; else it stands beside the last
                            slot */
            float share; /* of the band's width */
        } slot;
    };
} jln_block;

typedef struct {
    jln_arena *arena; /* owns everything below */
    jln_lang lang;
    const char *template_id, *plan_id;
    const char *title;   /* of the report, on its cover */
    const char *subject; /* the plan's title in full, a document property; may be NULL */
    const char *author;  /* ministry or structure; may be NULL */
    const char *running; /* header of each page, and title of the file: the plan's short title, then
                            the report's */
    const char
        *footer; /* "Situation au 31/12/2013 · données arrêtées au 15/02/2014 · provisoire" */
    const char *band; /* "EXEMPLE FICTIF..." on each page and sheet that uses example data; NULL
                         otherwise */
    const char *fingerprint; /* hash of the logical rows used, printed on the last page */
    int32_t date;            /* days since 1970-01-01: creation date of the files */
    uint32_t colours[2]; /* 0xRRGGBB: of titles and first series, of rules; JLN_COLOUR_OURS for our
                            own */
    jln_doc_logo logo;   /* on the cover */
    bool landscape;      /* orientation of the first page */
    jln_block *blocks;
    size_t block_count, block_capacity;
} jln_doc;

/* An empty document that owns a new arena; NULL when out of memory. */
jln_doc *jln_doc_new(jln_lang lang);
void jln_doc_free(jln_doc *doc);

/* Appends an empty block of that kind; NULL when out of memory. Valid until the next block is
 * added. */
jln_block *jln_doc_add(jln_doc *doc, jln_block_kind kind, unsigned formats);

/* Appends a table block with its columns (copied); NULL when out of memory. The table stays where
 * it is. */
jln_doc_table *jln_doc_table_add(jln_doc *doc, unsigned formats, const char *key, const char *title,
                                 const jln_doc_column *columns, size_t count);

/* Appends a row with empty cells (state NA, no text); NULL when out of memory. The pointer is valid
 * until the next row; its `cells` stay where they are. */
jln_doc_row *jln_doc_row_add(jln_doc *doc, jln_doc_table *table, const char *key, jln_row_role role,
                             int level);

/* Appends a note and gives its number for jln_cell.note; an equal note is reused; 0 when out of
 * memory. */
uint16_t jln_doc_note(jln_doc *doc, jln_doc_table *table, const char *text);

/* Finds cells by name in constant time; built once, when the document is complete. */
typedef struct jln_doc_index jln_doc_index;
jln_doc_index *
jln_doc_index_new(const jln_doc *doc); /* in the document's arena; NULL when out of memory */

typedef struct {
    const jln_doc_table *table;
    size_t table_number; /* index of the table's block in the document's blocks */
    size_t row, column;
    const jln_cell *cell;
} jln_cell_place;

/* False when no such cell exists. */
bool jln_doc_find(const jln_doc_index *index, jln_cell_ref ref, jln_cell_place *place);

/* What makes a document wrong: an operand or a chart's cell that does not exist, an operand that
 * the workbook lacks while its formula is there, a wrong number of operands, a note that does not
 * exist, two tables, rows or columns with one key. JLN_EDATA with the place. */
jln_status jln_doc_check(const jln_doc *doc, jln_err *err);

#endif
