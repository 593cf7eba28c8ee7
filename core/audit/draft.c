#include "audit/places.h"
#include "audit/rules.h"
#include "audit/say.h"

jln_audit_draft *jln_audit_draft_add(jln_audit_book *book, const char *id, const char *message) {
    if (!id || !message) book->failed = true;
    if (book->failed) return NULL;
    jln_audit_draft *drafts = jln_arena_grow(book->arena, book->drafts, &book->draft_capacity,
                                             (size_t)book->draft_count + 1, sizeof *drafts);
    if (!drafts) {
        book->failed = true;
        return NULL;
    }
    book->drafts = drafts;
    jln_audit_draft *draft = &drafts[book->draft_count];
    *draft = (jln_audit_draft){
        .finding = {.rule = book->rule,
                    .severity = JLN_SEVERITY_WARNING,
                    .id = id,
                    .about = "",
                    .message = message},
        .own = JLN_AUDIT_NONE,
        .blame = JLN_AUDIT_NONE,
        .rank = book->rank,
        .family = book->family,
        .order = book->draft_count++,
    };
    return draft;
}

void jln_audit_draft_causes(jln_audit_book *book, jln_audit_draft *draft, jln_audit_causes causes,
                            jln_audit_measure measure, int64_t whole, int decimals) {
    if (measure != JLN_CAUSES_NAMED) jln_audit_causes_merge(book, &causes);
    if (!draft || !causes.count) return;
    draft->causes = causes;
    draft->measure = measure;
    draft->left = whole;
    draft->decimals = decimals;
    if (measure == JLN_CAUSES_NAMED) return;
    int64_t left = jln_audit_minus(book, whole, jln_audit_causes_sum(book, &causes));
    bool unexplained = left && jln_audit_width(left) >= jln_audit_causes_width(&causes);
    draft->blame =
        unexplained ? draft->own : jln_audit_causes_principal(book, &causes, draft->blame);
}

const char *jln_audit_difference(jln_audit_book *book, const jln_audit_mismatch *m) {
    return jln_audit_money(book, jln_audit_minus(book, m->printed, m->computed));
}

jln_severity jln_audit_parts_severity(jln_audit_book *book, const jln_audit_claim *claim,
                                      const jln_audit_parts *parts) {
    int64_t off = jln_audit_minus(book, claim->amount, parts->sum);
    if (jln_audit_within(book, off, parts->numbers)) return JLN_SEVERITY_ROUNDING;
    bool below = off == jln_audit_minus(book, claim->gap, parts->gap);
    bool explained = below && parts->rounded && (!claim->gap || claim->rounded);
    return explained ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR;
}

jln_severity jln_audit_lines_severity(const jln_audit_book *book, const jln_audit_claim *claim,
                                      const jln_audit_total *lines) {
    bool within = jln_audit_within(book, claim->gap_raw, lines->numbers);
    bool explained = claim->gap == claim->gap_raw && claim->rounded;
    return within || explained ? JLN_SEVERITY_ROUNDING : JLN_SEVERITY_ERROR;
}

void jln_audit_mismatch_add(jln_audit_book *book, const jln_audit_mismatch *m) {
    const jln_audit_claim *claim = m->claim;
    const char *id = jln_audit_place_id(book, claim, m->tail);
    jln_audit_draft *draft = jln_audit_draft_add(book, id, m->message);
    if (!draft) return;
    jln_finding *f = &draft->finding;
    f->severity = m->severity;
    f->quantity = JLN_QUANTITY_AMOUNT;
    f->about = jln_audit_about(book, claim);
    f->year = claim->column < book->years ? book->plan->first_year + claim->column : 0;
    f->printed = claim->state == JLN_NUMBER ? jln_audit_exact(book, m->printed) : claim->text;
    f->computed = jln_audit_exact(book, m->computed);
    f->difference = jln_audit_exact(book, jln_audit_minus(book, m->printed, m->computed));
    f->doc = m->doc;
    f->line = m->line;
    f->doc_2 = m->doc_2;
    f->line_2 = m->line_2;
    f->from_2 = m->from_2;
    draft->own = m->own;
    draft->blame = m->blame;
    jln_audit_draft_causes(book, draft, m->causes, JLN_CAUSES_AMOUNTS,
                           jln_audit_minus(book, m->printed, m->computed), 0);
}
