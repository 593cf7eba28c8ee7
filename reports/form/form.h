/* Collection forms: one workbook per lead structure and period, written out, filled in by people, read back.
 *
 * Sheets: instructions, activities (progress), spending (one line per activity and source), work not planned, and a hidden key
 * by which the return is recognised whatever was sorted, moved or inserted. Each sheet has a hidden first row of column codes and a hidden column
 * of row keys; what has neither is not read. */
#ifndef JLN_FORM_FORM_H
#define JLN_FORM_FORM_H

#include "compute/facts.h"
#include "model/table.h"

typedef struct {
    const char *code; /* 2013, 2013-S1, 2013-T2 */
    int year;
    const char *first_day, *last_day;
    bool known; /* among the plan's periods */
    bool closed;
} jln_form_period;

/* The period `code` of `year`; NULL is the whole year. A period that the plan does not have yet is made from its code.
 * JLN_EUSAGE when the code is none of that year. Texts in `arena`. */
jln_status jln_form_period_find(const jln_facts *facts, int year, const char *code, jln_arena *arena,
                                jln_form_period *out, jln_err *err);

/* What a form is about, written in its key. */
typedef struct {
    const char *plan, *lead, *return_id, *due_on;
    jln_form_period period;
} jln_form_key;

/* Last day of the month after the period: when a return is due, unless the plan's returns say otherwise. */
const char *jln_form_due(const jln_form_period *period, jln_arena *arena);

/* What a form is made from. */
typedef struct {
    const jln_plan *plan;
    const jln_facts *facts;
    const uint32_t *associated; /* leaves another structure leads and this one takes part in: shown, with nothing to fill in */
    size_t associated_count;
    jln_lang lang;
    int32_t created; /* in days since 1970-01-01 */
} jln_form_source;

/* Writes the form of the structure `key->lead`: its activities, those scheduled first. JLN_ENOTFOUND when no activity has that
 * lead. */
jln_status jln_form_write(const jln_form_key *key, const jln_form_source *source, const char *path, jln_err *err);

/* ---- reading ---- */

typedef struct jln_form jln_form;

/* Opens a filled-in form and reads its key. JLN_EDATA with a place when it is no form of ours. */
jln_status jln_form_open(const char *path, jln_arena *arena, jln_form **out, jln_err *err);
void jln_form_close(jln_form *form);

/* The key; before reading, the caller sets what the database knows better: return_id, due_on, and whether the period is known. */
jln_form_key *jln_form_key_of(jln_form *form);

/* An amount of an earlier period of the same year, for what may not go back. */
typedef struct {
    uint32_t leaf;
    int funder, stage;
    int64_t amount;
} jln_form_before;

typedef struct {
    const jln_plan *plan;
    const jln_facts *facts;
    const jln_form_before *before;
    size_t before_count;
} jln_form_known;

/* Reads all sheets into rows. Every problem goes to `problems` with file, sheet and cell; what is doubtful and taken all
 * the same goes to `doubts`. JLN_EDATA when there was a problem. */
jln_status jln_form_read(jln_form *form, const jln_form_known *known, jln_diag *problems, jln_diag *doubts,
                         jln_err *err);

typedef struct {
    size_t activities, reported; /* lines of the form, and those with a state */
    size_t amounts, extras;
} jln_form_counts;
jln_form_counts jln_form_counts_of(const jln_form *form);

/* Sends what was read to the store as the package `package`: the period when the plan does not have it yet (as a package of its
 * own), the return with its status and day, then the rows. */
jln_status jln_form_send(const jln_form *form, const char *package, const char *status, const char *received_on,
                         const jln_sink *sink, jln_err *err);

#endif
