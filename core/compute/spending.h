/* Inside core/compute: reading the table of spending, the only one with millions of rows, and what
 * it shares with facts.c. */
#ifndef JLN_COMPUTE_SPENDING_H
#define JLN_COMPUTE_SPENDING_H

#include "compute/facts.h"
#include "store/read.h"

/* Index of a period, of a return; -1. Returns are sorted by id. */
int jln_facts_find_period(const jln_facts *facts, const char *code);
int jln_facts_find_return(const jln_facts *facts, const char *id);

/* False for the periods of its year that come after the one the report is limited to (`limit`, -1
 * for none). */
bool jln_facts_open(const jln_facts *facts, int period, int limit);

/* Fills facts->spent in one pass over the rows, in the order of their key. Memory holds the rows
 * that are kept, once. */
jln_status jln_spending_read(jln_db *db, const jln_params *params, int limit, jln_arena *arena,
                             jln_facts *facts, jln_err *err);

#endif
