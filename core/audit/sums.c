/* The activity matrix against itself: rows, sub-totals, the grand total. */
#include "audit/rules.h"
#include "audit/say.h"

static bool comparable(const jln_audit_claim *claim) {
    return claim->state != JLN_MISSING && claim->state != JLN_TEXT;
}

static const jln_audit_total *lines_of(const jln_audit_book *book, const jln_audit_claim *claim) {
    return &book->lines[jln_audit_at(book, claim->node, claim->column)];
}

/* A gap that a corrected line removes comes from that line. */
static uint32_t blame_of(const jln_audit_book *book, const jln_audit_claim *claim) {
    return claim->gap ? claim->root : lines_of(book, claim)->suspect;
}

/* A printed figure that its lines contradict, but for the sentence. */
static jln_audit_mismatch against_lines(jln_audit_book *book, const jln_audit_claim *claim) {
    const jln_audit_total *lines = lines_of(book, claim);
    jln_audit_mismatch m = {
        .claim = claim,
        .printed = claim->amount,
        .computed = lines->sum,
        .severity = jln_audit_lines_severity(book, claim, lines),
        .doc = claim->doc,
        .line = claim->line,
        .doc_2 = lines->doc,
        .line_2 = lines->line,
        .from_2 = lines->line != claim->line,
        .own = (uint32_t)(claim - book->claims),
        .blame = blame_of(book, claim),
    };
    jln_audit_claim_causes(book, &m.causes, claim, 1);
    return m;
}

void jln_audit_rule_row_total(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != JLN_CLAIM_ROW_TOTAL || !comparable(claim) || !claim->gap_raw) continue;
        jln_audit_mismatch m = against_lines(book, claim);
        m.message = jln_arena_fmt(
            book->arena,
            _("%s : total imprimé %s (l. %d), alors que la somme de ses années est %s ; écart de "
              "%s."),
            jln_audit_node_heading(book, claim->node), jln_audit_claim_amount(book, claim), m.line,
            jln_audit_amount(book, m.computed), jln_audit_difference(book, &m));
        jln_audit_mismatch_add(book, &m);
    }
}

void jln_audit_rule_subtotal_lines(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != JLN_CLAIM_SUBTOTAL || !comparable(claim) || !claim->gap_raw) continue;
        jln_audit_mismatch m = against_lines(book, claim);
        m.message = jln_arena_fmt(
            book->arena,
            _("%s : imprimé %s (l. %d), alors que la somme de ses %s est %s ; écart de %s."),
            jln_audit_heading(book, claim->node, claim->column),
            jln_audit_claim_amount(book, claim), m.line, jln_audit_leaves(book),
            jln_audit_amount(book, m.computed), jln_audit_difference(book, &m));
        jln_audit_mismatch_add(book, &m);
    }
}

/* A printed figure against printed parts, over the same lines: what is wrong with either. */
static bool against_parts(jln_audit_book *book, const jln_audit_claim *claim,
                          const jln_audit_parts *parts, jln_audit_mismatch *m) {
    if (!parts->printed || parts->missing || parts->sum == claim->amount) return false;
    *m = against_lines(book, claim);
    m->computed = parts->sum;
    m->severity = jln_audit_parts_severity(book, claim, parts);
    m->doc_2 = parts->doc;
    m->line_2 = parts->line;
    m->from_2 = parts->line != claim->line;
    jln_audit_causes_join(book, &m->causes, &parts->causes, -1);
    jln_audit_causes_join(book, &m->causes, &parts->mends, -1);
    return true;
}

/* In a year, what stands just below an output is its lines: subtotal-lines has compared them. */
static bool has_lines_below(const jln_audit_book *book, const jln_audit_claim *claim) {
    return claim->column < book->years && jln_plan_is_leaf(book->plan, claim->node + 1);
}

void jln_audit_rule_subtotal_children(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != JLN_CLAIM_SUBTOTAL || !comparable(claim) || has_lines_below(book, claim))
            continue;
        jln_audit_parts parts = jln_audit_children(book, claim->node, claim->column);
        jln_audit_mismatch m;
        if (!against_parts(book, claim, &parts, &m)) continue;
        m.message =
            jln_arena_fmt(book->arena,
                          _("%s : imprimé %s (l. %d), alors que les montants imprimés qu’il réunit "
                            "font %s ; écart de %s."),
                          jln_audit_heading(book, claim->node, claim->column),
                          jln_audit_claim_amount(book, claim), m.line,
                          jln_audit_amount(book, m.computed), jln_audit_difference(book, &m));
        jln_audit_mismatch_add(book, &m);
    }
}

void jln_audit_rule_subtotal_years(jln_audit_book *book) {
    for (uint32_t i = 0; i < book->claim_count; i++) {
        const jln_audit_claim *claim = &book->claims[i];
        if (claim->kind != JLN_CLAIM_SUBTOTAL || !comparable(claim) || claim->column < book->years)
            continue;
        jln_audit_parts parts = jln_audit_year_parts(book, claim->node);
        jln_audit_mismatch m;
        if (parts.printed < (uint32_t)book->years || !against_parts(book, claim, &parts, &m))
            continue;
        m.message = jln_arena_fmt(
            book->arena,
            _("%s : imprimé %s (l. %d), alors que ses années imprimées font %s ; écart de %s."),
            jln_audit_heading(book, claim->node, claim->column),
            jln_audit_claim_amount(book, claim), m.line, jln_audit_amount(book, m.computed),
            jln_audit_difference(book, &m));
        jln_audit_mismatch_add(book, &m);
    }
}
