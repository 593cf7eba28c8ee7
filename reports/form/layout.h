/* Inside the forms: the sheets and columns that writer and reader share. */
#ifndef JLN_FORM_LAYOUT_H
#define JLN_FORM_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    JLN_FORM_ACTIVITIES, /* of a return */
    JLN_FORM_SPENDING,
    JLN_FORM_EXTRA,
    JLN_FORM_INDICATORS, /* of a follow-up, from here on */
    JLN_FORM_COVERAGE,
    JLN_FORM_FUNDING,
    JLN_FORM_RECOMMENDATIONS,
    JLN_FORM_SHEETS
} jln_form_sheet;

typedef enum {
    JLN_FORM_KEY,   /* hidden; "#" on lines that hold nothing */
    JLN_FORM_SHOWN, /* locked */
    JLN_FORM_GREY,  /* locked: the last known value */
    JLN_FORM_SUM,   /* locked: an amount */
    JLN_FORM_STATE, /* this one and the next are filled in */
    JLN_FORM_SHARE,
    JLN_FORM_NUMBER,
    JLN_FORM_WORDS,
    JLN_FORM_DATE,
    JLN_FORM_AMOUNT,
    JLN_FORM_VALUE, /* a number, words or a reason */
    JLN_FORM_FUNDER,
    JLN_FORM_ACTIVITY,
    JLN_FORM_NODE,
    JLN_FORM_NATURE,
    JLN_FORM_FOLLOW
} jln_form_kind;

typedef struct {
    const char *code;  /* in the hidden row and in CSV files */
    const char *title; /* marked for the catalogue */
    double width;
    jln_form_kind kind;
} jln_form_column;

typedef struct {
    const char *mark; /* in the first cell: what the sheet is */
    const char *code; /* in CSV files */
    const char *name, *title, *help;
    const jln_form_column *columns;
    uint16_t count;
} jln_form_layout;

extern const jln_form_layout jln_form_layouts[JLN_FORM_SHEETS];

/* True for the sheets of a follow-up. */
bool jln_form_follows(jln_form_sheet sheet);

/* True for a column that people fill in. */
bool jln_form_is_entry(jln_form_sheet sheet, int column);

/* Rank of a column; -1. */
int jln_form_column_of(jln_form_sheet sheet, const char *code);

#define JLN_FORM_KEY_MARK "jalon:key"
#define JLN_FORM_CONFIRM  "confirmed" /* the column that confirms what looks wrong on a line */

#define JLN_FORM_WHOLE "—" /* shown as the node, or the sex, of what is not split by it */

enum {
    JLN_FORM_VERSION = 2,
    JLN_FORM_HEADER = 4,      /* row of the titles; data below */
    JLN_FORM_FREE_LINES = 20, /* of spending, for any activity and source */
    JLN_FORM_EXTRA_LINES = 30,
    JLN_FORM_COLUMNS_MAX = 24
};

/* FNV-1a over the key's cells, to know a key that was changed by hand. */
uint64_t jln_form_hash(uint64_t hash, const char *text);

#endif
