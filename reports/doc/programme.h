/* Inside reports/doc: what a plan foresees for a year, which its tables, its sentences and its
 * headline figures share. */
#ifndef JLN_REPORTS_PROGRAMME_H
#define JLN_REPORTS_PROGRAMME_H

#include "doc/build.h"

/* The base on which the year is told before any return. */
jln_measure jln_programme_measure(const jln_builder *b);

/* A structure that leads activities scheduled that year; id "" for those without one. */
typedef struct {
    const char *id;
    uint32_t scheduled, pm;
    jln_value base;
} jln_lead;

/* The heaviest first; NULL when out of memory. */
const jln_lead *jln_programme_leads(jln_builder *b, size_t *count);

/* "MSHP – Ministère de la Santé…", the id alone where it has no other name. */
const char *jln_programme_structure(jln_builder *b, const char *id);

/* An activity with an amount above zero that year. */
typedef struct {
    uint32_t node;
    jln_value base;
} jln_cost;

/* The costliest first; NULL when out of memory. */
const jln_cost *jln_programme_costs(jln_builder *b, size_t *count);

/* What the document says each source gives over the whole plan; not known where it says nothing. */
typedef struct {
    jln_value amount;
    const char *place;
} jln_claimed;

/* By funder, in the document's arena; NULL with the error set. */
const jln_claimed *jln_programme_claimed(jln_builder *b);

/* What was spent from the first year to the last one known. */
jln_value jln_programme_paid(const jln_builder *b, int known);

/* « Aucune fiche de collecte n'a été demandée pour 2018 », or that none of those asked for came. */
const char *jln_programme_silence(jln_builder *b);

/* What a year without returns says: its programme, and the last execution known. */
jln_status jln_programme_sentences(jln_builder *b);

#endif
