/* Inside the reading of forms: what was read so far. */
#ifndef JLN_FORM_INSIDE_H
#define JLN_FORM_INSIDE_H

#include "form/form.h"
#include "form/layout.h"
#include "import/csv.h"
#include "import/xlsx.h"

/* What a person put into a cell, as clean text; NULL for nothing. */
typedef struct {
    const char *text;
    jln_xlsx_kind kind;
} jln_form_answer;

/* A word people choose and its code; or a key of a row, how often it was met and what was answered.
 */
typedef struct {
    const char *word, *code;
    int seen;
    bool written;             /* into the copy to send back */
    uint32_t row;             /* of the sheet, from 0 */
    jln_form_answer *answers; /* of each column; NULL when there are none */
} jln_form_word;

typedef struct {
    jln_form_word *items;
    size_t count, capacity;
    uint32_t *slots; /* hashed by word: rank + 1, 0 for none */
    size_t slot_count;
} jln_form_words;

/* Appends a word, copied. A word that is there already stays the one that is found. */
jln_status jln_form_words_add(jln_form_words *words, const char *word, const char *code,
                              jln_arena *arena, jln_err *err);

/* The item of exactly that word; NULL. */
jln_form_word *jln_form_words_find(const jln_form_words *words, const char *word);

/* The code of what a person typed: a word of the list, capitals and accents aside, or a code. */
const char *jln_form_words_code(const jln_form_words *words, const char *text);

/* A row for the store. */
typedef struct {
    const jln_table *table;
    jln_form_sheet sheet;
    jln_field *fields;
    uint32_t row;    /* of the sheet, from 0 */
    int column;      /* of the layout: where the figure is */
    const char *key; /* of the table, its parts between bars */
} jln_form_row;

/* What the doubts are about: lines of the sheets. */
typedef struct {
    const char *key;
    uint32_t leaf, row;
    int funder; /* -1: none */
    bool known[JLN_STAGE_COUNT];
    int64_t amounts[JLN_STAGE_COUNT];
} jln_form_spent;

typedef struct {
    const char *key;
    uint32_t leaf, row;
    bool not_started, known;
    jln_rat physical; /* in % */
} jln_form_done;

typedef struct {
    const char *key;
    uint32_t row;
    int funder;
    uint32_t node;
    bool in_kind, known[JLN_FUNDING_COUNT];
    int64_t amounts[JLN_FUNDING_COUNT];
} jln_form_funded;

typedef struct {
    jln_form_sheet sheet;
    const char *key, *unit, *region, *sex; /* these two: of a coverage */
    uint32_t row;
    int line; /* of the logical framework; -1 */
    jln_rat value;
} jln_form_measured;

typedef struct {
    bool found;
    size_t index;                     /* in the workbook */
    uint32_t header;                  /* row of the codes */
    int places[JLN_FORM_COLUMNS_MAX]; /* column of the file for each of the layout; -1 */
} jln_form_place;

/* A remark with its place in the form: that of the copy. */
typedef struct {
    jln_form_remark said;
    int sheet, column;                   /* -1: none */
    const char *key;                     /* of the line; NULL */
    const char *rule, *found, *compared; /* of a doubt */
} jln_form_note;

struct jln_form {
    const char *path;
    jln_arena *arena;
    jln_xlsx *xlsx; /* NULL for a CSV file */
    bool csv;       /* a CSV file */
    jln_form_key key;
    bool wanted[JLN_FORM_SHEETS];
    jln_form_words states, follows, natures, funders, activities, expected[JLN_FORM_SHEETS];
    jln_form_words taken; /* "table|key" of the rows, with the place of each */
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
    jln_form_funded *funded;
    size_t funded_count, funded_capacity;
    jln_form_measured *measured;
    size_t measured_count, measured_capacity;
    jln_form_note *notes;
    size_t note_count, note_capacity;
    jln_form_counts counts;
};

/* Grows an array of `form` by one zeroed element and gives it; NULL with `err` set. */
void *jln_form_push(jln_form *form, void *items, size_t *count, size_t *capacity, size_t size,
                    jln_err *err);

/* One line of a sheet: the cell of each column of the layout, as clean text. */
typedef struct {
    jln_form *form;
    const jln_form_known *known;
    jln_form_sheet sheet;
    uint32_t row;
    const char *key;
    const char *texts[JLN_FORM_COLUMNS_MAX];
    jln_xlsx_kind kinds[JLN_FORM_COLUMNS_MAX];
    size_t before; /* problems, when the line began */
} jln_form_line;

