/* Computing: indicators written in Lua over the facts of a plan, for any node, funder and year.
 *
 * Every result keeps what it rests on: numerator, denominator, n/N, the share of the base that is
 * covered, and why there is no number when there is none. */
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
    JLN_M_QUANTITY,  /* quantity told by returns; `which` is a jln_quantity_told. Units are never
                        mixed in a sum */
    JLN_M_FINANCING, /* planned financing by funder */
    JLN_M_FUNDING,   /* funding at a status; `which` is a jln_funding */
    JLN_M_FIGURE,    /* another figure, named in words: a count, a target, a population */
    JLN_M_COUNT
} jln_measure_kind;

typedef enum { JLN_QUANTITY_PLANNED, JLN_QUANTITY_DONE } jln_quantity_told;

typedef struct {
    jln_measure_kind kind;
    int which;
} jln_measure;

/* Spending at a stage, only that of sources which have the stage `other` as well; JLN_STAGE_COUNT:
 * s.o. for an activity one of whose sources has no such stage, because what it spent is not all
 * told there. */
jln_measure jln_measure_among(jln_stage stage, jln_stage other);

/* The stage of a JLN_M_SPENT, and what it is restricted to; JLN_STAGE_NONE when it is not. */
enum { JLN_STAGE_NONE = -1 };
int jln_measure_stage(jln_measure measure);
int jln_measure_other(jln_measure measure);

/* Where and when a value is asked for. */
typedef struct {
    uint32_t node; /* 0 for the plan */
    int funder;    /* -1: all */
    int year;
} jln_place;

typedef struct {
    jln_value value;                  /* n/N in it */
    jln_value numerator, denominator; /* known only for ratios */
    jln_value covered; /* share of the base whose facts are known, 0 to 1; known only for ratios */
    jln_light light;
    const char *noun;  /* what n and N count, in the current language: "activités" */
    bool light_is_own; /* the light judges the value itself, for want of the one it should follow:
                          to be marked */
} jln_result;

/* What an indicator has a value for, at each node it is asked for. */
typedef enum {
    JLN_OVER_ACTIVITIES, /* the activities below it */
    JLN_OVER_LOGFRAME,   /* each indicator of its logical framework: an item */
    JLN_OVER_COVERAGE,   /* each scheme and region whose beneficiaries are known: an item; the plan
                            only */
    JLN_OVER_REGISTRATIONS,   /* each count of a register: an item; the plan only */
    JLN_OVER_RECOMMENDATIONS, /* the recommendations of the plan */
    JLN_OVER_MILESTONES       /* the milestones of a node and of those below it */
} jln_over;

/* True when its values are those of items. */
bool jln_over_items(jln_over over);

typedef enum {
    JLN_UNIT_RATIO,  /* a fraction, printed in % */
    JLN_UNIT_POINTS, /* percentage points */
    JLN_UNIT_AMOUNT, /* the plan's currency, in minor units */
    JLN_UNIT_NUMBER
} jln_unit;

typedef struct {
    const char *id;
    const char *title, *definition, *formula, *source; /* in the current language */
    const char *unit; /* "ratio", "points", the plan's currency, or what is counted */
    jln_unit unit_kind;
    jln_over over;
    bool by_node;   /* has values for nodes (not only by funder) */
    bool plan_only; /* has values for the whole plan only */
    bool amounts;   /* its numerator and denominator are amounts */
    const char
        *light_from; /* id of the indicator its light follows where that one has a value; NULL */
    int bands[3];    /* bounds of its own, in %, 0 for none: see jln_light_between */
    const struct jln_tree *examples; /* worked ones; NULL */
    const char *file;                /* as shown in messages: lua-indicators/x.lua */
    bool by_funder;                  /* also computed for each funder */
    bool
        financing; /* its base is the financing table: nodes without a line of their own are s.o. */
    int stage;     /* jln_stage, -1 when it has none */
    bool uses_base;     /* its base is one of the three */
    bool lights;        /* has a light */
    bool over_is_alert; /* above 100 % is an alert, not green */
    const char *cumulated; /* id of the one that gives it since the plan's start; NULL */
    bool since_start;   /* adds up the years since the plan's first: n/N counts activities by year */
    struct jln_script *script;
} jln_indicator;

typedef struct jln_engine jln_engine;

/* What a caller may choose; zeroed means the plan's settings. */
typedef struct {
    const char *date;   /* facts known on that day; required */
    const char *period; /* code; NULL for each year's latest */
    jln_lang lang;
} jln_engine_options;

