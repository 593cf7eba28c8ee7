/* Collection forms: one workbook per lead structure and period, written out, filled in by people,
 * read back.
 *
 * Two sorts: the return of a structure (activities, spending, work not planned) and the follow-up
 * of a plan (indicators of the logical framework, beneficiaries, funding, recommendations). A
 * hidden key makes a form recognised whatever was sorted, moved or inserted. Each sheet has a
 * hidden first row of column codes and a hidden column of row keys; what has neither is not read. A
 * CSV file with the same column codes is read like a workbook. */
#ifndef JLN_FORM_FORM_H
#define JLN_FORM_FORM_H

#include "compute/facts.h"
#include "compute/frame.h"
#include "model/table.h"

typedef struct {
    const char *code; /* 2013, 2013-S1, 2013-T2 */
    int year;
    const char *first_day, *last_day;
    bool known; /* among the plan's periods */
    bool closed;
} jln_form_period;

/* The period `code` of `year`; NULL is the whole year. A period that the plan does not have yet is
 * made from its code. JLN_EUSAGE when the code is none of that year. Texts in `arena`. */
jln_status jln_form_period_find(const jln_facts *facts, int year, const char *code,
                                jln_arena *arena, jln_form_period *out, jln_err *err);

/* What a form is about, written in its key. */
typedef struct {
    bool follow_up;          /* the follow-up of the plan, not the return of a structure */
    const char *plan, *lead; /* lead: who sends it */
    const char *return_id, *due_on;
    jln_form_period period;
} jln_form_key;

/* Last day of the month after the period: when a return is due, unless the plan's returns say
 * otherwise. */
const char *jln_form_due(const jln_form_period *period, jln_arena *arena);

typedef struct jln_form jln_form;

/* What a form is made from. */
typedef struct {
    const jln_plan *plan;
    const jln_facts *facts;
    const jln_frame *frame;
    const uint32_t *associated; /* leaves another structure leads and this one takes part in: shown,
                                   with nothing to fill in */
    size_t associated_count;
    const jln_form *answers; /* a form that was read: its answers are written again, and what is to
                                be said of them; NULL for a form to fill in */
    jln_lang lang;
    int32_t created; /* in days since 1970-01-01 */
} jln_form_source;

/* Writes a form; that of a return has the activities of the structure `key->lead`, those scheduled
 * first. JLN_ENOTFOUND when no activity has that lead, or when the plan has nothing to follow up.
 */
jln_status jln_form_write(const jln_form_key *key, const jln_form_source *source, const char *path,
                          jln_err *err);

/* ---- reading ---- */

/* Opens a filled-in form (a CSV file when its name ends so) and reads its key. JLN_EDATA with a
 * place when it is no form of ours. */
jln_status jln_form_open(const char *path, jln_arena *arena, jln_form **out, jln_err *err);
void jln_form_close(jln_form *form);

/* The key; before reading, the caller sets what the database knows better: return_id, due_on, and
 * the period. `year` is 0 when the file names the period only. */
jln_form_key *jln_form_key_of(jln_form *form);

/* An amount of an earlier period of the same year, for what may not go back. */
typedef struct {
    uint32_t leaf;
    int funder, stage;
    int64_t amount;
} jln_form_before;

/* A figure that looked wrong and was confirmed by someone, now or in an earlier import. */
typedef struct {
    const char *rule, *line, *found, *compared, *by, *explanation;
} jln_form_confirmed;

typedef struct {
    const jln_plan *plan;
    const jln_facts *facts;
    const jln_frame *frame;
    const jln_facts
        *earlier; /* those of the period before in the same year; NULL when there is none */
    const jln_form_before *before;
    size_t before_count;
    const jln_form_confirmed *confirmed; /* of the same return */
    size_t confirmed_count;
    const char *confirm_by,
        *confirm_why; /* who answers for all that is doubtful; NULL for nobody */
} jln_form_known;

/* Reads all sheets into rows. What is wrong, doubtful or worth knowing is kept as remarks.
 * JLN_EDATA when something is wrong, or doubtful and confirmed by nobody. */
jln_status jln_form_read(jln_form *form, const jln_form_known *known, jln_err *err);

typedef enum {
    JLN_FORM_PROBLEM, /* to be corrected */
    JLN_FORM_DOUBT,   /* to be corrected or confirmed */
    JLN_FORM_NOTICE   /* to be known */
} jln_form_gravity;

typedef struct {
    jln_form_gravity gravity;
    const char *where; /* file, sheet and cell */
    const char *message;
    const char *by, *why; /* who confirmed a doubt, and the reason given; NULL */
} jln_form_remark;

/* In the order of reading; a file with thousands of problems keeps the first ones. */
size_t jln_form_remark_count(const jln_form *form);
jln_form_remark jln_form_remark_at(const jln_form *form, size_t index);

/* Adds a problem that someone else found, with its place if it has one. */
jln_status jln_form_add_problem(jln_form *form, const jln_err *problem);

/* Something worth knowing, or doubtful (`rule` not NULL), about the whole form. */
jln_status jln_form_add_remark(jln_form *form, const jln_form_known *known, const char *rule,
                               const char *found, const char *message);

typedef struct {
    size_t activities, reported; /* lines of the form, and those with a state */
    size_t amounts, extras;      /* amounts, measures and the like; work not planned */
    size_t problems;             /* all of them, also those not kept */
    size_t doubts, unconfirmed;
} jln_form_counts;
jln_form_counts jln_form_counts_of(const jln_form *form);

/* Sends what was read to the store as the package `package`: the period when the plan does not have
 * it yet and, for the first return of a period, those expected of the other structures (as a
 * package of their own), the return with its status and day, then the rows, where each comes from,
 * and what was confirmed. */
typedef struct {
    const char *package, *status, *received_on; /* status and day of a return */
    const jln_form_known *known;
    bool announce; /* no return of the period is expected yet */
} jln_form_sending;

jln_status jln_form_send(const jln_form *form, const jln_form_sending *sending,
                         const jln_sink *sink, jln_err *err);

#endif
