#include "audit/reference.h"

static jln_audit_reference refer(const jln_audit_book *book, uint32_t index,
                                 const jln_audit_total *total) {
    jln_audit_reference r = {.known = total->count && !total->missing,
                             .amount = total->sum,
                             .sum = total->sum,
                             .printed = index,
                             .numbers = total->numbers,
                             .doc = total->doc,
                             .line = total->line};
    if (index == JLN_AUDIT_NONE) return r;
    const jln_audit_claim *claim = &book->claims[index];
    r.known = true;
    r.amount = claim->amount;
    if (!total->count || total->missing) r.sum = claim->amount;
    r.doc = claim->doc;
    r.line = claim->line;
    return r;
}

jln_audit_reference jln_audit_in_matrix(const jln_audit_book *book, const jln_audit_claim *claim) {
    size_t at = jln_audit_at(book, claim->node, claim->column);
    if (claim->funder < book->plan->funder_count)
        return (jln_audit_reference){.printed = JLN_AUDIT_NONE};
    return refer(book, book->printed[at], &book->lines[at]);
}

jln_audit_reference jln_audit_in_table(const jln_audit_book *book, const jln_audit_claim *claim) {
    uint32_t margin = jln_audit_claim_margin(book, claim);
    if (margin == JLN_AUDIT_NONE) return (jln_audit_reference){.printed = JLN_AUDIT_NONE};
    return refer(book, book->cube_printed[margin], &book->cube[margin]);
}

bool jln_audit_agrees(const jln_audit_reference *r, int64_t amount) {
    return r->known && (r->amount == amount || r->sum == amount);
}
