/* The facts about a plan known on a day, read once into dense arrays: what was planned, revised,
 * spent, done, promised and received. A year's figure is that of its latest period; nothing is
 * counted twice. */
#ifndef JLN_COMPUTE_FACTS_H
#define JLN_COMPUTE_FACTS_H

#include "compute/plan.h"
#include "model/value.h"

/* An amount of one leaf in one year, or the reason there is none. */
typedef struct {
    jln_state state; /* NUMBER, PM, DASH, BLANK, MISSING, NA */
    int64_t amount;
    const char *doc; /* of the document, or the decision of a revision */
    int line;
} jln_amount;

typedef struct {
    const char *code;
    int year;
    const char *first_day, *last_day;
    bool closed;
    bool year_end; /* last_day is 31 December */
} jln_period;

typedef struct {
    const char *id;
    int period; /* index */
    const char *sender, *due_on, *received_on /* NULL: not received */, *status, *comment;
    bool known; /* received on the report's day */
    bool late;
} jln_return;

/* One reported amount. */
typedef struct {
    int64_t amount;
    uint32_t leaf;
    int from;       /* index of the return */
    int16_t period; /* index */
    int16_t funder; /* -1: not split by funder */
    int8_t stage;   /* jln_stage */
    int8_t state;   /* jln_state: NUMBER, MISSING or NA */
} jln_spent;

/* What was reported of a leaf, by period, funder, stage: only rows of the latest period of each
 * year. */
typedef struct {
    const jln_spent *rows;
    size_t count;
} jln_spent_rows;

typedef enum {
    JLN_DONE,
    JLN_UNDER_WAY,
    JLN_NOT_STARTED,
    JLN_POSTPONED,
    JLN_CANCELLED,
    JLN_NOT_REPORTED,
    JLN_PROGRESS_COUNT
} jln_progress_state;
const char *
jln_progress_words(jln_progress_state state); /* "réalisée"... in the current language */

typedef struct {
    uint32_t leaf;
    int period;
    jln_progress_state state;
    bool known;       /* `physical` was reported */
    jln_rat physical; /* % of the year's programme, as a fraction: 0 to 1 */
    const char *quantity_planned, *quantity_done, *unit, *decided_on, *comment;
    int from;
} jln_progress;

typedef struct {
    uint32_t node; /* 0: not split by node */
    int16_t funder;
    int year;
    jln_amount amount;
    jln_amount revised; /* with the revisions about that source known on the day; the same where
                           there is none */
} jln_financing;

typedef struct {
    uint32_t node;
    int16_t funder;
    int16_t status;
    bool in_kind;
    int period;
    jln_state state;
    int64_t amount;
    const char *source;
} jln_mobilised;

typedef struct {
    uint32_t node;
    int period;
    const char *title, *comment;
    int16_t funder;
    bool known;
    int64_t amount;
    int from;
} jln_extra;

typedef struct {
    const jln_plan *plan;
    int years;        /* last_year - first_year + 1 */
    const char *date; /* what was known on that day */
    jln_base base;    /* the base of rates: settings, else revised, initial, planned: the first that
                         exists */
    jln_amount *bases[JLN_BASE_COUNT]; /* [leaf * years + year]; NULL when the plan has no such base
                                          on that day */
    bool *revised;                     /* [year]: a revision known on that day changes it; NULL when
                                          the plan has none */
    jln_period *periods;               /* oldest first */
    int period_count;
    jln_return *returns;
    int return_count;
    bool *asked;           /* [year]: returns are expected for a period of that year */
    jln_spent_rows *spent; /* [leaf] */
    jln_progress
        *progress; /* [leaf * years + year]: the latest; state NOT_REPORTED when there is none */
    jln_financing *financing; /* by node, funder, year */
    size_t financing_count;
    jln_mobilised *mobilised; /* only the latest period of each line and year */
    size_t mobilised_count;
    jln_extra *extra;
    size_t extra_count;
} jln_facts;

/* Reads the facts known on `date` ("YYYY-MM-DD"), up to `period` (a code) when it is not NULL:
 * later periods of its year are then ignored. JLN_ENOTFOUND for an unknown period. All in `arena`.
 */
jln_status jln_facts_read(jln_db *db, const jln_plan *plan, const char *date, const char *period,
                          jln_arena *arena, const jln_facts **out, jln_err *err);

/* The base that a revised one changes, and how many of those years it changes. */
jln_base jln_facts_unrevised(const jln_facts *facts);
int jln_facts_revised_years(const jln_facts *facts, int from, int to);

/* The amount of a leaf in a year on a base. */
const jln_amount *jln_facts_base(const jln_facts *facts, jln_base base, uint32_t leaf, int year);
const jln_progress *jln_facts_progress(const jln_facts *facts, uint32_t leaf, int year);

/* What was reported of a leaf in a year. O(log n). */
jln_spent_rows jln_facts_spent(const jln_facts *facts, uint32_t leaf, int year);

/* Scheduled: planned above 0, or PM. By the planned cost. */
bool jln_facts_scheduled(const jln_facts *facts, uint32_t leaf, int year);

/* True when returns are expected for that year: what is not asked for is s.o., not missing. */
bool jln_facts_asked(const jln_facts *facts, int year);

/* The latest period of a year that has facts or returns; -1 when there is none. */
int jln_facts_period(const jln_facts *facts, int year);

#endif
