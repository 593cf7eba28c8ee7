/* decisions{}: what the facts ask of the committee, kind by kind; each kind is a list of cases with
 * who answers for it and what it weighs. */
#ifndef JLN_REPORTS_ASKS_H
#define JLN_REPORTS_ASKS_H

#include "doc/build.h"

/* One case. */
typedef struct {
    const char *key;   /* of the activity, the return, the source… */
    const char *text;  /* alone, in a full sentence: « Donner une nouvelle date à « … », reportée » */
    const char *words; /* below the sentence of its kind: « 1.1.6.2 Organiser des ateliers… » */
    const char *who;   /* a structure, a source; NULL */
    jln_value amount;  /* s.o. where there is none */
} jln_ask;

typedef struct {
    const char *key;
    const char *brief; /* all cases in one sentence: « Donner une nouvelle date à 11 activités… » */
    const char *why;  /* beside it; NULL */
    const char *rest; /* the cases beyond the first ones: « %s autres, nommées dans… » */
    bool soon;        /* asked for soon; else later */
    jln_ask *items;   /* the heaviest first */
    size_t count;
} jln_ask_kind;

/* Fills `kind`; its count is 0 when the facts ask nothing of that kind. */
typedef jln_status jln_ask_builder(jln_builder *b, jln_ask_kind *kind);

jln_ask_builder jln_ask_recommendations, jln_ask_returns, jln_ask_collection, jln_ask_funds,
    jln_ask_unset, jln_ask_measures; /* asks.c */
jln_ask_builder jln_ask_over, jln_ask_ahead, jln_ask_cheap, jln_ask_postponed, jln_ask_not_started;
/* activity_asks.c */

/* Room for `most` cases. */
jln_status jln_ask_room(jln_builder *b, jln_ask_kind *kind, size_t most);
void jln_ask_add(jln_ask_kind *kind, jln_ask ask);

#endif
