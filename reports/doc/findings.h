/* Inside reports/doc: what the blocks about findings share. */
#ifndef JLN_REPORTS_FINDINGS_H
#define JLN_REPORTS_FINDINGS_H

#include "doc/build.h"

/* What the message is about: its words before the colon. */
const char *jln_finding_subject(jln_builder *b, const char *message);

/* Both figures are amounts: not "PM" against an amount. */
bool jln_finding_is_amount(const jln_finding *f);

/* For each finding of the audit, the rank of the next one that says the same: both figures of one
 * subject in a group of consequences (a sum made in two ways, a share printed twice), or the same
 * words under one rule; 0 for none. In the arena; NULL when out of memory. */
const size_t *jln_findings_alike(jln_builder *b, bool consequences);

/* Places in the document, each once. */
enum { JLN_PLACES_MAX = 40 };
typedef struct {
    struct {
        const char *doc, *part;
        int line;
        bool from;
    } items[JLN_PLACES_MAX];
    size_t count, more; /* more: those that found no room */
    const char
        *but_told; /* the sentence beside: lines it names are left out where the part is known */
} jln_places;

/* Adds the places of a finding, in the order its sentence names them. */
void jln_places_add(jln_places *places, const jln_finding *f);

/* "tableau 10, l. 2370 et 2382 ; annexe 5, dès l. 5837"; NULL when there is none. The
 * document is named where the audit is of several. */
const char *jln_places_text(jln_builder *b, const jln_places *places);

#endif
