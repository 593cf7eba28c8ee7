/* Inside the writing of forms: the workbook under way. */
#ifndef JLN_FORM_WRITER_H
#define JLN_FORM_WRITER_H

#include "base/str.h"
#include "form/form.h"
#include "form/layout.h"
#include "out/book.h"

#include <stddef.h>
#include <stdint.h>

/* Rows of the key sheet that a list of entries points at. */
typedef struct {
    uint32_t first, last;
} jln_form_span;

typedef struct {
    const jln_form_key *key;
    const jln_form_source *source;
    const jln_plan *plan; /* these three are the source's */
    const jln_facts *facts;
    jln_lang lang;
    jln_book *book;
    jln_arena *arena;
    uint32_t *leaves; /* those of the lead, scheduled first */
    uint32_t leaf_count;
    bool wanted[JLN_FORM_SHEETS];
    size_t at[JLN_FORM_SHEETS]; /* number of each sheet in the workbook */
    size_t remarks_at, key_at;
    uint32_t row; /* next row of the sheet being written */
    uint32_t key_row;
    uint64_t hash;
    jln_form_span states, follows, natures, funders, activities, nodes;
    uint32_t *note_rows; /* of a copy: row of each remark's cell in it; UINT32_MAX for none */
} jln_form_writer;

/* Plain cells of the hidden parts. */
extern const jln_book_style jln_form_plain;

/* The text, kept in the writer's arena; frees `text`. */
const char *jln_form_take(jln_form_writer *w, jln_str *text);

/* "1 250 000" in the language of the form; "30/06/2013". */
void jln_form_add_amount(const jln_form_writer *w, jln_str *text, int64_t minor);
void jln_form_add_number(const jln_form_writer *w, jln_str *text, jln_rat value);
void jln_form_add_day(jln_str *text, const char *iso);

/* Whole units of an amount, as a workbook holds it. */
double jln_form_units(const jln_form_writer *w, int64_t minor);

/* Lines that a text takes in a column of so many letters, a word's end lost on each. */
double jln_form_lines_of(const char *text, double letters);

/* ---- sheets ---- */

void jln_form_key_line(jln_form_writer *w, const char *what, const char *a, const char *b);
void jln_form_begin_sheet(jln_form_writer *w, jln_form_sheet sheet);

/* One line: `key`, and for each column its text (NULL or "" for an empty one); an entry with a text
 * is locked. `sum` goes to the column of that kind when not NULL. In a copy, what was answered on
 * the line of that key is written, and marked. */
void jln_form_write_line(jln_form_writer *w, jln_form_sheet sheet, const char *key,
                         const char *const *texts, const double *sum);

/* Lines to be chosen freely; in a copy, also those answered that the form no longer has. */
void jln_form_free_lines(jln_form_writer *w, jln_form_sheet sheet, int count);
void jln_form_end_sheet(jln_form_writer *w, jln_form_sheet sheet);

/* ---- what fills them ---- */

void jln_form_fill_return(jln_form_writer *w);
void jln_form_fill_follow_up(jln_form_writer *w);
void jln_form_fill_instructions(jln_form_writer *w);

/* The sheet of what is to be corrected or confirmed, of a copy; written last. */
void jln_form_fill_remarks(jln_form_writer *w);

/* The style of an entry's kind; `entry` when it is filled in. */
jln_book_style jln_form_style(const jln_form_writer *w, jln_form_kind kind, bool entry);

#endif
