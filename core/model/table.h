/* The tables of a data package: one description of each serves the CSV reader, the store and the
 * exports.
 *
 * A row belongs to a plan (named by its package); the plan is not a column of the CSV. Keys are
 * written in the files, never made at load. */
#ifndef JLN_MODEL_TABLE_H
#define JLN_MODEL_TABLE_H

#include "base/err.h"
#include "model/package.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    JLN_COL_TEXT,    /* any text */
    JLN_COL_ID,      /* letters, digits, . - _ / : ; at most 80 bytes */
    JLN_COL_CODE,    /* one of `codes` */
    JLN_COL_INT,     /* a whole number */
    JLN_COL_AMOUNT,  /* whole currency units, minor units in the store */
    JLN_COL_YEAR,    /* a year of the plan */
    JLN_COL_DATE,    /* YYYY-MM-DD, kept as text */
    JLN_COL_BOOL,    /* true/false, kept as 1/0 */
    JLN_COL_DECIMAL, /* an exact decimal, kept as text with a point ("12.5") */
    JLN_COL_PRINTED  /* an amount as the document prints it: "40000", "PM", "-", "", "ND"; never
                        stored as such:  `finish` turns it into the columns `state` and `amount` */
} jln_col_type;

enum {
    JLN_COL_KEY = 1,       /* part of the key; an empty cell is kept as the empty text */
    JLN_COL_REQUIRED = 2,  /* may not be empty */
    JLN_COL_DERIVED = 4,   /* not in the CSV: set by `finish` */
    JLN_COL_OPTIONAL = 8,  /* the CSV may leave the whole column out */
    JLN_COL_FROM_ZERO = 16 /* an amount or a decimal of 0 or more */
};

typedef struct {
    const char *name;
    jln_col_type type;
    unsigned flags;
    const char *const *codes; /* JLN_COL_CODE: NULL-terminated */
    const char *ref; /* name of the table whose first key column this one names; NULL for none */
} jln_column;

typedef enum { JLN_FIELD_NULL = 0, JLN_FIELD_INT, JLN_FIELD_TEXT } jln_field_tag;

typedef struct {
    jln_field_tag tag;
    int64_t integer;
    const char *text; /* borrowed: valid during the call that hands the row over */
} jln_field;

enum { JLN_TABLE_COLUMNS_MAX = 20, JLN_FIELD_TEXT_MAX = 4096 };

typedef struct jln_table jln_table;
struct jln_table {
    const char *name; /* resource of the package, table of the store */
    const jln_column *columns;
    size_t column_count;
    /* Sets the derived columns of one row, or NULL when there is none. On JLN_EDATA `*column` is
     * the one at fault and the error has found, expected and what to do, but no place. `scratch`
     * (64 bytes) may hold texts of the row. */
    jln_status (*finish)(const jln_package *package, jln_field *fields, char scratch[64],
                         size_t *column, jln_err *err);
};

/* All tables, parents before children: the order of insertion. */
extern const jln_table *const jln_tables[];
extern const size_t jln_table_count;

/* By name; NULL when there is none. */
const jln_table *jln_table_find(const char *name);

/* Rank of a column by name; -1 when there is none. */
int jln_table_column(const jln_table *table, const char *name);

/* One typed row on its way from import to store. */
typedef struct {
    const jln_table *table;
    const jln_field *fields; /* as many as the table has columns, in its order */
    long line;               /* physical line of the file, from 1 */
} jln_row;

/* Receives what import reads, one row at a time; the store implements it. */
typedef struct {
    void *ctx;
    /* A package starts; it lives until the load has ended. */
    jln_status (*package)(void *ctx, const jln_package *package, jln_err *err);
    /* A file starts: its rows are of `table`; `places[i]` is the position (from 1) of column i in
     * the file, 0 when the file has no such column. `file` and `places` live until the load has
     * ended. */
    jln_status (*file)(void *ctx, const jln_table *table, const char *file, const int *places,
                       jln_err *err);
    jln_status (*row)(void *ctx, const jln_row *row, jln_err *err);
} jln_sink;

/* Where problems of the data go, so that a person sees more than the first one. `emit` may be NULL.
 * Reading stops at `limit` problems. */
typedef struct {
    void *ctx;
    void (*emit)(void *ctx, const jln_err *problem);
    size_t count;
    size_t limit;
} jln_diag;

/* Counts and emits a problem; JLN_EDATA when the limit is reached, JLN_OK to go on. */
jln_status jln_diag_emit(jln_diag *diag, const jln_err *problem);

#endif
