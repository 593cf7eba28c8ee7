/* An indicator of the logical framework as reports follow it: what was measured last, the target it
 * goes to, whether that target's year is over. */
#ifndef JLN_REPORTS_FRAMEWORK_H
#define JLN_REPORTS_FRAMEWORK_H

#include "doc/build.h"

/* What became of the target of a line. One rule for every report: the target is the nearest one of
 * the year of the last measure or later (of the report's year, when nothing was measured), else the
 * last one stated; it has lapsed when its year is before the report's. */
typedef enum {
    JLN_AIM_NONE,    /* the document states none */
    JLN_AIM_AHEAD,   /* of the report's year or later */
    JLN_AIM_REACHED, /* lapsed, and the last measure is up to it */
    JLN_AIM_MISSED,  /* lapsed, measured since, and not reached */
    JLN_AIM_UNKNOWN, /* lapsed, and not measured since */
    JLN_AIM_WORDS,   /* lapsed, and told in words that no rule compares */
    JLN_AIM_COUNT
} jln_aim;

typedef struct {
    int index; /* of the line */
    const jln_frame_line *line;
    const jln_frame_measure *last;   /* the latest number, else the latest row; NULL */
    const jln_frame_measure *before; /* the number before it; NULL */
    bool measured;                   /* `last` is a number */
    int year; /* in which its progress is told: that of the last measure, else the report's */
    jln_aim aim;
    jln_frame_target target; /* where `aim` is not NONE */
} jln_tracked;

jln_tracked jln_track(const jln_builder *b, int line);

/* "34,5 % (2012)", "au moins 75 % (2015)": a number with its bound, its sign and, in brackets, its
 * year (0: none); `words` where the document has words in its place. */
void jln_track_show(jln_builder *b, jln_cell *cell, const jln_value *value, jln_bound bound,
                    const char *words, const char *unit, int year);

/* The target, with what became of it when it has lapsed; in few words for the label of a chart. */
void jln_track_show_target(jln_builder *b, jln_cell *cell, const jln_tracked *t, bool brief);
void jln_track_show_measure(jln_builder *b, jln_cell *cell, const jln_tracked *t,
                            const jln_frame_measure *measure);

/* "cible échue (2012), non atteinte"; NULL for one that has not lapsed. */
const char *jln_track_lapsed(jln_builder *b, const jln_tracked *t);

/* The unit in words; NULL for a text. */
const char *jln_track_unit(const jln_frame_line *line);

/* The title, with the unit where neither the title nor a sign beside the numbers tells it: in
 * brackets, in square ones where the rest are words of the document (`quoted`). */
const char *jln_track_title(jln_builder *b, const jln_frame_line *line, bool quoted);

/* Sentences on the whole framework: what can be followed, what was measured and when, what goes
 * backwards, what has lapsed. */
jln_status jln_track_sentences(jln_builder *b, const jln_indicator *progress);

#endif