/* Reads the facts and loads every indicator of the folder `indicators` (NULL: none). `plan` must
 * outlive the engine. */
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

/* Items an indicator has at a node in a year: positions in its list, -1 alone for an indicator
 * without items. Gives how many there are, at most `most` of them written. */
int jln_engine_items(const jln_engine *engine, const jln_indicator *indicator, uint32_t node,
                     int year, int *items, int most);

/* Words that tell an item from the others: "position:2",
 * "scheme:mutuelles;region:Bamako;year:2010", and its title. NULL for -1. The first is fixed, the
 * second for people. */
const char *jln_engine_item_code(const jln_engine *engine, const jln_indicator *indicator, int item,
                                 jln_arena *arena);
const char *jln_engine_item_title(const jln_engine *engine, const jln_indicator *indicator,
                                  int item, jln_arena *arena);

/* The value of one item (-1: none). */
jln_status jln_engine_item(jln_engine *engine, const jln_indicator *indicator, jln_place place,
                           int item, jln_result *out, jln_err *err);

/* False when the plan has nothing an indicator could be computed from. */
bool jln_engine_applies(const jln_engine *engine, const jln_indicator *indicator);

/* The sum of a measure at a place, with its n/N. */
jln_value jln_engine_sum(jln_engine *engine, jln_measure measure, jln_place place);

/* What is in a sum of spending of activities another of whose sources has not answered: their own
 * total is not known, and they are in no rate. s.o. when there is none; `known` counts them. */
jln_value jln_engine_incomplete(jln_engine *engine, jln_measure spent, jln_place place);

/* The stage and base of rates for this plan (settings, else the defaults of DESIGN.md 4). */
jln_stage jln_engine_stage(const jln_engine *engine);
jln_base jln_engine_base(const jln_engine *engine);

/* Activities of a node by state of progress in a year, scheduled ones only, and those done or begun
 * though not scheduled. */
typedef struct {
    uint32_t scheduled, by_state[JLN_PROGRESS_COUNT], unscheduled;
} jln_counts;
jln_counts jln_engine_counts(const jln_engine *engine, uint32_t node, int year);

/* ---- explain ---- */

typedef enum {
    JLN_EXPLAIN_USED,
    JLN_EXPLAIN_LEFT_OUT,
    JLN_EXPLAIN_MISSING,
    JLN_EXPLAIN_PM,
    JLN_EXPLAIN_OUTSIDE
} jln_explain_role;

/* One figure the value rests on, or was left out of it. */
typedef struct {
    jln_explain_role role;
    jln_measure what;    /* amounts are in minor units, physical progress is 0 to 1 */
    const char *measure; /* the same in words: "payé", "coût prévu"... in the current language */
    const char *code;    /* fixed code of a JLN_M_FIGURE: "target", "received"... */
    bool amount;
    int year;
    uint32_t node;
    int funder; /* -1 for none */
    jln_value value;
    const char *doc; /* document and line, or */
    int line;
    const jln_return *from; /* the return it comes from, or */
    const char *origin;     /* words: a decision, a letter */
    const char *period;     /* of funding; NULL for others */
    bool in_kind;           /* of funding */
    const char *why;        /* why it was left out; NULL */
} jln_explain_item;

typedef struct {
    jln_result result;
    jln_explain_item *items; /* in the order of nodes */
    size_t count;
    const char **steps; /* the formula unrolled, one line each: "payé = 1 234 (12/14 activités)" */
    size_t step_count;
} jln_explanation;

jln_status jln_engine_explain(jln_engine *engine, const jln_indicator *indicator, jln_place place,
                              jln_arena *arena, jln_explanation *out, jln_err *err);

/* The same for one item (-1: none). */
jln_status jln_engine_explain_item(jln_engine *engine, const jln_indicator *indicator,
                                   jln_place place, int item, jln_arena *arena,
                                   jln_explanation *out, jln_err *err);

/* ---- worked examples ---- */

typedef struct {
    const char *indicator, *file, *name;
    int line;
    bool passed;
    const char *message; /* of one that failed: expected and found */
} jln_example;

/* An engine without a plan: for lists of indicators and their worked examples only. */
jln_status jln_engine_library(const char *folder, jln_lang lang, jln_engine **out, jln_err *err);

/* How many worked examples an indicator has. */
size_t jln_examples_of(const jln_indicator *indicator);

/* Runs the worked examples of every indicator. */
jln_status jln_examples_run(jln_engine *library, jln_arena *arena, jln_example **out, size_t *count,
                            jln_err *err);

#endif
