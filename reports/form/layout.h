/* Inside the forms: the sheets and columns that writer and reader share. */
#ifndef JLN_FORM_LAYOUT_H
#define JLN_FORM_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

typedef enum { JLN_FORM_ACTIVITIES, JLN_FORM_SPENDING, JLN_FORM_EXTRA, JLN_FORM_SHEETS } jln_form_sheet;

typedef enum {
    JLN_FORM_KEY,   /* hidden; "#" on lines that hold nothing */
    JLN_FORM_SHOWN, /* locked */
    JLN_FORM_GREY,  /* locked: the last known value */
    JLN_FORM_SUM,   /* locked: an amount */
    JLN_FORM_STATE, JLN_FORM_SHARE, JLN_FORM_NUMBER, JLN_FORM_WORDS, JLN_FORM_DATE, JLN_FORM_AMOUNT,
    JLN_FORM_FUNDER, JLN_FORM_ACTIVITY, JLN_FORM_NODE
} jln_form_kind;

typedef struct {
    const char *code;  /* in the hidden row; for entries, the column of the store's table */
    const char *title; /* marked for the catalogue */
    double width;
    jln_form_kind kind;
} jln_form_column;

typedef struct {
    const char *mark; /* in the first cell: what the sheet is */
    const char *name, *title, *help;
    const jln_form_column *columns;
    uint16_t count;
} jln_form_layout;

extern const jln_form_layout jln_form_layouts[JLN_FORM_SHEETS];

#define JLN_FORM_KEY_MARK "jalon:key"

enum {
    JLN_FORM_VERSION = 1,
    JLN_FORM_HEADER = 4,     /* row of the titles; data below */
    JLN_FORM_FREE_LINES = 20, /* of spending, for any activity and source */
    JLN_FORM_EXTRA_LINES = 30
};

/* FNV-1a over the key's cells, to know a key that was changed by hand. */
uint64_t jln_form_hash(uint64_t hash, const char *text);

#endif
