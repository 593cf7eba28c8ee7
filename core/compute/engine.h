/* Computing: indicators written in Lua over the facts of a plan, for any node, funder and year.
 *
 * Every result keeps what it rests on: numerator, denominator, n/N, the share of the base that is covered, and why there is
 * no number when there is none. */
#ifndef JLN_COMPUTE_ENGINE_H
#define JLN_COMPUTE_ENGINE_H

#include "compute/facts.h"
#include "model/value.h"

/* A measure is an amount (or %) that facts give for each leaf, or for each line of financing. */
typedef enum {
    JLN_M_BASE,      /* amount on a base; `which` is a jln_base */
    JLN_M_SPENT,     /* amount at a stage; `which` is a jln_stage */
    JLN_M_OUTSIDE,   /* the part of it on PM or unscheduled activities: dépenses hors dotation */
    JLN_M_WEIGHT,    /* 1 for each scheduled activity, s.o. when cancelled by a dated decision */
    JLN_M_PHYSICAL,  /* reported progress, 0 to 1 */
    JLN_M_FINANCING, /* planned financing by funder */
    JLN_M_FUNDING,   /* funding at a status; `which` is a jln_funding */
    JLN_M_COUNT
} jln_measure_kind;

typedef struct {
    jln_measure_kind kind;
    int which;
} jln_measure;

/* Where and when a value is asked for. */
typedef struct {
    uint32_t node; /* 0 for the plan */
    int funder;    /* -1: all */
    int year;
} jln_place;

typedef struct {
    jln_value value;       /* n/N in it */
    jln_value numerator, denominator; /* known only for ratios */
    jln_value covered;     /* share of the base whose facts are known, 0 to 1; known only for ratios */
    jln_light light;
    const char *noun;      /* what n and N count, in the current language: "activités" */
} jln_result;

typedef struct {
    const char *id;
    const char *title, *definition, *formula, *source; /* in the current language */
    const char *unit;     /* "ratio", or the plan's currency */
    const char *file;     /* as shown in messages: lua-indicators/x.lua */
    bool by_funder;       /* also computed for each funder */
    bool financing;       /* its base is the financing table: nodes without a line of their own are s.o. */
    int stage;            /* jln_stage, -1 when it has none */
    bool uses_base;       /* its base is one of the three */
    bool lights;          /* has a light */
    bool over_is_alert;   /* above 100 % is an alert, not green */
    struct jln_script *script;
} jln_indicator;

typedef struct jln_engine jln_engine;

/* What a caller may choose; zeroed means the plan's settings. */
typedef struct {
    const char *date;   /* facts known on that day; required */
    const char *period; /* code; NULL for each year's latest */
    jln_lang lang;
} jln_engine_options;

/* Reads the facts and loads every indicator of the folder `indicators` (NULL: none). `plan` must outlive the engine. */
jln_status jln_engine_open(jln_db *db, const jln_plan *plan, const char *indicators,
                           const jln_engine_options *options, jln_engine **out, jln_err *err);
void jln_engine_close(jln_engine *engine);

const jln_facts *jln_engine_facts(const jln_engine *engine);
int jln_engine_indicator_count(const jln_engine *engine);
const jln_indicator *jln_engine_indicator(const jln_engine *engine, int index);

/* By id; JLN_ENOTFOUND with the list of those there are. */
jln_status jln_engine_find(const jln_engine *engine, const char *id, const jln_indicator **out,
                           jln_err *err);

/* The value of an indicator at a place. Errors are those of the script. */
jln_status jln_engine_value(jln_engine *engine, const jln_indicator *indicator, jln_place place,
                            jln_result *out, jln_err *err);

/* The sum of a measure at a place, with its n/N. */
jln_value jln_engine_sum(jln_engine *engine, jln_measure measure, jln_place place);

/* The stage and base of rates for this plan (settings, else the defaults of DESIGN.md 4). */
jln_stage jln_engine_stage(const jln_engine *engine);
jln_base jln_engine_base(const jln_engine *engine);

/* Activities of a node by state of progress in a year, scheduled ones only, and those done or begun though not scheduled. */
typedef struct {
    uint32_t scheduled, by_state[JLN_PROGRESS_COUNT], unscheduled;
} jln_counts;
jln_counts jln_engine_counts(const jln_engine *engine, uint32_t node, int year);

/* ---- explain ---- */

typedef enum { JLN_EXPLAIN_USED, JLN_EXPLAIN_LEFT_OUT, JLN_EXPLAIN_MISSING, JLN_EXPLAIN_PM, JLN_EXPLAIN_OUTSIDE } jln_explain_role;

/* One figure the value rests on, or was left out of it. */
typedef struct {
    jln_explain_role role;
    jln_measure what;     /* amounts are in minor units, physical progress is 0 to 1 */
    const char *measure;  /* the same in words: "payé", "coût prévu"... in the current language */
    uint32_t node;
    int funder;           /* -1 for none */
    jln_value value;
    const char *doc;      /* document and line, or */
    int line;
    const jln_return *from; /* the return it comes from, or */
    const char *origin;   /* words: a decision, a letter */
    const char *why;      /* why it was left out; NULL */
} jln_explain_item;

typedef struct {
    jln_result result;
    jln_explain_item *items; /* in the order of nodes */
    size_t count;
    const char **steps;      /* the formula unrolled, one line each: "payé = 1 234 (12/14 activités)" */
    size_t step_count;
} jln_explanation;

jln_status jln_engine_explain(jln_engine *engine, const jln_indicator *indicator, jln_place place,
                              jln_arena *arena, jln_explanation *out, jln_err *err);

#endif