/* A problem at a cell of the line; `column` -1 for the line itself. */
jln_status jln_form_bad(jln_form_line *l, int column, jln_err *err, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* A problem or a notice about a sheet, at a row of it (`row` counts from 0) when `column` is one.
 */
jln_status jln_form_say(jln_form *form, jln_form_gravity gravity, jln_form_sheet sheet,
                        uint32_t row, int column, jln_err *err, const char *fmt, ...)
    __attribute__((format(printf, 7, 8)));

/* Keeps a note made elsewhere: counts it, and finds who confirms it when it is a doubt. */
jln_status jln_form_keep(jln_form *form, const jln_form_known *known, const jln_form_note *note,
                         jln_err *err);

/* "file, sheet!cell", or "file:line:column", in `arena`; NULL when out of memory. */
const char *jln_form_where(const jln_form *form, jln_form_sheet sheet, uint32_t row, int column);

/* "I6", or "12:5" of a CSV file. */
const char *jln_form_cell(const jln_form *form, jln_form_sheet sheet, uint32_t row, int column);

bool jln_form_is_good(const jln_form_line *l);
int jln_form_at(const jln_form_line *l, const char *code);
const char *jln_form_text(const jln_form_line *l, const char *code);

/* ---- fields of the store, from the cells of a line ---- */

jln_field *jln_form_fields(jln_form_line *l, const jln_table **table, const char *name,
                           jln_err *err);

/* Reads a text as the store's column says; a problem names the cell. */
jln_status jln_form_put(jln_form_line *l, const jln_table *table, jln_field *fields,
                        const char *name, int cell, const char *text, jln_err *err);
jln_status jln_form_put_cell(jln_form_line *l, const jln_table *table, jln_field *fields,
                             const char *name, jln_err *err);

/* Ends a row: checks it as a whole and keeps it. */
jln_status jln_form_finish(jln_form_line *l, const jln_table *table, jln_field *fields, int cell,
                           jln_err *err);

/* "ND" and "s.o." stand for reasons (missing, na); NULL for anything else. */
const char *jln_form_reason(const char *text);

/* A share typed "60 %", with its space, is 60. */
const char *jln_form_without_percent(jln_form_line *l, int cell);

jln_status jln_form_bad_word(jln_form_line *l, const char *column, const jln_form_words *words,
                             jln_err *err);

/* One line of each sheet to rows. */
jln_status jln_form_read_activity(jln_form_line *l, jln_err *err);
jln_status jln_form_read_spending(jln_form_line *l, jln_err *err);
jln_status jln_form_read_extra(jln_form_line *l, jln_err *err);
jln_status jln_form_read_indicator(jln_form_line *l, jln_err *err);
jln_status jln_form_read_cover(jln_form_line *l, jln_err *err);
jln_status jln_form_read_funding(jln_form_line *l, jln_err *err);
jln_status jln_form_read_recommendation(jln_form_line *l, jln_err *err);

/* The one of its sheet, for a line with a key of the form. */
jln_status jln_form_read_line(jln_form_line *l, jln_err *err);

/* Takes a line whose cells are known: its key, its answers, its rows. */
jln_status jln_form_take_line(jln_form_line *l, jln_err *err);

/* A CSV file: recognised, then read. */
jln_status jln_form_csv_open(jln_form *form, jln_err *err);
jln_status jln_form_csv_read(jln_form *form, const jln_form_known *known, jln_err *err);

/* Doubts over all that was read. */
jln_status jln_form_doubt_spending(jln_form *form, const jln_form_known *known, jln_err *err);
jln_status jln_form_doubt_follow_up(jln_form *form, const jln_form_known *known, jln_err *err);

/* The lines of a form: "1.2|3" of the logical framework, "scheme|region|measure|unit" (and "|F") of
 * the coverage, "funder|node|nature" of the funding; in `arena`. */
const char *jln_form_indicator_key(const jln_plan *plan, const jln_frame_line *line,
                                   jln_arena *arena);
const char *jln_form_cover_key(const jln_cover *cover, jln_arena *arena);

/* Codes of the states of activities, in the order of jln_progress_state. */
extern const char *const jln_form_state_codes[JLN_NOT_REPORTED];

/* Words of the states of recommendations, and of the natures of funding. */
enum { JLN_FORM_FOLLOWS = 4, JLN_FORM_NATURES = 2 };
extern const char *const jln_form_follow_words[JLN_FORM_FOLLOWS][2]; /* word, code */
extern const char *const jln_form_nature_words[JLN_FORM_NATURES][2];

#endif
