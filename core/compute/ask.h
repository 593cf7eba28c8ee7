/* Inside core/compute: a question a script asks of its place, and who answers it. */
#ifndef JLN_COMPUTE_ASK_H
#define JLN_COMPUTE_ASK_H

#include "compute/inside.h"

typedef struct {
    jln_engine *e;
    const char *method;
    const char *code;                  /* the argument that chooses: stage, which, status, state */
    const char *word;                  /* n:setting("key"): the text that stands alone */
    const char *sex, *region, *scheme; /* "" and NULL when not asked for */
    jln_handle value;                  /* n:keep(v): the value that stands alone */
    jln_handle known, positive;
    int year;
    bool cumulative, whole, next, in_kind, all;
    const char *funder; /* the id asked for; NULL */
    jln_place place;    /* of the engine, with the funder asked for */
    jln_span span;
    const jln_arg *fallback;
} jln_ask;

typedef jln_status jln_answer_fn(const jln_ask *a, jln_handle *out, jln_err *err);

/* Keeps a figure for explain: `which` is one of JLN_FIGURE_*, `code` is a fixed one. */
void jln_ask_figure(const jln_ask *a, int which, const char *code, const char *words,
                    jln_value value);

/* The same, with the place it is written at. `code` outlives the script. */
void jln_ask_written(const jln_ask *a, const char *code, const char *words, jln_value value,
                     const char *doc, int line, const char *origin);

/* answers.c: activities, money, counts; answers_frame.c: what a plan follows beside its activities.
 */
jln_answer_fn jln_answer_spent, jln_answer_base, jln_answer_outside, jln_answer_physical,
    jln_answer_quantity, jln_answer_kind, jln_answer_milestones, jln_answer_weight, jln_answer_keep,
    jln_answer_financing, jln_answer_funding, jln_answer_opening, jln_answer_count,
    jln_answer_returns, jln_answer_elapsed, jln_answer_baseline, jln_answer_target,
    jln_answer_actual, jln_answer_direction, jln_answer_bound, jln_answer_beneficiaries,
    jln_answer_population, jln_answer_registered, jln_answer_programme_target,
    jln_answer_recommendations;

#endif
