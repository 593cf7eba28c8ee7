/* What a plan follows beside its activities: the indicators of its logical framework, who is
 * covered, recommendations. */
#ifndef JLN_COMPUTE_FRAME_H
#define JLN_COMPUTE_FRAME_H

#include "compute/plan.h"
#include "model/value.h"

typedef enum { JLN_BOUND_EXACT, JLN_BOUND_AT_MOST, JLN_BOUND_AT_LEAST } jln_bound;

/* An indicator of the logical framework. */
typedef struct {
    uint32_t node; /* 0: the whole plan */
    int position;
    const char *title, *unit, *kind; /* kind: stock, flow, rate, text */
    int direction;                   /* 1 rising is good, -1 falling is good, 0 neither */
    jln_value baseline;              /* NUMBER, TEXT or MISSING */
    int baseline_year;               /* 0: not stated */
    const char *baseline_text, *target_text;
    jln_value target; /* written beside it: NUMBER, TEXT or MISSING */
    int target_year;  /* the plan's last year when none is stated */
    const char *doc;
    int line;
} jln_frame_line;

/* A target stated for a year. */
typedef struct {
    int line, year;  /* line: index */
    jln_value value; /* NUMBER or TEXT */
    jln_bound bound;
} jln_frame_target;

typedef struct {
    int line, year;
    jln_value value;                        /* NUMBER, MISSING, NA or TEXT */
    const char *words, *source, *return_id; /* return_id NULL: none */
} jln_frame_measure;

/* What it was measured at for one sex, in one region, or both: "" for all. A part is never added to
 * the whole. */
typedef struct {
    jln_frame_measure measure;
    const char *sex, *region;
} jln_frame_part;

/* Persons that a scheme covers in a region. */
typedef struct {
    const char *scheme, *region, *measure, *unit, *source;
    const char *sex; /* "F", "M", "" for both */
    int year;
    jln_value value; /* NUMBER, DASH, BLANK or MISSING */
    const char *doc;
    int line;
} jln_cover;

/* What a programme has registered, in its own unit. */
typedef struct {
    const char *id, *programme, *operator_name, *regions, *unit;
    const char *date; /* as printed; NULL */
    jln_value count;
    const char *doc;
    int line;
} jln_registration;

typedef struct {
    const char *region, *source;
    const char *sex; /* "F", "M", "" for both */
    int year;
    int64_t value;
} jln_population;

/* Something reached, under way or planned. */
typedef struct {
    const char *text, *date /* NULL: not stated */, *state, *doc;
    uint32_t node;
    int line;
} jln_milestone;

/* What a period tells of a recommendation. */
typedef struct {
    int64_t number;
    const char *last_day, *state, *done_on;
} jln_told;

typedef struct {
    int64_t number;
    const char *due, *state, *done_on; /* due, done_on: NULL when not stated; as last told */
    const char *first_state, *first_done_on; /* as the document has it, before any follow-up */
    const jln_told *told;                    /* oldest first */
    int told_count;
    bool recurring;                    /* one occurrence a year, on the same day */
    const char *text, *doc;
    int line;
    const char *responsible; /* as printed; NULL */
} jln_recommendation;

typedef struct {
    const jln_plan *plan;
    jln_frame_line *lines; /* in the order of result ids, then position */
    int line_count;
    jln_frame_target *targets; /* by line, year */
    int target_count;
    jln_frame_measure *measures; /* by line, year: the latest period of each */
    int measure_count;
    jln_frame_part *parts; /* by line, year, sex, region: the latest period of each */
    int part_count;
    jln_cover *covers;
    int cover_count;
    jln_population *populations;
    int population_count;
    jln_registration *registrations;
    int registration_count;
    jln_recommendation *recommendations;
    int recommendation_count;
    jln_told *told; /* by number, oldest first */
    int told_count;
    jln_milestone *milestones;
    int milestone_count;
} jln_frame;

/* Reads all of it as known on `date`, in `arena`. */
jln_status jln_frame_read(jln_db *db, const jln_plan *plan, const char *date, jln_arena *arena,
                          const jln_frame **out, jln_err *err);

/* The target stated for a year; the nearest one stated for that year or later. False when there is
 * none. */
bool jln_frame_target_of(const jln_frame *frame, int line, int year, jln_frame_target *out);
bool jln_frame_next_target(const jln_frame *frame, int line, int year, jln_frame_target *out);

/* What was measured in a year; NULL when there is no row. */
const jln_frame_measure *jln_frame_measured(const jln_frame *frame, int line, int year);

/* The same of one sex, one region or both ("" for all). */
const jln_frame_measure *jln_frame_measured_part(const jln_frame *frame, int line, int year,
                                                 const char *sex, const char *region);

/* The beneficiaries a scheme has in a region are shown in a year with their latest figure: true for
 * the cover `index` when it is that figure. Members, households and branches of a scheme are other
 * units and never enter, nor one sex alone. */
bool jln_frame_cover_shown(const jln_frame *frame, int index, int year);

/* The latest beneficiaries known in that year of a scheme in a region, of one sex ("" for both);
 * NULL. */
const jln_cover *jln_frame_cover(const jln_frame *frame, const char *scheme, const char *region,
                                 const char *sex, int year);

/* Who counts as covered in a rate: the number of the cover `index`. A dash is no number and gives
 * ND, but where the scheme itself counts no organisation in that region and year (the measure named
 * like the scheme: 0 "mutuelles"; that row goes to *none, else NULL): without any, nobody is
 * covered. */
jln_value jln_frame_covered(const jln_frame *frame, int index, const jln_cover **none);

/* The population of a region in the year nearest to `year` (the earlier of two, then the source in
 * alphabetic order). */
const jln_population *jln_frame_population(const jln_frame *frame, const char *region, int year);
const jln_population *jln_frame_population_of(const jln_frame *frame, const char *region,
                                              const char *sex, int year);

typedef struct {
    uint32_t due, executed, not_applicable, unknown; /* the last three are among those due */
} jln_follow_up;

/* Recommendations due by a day ("YYYY-MM-DD"), as told by the periods that end by `end`: a later
 * year does not change what a year was. */
jln_follow_up jln_frame_follow_up(const jln_frame *frame, const char *day, const char *end);

/* The same recommendation in the state these periods tell. */
jln_recommendation jln_recommendation_at(const jln_recommendation *r, const char *end);

/* True for those due by that day. */
bool jln_recommendation_due(const jln_recommendation *r, const char *day);

/* Among those due: "due", "executed" by that day, "not_applicable". */
bool jln_recommendation_is(const jln_recommendation *r, const char *state, const char *day);

/* In a state on a day: reached by then, when it is dated; what is reached later was planned until
 * then. */
bool jln_milestone_is(const jln_milestone *milestone, const char *state, const char *day);

#endif
