/* Inside core/audit: what the tables say at the place of a claim. */
#ifndef JLN_AUDIT_REFERENCE_H
#define JLN_AUDIT_REFERENCE_H

#include "audit/book.h"

typedef struct {
    bool known;
    int64_t amount;   /* as printed there, else added up */
    int64_t sum;      /* its lines added up */
    uint32_t printed; /* claim that prints it; JLN_AUDIT_NONE */
    uint32_t numbers; /* lines added */
    const char *doc;
    int line;
} jln_audit_reference;

/* In the activity matrix; in the financing table. Not `known` when nothing is printed there, and
 * the table does not split that way or a line is ND. */
jln_audit_reference jln_audit_in_matrix(const jln_audit_book *book, const jln_audit_claim *claim);
jln_audit_reference jln_audit_in_table(const jln_audit_book *book, const jln_audit_claim *claim);

/* The amount is the printed one or the sum of the lines. */
bool jln_audit_agrees(const jln_audit_reference *r, int64_t amount);

#endif
