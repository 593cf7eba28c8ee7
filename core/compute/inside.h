/* Inside core/compute: the engine's parts, shared by engine.c, host.c, methods.c, indicator.c,
 * example.c, explain.c and explain_steps.c. */
#ifndef JLN_COMPUTE_INSIDE_H
#define JLN_COMPUTE_INSIDE_H

#include "base/str.h"
#include "compute/frame.h"
#include "compute/light.h"
#include "compute/lines.h"
#include "compute/totals.h"
#include "compute/vectors.h"
#include "script/script.h"

/* What a script computes with: a sum over leaves or over lines of financing not yet made, or a
 * finished value. */
typedef struct {
    enum { JLN_H_VECTOR, JLN_H_LINES, JLN_H_VALUE } kind;
    int vector; /* JLN_H_VECTOR */
    jln_lines
        lines; /* JLN_H_LINES; of planned financing, which is a value: what a ratio pairs it with */
    bool is_financing; /* JLN_H_VALUE that is planned financing */
    jln_result result; /* JLN_H_VALUE */
} jln_hvalue;

/* What a script asked for, in its order: what `explain` unrolls. */
typedef struct {
    jln_measure measure;
    jln_span span;
    jln_place place; /* its funder and node */
    jln_value sum;
    const char *code, *words; /* of JLN_M_FIGURE */
    bool amount, in_kind;
    const char *doc, *origin; /* of JLN_M_FIGURE: where it is written */
    int line;
} jln_call;

/* What a JLN_M_FIGURE counts: its `which`. */
enum {
    JLN_FIGURE_PLAIN,
    JLN_FIGURE_STEP, /* worked out from figures that are told beside it */
    JLN_FIGURE_RETURNS,
    JLN_FIGURE_ACTIVITIES,
    JLN_FIGURE_FOLLOW_UP,
    JLN_FIGURE_MILESTONES
};

/* A ratio a script made of two vectors: which leaves entered it. */
typedef struct {
    int numerator, denominator;
} jln_pair;

typedef struct {
    const jln_indicator *indicator;
    int year;
    jln_handle value;
} jln_memo;

enum { JLN_CALLS_MAX = 32, JLN_PAIRS_MAX = 8, JLN_DEPTH_MAX = 16, JLN_VALUES_MAX = 20000 };

struct jln_engine {
    jln_arena *arena;
    jln_arena *scratch; /* values of one evaluation */
    jln_db *db;
    const jln_plan *plan;
    const jln_facts *facts;
    const jln_frame *frame;
    jln_engine_options options;
    jln_stage stage;
    jln_bands bands;
    jln_vectors vectors;
    jln_indicator *indicators;
    size_t indicator_count, indicator_capacity;
    jln_script_host host;
    jln_place place;    /* being evaluated */
    int item;           /* of jln_engine_item, -1 for none */
    jln_hvalue *values; /* handle h is values[h - 1] */
    size_t value_count, value_capacity;
    uint64_t work;                             /* leaves looked at in this evaluation */
    const jln_indicator *stack[JLN_DEPTH_MAX]; /* indicators that ask for one another */
    int depth;
    jln_memo *memos; /* those already computed in this evaluation */
    size_t memo_count, memo_capacity;
    const jln_tree *given; /* a worked example: what the methods answer, instead of the facts */
    bool keep_log;         /* explain */
    jln_call calls[JLN_CALLS_MAX];
    size_t call_count;
    jln_pair pairs[JLN_PAIRS_MAX];
    size_t pair_count;
    bool lines_paired; /* the script divided funding by the financing of the same lines: */
    jln_lines paired;
    int sum; /* the vector whose sum is the value; -1 when it is another thing */
};

/* Names, operators and questions scripts see. */
void jln_host_init(jln_engine *engine);

/* A value made for the script. */
jln_status jln_host_value(jln_engine *engine, jln_hvalue value, jln_handle *out, jln_err *err);
jln_status jln_host_result(jln_engine *engine, jln_result result, jln_handle *out, jln_err *err);
jln_status jln_host_plain(jln_engine *engine, jln_value value, jln_handle *out, jln_err *err);
const jln_hvalue *jln_host_at(const jln_engine *engine, jln_handle handle);
void jln_host_log(jln_engine *engine, const jln_call *call);

/* Why there is no vector: JLN_ELIMIT for a script that makes too many, else JLN_ENOMEM. */
jln_status jln_host_no_vector(const jln_engine *engine, jln_err *err);

/* The finished value of a handle. */
jln_result jln_host_finish(jln_engine *engine, jln_handle handle);

/* The methods of the place: n:spent{...}. */
extern const char *const jln_methods[];

/* How a method is written, with its arguments: "spent{stage, year, cumulative, funder}". For the
 * page of reference. */
void jln_methods_usage(int index, jln_str *out);

jln_status jln_methods_call(void *engine, const char *method, const jln_arg *args, size_t count,
                            jln_handle *out, jln_err *err);

/* True for a return that is in a state of n:returns{state = ...}. */
bool jln_return_is(const jln_return *r, const char *state);

/* True when its sender leads an activity of the node; the whole plan has all of them. */
bool jln_return_below(const jln_engine *engine, const jln_return *r, uint32_t node);

/* Evaluates an indicator in a year at the engine's place and item; cycles are refused. */
jln_status jln_engine_evaluate(jln_engine *engine, const jln_indicator *indicator, int year,
                               jln_handle *out, jln_err *err);

/* The answer of a worked example to a method about a year. `key` names what is asked, `scope` is
 * "previous", "cumulative", "all" or NULL. */
jln_status jln_example_given(jln_engine *engine, const char *scope, const char *key, int year,
                             jln_handle *out, jln_err *err);

/* The formula of the value just computed, unrolled into the steps of `out`; false when out of
 * memory. */
bool jln_explain_steps(const jln_engine *engine, const jln_indicator *indicator, jln_place place,
                       jln_arena *arena, jln_explanation *out);

/* Loads the indicators of a folder. */
jln_status jln_indicators_load(jln_engine *engine, const char *folder, jln_err *err);

/* The last day of what is known of a year: of its period, not after the report's day. */
const char *jln_engine_day(const jln_engine *engine, int year, char out[16]);

/* Last day of the year, or of the period asked for in it. */
const char *jln_engine_end(const jln_engine *engine, int year, char out[16]);

/* The period a year is told by: --period, else its latest; -1. */
int jln_engine_period(const jln_engine *engine, int year);

#endif
