/* Inside the reading of forms: what was read so far. */
#ifndef JLN_FORM_INSIDE_H
#define JLN_FORM_INSIDE_H

#include "form/form.h"
#include "form/layout.h"
#include "import/xlsx.h"

/* A word people choose and its code; a key of a row and how often it was met. */
typedef struct {
    const char *word, *code;
    int seen;
} jln_form_word;

typedef struct {
    jln_form_word *items;
    size_t count, capacity;
} jln_form_words;

/* A row for the store. */
typedef struct {
    const jln_table *table;
    jln_form_sheet sheet;
    jln_field *fields;
    uint32_t row; /* of the sheet, from 0 */
} jln_form_row;

/* What the doubts are about: a line of activities, or one of spending. */
typedef struct {
    uint32_t leaf, row;
    int funder; /* -1: none */
    bool known[JLN_STAGE_COUNT];
    int64_t amounts[JLN_STAGE_COUNT];
} jln_form_spent;

typedef struct {
    uint32_t leaf, row;
    bool not_started, known;
    jln_rat physical; /* in % */
} jln_form_done;

typedef struct {
    bool found;
    size_t index;    /* in the workbook */
    uint32_t header; /* row of the codes */
    int places[24];  /* column of the file for each of the layout; -1 */
} jln_form_place;

struct jln_form {
    const char *path;
    jln_arena *arena;
    jln_xlsx *xlsx;
    jln_form_key key;
    jln_form_words states, funders, activities, expected[JLN_FORM_SHEETS];
    uint64_t hash;
    const char *hash_written;
    jln_form_place sheets[JLN_FORM_SHEETS];
    size_t key_sheet;
    bool key_found;
    jln_package package;
    jln_form_row *rows;
    size_t row_count, row_capacity;
    jln_form_spent *spent;
    size_t spent_count, spent_capacity;
    jln_form_done *done;
    size_t done_count, done_capacity;
    jln_form_counts counts;
};

/* Emits a problem (or a doubt) at a cell; `column` is one of the layout, -1 for the sheet. JLN_EDATA at the limit. */
jln_status jln_form_say(const jln_form *form, jln_diag *diag, jln_form_sheet sheet, uint32_t row, int column,
                        const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* Doubts over all that was read. */
jln_status jln_form_doubt(const jln_form *form, const jln_form_known *known, jln_diag *doubts);

#endif
